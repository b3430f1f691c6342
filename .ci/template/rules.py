"""
What must be so in every deployed template. A rule is a function from a deployment to sentences that
each say what is wrong; its name is what the planted faults and the summary call it by.
"""

import json
import os
import re
import zipfile

from deployed import references

ADMIN = "/api/admin/"
SCOPE = "bantin/newsroom"
RULES = []

# Actions for which IAM knows no resource; and ListStreams, for which Lambda asks on all streams.
WITHOUT_RESOURCE = {"dynamodb:ListStreams", "xray:PutTraceSegments", "xray:PutTelemetryRecords"}


class Deployment:
    """Settled resources and outputs, the conditions that led to them, and the parameters."""

    def __init__(self, full, conditions, parameters):
        self.resources = full["Resources"]
        self.outputs = full["Outputs"]
        self.conditions = conditions
        self.parameters = parameters

    def of(self, kind):
        return {name: one for name, one in self.resources.items() if one["Type"] == kind}

    def properties(self, kind):
        return {name: one.get("Properties", {}) for name, one in self.of(kind).items()}

    def routes(self):
        """Route key to its operation in the API's document."""
        body = self.resources["Api"]["Properties"]["Body"]
        for path, operations in body["paths"].items():
            for method, operation in operations.items():
                if path == "/$default":
                    yield "$default", operation
                else:
                    yield "%s %s" % (method.upper(), path), operation


def rule(check):
    RULES.append(check)
    return check


@rule
def authorizers(d):
    """Each admin route asks for an editor's token with the newsroom's scope, no public one asks for any."""
    schemes = d.resources["Api"]["Properties"]["Body"].get("components", {}).get("securitySchemes", {})
    if list(schemes) != ["Editors"]:
        yield "the API knows the authorizers %s" % sorted(schemes)
        return
    jwt = schemes["Editors"]["x-amazon-apigateway-authorizer"]
    if jwt["type"] != "jwt" or jwt["identitySource"] != "$request.header.Authorization":
        yield "Editors is no JWT authorizer of the Authorization header"
    if jwt["jwtConfiguration"] != {
        "issuer": {"Fn::GetAtt": ["EditorPool", "ProviderURL"]},
        "audience": [{"Ref": "EditorClient"}],
    }:
        yield "Editors trusts %s" % jwt["jwtConfiguration"]
    routes = dict(d.routes())
    if not any(ADMIN in key for key in routes):
        yield "there is no admin route"
    for key, operation in routes.items():
        wanted = [{"Editors": [SCOPE]}] if ADMIN in key else None
        if operation.get("security") != wanted:
            yield "%s asks for %s" % (key, operation.get("security"))


@rule
def functions(d):
    """Runtime, processor, snapshot, and an alias that events reach."""
    for name, function in d.properties("AWS::Lambda::Function").items():
        for key, wanted in {
            "Runtime": "java25",
            "Architectures": ["arm64"],
            "SnapStart": {"ApplyOn": "PublishedVersions"},
        }.items():
            if function.get(key) != wanted:
                yield "%s has %s %s" % (name, key, function.get(key))
        alias = d.properties("AWS::Lambda::Alias").get(name + "Aliaslive")
        if not alias or alias["Name"] != "live" or alias["FunctionName"] != {"Ref": name}:
            yield "%s has no alias live" % name
    versions = {one["FunctionName"]["Ref"] for one in d.properties("AWS::Lambda::Version").values()}
    for name in d.of("AWS::Lambda::Function"):
        if name not in versions:
            yield "%s publishes no version, so it has no snapshot" % name


@rule
def events(d):
    """Whoever calls a function calls its alias: what is not published has no snapshot."""
    functions_ = set(d.of("AWS::Lambda::Function"))
    for name, one in d.resources.items():
        if one["Type"] in ("AWS::Lambda::Alias", "AWS::Lambda::Version"):
            continue
        callers = {
            "AWS::Lambda::EventSourceMapping": lambda p: p["FunctionName"],
            "AWS::Lambda::Permission": lambda p: p["FunctionName"],
            "AWS::Scheduler::Schedule": lambda p: p["Target"]["Arn"],
            "AWS::S3::Bucket": lambda p: p.get("NotificationConfiguration"),
            "AWS::ApiGatewayV2::Api": lambda p: p["Body"]["paths"],
        }
        if one["Type"] in callers:
            for target, _ in references(callers[one["Type"]](one["Properties"])):
                if target in functions_:
                    yield "%s calls %s beside its alias" % (name, target)


