package bantin.engines;

import static bantin.engines.TemplateNodes.child;
import static bantin.engines.TemplateNodes.list;
import static bantin.engines.TemplateNodes.map;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a function of a template with its event sources and its environment. */
final class FunctionReader {
  private static final Pattern DAILY =
      Pattern.compile("cron\\((\\d{1,2}) (\\d{1,2}) \\* \\* \\? \\*\\)");

  private final TemplateDocument document;
  private final Resolver resolver;

  FunctionReader(TemplateDocument document, Resolver resolver) {
    this.document = document;
    this.resolver = resolver;
  }

  /**
   * Reads one function.
   *
   * @throws TemplateException if a reference in it names nothing
   */
  Function read(String id) {
    Map<String, Object> own = document.properties(id);
    Map<String, Object> globals = document.globals("Function");
    Map<String, String> environment = new LinkedHashMap<>();
    environment.putAll(environment("Globals.Function", globals));
    environment.putAll(environment(id, own));
    List<Route> routes = new ArrayList<>();
    List<StreamSource> streams = new ArrayList<>();
    List<BucketSource> buckets = new ArrayList<>();
    List<Schedule> schedules = new ArrayList<>();
    for (Map.Entry<String, Object> event : child(own, "Events", id).entrySet()) {
      String where = id + ".Events." + event.getKey();
      Map<String, Object> declared = map(event.getValue(), where);
      Map<String, Object> properties = child(declared, "Properties", where);
      String type = String.valueOf(declared.get("Type"));
      switch (type) {
        case "HttpApi" -> routes.add(route(where, properties));
        case "DynamoDB" -> streams.add(stream(where, properties));
        case "S3" -> buckets.add(bucket(where, properties, retries(id, own, globals)));
        case "ScheduleV2" -> schedules.add(schedule(where, properties));
        default ->
            throw new TemplateException(
                where + " has the type " + type + ", which does not run on one machine yet.");
      }
    }
    return new Function(
        id,
        resolver.text(own.getOrDefault("Handler", globals.get("Handler")), id + ".Handler"),
        resolver.text(own.getOrDefault("CodeUri", globals.get("CodeUri")), id + ".CodeUri"),
        resolver.number(
            own.getOrDefault("MemorySize", globals.getOrDefault("MemorySize", 128)), id),
        resolver.number(own.getOrDefault("Timeout", globals.getOrDefault("Timeout", 3)), id),
        logging(id, own, globals),
        environment,
        routes,
        streams,
        buckets,
        schedules);
  }

  private Logging logging(String id, Map<String, Object> own, Map<String, Object> globals) {
    Map<String, Object> both = new LinkedHashMap<>(child(globals, "LoggingConfig", id));
    both.putAll(child(own, "LoggingConfig", id));
    String where = id + ".LoggingConfig";
    return new Logging(
        resolver.text(both.getOrDefault("LogFormat", "Text"), where),
        resolver.text(both.getOrDefault("ApplicationLogLevel", "INFO"), where),
        resolver.text(both.getOrDefault("SystemLogLevel", "INFO"), where));
  }

  private int retries(String id, Map<String, Object> own, Map<String, Object> globals) {
    Map<String, Object> both = new LinkedHashMap<>(child(globals, "EventInvokeConfig", id));
    both.putAll(child(own, "EventInvokeConfig", id));
    return resolver.number(both.getOrDefault("MaximumRetryAttempts", 2), id + ".EventInvokeConfig");
  }

  private Map<String, String> environment(String where, Map<String, Object> properties) {
    Map<String, Object> variables =
        child(child(properties, "Environment", where), "Variables", where + ".Environment");
    Map<String, String> resolved = new LinkedHashMap<>();
    variables.forEach(
        (name, value) ->
            resolved.put(name, resolver.text(value, where + ".Environment.Variables." + name)));
    return resolved;
  }

  private Route route(String where, Map<String, Object> properties) {
    Map<String, Object> auth = child(properties, "Auth", where);
    Object authorizer = auth.get("Authorizer");
    return new Route(
        properties.containsKey("Method")
            ? resolver.text(properties.get("Method"), where + ".Method").toUpperCase(Locale.ROOT)
            : "ANY",
        properties.containsKey("Path")
            ? resolver.text(properties.get("Path"), where + ".Path")
            : Route.DEFAULT,
        authorizer == null || authorizer.equals("NONE") ? null : resolver.text(authorizer, where),
        scopes(where, properties, auth));
  }

