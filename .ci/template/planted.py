"""Faults of the template, each with the rule that must report it, so that every rule is seen failing."""


def function(template, name):
    return template["Resources"][name]["Properties"]


def no_authorizer(t):
    del function(t, "EditArticlesFunction")["Events"]["Publish"]["Properties"]["Auth"]


def authorizer_without_scope(t):
    del api(t)["Auth"]["Authorizers"]["Editors"]["AuthorizationScopes"]


def home_with_authorizer(t):
    function(t, "ListArticlesFunction")["Events"]["Home"]["Properties"]["Auth"] = {"Authorizer": "Editors"}


def another_audience(t):
    t["Resources"]["Api"]["Properties"]["Auth"]["Authorizers"]["Editors"]["JwtConfiguration"]["audience"] = ["anybody"]


def no_snapshot(t):
    del t["Globals"]["Function"]["SnapStart"]


def snapshot_in_every_region(t):
    t["Globals"]["Function"]["SnapStart"]["ApplyOn"] = "PublishedVersions"


def reserved(t):
    function(t, "ShowArticleFunction")["ReservedConcurrentExecutions"] = 5


def function_without_snapshot(t):
    function(t, "CountHitFunction")["SnapStart"] = {"ApplyOn": "None"}


def other_processor(t):
    function(t, "ShowArticleFunction")["Architectures"] = ["x86_64"]


def other_runtime(t):
    t["Globals"]["Function"]["Runtime"] = "java21"


def no_alias(t):
    del t["Globals"]["Function"]["AutoPublishAlias"]
    del t["Globals"]["Function"]["VersionDeletionPolicy"]
    del t["Globals"]["Function"]["DeploymentPreference"]
    for name, one in t["Resources"].items():
        if one["Type"] == "AWS::Serverless::Function":
            one["Properties"].pop("DeploymentPreference", None)


def call_without_alias(t):
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


def unlimited_logs(t):
    del t["Resources"]["CountHitLog"]["Properties"]["RetentionInDays"]


def default_log(t):
    del function(t, "CountHitFunction")["LoggingConfig"]


def lines_about_each_call(t):
    del t["Globals"]["Function"]["LoggingConfig"]["SystemLogLevel"]


def no_access_log(t):
    del t["Resources"]["Api"]["Properties"]["AccessLogSettings"]


def address_in_the_log(t):
    settings = t["Resources"]["Api"]["Properties"]["AccessLogSettings"]
    settings["Format"] = settings["Format"].replace('"error"', '"ip":"$context.identity.sourceIp","error"')


def no_restore(t):
    del t["Resources"]["Articles"]["Properties"]["PointInTimeRecoverySpecification"]


def unprotected(t):
    t["Resources"]["Newsroom"]["Properties"]["DeletionProtectionEnabled"] = False


def charged_key(t):
    t["Resources"]["Visits"]["Properties"]["SSESpecification"] = {"SSEEnabled": True}


def deleted_with_the_stack(t):
    t["Resources"]["Tallies"]["DeletionPolicy"] = "Delete"


def deleted_on_replacement(t):
    del t["Resources"]["Photos"]["UpdateReplacePolicy"]