@rule
def handlers(d):
    """The handler's class is in the sources, and in the zip where it is built."""
    for name, function in d.properties("AWS::Lambda::Function").items():
        zip_ = function["Code"]["S3Key"]
        class_, _, method = function["Handler"].partition("::")
        path = class_.replace(".", "/")
        folder = os.path.dirname(os.path.dirname(zip_))
        if method != "handleRequest":
            yield "%s begins at the method %r" % (name, method)
        if not os.path.isfile("%s/src/main/java/%s.java" % (folder, path)):
            yield "%s: no source of %s in %s" % (name, class_, folder)
        if os.path.isfile(zip_) and path + ".class" not in zipfile.ZipFile(zip_).namelist():
            yield "%s: no %s in %s" % (name, class_, zip_)


@rule
def logs(d):
    """Every function and the API log into a group of the template's, which forgets."""
    groups = d.properties("AWS::Logs::LogGroup")
    for name, group in groups.items():
        if str(group.get("RetentionInDays")) != d.parameters["LogDays"]:
            yield "%s keeps its lines for %s days" % (name, group.get("RetentionInDays"))
    used = []
    for name, function in d.properties("AWS::Lambda::Function").items():
        group = function.get("LoggingConfig", {}).get("LogGroup", {}).get("Ref")
        used.append(group)
        if group not in groups:
            yield "%s logs into %s" % (name, group)
    if len(set(used)) != len(used):
        yield "functions share a log group"
    for name, stage in d.properties("AWS::ApiGatewayV2::Stage").items():
        if not stage.get("AccessLogSettings", {}).get("DestinationArn"):
            yield "%s has no access log" % name
        elif re.search(r"sourceIp|userAgent|identity", stage["AccessLogSettings"]["Format"]):
            yield "%s logs who the reader is" % name


@rule
def kept(d):
    """What people wrote, and what was counted, survives mistakes: retained, protected, restorable."""
    for kind in ("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::Cognito::UserPool"):
        if not d.of(kind):
            yield "there is no %s" % kind
        for name, one in d.of(kind).items():
            for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
                if one.get(policy) != "Retain":
                    yield "%s has %s %s" % (name, policy, one.get(policy))
    for name, table in d.properties("AWS::DynamoDB::Table").items():
        if table.get("PointInTimeRecoverySpecification") != {"PointInTimeRecoveryEnabled": True}:
            yield "%s cannot be restored to a point in time" % name
        if table.get("DeletionProtectionEnabled") is not True:
            yield "%s may be deleted" % name
        if table.get("SSESpecification", {}).get("SSEEnabled") is not True:
            yield "%s is not encrypted with a key of the account" % name
        if table.get("BillingMode") != "PAY_PER_REQUEST":
            yield "%s costs something while nobody reads" % name
    for name, pool in d.properties("AWS::Cognito::UserPool").items():
        if pool.get("DeletionProtection") != "ACTIVE":
            yield "%s may be deleted" % name
        if not pool.get("AdminCreateUserConfig", {}).get("AllowAdminCreateUserOnly"):
            yield "%s takes in whoever comes" % name


@rule
def buckets(d):
    """Private, encrypted, over TLS alone."""
    for name, bucket in d.properties("AWS::S3::Bucket").items():
        block = bucket.get("PublicAccessBlockConfiguration", {})
        for key in ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"):
            if block.get(key) is not True:
                yield "%s: %s is %s" % (name, key, block.get(key))
        if not bucket.get("BucketEncryption"):
            yield "%s is not encrypted" % name
        if bucket.get("OwnershipControls") != {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}:
            yield "%s takes access lists" % name
        rules = {
            one.get("Prefix"): one
            for one in bucket.get("LifecycleConfiguration", {}).get("Rules", [])
            if one["Status"] == "Enabled"
        }
        for prefix in ("uploads/", "files/"):
            if not rules.get(prefix, {}).get("ExpirationInDays"):
                yield "%s keeps %s for ever" % (name, prefix)
        denied = [
            statement
            for policy in d.properties("AWS::S3::BucketPolicy").values()
            if policy["Bucket"] == {"Ref": name}
            for statement in policy["PolicyDocument"]["Statement"]
            if statement["Effect"] == "Deny"
            and str(statement.get("Condition", {}).get("Bool", {}).get("aws:SecureTransport")).lower() == "false"
        ]
        if not denied:
            yield "%s may be asked without TLS" % name


