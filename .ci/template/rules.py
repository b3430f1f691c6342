"""
Rules for every deployed template. A rule is a function that takes a deployment and yields sentences
about faults. The planted faults and the summary refer to a rule by its name.
"""

import hashlib
import json
import os
import re
import zipfile

import stacks
from deployed import SAMPLES, deployed, references

ADMIN = "/api/admin/"
SCOPE = "bantin/newsroom"
RULES = []

# SAM's own role, for deployments step by step, and its policy.
CODE_DEPLOY = ("CodeDeployServiceRole", "arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda")

# Actions without resources in IAM, and ListStreams, which Lambda calls for all streams.
WITHOUT_RESOURCE = {"dynamodb:ListStreams", "xray:PutTraceSegments", "xray:PutTelemetryRecords"}


class Deployment:
    """Settled resources and outputs of one deployment, with its conditions and parameters."""

    def __init__(self, template, full, conditions, parameters):
        self.template = template
        self.resources = full["Resources"]
        self.outputs = full["Outputs"]
        self.conditions = conditions
        self.parameters = parameters

    def of(self, kind):
        return {name: one for name, one in self.resources.items() if one["Type"] == kind}

    def properties(self, kind):
        return {name: one.get("Properties", {}) for name, one in self.of(kind).items()}

    def routes(self):
        """Yields each route key with its operation in the API's document."""
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
    """Each admin route requires an editor's token with the newsroom's scope. Public routes require no token."""
    schemes = d.resources["Api"]["Properties"]["Body"].get("components", {}).get("securitySchemes", {})
    if list(schemes) != ["Editors"]:
        yield "the API has the authorizers %s" % sorted(schemes)
        return
    jwt = schemes["Editors"]["x-amazon-apigateway-authorizer"]
    if jwt["type"] != "jwt" or jwt["identitySource"] != "$request.header.Authorization":
        yield "Editors is not a JWT authorizer of the Authorization header"
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
            yield "%s requires %s" % (key, operation.get("security"))


