"""
Checks template.yaml against the rules, for every set of parameters that deploys something different.
Then plants one fault after the other, and checks that the fault's rule reports it.

Run it from the project's folder with the Python of the SAM CLI, for the SAM CLI's translator.
"""

import collections
import functools
import multiprocessing
import sys

from samtranslator.model.exceptions import InvalidDocumentException

import deployed
import planted
import rules


# A reader of the template finds a resource by scrolling.
MAX_LINES = 2200


def length(path):
    """Returns a complaint about a template of too many lines, or None."""
    with open(path, encoding="utf-8") as file:
        lines = sum(1 for _ in file)
    return "%s has %d lines, and at most %d are wanted" % (path, lines, MAX_LINES) if lines > MAX_LINES else None


def problems(template, parameters, only=None):
    """Returns the findings by name of the rule, and the number of resources."""
    try:
        full, conditions = deployed.deployed(template, parameters)
    except InvalidDocumentException as e:
        return {"accepted": [one.message for one in e.causes]}, 0
    deployment = rules.Deployment(template, full, conditions, parameters)
    found = collections.defaultdict(list)
    for check in rules.RULES:
        if only in (None, check.__name__):
            found[check.__name__].extend(check(deployment))
    return {name: texts for name, texts in found.items() if texts}, len(full["Resources"])


@functools.cache
def template_here():
    return deployed.read("template.yaml")


def check_set(parameters):
    return parameters, *problems(template_here(), parameters)


def one_translation(template, sets):
    """Whether sets of parameters may share a translation: the last set's own, with all copies, against the shared one."""
    return deployed.translated(template, sets[-1]) == deployed.transformed(template, {**sets[0], **gradual(template, sets[-1])})


def gradual(template, parameters):
    asked = deployed.names(deployed.preferences(template))
    return {name: value for name, value in parameters.items() if name in asked}


def representative(template, sets):
    """Yields the default set, and for each parameter the first set with another value. Every fault shows in one."""
    yield sets[0]
    for name, parameter in template["Parameters"].items():
        other = [one for one in sets if one[name] != str(parameter["Default"])]
        if other:
            yield other[0]


def plant(fault):
    """Returns None if the rule reports the fault in at least one deployment, else a complaint."""
    rule, break_ = fault
    template = deployed.read("template.yaml")
    try:
        break_(template)
    except (KeyError, IndexError) as e:
        return "%s cannot be planted any more: the template has no %r" % (break_.__name__, e.args[0])
    for parameters in representative(template, deployed.parameter_sets(template)):
        if rule in problems(template, parameters, rule)[0]:
            return None
    return "%s is not reported by %s" % (break_.__name__, rule)


def main():
    template = deployed.read("template.yaml")
    sets = deployed.parameter_sets(template)
    failed = 0
    too_long = length("template.yaml")
    if too_long:
        failed += 1
        print(too_long)
    sizes = []
    if not one_translation(template, sets):
        sys.exit("SAM translates by more parameters than those of gradual deployment: see deployed.transformed")
    with multiprocessing.Pool(2) as pool:
        for parameters, found, size in pool.imap(check_set, sets):
            sizes.append(size)
            for name, texts in found.items():
                for text in texts:
                    failed += 1
                    chosen = ", ".join(
                        "%s=%s" % (key, value)
                        for key, value in parameters.items()
                        if value != str(template["Parameters"][key]["Default"])
                    )
                    print("%s: %s (with %s)" % (name, text, chosen or "the defaults"))
        print(
            "%d rules on %d deployments of %d to %d resources: %d findings"
            % (len(rules.RULES), len(sets), min(sizes), max(sizes), failed)
        )
        unreported = [one for one in pool.map(plant, planted.FAULTS) if one]
    for text in unreported:
        print(text)
    faulty = {rule for rule, _ in planted.FAULTS}
    for check in rules.RULES:
        if check.__name__ not in faulty:
            unreported.append(check.__name__)
            print("the rule %s has no planted fault" % check.__name__)
    print("%d planted faults, %d reported" % (len(planted.FAULTS), len(planted.FAULTS) - len(unreported)))
    sys.exit(bool(failed or unreported))


if __name__ == "__main__":
    main()
