"""
Prints the result of each check, the counts of tests by module, and the reasons of skipped tests.
Fails if a check or a test failed, or if no test ran.

Argument: the file of checks, with state, name and figure in each line.
"""

import collections
import glob
import re
import sys
import xml.etree.ElementTree

modules = collections.defaultdict(collections.Counter)
reasons = collections.Counter()
failures = []

for module in re.findall(r"<module>(.+?)</module>", open("pom.xml", encoding="utf-8").read()):
    modules[module].update()
    for report in sorted(glob.glob(module + "/target/surefire-reports/TEST-*.xml")):
        for case in xml.etree.ElementTree.parse(report).getroot().iter("testcase"):
            name = "%s.%s" % (case.get("classname", "").rpartition(".")[2], case.get("name"))
            if case.find("failure") is not None or case.find("error") is not None:
                modules[module]["failed"] += 1
                failures.append("%s: %s" % (module, name))
            elif case.find("skipped") is not None:
                modules[module]["skipped"] += 1
                why = case.find("skipped").get("message") or case.find("skipped").text or "no reason given"
                reasons["%s: %s: %s" % (module, name.partition("(")[0], why.strip().splitlines()[0])] += 1
            else:
                modules[module]["passed"] += 1

total = collections.Counter()
for module, counts in modules.items():
    print("%-28s %5d passed %5d failed %5d skipped" % (module, counts["passed"], counts["failed"], counts["skipped"]))
    total.update(counts)
for reason, times in sorted(reasons.items()):
    print("skipped %d times: %s" % (times, reason))
for failure in failures:
    print("failed: " + failure)
print()
checks = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8")]
for state, name, figure in checks:
    print("%-8s %-28s %s" % (state, name, figure))
print()
print("%d passed, %d failed, %d skipped" % (total["passed"], total["failed"], total["skipped"]))
sys.exit(total["failed"] > 0 or total["passed"] == 0 or any(state == "failed" for state, _, _ in checks))
