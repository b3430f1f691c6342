"""Transforms template.yaml with SAM's own translator into CloudFormation's form, for one set of parameters."""

import copy
import functools
import itertools
import logging
import os
import pickle
import re
import unittest.mock

os.environ.setdefault("AWS_DEFAULT_REGION", "ap-southeast-1")
logging.getLogger("samtranslator").setLevel(logging.ERROR)  # Hides warnings about metrics that are not collected.

from samtranslator.open_api import open_api  # noqa: E402
from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402

# Sample values of parameters that are empty by default. Each such parameter that a condition uses must be here,
# or its sets would stay unchecked.
SAMPLES = {
    "SiteUrl": "https://bantin.example",
    "DomainName": "tin.example.vn",
    "CertificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/2f9a6c1e-0000-4000-8000-000000000000",
    "HostedZoneId": "Z0123456789ABCDEFGHIJ",
    "AlarmMail": "trực@bantin.example",
    "WebAclArn": "arn:aws:wafv2:us-east-1:111122223333:global/webacl/bantin/2f9a6c1e-0000-4000-8000-000000000000",
}
SUBSTITUTED = re.compile(r"\$\{([^!}][^}]*)\}")
UNLIMITED = 300  # longer than any limit of a text that a parameter is part of
GONE = object()
TRANSLATED = {}


class NoManagedPolicies:
    """Loader without AWS's managed policies, because the template's roles contain their own statements."""

    def load(self):
        return {}


def read(path):
    """A template of the caller's own. The YAML is parsed once, which takes most of a second."""
    return pickle.loads(parsed(path))


@functools.cache
def parsed(path):
    with open(path, encoding="utf-8") as file:
        return pickle.dumps(yaml_parse(file))


def parameter_sets(template):
    """
    Choices of parameters that make some condition come out otherwise, and that the rules allow. Parameters that
    a condition or a rule asks for together are tried in every combination. The others are tried one by one, and
    all at once. The last sets hold the longest texts that the parameters take.
    """
    conditions = template.get("Conditions", {})
    asked_together = [asks(one, conditions) for one in conditions.values()]
    asked_together += [asks(one, conditions) for one in template.get("Rules", {}).values()]
    gradual = names([one.get("Enabled") for one in preferences(template)])
    asked = set().union(gradual, *asked_together)
    together = set().union(*(one for one in asked_together if len(one) > 1))
    values = {name: tried(name, one, name in asked) for name, one in template["Parameters"].items()}
    defaults = {name: one[0] for name, one in values.items()}
    alone = [name for name in values if name not in together and len(values[name]) > 1]
    product = [
        dict(zip(together, choice)) for choice in itertools.product(*(values[name] for name in together))
    ]
    other = {name: values[name][1] for name in alone}
    sets = [{**defaults, **one} for one in product]
    sets += [{**defaults, name: value} for name in alone for value in values[name][1:]]
    sets += [{**defaults, **other, **one} for one in product]
    longest = {name: longest_text(name, one) for name, one in template["Parameters"].items()}
    for one in fullest([one for one in product if allowed(template, {**defaults, **one})]):
        kept = {name: value for name, value in one.items() if "AllowedValues" in template["Parameters"][name] or not value}
        sets.append({**longest, **kept})
    return sorted((one for one in sets if allowed(template, one)), key=lambda one: one != defaults)


def preferences(template):
    """How functions are deployed, for all of them and for each."""
    functions = [template["Globals"]["Function"]] + [
        one["Properties"] for one in template["Resources"].values() if one["Type"] == "AWS::Serverless::Function"
    ]
    return [one.get("DeploymentPreference", {}) for one in functions]


def asks(expression, conditions):
    """The parameters that a condition comes from."""
    if isinstance(expression, list):
        return set().union(*(asks(one, conditions) for one in expression))
    if not isinstance(expression, dict):
        return set()
    if set(expression) == {"Condition"}:
        return asks(conditions[expression["Condition"]], conditions)
    return names(expression) | asks(list(expression.values()), conditions)


def tried(name, parameter, asked):
    """The default first, and the other values that a condition may tell apart."""
    default = str(parameter["Default"])
    if not asked:
        return [default]
    if "AllowedValues" in parameter:
        return [default] + [str(one) for one in parameter["AllowedValues"] if str(one) != default]
    if name in SAMPLES:
        return [default, SAMPLES[name]]
    raise SystemExit("A condition asks for %s: say in SAMPLES what it may be." % name)


def fullest(product):
    """The choices that leave no text empty which another such choice fills."""
    filled = [{(name, value) for name, value in one.items() if value} for one in product]
    return [one for one, own in zip(product, filled) if not any(own < other for other in filled)]


def longest_text(name, parameter):
    """The longest text that a parameter takes; the sample where its length has no limit."""
    default = str(parameter["Default"])
    if "AllowedValues" in parameter:
        return max(map(str, parameter["AllowedValues"]), key=len)
    if parameter["Type"] == "Number":
        return str(parameter.get("MaxValue", default))
    sample = default or SAMPLES[name]
    longer = [sample + "x" * count for count in range(parameter.get("MaxLength", UNLIMITED) - len(sample) + 1)]
    fitting = [one for one in longer if re.fullmatch(parameter.get("AllowedPattern", ".*"), one)]
    return sample if len(fitting[-1]) == UNLIMITED else fitting[-1]


