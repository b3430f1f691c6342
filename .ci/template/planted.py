"""Faults, each with the rule that must notice it. A rule that never fails checks nothing."""


def function(template, name):
    return template["Resources"][name]["Properties"]


def no_authorizer(t):
    del function(t, "EditArticlesFunction")["Events"]["Publish"]["Properties"]["Auth"]


def authorizer_without_scope(t):
    del function(t, "EditArticlesFunction")["Events"]["List"]["Properties"]["Auth"]["AuthorizationScopes"]


def guarded_home(t):
    function(t, "ListArticlesFunction")["Events"]["Home"]["Properties"]["Auth"] = {"Authorizer": "Editors"}


def another_audience(t):
    t["Resources"]["Api"]["Properties"]["Auth"]["Authorizers"]["Editors"]["JwtConfiguration"]["audience"] = ["anybody"]


def no_snapshot(t):
    del t["Globals"]["Function"]["SnapStart"]


def one_without_snapshot(t):
    function(t, "CountHitFunction")["SnapStart"] = {"ApplyOn": "None"}


def other_processor(t):
    function(t, "ShowArticleFunction")["Architectures"] = ["x86_64"]


def other_runtime(t):
    t["Globals"]["Function"]["Runtime"] = "java21"


def no_alias(t):
    del t["Globals"]["Function"]["AutoPublishAlias"]


def beside_the_alias(t):
    t["Resources"]["Beside"] = {
        "Type": "AWS::Lambda::Permission",
        "Properties": {
            "Action": "lambda:InvokeFunction",
            "FunctionName": {"Ref": "CountHitFunction"},
            "Principal": "apigateway.amazonaws.com",
        },
    }


def wrong_handler(t):
    function(t, "CountHitFunction")["Handler"] = "bantin.counthit.CountHitsHandler::handleRequest"


def wrong_method(t):
    function(t, "CountHitFunction")["Handler"] = "bantin.counthit.CountHitHandler::handle"


def logs_for_ever(t):
    del t["Resources"]["CountHitLog"]["Properties"]["RetentionInDays"]


def default_log(t):
    del function(t, "CountHitFunction")["LoggingConfig"]


def no_access_log(t):
    del t["Resources"]["Api"]["Properties"]["AccessLogSettings"]


def address_in_the_log(t):
    settings = t["Resources"]["Api"]["Properties"]["AccessLogSettings"]
    settings["Format"] = settings["Format"].replace('"error"', '"ip":"$context.identity.sourceIp","error"')


def no_restore(t):
    del t["Resources"]["Articles"]["Properties"]["PointInTimeRecoverySpecification"]


def unprotected(t):
    t["Resources"]["Newsroom"]["Properties"]["DeletionProtectionEnabled"] = False


def deleted_with_the_stack(t):
    t["Resources"]["Tallies"]["DeletionPolicy"] = "Delete"


def replaced_and_gone(t):
    del t["Resources"]["Photos"]["UpdateReplacePolicy"]


def anybody_signs_up(t):
    t["Resources"]["EditorPool"]["Properties"]["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] = False


def public_bucket(t):
    t["Resources"]["Photos"]["Properties"]["PublicAccessBlockConfiguration"]["BlockPublicPolicy"] = False


def without_tls(t):
    statements = t["Resources"]["PhotosPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    statements[:] = [one for one in statements if one["Effect"] != "Deny"]


def uploads_for_ever(t):
    rules = t["Resources"]["Photos"]["Properties"]["LifecycleConfiguration"]["Rules"]
    rules[:] = [one for one in rules if one.get("Prefix") != "uploads/"]


def statement(t, role, index):
    return t["Resources"][role]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"][index]


def wildcard_action(t):
    statement(t, "CountHitRole", 1)["Action"] = ["dynamodb:*"]


def wildcard_resource(t):
    statement(t, "CountHitRole", 1)["Resource"] = "*"


def every_index(t):
    statement(t, "ShowVisitsRole", 2)["Resource"] = {"Fn::Sub": "${Tallies.Arn}/index/*"}


def whole_bucket(t):
    statement(t, "ServePhotosRole", 1)["Resource"] = {"Fn::Sub": "${Photos.Arn}/*"}


def policy_of_aws(t):
    t["Resources"]["CountHitRole"]["Properties"]["ManagedPolicyArns"] = ["arn:aws:iam::aws:policy/AdministratorAccess"]


def shared_role(t):
    function(t, "CountHitFunction")["Role"] = {"Fn::GetAtt": "TallyHitsRole.Arn"}


def reference_to_nothing(t):
    function(t, "CountHitFunction")["Environment"]["Variables"]["VISITS_TABLE"] = {"Ref": "Visit"}


def cycle(t):
    t["Resources"]["EditorClient"]["Properties"]["CallbackURLs"] = [{"Fn::Sub": "https://${Api}.example/admin"}]


FAULTS = [
    ("authorizers", no_authorizer),
    ("authorizers", authorizer_without_scope),
    ("authorizers", guarded_home),
    ("authorizers", another_audience),
    ("functions", no_snapshot),
    ("functions", one_without_snapshot),
    ("functions", other_processor),
    ("functions", other_runtime),
    ("functions", no_alias),
    ("events", beside_the_alias),
    ("handlers", wrong_handler),
    ("handlers", wrong_method),
    ("logs", logs_for_ever),
    ("logs", default_log),
    ("logs", no_access_log),
    ("logs", address_in_the_log),
    ("kept", no_restore),
    ("kept", unprotected),
    ("kept", deleted_with_the_stack),
    ("kept", replaced_and_gone),
    ("kept", anybody_signs_up),
    ("buckets", public_bucket),
    ("buckets", without_tls),
    ("buckets", uploads_for_ever),
    ("wildcards", wildcard_action),
    ("wildcards", wildcard_resource),
    ("wildcards", every_index),
    ("wildcards", whole_bucket),
    ("wildcards", policy_of_aws),
    ("roles", shared_role),
    ("resolved", reference_to_nothing),
    ("acyclic", cycle),
]