def statements(d):
    """Where a statement stands, and the statement; of roles and policies, and of what has a policy itself."""
    for name, one in d.resources.items():
        properties = one.get("Properties", {})
        documents = [properties.get("PolicyDocument")]
        documents += [policy["PolicyDocument"] for policy in properties.get("Policies") or [] if isinstance(policy, dict)]
        for document in documents:
            if document:
                for statement in document["Statement"]:
                    yield name, one["Type"], statement


def listed(value):
    return value if isinstance(value, list) else [value]


@rule
def wildcards(d):
    """Each function may do what it calls, on what it calls it on."""
    for name, kind, statement in statements(d):
        if statement["Effect"] != "Allow":
            continue
        if "NotAction" in statement or "NotResource" in statement or "NotPrincipal" in statement:
            yield "%s allows by what it does not name" % name
            continue
        actions = listed(statement["Action"])
        for action in actions:
            if "*" in action:
                yield "%s allows %s" % (name, action)
        if "*" in listed(statement.get("Principal", {})) or "*" in listed(statement.get("Principal", {}).get("AWS", [])):
            yield "%s allows anybody" % name
        for resource in listed(statement.get("Resource", [])):
            text = resource if isinstance(resource, str) else json.dumps(resource)
            if "*" not in text:
                continue
            if resource == "*" and set(actions) <= WITHOUT_RESOURCE:
                continue
            # Objects of one folder of the bucket.
            if all(action.startswith("s3:") and action.endswith("Object") for action in actions) and re.search(
                r"\$\{Photos\.Arn\}/(uploads|files|photos|imports)/\*", text
            ):
                continue
            yield "%s allows %s on %s" % (name, ", ".join(actions), text)
    for name, role in d.properties("AWS::IAM::Role").items():
        for policy in role.get("ManagedPolicyArns", []):
            if not (isinstance(policy, dict) and policy.get("Ref") in d.of("AWS::IAM::ManagedPolicy")):
                if "AWSCodeDeployRoleForLambda" not in str(policy):
                    yield "%s has AWS's own policy %s" % (name, policy)


@rule
def roles(d):
    """Each function has a role of its own, for itself alone."""
    used = {}
    for name, function in d.properties("AWS::Lambda::Function").items():
        role = function["Role"].get("Fn::GetAtt", [None])[0]
        if role not in d.of("AWS::IAM::Role"):
            yield "%s has the role %s" % (name, function["Role"])
        elif role in used:
            yield "%s has the role of %s" % (name, used[role])
        used[role] = name


@rule
def resolved(d):
    """Every reference leads to something that is deployed too."""
    places = list(d.resources.items()) + [("output " + name, one) for name, one in d.outputs.items()]
    for name, one in places:
        for target, _ in references(one):
            if not target.startswith("AWS::") and target not in d.resources:
                yield "%s refers to %s" % (name, target)
        for target in listed(one.get("DependsOn", [])):
            if target not in d.resources:
                yield "%s waits for %s" % (name, target)


@rule
def acyclic(d):
    """Nothing waits for itself."""
    waits = {
        name: {target for target, _ in references(one)} & set(d.resources) | set(listed(one.get("DependsOn", [])))
        for name, one in d.resources.items()
    }
    done = set()
    for start in waits:
        stack = [(start, iter(sorted(waits.get(start, ()))))]
        path = [start]
        while stack:
            name, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                done.add(name)
                stack.pop()
                path.pop()
            elif following in path:
                yield "cycle: " + " -> ".join(path[path.index(following):] + [following])
                return
            elif following not in done:
                path.append(following)
                stack.append((following, iter(sorted(waits.get(following, ())))))