def allowed(template, parameters):
    """Tells if the template's rules allow these parameters."""
    for rule in template.get("Rules", {}).values():
        when = rule.get("RuleCondition")
        if when is None or truth(when, {}, parameters):
            if not all(truth(one["Assert"], {}, parameters) for one in rule["Assertions"]):
                return False
    return True


def truth(expression, conditions, parameters):
    (function, argument), = expression.items()
    if function == "Condition":
        return truth(conditions[argument], conditions, parameters)
    if function == "Fn::Not":
        return not truth(argument[0], conditions, parameters)
    if function == "Fn::And":
        return all(truth(one, conditions, parameters) for one in argument)
    if function == "Fn::Or":
        return any(truth(one, conditions, parameters) for one in argument)
    if function == "Fn::Equals":
        left, right = (parameters[one["Ref"]] if isinstance(one, dict) else str(one) for one in argument)
        return left == right
    raise SystemExit("The function %s is not supported here" % function)


def deployed(template, parameters):
    """
    Returns resources and outputs with conditions decided and parameters filled in. Parts without a
    value are removed. References to resources stay.
    """
    full = transformed(template, parameters)
    full = looked_up(full, full.get("Mappings", {}))
    conditions = full.get("Conditions", {})
    decided = {name: truth({"Condition": name}, conditions, parameters) for name in conditions}
    full = {
        part: {
            name: settle(one, decided, parameters)
            for name, one in full.get(part, {}).items()
            if decided.get(one.get("Condition"), True)
        }
        for part in ("Resources", "Outputs")
    }
    return full, decided


def transformed(template, parameters):
    """
    The template after SAM's translator, which looks at the parameters of gradual deployment alone;
    `check.py` compares. So most sets of parameters share one translation.
    """
    asked = names(preferences(template))
    choice = tuple((name, parameters[name]) for name in sorted(asked & set(parameters)))
    known = TRANSLATED.setdefault(id(template), (template, {}))[1]
    if choice not in known:
        # For each route the translator's editor of OpenAPI copies the whole document, which takes nine tenths of the time.
        # Nothing else changes the document meanwhile: `check.py` compares with a translation that copies.
        with unittest.mock.patch.object(open_api, "_deepcopy", lambda document: document):
            known[choice] = translated(template, parameters)
    return copy.deepcopy(known[choice])


def translated(template, parameters):
    """The template after SAM's translator, for these parameters alone."""
    return transform(local_zips(template), dict(parameters), NoManagedPolicies())


def local_zips(template):
    """Gives the zips the addresses of uploads, which the translator expects."""
    template = copy.deepcopy(template)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://zips/" + resource["Properties"]["CodeUri"]
    return template


def looked_up(value, mappings):
    """The value with the entries of the mappings in place of the look-ups."""
    if isinstance(value, list):
        return [looked_up(one, mappings) for one in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"Fn::FindInMap"}:
        name, first, second = value["Fn::FindInMap"]
        return mappings[name][first][second]
    return {key: looked_up(one, mappings) for key, one in value.items()}


def settle(value, decided, parameters):
    if isinstance(value, list):
        return [one for one in (settle(element, decided, parameters) for element in value) if one is not GONE]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        (function, argument), = value.items()
        if function == "Fn::If":
            return settle(argument[1 if decided[argument[0]] else 2], decided, parameters)
        if function == "Ref" and argument == "AWS::NoValue":
            return GONE
        if function == "Ref" and argument in parameters:
            return parameters[argument]
        if function == "Fn::Sub":
            return settle_sub(argument, decided, parameters)
        if function == "Fn::GetAtt" and isinstance(argument, str):
            return {function: argument.split(".", 1)}
    settled = {key: settle(element, decided, parameters) for key, element in value.items()}
    return {key: element for key, element in settled.items() if element is not GONE}


def settle_sub(argument, decided, parameters):
    pattern, own = argument if isinstance(argument, list) else (argument, {})
    own = settle(own, decided, parameters)
    known = {**parameters, **{name: one for name, one in own.items() if isinstance(one, str)}}
    pattern = SUBSTITUTED.sub(lambda m: known.get(m.group(1), m.group(0)), pattern)
    own = {name: one for name, one in own.items() if not isinstance(one, str)}
    if not SUBSTITUTED.search(pattern):
        return pattern
    return {"Fn::Sub": [pattern, own] if own else pattern}


def references(value):
    """Yields the resources and pseudo parameters that a settled value refers to, with the attribute or None."""
    if isinstance(value, list):
        for one in value:
            yield from references(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key == "Ref" and len(value) == 1:
                yield one, None
            elif key == "Fn::GetAtt" and len(value) == 1:
                yield one[0], ".".join(map(str, one[1:]))
            elif key == "Fn::Sub" and len(value) == 1:
                pattern, own = one if isinstance(one, list) else (one, {})
                for match in SUBSTITUTED.findall(pattern):
                    if match not in own:
                        name, _, attribute = match.partition(".")
                        yield name, attribute or None
                yield from references(own)
            else:
                yield from references(one)


def names(value):
    """Returns every name that a condition uses."""
    return {name for name, _ in references(value)}
