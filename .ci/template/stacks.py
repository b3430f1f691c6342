"""
A deployment as it comes out in one stack. Its texts are put together and held against the schemas of AWS's
resource types. cfn-lint brings the schemas along.
"""

import re
import zlib
from dataclasses import dataclass

import regex
from cfnlint.schema import ResourceNotFoundError
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from deployed import SUBSTITUTED, references

# Limits that the documentation states and the schemas leave out: type, place, most characters, ASCII alone.
STATED = [
    ("AWS::CloudFront::Distribution", "DistributionConfig.Comment", 128, True),
    ("AWS::CloudFront::Function", "FunctionConfig.Comment", 128, True),
    ("AWS::SNS::Topic", "DisplayName", 100, False),
    ("AWS::ApiGatewayV2::Api", "Body.info.title", 128, False),
]
# Their names hold in every region of an account.
GLOBAL = ("AWS::CloudFront::", "AWS::IAM::", "AWS::CloudWatch::Dashboard", "AWS::S3::Bucket", "AWS::Budgets::")
# A part of the stack's own pool that no other pool of the region may have.
TAKEN_FROM_ALL = ("AWS::Cognito::UserPoolDomain",)
NAME = re.compile(r"(Name|Domain)$")


@dataclass(frozen=True)
class Stack:
    name: str
    region: str

    def pseudo(self):
        account = "111122223333"
        # A UUID of version 1: its last group is the machine that made it, which other stacks share.
        seed = "%08x" % zlib.crc32((self.name + self.region).encode())
        return {
            "AWS::StackName": self.name,
            "AWS::Region": self.region,
            "AWS::AccountId": account,
            "AWS::Partition": "aws",
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::StackId": "arn:aws:cloudformation:%s:%s:stack/%s/%s-0000-11f0-8000-0a1b2c3d4e5f"
            % (self.region, account, self.name, seed),
        }

    def text(self, value):
        """The text that a value becomes in this stack; None where a resource decides."""
        if isinstance(value, str):
            return value
        if not isinstance(value, dict) or len(value) != 1:
            return None
        (function, argument), = value.items()
        if function == "Ref":
            return self.pseudo().get(argument)
        if function == "Fn::Sub":
            pattern, own = argument if isinstance(argument, list) else (argument, {})
            known = {**self.pseudo(), **{name: self.text(one) for name, one in own.items()}}
            asked = set(SUBSTITUTED.findall(pattern))
            if any(known.get(name) is None for name in asked):
                return None
            return SUBSTITUTED.sub(lambda match: known[match.group(1)], pattern)
        if function == "Fn::Select":
            parts = argument[1].get("Fn::Split") if isinstance(argument[1], dict) else None
            whole = self.text(parts[1]) if parts else None
            return whole.split(parts[0])[int(argument[0])] if whole else None
        return None


def schema_of(kind, region="ap-southeast-1"):
    try:
        return PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, kind).schema
    except ResourceNotFoundError:
        return PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema


def misfits(resource, stack):
    """Where a text of the resource breaks a limit, the text, and the limit."""
    kind = resource["Type"]
    schema = schema_of(kind)
    texts = list(walk(resource.get("Properties", {}), [schema], schema, "", stack))
    for where, text, limits in texts:
        for limit in limits:
            pattern = limit.get("pattern")
            if pattern and not matches(pattern, text):
                yield where, text, "AWS wants %s" % pattern
            if len(text) > limit.get("maxLength", len(text)):
                yield where, text, "AWS takes %d characters" % limit["maxLength"]
            if len(text) < limit.get("minLength", 0):
                yield where, text, "AWS wants %d characters" % limit["minLength"]
        for stated, place, most, ascii_alone in STATED:
            if (stated, place) == (kind, where):
                if len(text) > most:
                    yield where, text, "AWS takes %d characters" % most
                if ascii_alone and not text.isascii():
                    yield where, text, "AWS takes ASCII"


def matches(pattern, text):
    """As Java matches in AWS's services: its \\w is ASCII, its \\p{L} is any letter."""
    unicode_classes = "\\p{" in pattern
    return regex.search(pattern, text, 0 if unicode_classes else regex.ASCII) is not None


def walk(value, schemas, root, where, stack):
    """Each text of a value, with the parts of the schema that speak of it."""
    schemas = [one for schema in schemas for one in every(schema, root)]
    text = stack.text(value)
    if text is not None:
        yield where, text, [one for one in schemas if one.get("type", "string") in ("string", ["string"])]
    elif isinstance(value, list):
        inner = [one["items"] for one in schemas if isinstance(one.get("items"), dict)]
        for one in value:
            yield from walk(one, inner, root, where, stack)
    elif isinstance(value, dict):
        for key, one in value.items():
            inner = [schema["properties"][key] for schema in schemas if key in schema.get("properties", {})]
            yield from walk(one, inner, root, "%s.%s" % (where, key) if where else key, stack)


def every(schema, root):
    """The schema itself and all that it surely includes: references and `allOf`, but no alternatives."""
    if "$ref" in schema:
        target = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        yield from every(target, root)
    yield schema
    for one in schema.get("allOf", []):
        yield from every(one, root)


def fixed_names(resources, stack, other_region):
    """
    Logical id, type and text of each name that the template chooses. A name within something of the
    stack's own, such as a stage of its API, is taken by nobody else.
    """
    for name, one in resources.items():
        kind = one["Type"]
        if stack.region != other_region and not kind.startswith(GLOBAL):
            continue
        schema = schema_of(kind)
        fixed = [path.split("/")[2:] for path in schema.get("createOnlyProperties", []) + schema["primaryIdentifier"]]
        if kind.startswith("AWS::CloudFront::"):
            fixed += [[part, "Name"] for part in one.get("Properties", {}) if part.endswith("Config")]
        values = [at(one.get("Properties", {}), path) for path in fixed]
        inside = any(target in resources for value in values for target, _ in references(value))
        if inside and kind not in TAKEN_FROM_ALL:
            continue
        for path, value in zip(fixed, values):
            text = stack.text(value) if value is not None else None
            if text is not None and NAME.search(path[-1]):
                yield name, kind, text


def at(value, path):
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    return value