def open_sign_up(t):
    t["Resources"]["EditorPool"]["Properties"]["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] = False


def public_bucket(t):
    t["Resources"]["Photos"]["Properties"]["PublicAccessBlockConfiguration"]["BlockPublicPolicy"] = False


def without_tls(t):
    statements = t["Resources"]["PhotosPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    statements[:] = [one for one in statements if one.get("Effect") != "Deny"]


def unlimited_uploads(t):
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


def managed_policy_of_aws(t):
    t["Resources"]["CountHitRole"]["Properties"]["ManagedPolicyArns"] = ["arn:aws:iam::aws:policy/AdministratorAccess"]


def policy_of_a_like_name(t):
    t["Resources"]["CountHitRole"]["Properties"]["ManagedPolicyArns"] = [
        "arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"
    ]


def folder_of_nobody(t):
    statement(t, "ServePhotosRole", 1)["Resource"] = {"Fn::Sub": "${Photos.Arn}/imports/*"}


def shared_role(t):
    function(t, "CountHitFunction")["Role"] = {"Fn::GetAtt": "TallyHitsRole.Arn"}


def unresolved_reference(t):
    function(t, "CountHitFunction")["Environment"]["Variables"]["VISITS_TABLE"] = {"Ref": "Visit"}


def cycle(t):
    t["Resources"]["EditorClient"]["Properties"]["CallbackURLs"] = [{"Fn::Sub": "https://${Api}.example/admin"}]


def variables_without_version(t):
    del function(t, "CountHitFunction")["AutoPublishAliasAllProperties"]


def route(t, name, event):
    return function(t, name)["Events"][event]["Properties"]


def api(t):
    return t["Resources"]["Api"]["Properties"]


def unthrottled_hits(t):
    del route(t, "CountHitFunction", "Hit")["RouteSettings"]


def unthrottled_desk(t):
    del route(t, "EditArticlesFunction", "ChangeSettings")["RouteSettings"]


def limit_without_route(t):
    api(t)["RouteSettings"] = {"GET /api/nothing": route(t, "CountHitFunction", "Hit")["RouteSettings"]}


def no_default_throttle(t):
    del api(t)["DefaultRouteSettings"]


def silent_alarm(t):
    t["Resources"]["CountingLags"]["Properties"]["AlarmActions"] = []


def never_over(t):
    del t["Resources"]["ReadersSeeErrors"]["Properties"]["OKActions"]


def no_alarm_on_traffic(t):
    del t["Resources"]["UnusualTraffic"]


def alarm_on_unknown_metric(t):
    t["Resources"]["AnswersFail"]["Properties"]["MetricName"] = "Failure"


def alarm_on_missing_data(t):
    t["Resources"]["ReadersSeeErrors"]["Properties"]["TreatMissingData"] = "breaching"


def uncounted_failures(t):
    del t["Resources"]["EditArticlesFailures"]


def no_rollback_by_desk_alarm(t):
    function(t, "EditArticlesFunction")["DeploymentPreference"]["Alarms"] = []


def rollback_by_public_alarm(t):
    function(t, "ListArticlesFunction")["DeploymentPreference"]["Alarms"].append({"Ref": "AnswersFail"})


def rollback_by_old_version(t):
    del t["Resources"]["ShowArticleBreaks"]["Properties"]["Dimensions"][2]


def light_differences(t):
    t["Resources"]["RecountVisitsFailures"]["Properties"]["MetricTransformations"][0]["MetricValue"] = "1"


def no_head(t):
    del function(t, "ListArticlesFunction")["Events"]["FeedHead"]


def unguarded_head(t):
    del function(t, "EditArticlesFunction")["Events"]["MeHead"]["Properties"]["Auth"]


def unthrottled_head(t):
    del route(t, "ExportArchiveFunction", "ExportHead")["RouteSettings"]


def deployment_at_once(t):
    function(t, "EditArticlesFunction")["DeploymentPreference"] = {"Enabled": False}


def untraced(t):
    del t["Globals"]["Function"]["Tracing"]


def traced_unasked(t):
    t["Resources"]["SignInReturnStage"]["Properties"]["TracingEnabled"] = True


def no_right_to_trace(t):
    del t["Resources"]["CountHitRole"]["Properties"]["ManagedPolicyArns"]


def lost_records(t):
    del function(t, "TallyHitsFunction")["Events"]["Sessions"]["Properties"]["DestinationConfig"]


def lost_photos(t):
    del function(t, "SizePhotosFunction")["EventInvokeConfig"]


def no_right_to_failed_queue(t):
    statements = t["Resources"]["SizePhotosRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
    statements[:] = [one for one in statements if one["Action"] != ["sqs:SendMessage"]]


def distribution(t):
    return t["Resources"]["Distribution"]["Properties"]["DistributionConfig"]


def behaviour(t, path):
    return next(one for one in distribution(t)["CacheBehaviors"] if one["PathPattern"] == path)


def cached_newsroom(t):
    behaviour(t, "/api/*")["CachePolicyId"] = {"Ref": "Cached"}


def photos_for_any_distribution(t):
    t["Resources"]["PhotosPolicy"]["Properties"]["PolicyDocument"]["Statement"][1]["Fn::If"][1].pop("Condition")


def cdn_without_key(t):
    distribution(t)["Origins"][0]["OriginCustomHeaders"] = []


def cdn_without_host(t):
    del behaviour(t, "/api/*")["FunctionAssociations"]


def cdn_without_web_acl(t):
    del distribution(t)["WebACLId"]


def callback_on_localhost(t):
    t["Resources"]["EditorClient"]["Properties"]["CallbackURLs"] = ["http://localhost:8080/admin"]


def return_to_api(t):
    t["Resources"]["SignInReturnStage"]["Properties"]["Variables"]["portal"] = {"Fn::Sub": "${Api}.execute-api"}


def desk_without_return_url(t):
    function(t, "ServeAssetsFunction")["Environment"]["Variables"]["RETURN_URL"] = ""


def uploads_from_any_origin(t):
    t["Resources"]["Photos"]["Properties"]["CorsConfiguration"]["CorsRules"][0]["AllowedOrigins"] = ["*"]


def no_first_administrator(t):
    del t["Outputs"]["FirstAdministrator"]


def broken_dashboard(t):
    sub = t["Resources"]["Overview"]["Properties"]["DashboardBody"]["Fn::Sub"]
    sub[0] = sub[0].replace("]}}", "]}", 1)


def missing_java_options(t):
    del function(t, "CountHitFunction")["Environment"]["Variables"]["JAVA_TOOL_OPTIONS"]


def different_java_options(t):
    function(t, "CountHitFunction")["Environment"]["Variables"]["JAVA_TOOL_OPTIONS"] = "-Xint"


def java_options_everywhere(t):
    variables = t["Globals"]["Function"].setdefault("Environment", {}).setdefault("Variables", {})
    variables["JAVA_TOOL_OPTIONS"] = "-XX:TieredStopAtLevel=1"


def numbers_in_every_language(t):
    del behaviour(t, "/api/visits")["FunctionAssociations"]


def name_in_vietnamese(t):
    t["Resources"]["EditorScopes"]["Properties"]["Name"] = "Bản Tin"


def site_in_the_comment(t):
    distribution(t)["Comment"] = {"Fn::Sub": "${SiteName} (${AWS::StackName})"}


def long_name(t):
    t["Resources"]["AtTheEdge"]["Properties"]["Name"] = {"Fn::Sub": "${AWS::StackName}-${AWS::Region}-at-the-edge"}


def long_address(t):
    t["Parameters"]["DomainName"]["MaxLength"] = t["Parameters"]["SiteUrl"]["MaxLength"] = 80


def named_schedule(t):
    del function(t, "RecountVisitsFunction")["Events"]["Daily"]["Properties"]["OmitName"]


def name_of_every_region(t):
    t["Resources"]["AtTheEdge"]["Properties"]["Name"] = {"Fn::Sub": "${AWS::StackName}-edge"}


def domain_by_the_machine(t):
    parts = t["Resources"]["EditorDomain"]["Properties"]["Domain"]["Fn::Sub"]
    parts[0] = "bantin-${End}"


def name_of_every_stack(t):
    t["Resources"]["CountHitLog"]["Properties"]["LogGroupName"] = "/aws/lambda/count-hit"


def own_policy_for_numbers(t):
    t["Resources"]["NumbersCached"] = {
        "Type": "AWS::CloudFront::CachePolicy",
        "Condition": "HasCdn",
        "Properties": {
            "CachePolicyConfig": {
                "Name": {"Fn::Sub": "${AWS::StackName}-${AWS::Region}-numbers"},
                "MinTTL": 0,
                "DefaultTTL": 0,
                "MaxTTL": 60,
                "ParametersInCacheKeyAndForwardedToOrigin": {},
            }
        },
    }


def left_by_a_failed_create(t):
    t["Resources"]["Visits"]["DeletionPolicy"] = "Retain"


def rollback_blocked(t):
    t["Resources"]["EditorPool"]["Properties"]["DeletionProtection"] = "ACTIVE"


def ascii_variables(t):
    del t["Globals"]["Function"]["Environment"]["Variables"]["LC_ALL"]


def describe(t, name, text):
    function(t, name)["VersionDescription"] = {"Fn::Sub": text}


def name_unknown_to_readers(t):
    describe(t, "ListArticlesFunction", "${SiteZone}, ${SiteUrl}${DomainName}, cdn ${Cdn}, snapshots ${SnapStart}, traces ${Traces}")


def slots_unknown_to_the_count(t):
    describe(t, "TallyHitsFunction", "snapshots ${SnapStart}, traces ${Traces}")


def domain_unknown_to_the_desk(t):
    del function(t, "ServeAssetsFunction")["VersionDescription"]


def version_like_the_last(t):
    describe(t, "CountHitFunction", "for ${LogDays} days, ${SiteName}")


def version_kept(t):
    del t["Globals"]["Function"]["VersionDeletionPolicy"]


def asleep(t):
    del function(t, "ExportArchiveFunction")["Events"]["Awake"]


def may_not_wake(t):
    statement(t, "SchedulesRole", 0)["Resource"].remove({"Fn::Sub": "${ImportArchiveFunction.Arn}:live"})


def monthly(t):
    function(t, "ServePhotosFunction")["Events"]["Awake"]["Properties"]["ScheduleExpression"] = "rate(30 days)"


def door_not_deployed_anew(t):
    method = t["Resources"]["SignInReturnMethod"]["Properties"]
    method["Integration"]["IntegrationResponses"][0]["ResponseParameters"]["method.response.header.Pragma"] = "'no-cache'"


def untagged(t):
    del t["Resources"]["Visits"]["Properties"]["Tags"]


def untagged_people(t):
    del t["Resources"]["EditorPool"]["Properties"]["UserPoolTags"]


def untagged_edge(t):
    del t["Resources"]["AtTheEdge"]["Properties"]["Tags"]


def tenth_alarm(t):
    t["Resources"]["Tenth"] = t["Resources"]["UnusualTraffic"]


def dashboard_for_everybody(t):
    del t["Resources"]["Overview"]["Condition"]


def endless_index(t):
    del t["Resources"]["Tallies"]["Properties"]["GlobalSecondaryIndexes"][0]["OnDemandThroughput"]


def endless_table(t):
    del t["Resources"]["Visits"]["Properties"]["OnDemandThroughput"]


def open_floodgate(t):
    t["Parameters"]["HitsPerSecond"]["Default"] = 1000


def open_tables(t):
    t["Parameters"]["ReadUnits"]["Default"] = 40000


def writes_without_end(t):
    t["Parameters"]["WriteUnits"]["Default"] = 40000


def traces_by_default(t):
    t["Parameters"]["Traces"]["Default"] = "on"


def call_logs_by_default(t):
    t["Parameters"]["CallLogs"]["Default"] = "on"


def dashboard_by_default(t):
    t["Parameters"]["Dashboard"]["Default"] = "on"


def counted_at_once(t):
    t["Parameters"]["CountingSeconds"]["Default"] = 0


def no_budget(t):
    del t["Resources"]["Budget"]


def factor_for_nobody(t):
    t["Resources"]["EditorPool"]["Properties"]["MfaConfiguration"] = "OPTIONAL"


def factor_by_choice(t):
    t["Parameters"]["Mfa"]["Default"] = "OPTIONAL"


def token_of_an_hour(t):
    t["Resources"]["EditorClient"]["Properties"]["AccessTokenValidity"] = 60


def log_beside_the_prefix(t):
    t["Resources"]["ApiLog"]["Properties"]["LogGroupName"] = {"Fn::Sub": "/aws/apigateway/${AWS::StackName}"}


STACK = {"Fn::Select": [2, {"Fn::Split": ["/", {"Ref": "AWS::StackId"}]}]}


def cursors_by_the_stack(t):
    function(t, "ListArticlesFunction")["Environment"]["Variables"]["CURSOR_KEY"] = STACK


def cdn_by_the_stack(t):
    function(t, "CountHitFunction")["Environment"]["Variables"]["CDN_KEY"] = STACK


def one_key_for_two(t):
    function(t, "ListArticlesFunction")["Environment"]["Variables"]["CURSOR_KEY"] = {"Fn::GetAtt": ["HitKey", "ClientSecret"]}


def client_without_secret(t):
    t["Resources"]["CursorKey"]["Properties"]["GenerateSecret"] = False


def key_in_an_output(t):
    t["Outputs"]["CdnId"]["Value"] = {"Fn::GetAtt": ["CdnKey", "ClientSecret"]}


def known_word_to_the_api(t):
    t["Resources"]["Distribution"]["Properties"]["DistributionConfig"]["Origins"][0]["OriginCustomHeaders"] = [
        {"HeaderName": "x-cdn-key", "HeaderValue": STACK}
    ]


def host_of_the_reader(t):
    for one in t["Resources"]["Distribution"]["Properties"]["DistributionConfig"]["CacheBehaviors"]:
        if one["PathPattern"] == "/admin":
            del one["FunctionAssociations"]


def any_sign_in(t):
    function(t, "ServeAssetsFunction")["Environment"]["Variables"]["SIGN_IN_ORIGIN"] = "https://*.amazoncognito.com"


FAULTS = [
    ("keys", cursors_by_the_stack),
    ("keys", cdn_by_the_stack),
    ("keys", one_key_for_two),
    ("keys", client_without_secret),
    ("keys", key_in_an_output),
    ("forged_hosts", known_word_to_the_api),
    ("forged_hosts", host_of_the_reader),
    ("sign_in_host", any_sign_in),
    ("functions", snapshot_in_every_region),
    ("functions", reserved),
    ("retention", charged_key),
    ("version_publishing", name_unknown_to_readers),
    ("version_publishing", slots_unknown_to_the_count),
    ("version_publishing", domain_unknown_to_the_desk),
    ("version_publishing", version_like_the_last),
    ("version_pruning", version_kept),
    ("daily_calls", asleep),
    ("daily_calls", may_not_wake),
    ("daily_calls", monthly),
    ("door_deployment", door_not_deployed_anew),
    ("stage_tags", untagged),
    ("stage_tags", untagged_people),
    ("stage_tags", untagged_edge),
    ("costs", tenth_alarm),
    ("costs", dashboard_for_everybody),
    ("costs", endless_index),
    ("costs", endless_table),
    ("costs", open_floodgate),
    ("costs", open_tables),
    ("costs", writes_without_end),
    ("costs", traces_by_default),
    ("costs", call_logs_by_default),
    ("costs", dashboard_by_default),
    ("costs", counted_at_once),
    ("costs", no_budget),
    ("sign_in", factor_for_nobody),
    ("sign_in", factor_by_choice),
    ("sign_in", token_of_an_hour),
    ("logs", log_beside_the_prefix),
    ("tracing", traced_unasked),
    ("aws_limits", name_in_vietnamese),
    ("aws_limits", site_in_the_comment),
    ("aws_limits", long_name),
    ("aws_limits", long_address),
    ("unique_names", named_schedule),
    ("unique_names", name_of_every_region),
    ("unique_names", name_of_every_stack),
    ("unique_names", domain_by_the_machine),
    ("unique_names", own_policy_for_numbers),
    ("retention", left_by_a_failed_create),
    ("retention", rollback_blocked),
    ("locales", ascii_variables),
    ("cdn", numbers_in_every_language),
    ("authorizers", no_authorizer),
    ("authorizers", authorizer_without_scope),
    ("authorizers", home_with_authorizer),
    ("authorizers", another_audience),
    ("functions", no_snapshot),
    ("functions", function_without_snapshot),
    ("functions", other_processor),
    ("functions", other_runtime),
    ("functions", no_alias),
    ("events", call_without_alias),
    ("handlers", wrong_handler),
    ("handlers", wrong_method),
    ("java", missing_java_options),
    ("java", different_java_options),
    ("java", java_options_everywhere),
    ("logs", unlimited_logs),
    ("logs", default_log),
    ("logs", lines_about_each_call),
    ("logs", no_access_log),
    ("logs", address_in_the_log),
    ("retention", no_restore),
    ("retention", unprotected),
    ("retention", deleted_with_the_stack),
    ("retention", deleted_on_replacement),
    ("retention", open_sign_up),
    ("buckets", public_bucket),
    ("buckets", without_tls),
    ("buckets", unlimited_uploads),
    ("wildcards", wildcard_action),
    ("wildcards", wildcard_resource),
    ("wildcards", every_index),
    ("wildcards", whole_bucket),
    ("wildcards", managed_policy_of_aws),
    ("wildcards", policy_of_a_like_name),
    ("wildcards", folder_of_nobody),
    ("roles", shared_role),
    ("deployed_references", unresolved_reference),
    ("acyclic", cycle),
    ("version_publishing", variables_without_version),
    ("throttles", unthrottled_hits),
    ("throttles", unthrottled_desk),
    ("throttles", unthrottled_head),
    ("throttles", limit_without_route),
    ("head_routes", no_head),
    ("head_routes", unguarded_head),
    ("throttles", no_default_throttle),
    ("alarms", silent_alarm),
    ("alarms", never_over),
    ("alarms", no_alarm_on_traffic),
    ("alarms", alarm_on_unknown_metric),
    ("alarms", alarm_on_missing_data),
    ("alarms", uncounted_failures),
    ("alarms", light_differences),
    ("gradual_deployment", no_rollback_by_desk_alarm),
    ("gradual_deployment", rollback_by_public_alarm),
    ("gradual_deployment", rollback_by_old_version),
    ("gradual_deployment", deployment_at_once),
    ("tracing", untraced),
    ("tracing", no_right_to_trace),
    ("failed_events", lost_records),
    ("failed_events", lost_photos),
    ("failed_events", no_right_to_failed_queue),
    ("cdn", cached_newsroom),
    ("cdn", photos_for_any_distribution),
    ("cdn", cdn_without_key),
    ("cdn", cdn_without_host),
    ("cdn", cdn_without_web_acl),
    ("address", callback_on_localhost),
    ("address", return_to_api),
    ("address", desk_without_return_url),
    ("address", uploads_from_any_origin),
    ("stack_outputs", no_first_administrator),
    ("stack_outputs", broken_dashboard),
]