@rule
def functions(d):
    """Each function has the right runtime and processor, a snapshot, and the alias live."""
    for name, function in d.properties("AWS::Lambda::Function").items():
        snapshot = "PublishedVersions" if d.parameters["SnapStart"] == "on" else "None"
        for key, wanted in {
            "Runtime": "java25",
            "Architectures": ["arm64"],
            "SnapStart": {"ApplyOn": snapshot},
            "ReservedConcurrentExecutions": None,  # A new account may have ten in all, and a page needs several.
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
def locales(d):
    """Java reads each function's variables as UTF-8. Lambda's own locale would make it ASCII."""
    for name, function in d.properties("AWS::Lambda::Function").items():
        if function.get("Environment", {}).get("Variables", {}).get("LC_ALL") != "C.UTF-8":
            yield "%s reads the site's name as ASCII" % name


@rule
def events(d):
    """Every caller of a function calls its alias, because only published versions have a snapshot."""
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
                    yield "%s calls %s instead of its alias" % (name, target)


@rule
def handlers(d):
    """The handler's class is in the sources, and in the zip if that is built. The handler names no method,
    because the runtime would prepare reflection for one before the first answer."""
    for name, function in d.properties("AWS::Lambda::Function").items():
        zip_ = function["Code"]["S3Key"]
        class_, _, method = function["Handler"].partition("::")
        path = class_.replace(".", "/")
        folder = os.path.dirname(os.path.dirname(zip_))
        if method:
            yield "%s names the method %r" % (name, method)
        if not os.path.isfile("%s/src/main/java/%s.java" % (folder, path)):
            yield "%s: no source of %s in %s" % (name, class_, folder)
        if os.path.isfile(zip_) and path + ".class" not in zipfile.ZipFile(zip_).namelist():
            yield "%s: no %s in %s" % (name, class_, zip_)


@rule
def java(d):
    """Every function with the native HTTP client has the same options for Java, because readers wait for it.
    The other functions have none, because they need both of Java's compilers."""
    options_of = {}
    for name, function in d.properties("AWS::Lambda::Function").items():
        options = function["Environment"]["Variables"].get("JAVA_TOOL_OPTIONS", "")
        folder = os.path.dirname(os.path.dirname(function["Code"]["S3Key"]))
        with open(folder + "/pom.xml", encoding="utf-8") as pom:
            read = "<artifactId>connection</artifactId>" in pom.read()
        if bool(options) != read:
            yield "%s has JAVA_TOOL_OPTIONS %r" % (name, options)
        elif read:
            options_of[name] = options
    if len(set(options_of.values())) > 1:
        yield "JAVA_TOOL_OPTIONS differ: %s" % options_of


@rule
def logs(d):
    """Every function and the API log into their own group of the template, with limited retention. Functions log in
    JSON, without lines about each call unless these are asked for."""
    groups = d.properties("AWS::Logs::LogGroup")
    for name, group in groups.items():
        if str(group.get("RetentionInDays")) != d.parameters["LogDays"]:
            yield "%s has a retention of %s days" % (name, group.get("RetentionInDays"))
    used = []
    for name, function in d.properties("AWS::Lambda::Function").items():
        group = function.get("LoggingConfig", {}).get("LogGroup", {}).get("Ref")
        used.append(group)
        if group not in groups:
            yield "%s logs into %s" % (name, group)
        form = {key: value for key, value in function.get("LoggingConfig", {}).items() if key != "LogGroup"}
        level = "INFO" if d.parameters["CallLogs"] == "on" else "WARN"
        if form != {"LogFormat": "JSON", "ApplicationLogLevel": "INFO", "SystemLogLevel": level}:
            yield "%s logs as %s" % (name, form)
    if len(set(used)) != len(used):
        yield "functions share a log group"
    for name, stage in d.properties("AWS::ApiGatewayV2::Stage").items():
        if not stage.get("AccessLogSettings", {}).get("DestinationArn"):
            yield "%s has no access log" % name
        elif not d.resources["ApiLog"]["Properties"]["LogGroupName"]["Fn::Sub"].startswith("/aws/vendedlogs/"):
            yield "%s logs where the account's policy of log resources grows" % name
        elif re.search(r"sourceIp|userAgent|identity", stage["AccessLogSettings"]["Format"]):
            yield "%s logs data about the reader" % name


@rule
def retention(d):
    """Texts and counts survive mistakes: they are retained, protected and restorable. A first deployment that
    fails leaves nothing, so Protected=false must lift the protection."""
    protected = d.parameters["Protected"] == "true"
    for kind in ("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::Cognito::UserPool"):
        if not d.of(kind):
            yield "there is no %s" % kind
        for name, one in d.of(kind).items():
            for policy, wanted in {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}.items():
                if one.get(policy) != wanted:
                    yield "%s has %s %s" % (name, policy, one.get(policy))
    for name, table in d.properties("AWS::DynamoDB::Table").items():
        if table.get("PointInTimeRecoverySpecification") != {"PointInTimeRecoveryEnabled": True}:
            yield "%s cannot be restored to a point in time" % name
        if table.get("DeletionProtectionEnabled") is not protected:
            yield "%s may be deleted, or stands in the way of a rollback" % name
        if "SSESpecification" in table:
            yield "%s is encrypted with a key whose calls are charged; AWS's own costs nothing" % name
        if table.get("BillingMode") != "PAY_PER_REQUEST":
            yield "%s is not billed per request" % name
    for name, pool in d.properties("AWS::Cognito::UserPool").items():
        if pool.get("DeletionProtection") != ("ACTIVE" if protected else "INACTIVE"):
            yield "%s may be deleted, or stands in the way of a rollback" % name
        if not pool.get("AdminCreateUserConfig", {}).get("AllowAdminCreateUserOnly"):
            yield "%s lets anybody sign up" % name


@rule
def buckets(d):
    """Buckets are private and encrypted, accept only TLS, and delete old uploads."""
    for name, bucket in d.properties("AWS::S3::Bucket").items():
        block = bucket.get("PublicAccessBlockConfiguration", {})
        for key in ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"):
            if block.get(key) is not True:
                yield "%s: %s is %s" % (name, key, block.get(key))
        if not bucket.get("BucketEncryption"):
            yield "%s is not encrypted" % name
        if bucket.get("OwnershipControls") != {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}:
            yield "%s accepts access lists" % name
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
            yield "%s accepts requests without TLS" % name


def statements(d):
    """Yields name and type of the resource with each statement, of roles, policies and resource policies."""
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
    """Statements name their actions and resources, without wildcards."""
    for name, kind, statement in statements(d):
        if statement["Effect"] != "Allow":
            continue
        if "NotAction" in statement or "NotResource" in statement or "NotPrincipal" in statement:
            yield "%s allows by exclusion" % name
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
            # Objects of one folder of the bucket have unknown names.
            if all(action.startswith("s3:") and action.endswith("Object") for action in actions) and re.search(
                r"\$\{Photos\.Arn\}/(uploads|files|photos)/\*", text
            ):
                continue
            yield "%s allows %s on %s" % (name, ", ".join(actions), text)
    for name, role in d.properties("AWS::IAM::Role").items():
        for policy in role.get("ManagedPolicyArns", []):
            if not (isinstance(policy, dict) and policy.get("Ref") in d.of("AWS::IAM::ManagedPolicy")):
                if (name, policy) != CODE_DEPLOY:
                    yield "%s has the AWS managed policy %s" % (name, policy)


@rule
def roles(d):
    """Each function has a role that no other function has."""
    used = {}
    for name, function in d.properties("AWS::Lambda::Function").items():
        role = function["Role"].get("Fn::GetAtt", [None])[0]
        if role not in d.of("AWS::IAM::Role"):
            yield "%s has the role %s" % (name, function["Role"])
        elif role in used:
            yield "%s has the role of %s" % (name, used[role])
        used[role] = name


@rule
def deployed_references(d):
    """Every reference leads to a deployed resource."""
    places = list(d.resources.items()) + [("output " + name, one) for name, one in d.outputs.items()]
    for name, one in places:
        for target, _ in references(one):
            if not target.startswith("AWS::") and target not in d.resources:
                yield "%s refers to %s, which is not deployed" % (name, target)
        for target in listed(one.get("DependsOn", [])):
            if target not in d.resources:
                yield "%s depends on %s, which is not deployed" % (name, target)


@rule
def acyclic(d):
    """No resource depends on itself."""
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


HTTP = "AWS::ApiGatewayV2::Api"
FAILED = {"Fn::GetAtt": ["Failed", "Arn"]}
# Lines of LogLine. Lambda's own lines about a crash have no field "error"; other alarms tell of crashes.
FAILURES = '{ ($.level = "ERROR") && ($.error = "*") }'


# Another value of a parameter that is free text or a number, to see what it changes.
OTHERS = {"SiteName": "Trường Mầm non", "SiteZone": "Asia/Tokyo", "Stage": "test", "LogDays": "7"}
# Parameters that no other one may come without.
TOGETHER = {"DomainName": ["CertificateArn"], "HostedZoneId": ["DomainName", "CertificateArn"]}


def live(d):
    """For each function its settings that a version holds, and the identity of the version behind its alias."""
    versions = d.properties("AWS::Lambda::Version")
    schema = stacks.schema_of("AWS::Lambda::Version")
    fixed = [path.split("/")[2] for path in schema["createOnlyProperties"]]
    for name, function in d.properties("AWS::Lambda::Function").items():
        version = d.resources[name + "Aliaslive"]["Properties"]["FunctionVersion"]["Fn::GetAtt"][0]
        settings = {key: value for key, value in function.items() if key != "Tags"}
        # CloudFormation makes another version where its logical id or one of these properties changes.
        yield name, settings, (version, {key: versions[version].get(key) for key in fixed})


@rule
def version_publishing(d):
    """A changed variable, role or parameter publishes a new version, as changed code does. Nothing else publishes one:
    Lambda refuses a version that equals the last."""
    for name, one in d.template["Resources"].items():
        if one["Type"] == "AWS::Serverless::Function":
            if one["Properties"].get("AutoPublishAliasAllProperties") is not True:
                yield "%s keeps its old variables until its code changes" % name
    defaults = {name: str(one["Default"]) for name, one in d.template["Parameters"].items()}
    if d.parameters != defaults:
        return
    before = {name: (settings, identity) for name, settings, identity in live(d)}
    for parameter, declared in d.template["Parameters"].items():
        together = {name: SAMPLES[name] for name in TOGETHER.get(parameter, [])}
        changed = {**defaults, **together, parameter: other(parameter, declared)}
        full, conditions = deployed(d.template, changed)
        for name, settings, identity in live(Deployment(d.template, full, conditions, changed)):
            if (settings != before[name][0]) != (identity != before[name][1]):
                yield "a changed %s %s" % (
                    parameter,
                    "stays unknown to what is live of %s" % name
                    if settings != before[name][0]
                    else "makes a version of %s that is like the last" % name,
                )


def other(name, parameter):
    default = str(parameter["Default"])
    if name in OTHERS:
        return OTHERS[name]
    if "AllowedValues" in parameter:
        return next(str(one) for one in parameter["AllowedValues"] if str(one) != default)
    if name in SAMPLES:
        return SAMPLES[name]
    if parameter["Type"] == "Number":
        return str(int(default) + 1)
    raise SystemExit("Say in OTHERS what else %s may be." % name)


@rule
def version_pruning(d):
    """CloudFormation deletes a version that no alias uses any more. Each kept version counts its zip."""
    for name, one in d.of("AWS::Lambda::Version").items():
        if one.get("DeletionPolicy") != "Delete":
            yield "%s is kept for ever" % name


@rule
def daily_calls(d):
    """A schedule calls every function daily, or a stream calls it and repeats. Lambda puts away a snapshot after 14 days."""
    asked = {}
    for name, one in d.properties("AWS::Scheduler::Schedule").items():
        for target, _ in references(one["Target"]["Arn"]):
            asked[target.removesuffix("Aliaslive")] = one
        if one["Target"]["RoleArn"] != {"Fn::GetAtt": ["SchedulesRole", "Arn"]}:
            yield "%s has the role %s" % (name, one["Target"]["RoleArn"])
        if not re.fullmatch(r"cron\(\d+ \d+ \* \* \? \*\)", one["ScheduleExpression"]):
            yield "%s comes at %s" % (name, one["ScheduleExpression"])
    allowed = {
        target
        for where, _, statement in statements(d)
        if where == "SchedulesRole" and statement["Action"] == ["lambda:InvokeFunction"]
        for target, _ in references(statement["Resource"])
    }
    for name in sorted(asked.keys() - allowed):
        yield "the schedules may not ask %s" % name
    mapped = {
        target.removesuffix("Aliaslive")
        for one in d.properties("AWS::Lambda::EventSourceMapping").values()
        for target, _ in references(one["FunctionName"])
    }
    for name in d.of("AWS::Lambda::Function"):
        if name not in asked and name not in mapped:
            yield "%s goes to sleep, and refuses its next caller" % name


@rule
def door_deployment(d):
    """The deployment of SignInReturn has a new name whenever its method changes: a deployment itself never changes."""
    if "SignInReturnMethod" not in d.resources:
        return
    text = json.dumps(d.template["Resources"]["SignInReturnMethod"]["Properties"], sort_keys=True)
    wanted = "SignInReturnDeployment" + hashlib.sha256(text.encode()).hexdigest()[:8]
    if list(d.of("AWS::ApiGateway::Deployment")) != [wanted]:
        yield "the door's method has changed: call its deployment %s" % wanted


# Types that an account pays for, by use or by month.
# Types that AWS does not charge, and the dashboard, which takes no tags in some regions. Every other type that takes
# tags must have the tag.
UNTAGGED = (
    "AWS::ApiGatewayV2::DomainName AWS::Budgets::Budget AWS::CloudWatch::Dashboard AWS::CodeDeploy::Application "
    "AWS::CodeDeploy::DeploymentGroup AWS::IAM::Role AWS::Lambda::EventSourceMapping"
).split()


@rule
def stage_tags(d):
    """Every resource that costs money has the tag stage."""
    for name, one in d.resources.items():
        tagging = stacks.schema_of(one["Type"]).get("tagging", {})
        if tagging.get("taggable") and one["Type"] not in UNTAGGED:
            key = tagging["tagProperty"].split("/")[-1]
            tags = one.get("Properties", {}).get(key, {})
            if one["Type"] == HTTP:  # Its document carries them.
                tags = {tag["name"]: tag["x-amazon-apigateway-tag-value"] for tag in one["Properties"]["Body"]["tags"]}
            if isinstance(tags, list):
                tags = {tag["Key"]: tag["Value"] for tag in tags}
            if tags.get("stage") != d.parameters["Stage"]:
                yield "%s costs something, and does not say for which stage" % name


@rule
def costs(d):
    """Monthly costs are chosen by parameters, and costs by use have a limit."""
    counted = len(d.of("AWS::CloudWatch::Alarm"))
    if counted > 9:
        yield "there are %d alarms, and AWS charges each" % counted
    if bool(d.of("AWS::CloudWatch::Dashboard")) != (d.parameters["Dashboard"] == "on"):
        yield "the dashboard is not what was asked for"
    if d.of("AWS::KMS::Key"):
        yield "there are keys, and AWS charges each"
    if bool(d.of("AWS::Budgets::Budget")) != bool(d.parameters["AlarmMail"]):
        yield "AlarmMail and the budget do not go together"
    for name, table in d.properties("AWS::DynamoDB::Table").items():
        for part in [table] + table.get("GlobalSecondaryIndexes", []):
            limits = part.get("OnDemandThroughput", {})
            if {str(one) for one in limits.values()} != {d.parameters["ReadUnits"], d.parameters["WriteUnits"]}:
                yield "%s takes whatever comes: %s" % (part.get("IndexName", name), limits)
    defaults = {name: one["Default"] for name, one in d.template["Parameters"].items()}
    # Set so that a day at the limit does not cost a small office its year.
    for parameter, most in {
        "HitsPerSecond": 100, "PagesPerSecond": 200, "DeskPerSecond": 25, "ReadUnits": 4000, "WriteUnits": 1000
    }.items():
        if int(defaults[parameter]) > most:
            yield "%s lets in %s by default" % (parameter, defaults[parameter])
    for parameter in ("Traces", "CallLogs", "Dashboard"):
        if defaults[parameter] != "off":
            yield "%s costs something by default" % parameter
    if int(defaults["CountingSeconds"]) < 60:
        yield "quiet hours are not gathered by default, and each hit is folded by itself"


@rule
def sign_in(d):
    """MFA is required by default and follows its parameter. Access tokens expire after 15 minutes."""
    if d.template["Parameters"]["Mfa"]["Default"] != "ON":
        yield "the second factor is not asked for by default"
    for name, pool in d.properties("AWS::Cognito::UserPool").items():
        if pool.get("MfaConfiguration") != d.parameters["Mfa"] or pool.get("EnabledMfas") != ["SOFTWARE_TOKEN_MFA"]:
            yield "%s asks for the factor %s" % (name, pool.get("MfaConfiguration"))
    client = d.resources["EditorClient"]["Properties"]
    if client.get("AccessTokenValidity") != 15 or client["TokenValidityUnits"]["AccessToken"] != "minutes":
        yield "a person who was removed is let in for %s" % client.get("AccessTokenValidity")


@rule
def throttles(d):
    """A flood on one route leaves the others alone: every route of the newsroom has its own limit."""
    routes = {key for key, _ in d.routes()}
    for name, stage in d.properties("AWS::ApiGatewayV2::Stage").items():
        settings = stage.get("RouteSettings", {})
        for key in sorted(settings.keys() - routes):
            yield "%s throttles %s, which is not a route" % (name, key)
        wanted = {key for key in routes if ADMIN in key} | {"POST /api/hits", "GET /api/sign-in", "GET /admin"}
        wanted |= {key.replace("GET ", "HEAD ", 1) for key in wanted if key.startswith("GET ")}
        for key in sorted(wanted - settings.keys()):
            yield "%s has no limit of its own for %s" % (name, key)
        for key, one in [("other routes", stage.get("DefaultRouteSettings", {})), *settings.items()]:
            if not (one.get("ThrottlingRateLimit") and one.get("ThrottlingBurstLimit")):
                yield "%s sets no limit for %s" % (name, key)


def watched(alarm):
    """Returns namespace, metric and the dimensions' values as a tuple for sets."""
    dimensions = tuple(json.dumps(one["Value"], sort_keys=True) for one in alarm.get("Dimensions", []))
    namespace = alarm.get("Namespace")
    return (namespace if isinstance(namespace, str) else "own", alarm.get("MetricName")) + dimensions


@rule
def alarms(d):
    """Alarms cover every known failure, reach the operator, and watch metrics that the code writes."""
    seen = {}
    for name, alarm in d.properties("AWS::CloudWatch::Alarm").items():
        seen[watched(alarm)] = name
        for action in ("AlarmActions", "OKActions"):
            if alarm.get(action) != [{"Ref": "Alarms"}]:
                yield "%s tells %s of its %s" % (name, alarm.get(action), action)
        if not alarm.get("AlarmDescription"):
            yield "%s has no description" % name
        if alarm.get("TreatMissingData") != "notBreaching":
            yield "%s treats missing data as a failure" % name
    ref = lambda name: json.dumps({"Ref": name})
    wanted = [
        ("AWS/Lambda", "IteratorAge", ref("TallyHitsFunction")),
        ("AWS/ApiGateway", "5xx", ref("Api")),
        ("AWS/ApiGateway", "Count", ref("Api")),
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible", json.dumps({"Fn::GetAtt": ["Failed", "QueueName"]})),
        ("own", "Failures"),
    ]
    for one in wanted:
        if one not in seen:
            yield "nobody is told of %s" % " ".join(one)
    if d.conditions["HasAlarmMail"] != bool(d.of("AWS::SNS::Subscription")):
        yield "AlarmMail and the subscription do not go together"
    # A function logs an error for what it answers with a fault, and for a number that is wrong. A function that dies cannot
    # log. Then the API answers 5xx, the event is tried again until it is in the queue, or the counting falls behind.
    filtered = {}
    for one in d.properties("AWS::Logs::MetricFilter").values():
        metric = one["MetricTransformations"][0]
        if one["FilterPattern"] == FAILURES and metric["MetricName"] == "Failures":
            filtered[one["LogGroupName"]["Ref"]] = int(metric["MetricValue"])
    # Without such an alarm the list above has a finding already.
    least = min((one["Threshold"] for one in d.properties("AWS::CloudWatch::Alarm").values()
                 if one["MetricName"] == "Failures"), default=1)
    for name, function in d.properties("AWS::Lambda::Function").items():
        weight = filtered.get(function.get("LoggingConfig", {}).get("LogGroup", {}).get("Ref"), 0)
        if weight < (least if name in ("TallyHitsFunction", "RecountVisitsFunction") else 1):
            yield "what fails in %s is no failure to the alarm" % name


def integration(operation):
    """Returns the function that answers a route."""
    uri = operation["x-amazon-apigateway-integration"]["uri"]
    return next(name[: -len("Aliaslive")] for name, _ in references(uri) if name.endswith("Aliaslive"))


@rule
def head_routes(d):
    """Every GET route has a HEAD route with the same function and authorizer."""
    routes = dict(d.routes())
    for key, operation in routes.items():
        if key.startswith("GET "):
            head = routes.get(key.replace("GET ", "HEAD ", 1))
            if not head:
                yield "%s has no HEAD route" % key
            elif integration(head) != integration(operation) or head.get("security") != operation.get("security"):
                yield "HEAD differs from %s" % key


# Functions that most people meet. Each costs an alarm.
STEPWISE = {"ListArticlesFunction", "ShowArticleFunction", "CountHitFunction", "EditArticlesFunction"}


@rule
def gradual_deployment(d):
    """With GradualDeployment, a new version of these functions takes over step by step. Only its own errors roll it back:
    neither strangers nor faults of the old version stop a deployment."""
    wanted = d.parameters["GradualDeployment"] == "true"
    groups = d.properties("AWS::CodeDeploy::DeploymentGroup")
    versions = {name: one["FunctionName"]["Ref"] for name, one in d.properties("AWS::Lambda::Version").items()}
    for name in d.of("AWS::Lambda::Function"):
        policy = d.resources[name + "Aliaslive"].get("UpdatePolicy", {}).get("CodeDeployLambdaAliasUpdate")
        group = groups.get(name + "DeploymentGroup")
        if not (wanted and name in STEPWISE):
            if policy or group:
                yield "%s is deployed gradually" % name
            continue
        if not policy or not group:
            yield "%s is deployed at once" % name
            continue
        stem = name[: -len("Function")]
        watching = {one["Name"]["Ref"] for one in group.get("AlarmConfiguration", {}).get("Alarms", [])}
        if watching != {stem + "Breaks"}:
            yield "%s is brought back by %s" % (name, sorted(watching))
        alarm = d.resources.get(stem + "Breaks", {}).get("Properties", {})
        dimensions = {one["Name"]: one["Value"] for one in alarm.get("Dimensions", [])}
        version = dimensions.get("ExecutedVersion", {}).get("Fn::GetAtt", [None, None])
        if (
            (alarm.get("Namespace"), alarm.get("MetricName")) != ("AWS/Lambda", "Errors")
            or dimensions.get("FunctionName") != {"Ref": name}
            or dimensions.get("Resource") != {"Fn::Sub": "${%s}:live" % name}
            or versions.get(version[0]) != name
            or version[1] != "Version"
        ):
            yield "%sBreaks does not watch the newest version of %s" % (stem, name)
        if "DEPLOYMENT_STOP_ON_ALARM" not in group["AutoRollbackConfiguration"]["Events"]:
            yield "%s is not rolled back by alarms" % name


@rule
def tracing(d):
    """With Traces, every function sends traces. Every function has the right to."""
    asked = d.parameters["Traces"] == "on"
    for name, stage in d.properties("AWS::ApiGateway::Stage").items():
        if stage.get("TracingEnabled") is not asked:
            yield "%s is traced: %s" % (name, stage.get("TracingEnabled"))
    for name, function in d.properties("AWS::Lambda::Function").items():
        if function.get("TracingConfig") != {"Mode": "Active" if asked else "PassThrough"}:
            yield "%s is traced otherwise than asked for" % name
        role = d.resources[function["Role"]["Fn::GetAtt"][0]]["Properties"]
        if {"Ref": "Tracing"} not in role.get("ManagedPolicyArns", []):
            yield "%s may not send traces" % name


@rule
def failed_events(d):
    """Events that failed after all retries go to a queue, to which the function may write."""
    sources = [
        (name, one["FunctionName"], one) for name, one in d.properties("AWS::Lambda::EventSourceMapping").items()
    ]
    sources += [
        (name, one["FunctionName"], one) for name, one in d.properties("AWS::Lambda::EventInvokeConfig").items()
    ]
    if not any(source[2].get("Qualifier") for source in sources):
        yield "failed events of photos are not kept"
    for name, function, one in sources:
        if one.get("DestinationConfig", {}).get("OnFailure") != {"Destination": FAILED}:
            yield "%s does not keep failed events" % name
        target = next(target for target, _ in references(function)).removesuffix("Aliaslive")
        role = d.resources[target]["Properties"]["Role"]["Fn::GetAtt"][0]
        if not any(
            where == role and statement["Action"] == ["sqs:SendMessage"] and statement["Resource"] == FAILED
            for where, _, statement in statements(d)
        ):
            yield "%s may not write to the queue of failed events" % target


DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"


@rule
def cdn(d):
    """The CDN caches each path as long as allowed, and passes the headers that the functions read."""
    distributions = d.properties("AWS::CloudFront::Distribution")
    if d.parameters["Cdn"] == "off":
        for name, one in d.resources.items():
            if one["Type"].startswith("AWS::CloudFront::"):
                yield "%s exists although the CDN is off" % name
        return
    config = distributions["Distribution"]["DistributionConfig"]
    paths = {one["PathPattern"]: one for one in config["CacheBehaviors"]}
    order = list(paths)
    wanted = {
        "/photos/*": ("photos", OPTIMIZED, None),
        "/assets/*": ("api", OPTIMIZED, None),
        "/api/visits": ("api", {"Ref": "Cached"}, None),
        "/api/most-read": ("api", {"Ref": "Cached"}, None),
        "/api/*": ("api", DISABLED, ALL_BUT_HOST),
        "/admin": ("api", DISABLED, ALL_BUT_HOST),
        "/preview/*": ("api", DISABLED, ALL_BUT_HOST),
        "everything else": ("api", {"Ref": "Cached"}, {"Ref": "PagesAsked"}),
    }
    paths["everything else"] = config["DefaultCacheBehavior"]
    if set(paths) != set(wanted) or order.index("/api/*") < order.index("/api/most-read"):
        yield "the paths are %s" % order
        return
    for path, (origin, cache, request) in wanted.items():
        one = paths[path]
        if (one["TargetOriginId"], one["CachePolicyId"], one.get("OriginRequestPolicyId")) != (origin, cache, request):
            yield "%s has the cache policy %s and the origin %s" % (path, one["CachePolicyId"], one["TargetOriginId"])
        if one["ViewerProtocolPolicy"] not in ("redirect-to-https", "https-only"):
            yield "%s is answered without TLS" % path
        edge = [a["FunctionARN"] for a in one.get("FunctionAssociations", []) if a["EventType"] == "viewer-request"]
        # Where a request is passed on, it names the host; where copies are kept by language, it names one of two.
        at_edge = request is not None or cache == {"Ref": "Cached"}
        if at_edge != (edge == [{"Fn::GetAtt": ["AtTheEdge", "FunctionARN"]}]):
            yield "%s: who says what host was asked, and in which language?" % path
    if "POST" not in paths["/api/*"]["AllowedMethods"]:
        yield "the CDN does not pass POST on /api/*"
    if not paths["/photos/*"].get("ResponseHeadersPolicyId"):
        yield "photos lack the security headers"
    origins = {one["Id"]: one for one in config["Origins"]}
    if origins["photos"].get("OriginAccessControlId") != {"Fn::GetAtt": ["PhotosAccess", "Id"]}:
        yield "the CDN does not identify itself to the bucket"
    headers = {one["HeaderName"]: one["HeaderValue"] for one in origins["api"].get("OriginCustomHeaders", [])}
    for name, function in d.properties("AWS::Lambda::Function").items():
        variables = function.get("Environment", {}).get("Variables", {})
        if "SITE_URL" in variables and (not headers or variables.get("CDN_KEY") != headers.get("x-cdn-key")):
            yield "%s does not have the CDN's key" % name
    readers = [
        statement
        for name, kind, statement in statements(d)
        if name == "PhotosPolicy" and statement["Effect"] == "Allow"
    ]
    for statement in readers:
        if "Distribution" not in json.dumps(statement.get("Condition", {}).get("StringEquals", {}).get("aws:SourceArn")):
            yield "any CloudFront distribution may read the bucket"
    if {one["Action"] for one in readers} != {"s3:GetObject", "s3:ListBucket"}:
        yield "the CDN may %s" % sorted(one["Action"] for one in readers)
    own = d.conditions["HasDomain"]
    if config.get("Aliases") != ([d.parameters["DomainName"]] if own else None):
        yield "the CDN has the aliases %s" % config.get("Aliases")
    if own and config["ViewerCertificate"].get("MinimumProtocolVersion") != "TLSv1.2_2021":
        yield "the CDN allows old TLS versions"
    if config.get("WebACLId") != (d.parameters["WebAclArn"] or None):
        yield "the CDN has the web ACL %s" % config.get("WebACLId")


# Variables that are keys, and the client whose generated secret each of them is.
KEYS = {"HIT_KEY": "HitKey", "CURSOR_KEY": "CursorKey", "CDN_KEY": "CdnKey"}


@rule
def keys(d):
    """Each key is a secret of its own, which Cognito generated and which nothing published leads to."""
    clients = d.properties("AWS::Cognito::UserPoolClient")
    for name, function in d.properties("AWS::Lambda::Function").items():
        for variable, value in function.get("Environment", {}).get("Variables", {}).items():
            if not variable.endswith("_KEY"):
                continue
            client = KEYS.get(variable)
            if value == "" and variable == "CDN_KEY" and d.parameters["Cdn"] == "off":
                continue
            if client is None or value != {"Fn::GetAtt": [client, "ClientSecret"]}:
                yield "%s of %s is %s" % (variable, name, json.dumps(value))
            elif clients[client].get("GenerateSecret") is not True or clients[client].get("AllowedOAuthFlows"):
                yield "%s has no secret, or lets people sign in" % client
    for name, output in d.outputs.items():
        if "ClientSecret" in json.dumps(output):
            yield "the output %s tells a key" % name


@rule
def forged_hosts(d):
    """Only the CDN says which host a reader asked: with its key, which it sets on every request to the API."""
    for name, distribution in d.properties("AWS::CloudFront::Distribution").items():
        for origin in distribution["DistributionConfig"]["Origins"]:
            if origin["Id"] == "api":
                sent = {one["HeaderName"]: one["HeaderValue"] for one in origin.get("OriginCustomHeaders", [])}
                if sent != {"x-cdn-key": {"Fn::GetAtt": ["CdnKey", "ClientSecret"]}}:
                    yield "%s proves itself to the API by %s" % (name, json.dumps(sent))
        behaviors = distribution["DistributionConfig"]["CacheBehaviors"]
        for one in [distribution["DistributionConfig"]["DefaultCacheBehavior"]] + behaviors:
            passed = one["TargetOriginId"] == "api" and one.get("OriginRequestPolicyId")
            events = [each["EventType"] for each in one.get("FunctionAssociations", [])]
            if passed and "viewer-request" not in events:
                yield "%s passes on the host that a reader says" % one.get("PathPattern", "everything else")


@rule
def sign_in_host(d):
    """The desk's page may reach the host of the portal's own sign-in, and no other portal's."""
    desk = d.resources["ServeAssetsFunction"]["Properties"]["Environment"]["Variables"]
    wanted = d.outputs["SignIn"]["Value"]
    if desk.get("SIGN_IN_ORIGIN") != wanted or "${EditorDomain}" not in json.dumps(wanted):
        yield "the desk's page reaches %s, and people sign in at %s" % (desk.get("SIGN_IN_ORIGIN"), json.dumps(wanted))


@rule
def address(d):
    """Sign-in returns to the site's own address, after one deployment, for any kind of address."""
    own = d.parameters["SiteUrl"] or (d.conditions["HasDomain"] and "https://" + d.parameters["DomainName"]) or ""
    client = d.resources["EditorClient"]["Properties"]
    for key in ("CallbackURLs", "LogoutURLs"):
        text = json.dumps(client[key])
        if own and client[key] != [own + "/admin"]:
            yield "%s of the client are %s" % (key, text)
        if not own and "https://${SignInReturn}.execute-api." not in text:
            yield "%s of the client are %s" % (key, text)
    returns = {name for name in d.resources if name.startswith("SignInReturn")}
    if own and returns:
        yield "SignInReturn exists although the site has an address of its own"
    desk = d.resources["ServeAssetsFunction"]["Properties"]["Environment"]["Variables"]
    if not own:
        leads = d.resources["SignInReturnStage"]["Properties"]["Variables"]["portal"]
        if ("Distribution" in json.dumps(leads)) != (d.parameters["Cdn"] == "on"):
            yield "the door leads to %s" % leads
        if d.resources["SignInReturnStage"]["Properties"]["DeploymentId"]["Ref"] not in d.of("AWS::ApiGateway::Deployment"):
            yield "the door is not deployed"
        if [desk["RETURN_URL"]] != client["CallbackURLs"]:
            yield "the desk returns to %s, and Cognito allows %s" % (desk["RETURN_URL"], client["CallbackURLs"])
    elif desk["RETURN_URL"]:
        yield "the desk has a RETURN_URL without SignInReturn"
    for name, function in d.properties("AWS::Lambda::Function").items():
        if function.get("Environment", {}).get("Variables", {}).get("SITE_URL", own) != own:
            yield "%s has another SITE_URL" % name
    cors = d.resources["Photos"]["Properties"]["CorsConfiguration"]["CorsRules"][0]["AllowedOrigins"]
    if cors != [own or "*"]:
        yield "the bucket accepts uploads from %s" % cors
    mapped = bool(d.of("AWS::ApiGatewayV2::ApiMapping"))
    if mapped != (d.conditions["HasDomain"] and d.parameters["Cdn"] == "off"):
        yield "the API has the domain: %s" % mapped
    if bool(d.of("AWS::Route53::RecordSetGroup")) != bool(d.parameters["HostedZoneId"]):
        yield "the hosted zone and its records do not match"


@rule
def stack_outputs(d):
    """The stack's outputs tell the operator the next steps."""
    for name in ("Address", "Newsroom", "FirstAdministrator", "SignIn", "EditorPoolId", "Dashboard", "FailedQueue"):
        if name == "Dashboard" and d.parameters["Dashboard"] == "off":
            continue
        if not d.outputs.get(name, {}).get("Value"):
            yield "the stack has no output %s" % name
    command = json.dumps(d.outputs.get("FirstAdministrator", ""))
    if not all(part in command for part in ("admin-create-user", "admin-add-user-to-group", "${EditorPool}", "administrator")):
        yield "the output FirstAdministrator does not create an administrator"
    for name, one in d.properties("AWS::CloudWatch::Dashboard").items():
        pattern = one["DashboardBody"]["Fn::Sub"]
        pattern = pattern[0] if isinstance(pattern, list) else pattern
        try:
            json.loads(re.sub(r"\$\{Edge\}", "", pattern))
        except ValueError as e:
            yield "%s is no JSON: %s" % (name, e)


@rule
def aws_limits(d):
    """Every text fits AWS's patterns and lengths, including names that contain the stack's name."""
    stack = stacks.Stack("a-stack-with-a-name-of-forty-characters-", "ap-southeast-1")
    for name, one in d.resources.items():
        for where, text, why in stacks.misfits(one, stack):
            yield "%s.%s is %r: %s" % (name, where, text, why)


@rule
def unique_names(d):
    """A second portal in the account, or one of the same name in another region, meets no used name."""
    first = stacks.Stack("bantin", "ap-southeast-1")
    # The operator names the domain: each portal has its own.
    named_by_operator = {"AWS::ApiGatewayV2::DomainName"}
    for other in (stacks.Stack("truong-hoc", "ap-southeast-1"), stacks.Stack("bantin", "us-east-1")):
        taken = {(kind, text): name for name, kind, text in stacks.fixed_names(d.resources, first, other.region)}
        for name, kind, text in stacks.fixed_names(d.resources, other, first.region):
            if (kind, text) in taken and kind not in named_by_operator:
                yield "%s is called %s in %s and in %s" % (name, text, first, other)
    policies = d.of("AWS::CloudFront::CachePolicy")
    if len(policies) > 1:  # An account has twenty, and several portals share them.
        yield "a portal takes %d cache policies of the account's twenty: %s" % (len(policies), sorted(policies))
