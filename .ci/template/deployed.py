"""Transforms template.yaml with SAM's own translator into CloudFormation's form, for one set of parameters."""

import copy
import itertools
import logging
import os
import re

os.environ.setdefault("AWS_DEFAULT_REGION", "ap-southeast-1")
logging.getLogger("samtranslator").setLevel(logging.ERROR)  # Hides warnings about metrics that are not collected.

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
GONE = object()


class NoManagedPolicies:
    """Loader without AWS's managed policies, because the template's roles contain their own statements."""

    def load(self):
        return {}


def read(path):
    with open(path, encoding="utf-8") as file:
        return yaml_parse(file)


def parameter_sets(template):
    """Returns every allowed set of the parameters that conditions depend on."""
    gradual = template["Globals"]["Function"].get("DeploymentPreference", {})
    asked = names([template.get("Conditions", {}), template.get("Rules", {}), gradual.get("Enabled")])
    choices = []
    for name, parameter in template["Parameters"].items():
        default = str(parameter["Default"])
        if name not in asked:
            values = [default]
        elif "AllowedValues" in parameter:
            values = [str(one) for one in parameter["AllowedValues"]]
        elif name in SAMPLES:
            values = [default, SAMPLES[name]]
        else:
            raise SystemExit("A condition uses %s: add a value to SAMPLES." % name)
        choices.append([(name, value) for value in values])
    sets = (dict(one) for one in itertools.product(*choices))
    return [one for one in sets if allowed(template, one)]


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
    full = transform(local_zips(template), dict(parameters), NoManagedPolicies())
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


def local_zips(template):
    """Gives the zips the addresses of uploads, which the translator expects."""
    template = copy.deepcopy(template)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://zips/" + resource["Properties"]["CodeUri"]
    return template


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
