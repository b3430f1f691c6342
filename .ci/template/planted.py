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
    del t["Globals"]["Function"]["DeploymentPreference"]
    for name, one in t["Resources"].items():
        if one["Type"] == "AWS::Serverless::Function":
            one["Properties"].pop("DeploymentPreference", None)


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
    function(t, "CountHitFunction")["Handler"] = "bantin.counthit.CountHitsHandler"


def wrong_method(t):
    function(t, "CountHitFunction")["Handler"] = "bantin.counthit.CountHitHandler::handleRequest"


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
    statements[:] = [one for one in statements if one.get("Effect") != "Deny"]


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


def old_variables(t):
    del function(t, "CountHitFunction")["AutoPublishAliasAllProperties"]


def api(t):
    return t["Resources"]["Api"]["Properties"]


def unthrottled_hits(t):
    del api(t)["RouteSettings"]["POST /api/hits"]


def unthrottled_desk(t):
    del api(t)["RouteSettings"]["PUT /api/admin/settings"]


def throttled_nothing(t):
    api(t)["RouteSettings"]["GET /api/nothing"] = api(t)["RouteSettings"]["POST /api/hits"]


def no_default_throttle(t):
    del api(t)["DefaultRouteSettings"]


def silent_alarm(t):
    t["Resources"]["CountingLags"]["Properties"]["AlarmActions"] = []


def no_alarm_on_errors(t):
    del t["Resources"]["ShowArticleErrors"]


def alarm_on_nothing(t):
    t["Resources"]["CountsDiffer"]["Properties"]["MetricName"] = "RecountDifference"


def alarm_at_night(t):
    t["Resources"]["ReadersSeeErrors"]["Properties"]["TreatMissingData"] = "breaching"


def unseen_failures(t):
    del t["Resources"]["EditArticlesFailures"]


def never_brought_back(t):
    function(t, "EditArticlesFunction")["DeploymentPreference"]["Alarms"] = [{"Ref": "EditArticlesErrors"}]


def brought_back_by_strangers(t):
    function(t, "ListArticlesFunction")["DeploymentPreference"]["Alarms"].append({"Ref": "AnswersFail"})


def brought_back_by_the_old_version(t):
    del t["Resources"]["ShowArticleBreaks"]["Properties"]["Dimensions"][2]


def strangers_in_the_desks_alarm(t):
    t["Resources"]["ShowVisitsFailures"]["Properties"]["MetricTransformations"][0]["MetricName"] = "DeskFailures"


def no_head(t):
    del function(t, "ListArticlesFunction")["Events"]["FeedHead"]


def unguarded_head(t):
    del function(t, "EditArticlesFunction")["Events"]["MeHead"]["Properties"]["Auth"]


def unthrottled_head(t):
    del api(t)["RouteSettings"]["HEAD /api/admin/export"]


def all_at_once(t):
    function(t, "EditArticlesFunction")["DeploymentPreference"] = {"Enabled": False}


def untraced(t):
    del t["Globals"]["Function"]["Tracing"]


def may_not_trace(t):
    del t["Resources"]["CountHitRole"]["Properties"]["ManagedPolicyArns"]


def forgotten_records(t):
    del function(t, "TallyHitsFunction")["Events"]["Sessions"]["Properties"]["DestinationConfig"]


def forgotten_photos(t):
    del function(t, "SizePhotosFunction")["EventInvokeConfig"]


def may_not_keep(t):
    statements = t["Resources"]["SizePhotosRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
    statements[:] = [one for one in statements if one["Action"] != ["sqs:SendMessage"]]


def distribution(t):
    return t["Resources"]["Distribution"]["Properties"]["DistributionConfig"]


def behaviour(t, path):
    return next(one for one in distribution(t)["CacheBehaviors"] if one["PathPattern"] == path)


def kept_newsroom(t):
    behaviour(t, "/api/*")["CachePolicyId"] = {"Ref": "PagesCached"}


def photos_by_anybody(t):
    t["Resources"]["PhotosPolicy"]["Properties"]["PolicyDocument"]["Statement"][1]["Fn::If"][1].pop("Condition")


def unknown_cdn(t):
    distribution(t)["Origins"][0]["OriginCustomHeaders"] = []


def no_host(t):
    del behaviour(t, "/api/*")["FunctionAssociations"]


def without_wall(t):
    del distribution(t)["WebACLId"]


def callback_on_localhost(t):
    t["Resources"]["EditorClient"]["Properties"]["CallbackURLs"] = ["http://localhost:8080/admin"]


def door_to_the_api(t):
    t["Resources"]["SignInReturnStage"]["Properties"]["Variables"]["portal"] = {"Fn::Sub": "${Api}.execute-api"}


def door_for_nobody(t):
    function(t, "ServeAssetsFunction")["Environment"]["Variables"]["RETURN_URL"] = ""


def uploads_from_anywhere(t):
    t["Resources"]["Photos"]["Properties"]["CorsConfiguration"]["CorsRules"][0]["AllowedOrigins"] = ["*"]


def nobody_to_begin(t):
    del t["Outputs"]["FirstAdministrator"]


def broken_dashboard(t):
    sub = t["Resources"]["Overview"]["Properties"]["DashboardBody"]["Fn::Sub"]
    sub[0] = sub[0].replace("]}}", "]}", 1)


def java_untold(t):
    del function(t, "CountHitFunction")["Environment"]["Variables"]["JAVA_TOOL_OPTIONS"]


def java_told_otherwise(t):
    function(t, "CountHitFunction")["Environment"]["Variables"]["JAVA_TOOL_OPTIONS"] = "-Xint"


def java_told_everywhere(t):
    variables = t["Globals"]["Function"].setdefault("Environment", {}).setdefault("Variables", {})
    variables["JAVA_TOOL_OPTIONS"] = "-XX:TieredStopAtLevel=1"


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
    ("java", java_untold),
    ("java", java_told_otherwise),
    ("java", java_told_everywhere),
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
    ("published", old_variables),
    ("throttles", unthrottled_hits),
    ("throttles", unthrottled_desk),
    ("throttles", unthrottled_head),
    ("throttles", throttled_nothing),
    ("heads", no_head),
    ("heads", unguarded_head),
    ("throttles", no_default_throttle),
    ("alarms", silent_alarm),
    ("alarms", no_alarm_on_errors),
    ("alarms", alarm_on_nothing),
    ("alarms", alarm_at_night),
    ("alarms", unseen_failures),
    ("alarms", strangers_in_the_desks_alarm),
    ("gradual", never_brought_back),
    ("gradual", brought_back_by_strangers),
    ("gradual", brought_back_by_the_old_version),
    ("gradual", all_at_once),
    ("traced", untraced),
    ("traced", may_not_trace),
    ("given_up", forgotten_records),
    ("given_up", forgotten_photos),
    ("given_up", may_not_keep),
    ("cdn", kept_newsroom),
    ("cdn", photos_by_anybody),
    ("cdn", unknown_cdn),
    ("cdn", no_host),
    ("cdn", without_wall),
    ("address", callback_on_localhost),
    ("address", door_to_the_api),
    ("address", door_for_nobody),
    ("address", uploads_from_anywhere),
    ("told", nobody_to_begin),
    ("told", broken_dashboard),
]
