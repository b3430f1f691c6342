"""
Lists the libraries in the functions' zips: name, version and licence, one a line. Fails if licences.json does not
allow a licence, or if a zip contains a jar that the bill does not name. Does not look for vulnerable versions.

Arguments: the CycloneDX bill of materials of the functions, npm's lock of the browser libraries, and the zips.
"""

import json
import os
import sys
import zipfile


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def of_maven(bill):
    for component in bill["components"]:
        group = component.get("group", "")
        if group == "bantin":
            continue
        names = []
        for entry in component.get("licenses", []):
            licence = entry.get("license", {})
            names.append(entry.get("expression") or licence.get("id") or licence.get("name", ""))
        yield group, component["name"], component["version"], names


def of_npm(lock):
    for path, package in lock["packages"].items():
        # Tools that check scripts never ship.
        if path and not package.get("dev"):
            licence = package.get("license")
            yield "npm", path.rpartition("node_modules/")[2], package["version"], [licence] if licence else []


def choices(names):
    """Returns the licences to choose from, given as a list or as an expression with OR."""
    return [choice.strip(" ()") for name in names for choice in name.split(" OR ")]


def jars(paths):
    for path in paths:
        with zipfile.ZipFile(path) as file:
            yield from (name.rpartition("/")[2] for name in file.namelist() if name.endswith(".jar"))


rules = read(os.path.join(os.path.dirname(os.path.abspath(__file__)), "licences.json"))
found = list(of_maven(read(sys.argv[1]))) + list(of_npm(read(sys.argv[2])))
components = sorted({(group, name, version, tuple(names)) for group, name, version, names in found})
unused = set(rules["exceptions"])
used = set()
complaints = []
for group, name, version, names in components:
    exception = rules["exceptions"].get(group)
    if exception and exception["given"] == list(names):
        unused.discard(group)
        names = [exception["licence"]]
    written = " or ".join(names) or "no licence given"
    print("%-68s %-12s %s" % (group + ":" + name, version, written))
    fit = [licence for licence in choices(names) if licence in rules["allowed"]]
    used.update(fit[:1])
    if not fit:
        complaints.append("%s:%s %s may not be used: %s" % (group, name, version, written))

named = {"%s-%s.jar" % (name, version) for _, name, version, _ in components}
complaints += ["jar in a zip, but not in the bill: " + jar for jar in sorted(set(jars(sys.argv[3:])) - named)]
complaints += ["unused exception: " + group for group in sorted(unused)]
for complaint in complaints:
    print(complaint)
print("%d components, %d licences (%s), %d complaints" % (len(components), len(used), ", ".join(sorted(used)), len(complaints)))
sys.exit(bool(complaints or not components))