  /** Returns a route's own scopes, or those of its authorizer. */
  private List<String> scopes(
      String where, Map<String, Object> properties, Map<String, Object> auth) {
    Object declared = auth.get("AuthorizationScopes");
    if (declared == null && properties.get("ApiId") instanceof Map<?, ?> function) {
      String api = String.valueOf(function.get("Ref"));
      Map<String, Object> ofApi = child(document.properties(api), "Auth", api);
      String name = String.valueOf(auth.get("Authorizer"));
      declared = child(child(ofApi, "Authorizers", api), name, api).get("AuthorizationScopes");
    }
    List<String> scopes = new ArrayList<>();
    if (declared != null && resolver.resolve(declared, where) instanceof List<?> list) {
      list.forEach(scope -> scopes.add(String.valueOf(scope)));
    }
    return scopes;
  }

  private StreamSource stream(String where, Map<String, Object> properties) {
    Object stream = properties.get("Stream");
    String table = null;
    if (stream instanceof Map<?, ?> function
        && function.get("Fn::GetAtt") instanceof List<?> parts
        && parts.size() == 2
        && "StreamArn".equals(parts.get(1))) {
      table = String.valueOf(parts.get(0));
    }
    if (table == null) {
      throw new TemplateException(where + ".Stream is not the StreamArn of a table.");
    }
    if (!document.isOfType(table, Template.TABLE)) {
      throw new TemplateException(where + ".Stream names " + table + ", which is no table.");
    }
    if (child(document.properties(table), "StreamSpecification", table).isEmpty()) {
      throw new TemplateException(where + ".Stream names " + table + ", which has no stream.");
    }
    return new StreamSource(
        table,
        resolver.text(properties.get("StartingPosition"), where + ".StartingPosition"),
        resolver.number(properties.getOrDefault("BatchSize", 100), where),
        resolver.number(properties.getOrDefault("MaximumBatchingWindowInSeconds", 0), where),
        resolver.number(properties.getOrDefault("TumblingWindowInSeconds", 0), where),
        Boolean.TRUE.equals(properties.get("BisectBatchOnFunctionError")),
        resolver.number(properties.getOrDefault("MaximumRetryAttempts", -1), where));
  }

  private BucketSource bucket(String where, Map<String, Object> properties, int retries) {
    Object bucket = properties.get("Bucket");
    String id = bucket instanceof Map<?, ?> function ? String.valueOf(function.get("Ref")) : "";
    if (!document.isOfType(id, Template.BUCKET)) {
      throw new TemplateException(where + ".Bucket is not a !Ref to a bucket of this template.");
    }
    List<String> events = new ArrayList<>();
    Object named = resolver.resolve(properties.get("Events"), where + ".Events");
    (named instanceof List<?> list ? list : List.of(named))
        .forEach(event -> events.add(String.valueOf(event)));
    String prefix = "";
    String suffix = "";
    Map<String, Object> key = child(child(properties, "Filter", where), "S3Key", where);
    if (!key.isEmpty()) {
      for (Object filter : list(key.get("Rules"), where + ".Filter.S3Key.Rules")) {
        Map<String, Object> rule = map(filter, where + ".Filter.S3Key.Rules");
        String value = resolver.text(rule.get("Value"), where + ".Filter.S3Key.Rules");
        switch (String.valueOf(rule.get("Name"))) {
          case "prefix" -> prefix = value;
          case "suffix" -> suffix = value;
          default ->
              throw new TemplateException(where + " filters by something that S3 does not know.");
        }
      }
    }
    return new BucketSource(id, events, prefix, suffix, retries);
  }

  private Schedule schedule(String where, Map<String, Object> properties) {
    String expression =
        resolver.text(properties.get("ScheduleExpression"), where + ".ScheduleExpression");
    Matcher daily = DAILY.matcher(expression);
    if (!daily.matches()) {
      throw new TemplateException(
          where + " is scheduled by " + expression + "; only once a day is known here.");
    }
    return new Schedule(
        LocalTime.of(Integer.parseInt(daily.group(2)), Integer.parseInt(daily.group(1))),
        ZoneId.of(
            resolver.text(properties.getOrDefault("ScheduleExpressionTimezone", "UTC"), where)),
        resolver.text(properties.getOrDefault("Input", "{}"), where + ".Input"));
  }
}
