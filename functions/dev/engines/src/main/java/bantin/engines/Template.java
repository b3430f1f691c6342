package bantin.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * {@code template.yaml} as data, so that what runs on one machine is what is deployed.
 *
 * <p>References are resolved against <em>physical values</em>, named as the template names them:
 * {@code Articles} for {@code !Ref Articles}, {@code EditorPool.ProviderURL} for {@code !GetAtt
 * EditorPool.ProviderURL}, {@code AWS::Region} for the pseudo parameter, and the name of a
 * parameter to override its default, or of a condition ({@code true}) to decide it. A resource
 * without a physical value is called by its logical id; an attribute has no such default, so asking
 * for one without a value fails.
 */
public final class Template {
  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String API = "AWS::Serverless::HttpApi";
  private static final Pattern DAILY =
      Pattern.compile("cron\\((\\d{1,2}) (\\d{1,2}) \\* \\* \\? \\*\\)");

  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([^!}][^}]*)}");

  private static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of(
          "AWS::Region", "local",
          "AWS::AccountId", "000000000000",
          "AWS::Partition", "aws",
          "AWS::URLSuffix", "amazonaws.com",
          "AWS::StackName", "bantin",
          "AWS::StackId",
              "arn:aws:cloudformation:local:000000000000:stack/bantin/"
                  + "00000000-0000-4000-8000-000000000000");

  private final Path file;
  private final Map<String, Object> document;
  private final Map<String, String> physical;

  private Template(Path file, Map<String, Object> document, Map<String, String> physical) {
    this.file = file;
    this.document = document;
    this.physical = physical;
  }

  /**
   * The template of the project that the working directory is in: {@code template.yaml} there or in
   * the nearest folder above.
   */
  public static Template read() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve("template.yaml");
      if (Files.isRegularFile(candidate)) {
        return read(candidate);
      }
    }
    throw new TemplateException(
        "There is no template.yaml in " + start + " or in any folder above it.");
  }

  public static Template read(Path file) {
    try {
      return parse(file, Files.readString(file));
    } catch (IOException e) {
      throw new TemplateException("The template " + file + " cannot be read.", e);
    }
  }

  private static Template parse(Path file, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      Object loaded = new Yaml(new CloudFormation(options)).load(text);
      return new Template(file, map(loaded, file.getFileName().toString()), Map.of());
    } catch (YAMLException e) {
      throw new TemplateException("The template " + file + " is not YAML: " + e.getMessage(), e);
    }
  }

  /** The same template with these physical values, besides those it has. */
  public Template with(Map<String, String> values) {
    Map<String, String> both = new LinkedHashMap<>(physical);
    both.putAll(values);
    return new Template(file, document, both);
  }

  public Path file() {
    return file;
  }

  /** The logical ids of all resources, in the template's order. */
  public Set<String> resources() {
    return Collections.unmodifiableSet(declared().keySet());
  }

  /** A resource's type, such as {@code AWS::DynamoDB::Table}. */
  public String type(String id) {
    Object resource = declared().get(id);
    if (resource == null) {
      throw new TemplateException(named() + " declares no resource " + id + ".");
    }
    return String.valueOf(map(resource, id).get("Type"));
  }

  /** Every resource of that type, by logical id in the template's order. */
  public Set<String> resources(String type) {
    Map<String, Object> found = new LinkedHashMap<>();
    declared().forEach((id, resource) -> put(found, id, resource, type));
    return Collections.unmodifiableSet(found.keySet());
  }

  private static void put(Map<String, Object> found, String id, Object resource, String type) {
    if (type.equals(map(resource, id).get("Type"))) {
      found.put(id, resource);
    }
  }

  /** The logical ids of the tables, in the template's order. */
  public Set<String> tables() {
    return resources(TABLE);
  }

  /** The logical ids of the buckets, in the template's order. */
  public Set<String> buckets() {
    return resources(BUCKET);
  }

  /** The logical ids of the functions, in the template's order. */
  public Set<String> functionIds() {
    return resources(FUNCTION);
  }

  /** A resource's {@code Properties} as they stand, intrinsic functions in their long form. */
  public Map<String, Object> properties(String id) {
    Object resource = declared().get(id);
    if (resource == null) {
      throw new TemplateException(named() + " declares no resource " + id + ".");
    }
    return map(map(resource, id).getOrDefault("Properties", Map.of()), id + ".Properties");
  }

  /** Every function, with its environment resolved. */
  public List<Function> functions() {
    List<Function> functions = new ArrayList<>();
    for (String id : functionIds()) {
      functions.add(function(id));
    }
    return List.copyOf(functions);
  }

  /**
   * One function, with its environment resolved.
   *
   * @throws TemplateException where a reference in it names nothing
   */
  public Function function(String id) {
    if (!functionIds().contains(id)) {
      throw new TemplateException(named() + " declares no function " + id + ".");
    }
    Map<String, Object> own = properties(id);
    Map<String, Object> globals = globals("Function");
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
        text(own.getOrDefault("Handler", globals.get("Handler")), id + ".Handler"),
        text(own.getOrDefault("CodeUri", globals.get("CodeUri")), id + ".CodeUri"),
        number(own.getOrDefault("MemorySize", globals.getOrDefault("MemorySize", 128)), id),
        number(own.getOrDefault("Timeout", globals.getOrDefault("Timeout", 3)), id),
        environment,
        routes,
        streams,
        buckets,
        schedules);
  }

  private int retries(String id, Map<String, Object> own, Map<String, Object> globals) {
    Map<String, Object> both = new LinkedHashMap<>(child(globals, "EventInvokeConfig", id));
    both.putAll(child(own, "EventInvokeConfig", id));
    return number(both.getOrDefault("MaximumRetryAttempts", 2), id + ".EventInvokeConfig");
  }

  private Map<String, String> environment(String where, Map<String, Object> properties) {
    Map<String, Object> variables =
        child(child(properties, "Environment", where), "Variables", where + ".Environment");
    Map<String, String> resolved = new LinkedHashMap<>();
    variables.forEach(
        (name, value) -> resolved.put(name, text(value, where + ".Environment.Variables." + name)));
    return resolved;
  }

  private Route route(String where, Map<String, Object> properties) {
    Map<String, Object> auth = child(properties, "Auth", where);
    Object authorizer = auth.get("Authorizer");
    List<String> scopes = new ArrayList<>();
    if (resolve(auth.getOrDefault("AuthorizationScopes", List.of()), where) instanceof List<?> l) {
      l.forEach(scope -> scopes.add(String.valueOf(scope)));
    }
    return new Route(
        properties.containsKey("Method")
            ? text(properties.get("Method"), where + ".Method").toUpperCase(Locale.ROOT)
            : "ANY",
        properties.containsKey("Path")
            ? text(properties.get("Path"), where + ".Path")
            : Route.DEFAULT,
        authorizer == null || authorizer.equals("NONE") ? null : text(authorizer, where),
        scopes);
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
    if (!tables().contains(table)) {
      throw new TemplateException(where + ".Stream names " + table + ", which is no table.");
    }
    if (child(properties(table), "StreamSpecification", table).isEmpty()) {
      throw new TemplateException(where + ".Stream names " + table + ", which has no stream.");
    }
    return new StreamSource(
        table,
        text(properties.get("StartingPosition"), where + ".StartingPosition"),
        number(properties.getOrDefault("BatchSize", 100), where),
        number(properties.getOrDefault("MaximumBatchingWindowInSeconds", 0), where),
        number(properties.getOrDefault("TumblingWindowInSeconds", 0), where),
        Boolean.TRUE.equals(properties.get("BisectBatchOnFunctionError")),
        number(properties.getOrDefault("MaximumRetryAttempts", -1), where));
  }

  private BucketSource bucket(String where, Map<String, Object> properties, int retries) {
    Object bucket = properties.get("Bucket");
    String id = bucket instanceof Map<?, ?> function ? String.valueOf(function.get("Ref")) : "";
    if (!buckets().contains(id)) {
      throw new TemplateException(where + ".Bucket is not a !Ref to a bucket of this template.");
    }
    List<String> events = new ArrayList<>();
    Object named = resolve(properties.get("Events"), where + ".Events");
    (named instanceof List<?> list ? list : List.of(named))
        .forEach(one -> events.add(String.valueOf(one)));
    String prefix = "";
    String suffix = "";
    Map<String, Object> key = child(child(properties, "Filter", where), "S3Key", where);
    if (!key.isEmpty()) {
      for (Object one : list(key.get("Rules"), where + ".Filter.S3Key.Rules")) {
        Map<String, Object> rule = map(one, where + ".Filter.S3Key.Rules");
        String value = text(rule.get("Value"), where + ".Filter.S3Key.Rules");
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
    String expression = text(properties.get("ScheduleExpression"), where + ".ScheduleExpression");
    Matcher daily = DAILY.matcher(expression);
    if (!daily.matches()) {
      throw new TemplateException(
          where + " is scheduled by " + expression + "; only once a day is known here.");
    }
    return new Schedule(
        LocalTime.of(Integer.parseInt(daily.group(2)), Integer.parseInt(daily.group(1))),
        ZoneId.of(text(properties.getOrDefault("ScheduleExpressionTimezone", "UTC"), where)),
        text(properties.getOrDefault("Input", "{}"), where + ".Input"));
  }

  /** The JWT authorizers of the HTTP API, by name. */
  public Map<String, Authorizer> authorizers() {
    Map<String, Authorizer> authorizers = new LinkedHashMap<>();
    for (String api : resources(API)) {
      Map<String, Object> auth = child(properties(api), "Auth", api);
      child(auth, "Authorizers", api)
          .forEach(
              (name, declared) ->
                  authorizers.put(name, authorizer(api, name, map(declared, name))));
    }
    return authorizers;
  }

  private Authorizer authorizer(String api, String name, Map<String, Object> declared) {
    String where = api + ".Auth.Authorizers." + name;
    Map<String, Object> jwt = child(declared, "JwtConfiguration", where);
    List<String> audience = new ArrayList<>();
    if (resolve(jwt.getOrDefault("audience", List.of()), where) instanceof List<?> list) {
      list.forEach(one -> audience.add(String.valueOf(one)));
    }
    return new Authorizer(name, text(jwt.get("issuer"), where + ".issuer"), audience);
  }

  /**
   * Looks at every reference of every resource and output, also at those that nobody resolves here.
   *
   * @throws TemplateException where one names a parameter, resource or condition that is not
   *     declared
   */
  public void requireReferences() {
    declared().forEach((id, resource) -> requireReferences(resource, id));
    child(document, "Outputs", named())
        .forEach((id, output) -> requireReferences(output, "Outputs." + id));
  }

  private void requireReferences(@Nullable Object value, String where) {
    if (value instanceof List<?> list) {
      list.forEach(element -> requireReferences(element, where));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, element) -> {
            switch (String.valueOf(key)) {
              case "Ref" -> requireName(String.valueOf(element), where);
              case "Fn::GetAtt" -> requireName(String.valueOf(list(element, where).get(0)), where);
              case "Fn::Sub" -> requireNames(element, where);
              case "Fn::If" -> {
                condition(String.valueOf(list(element, where).get(0)), where);
                requireReferences(element, where);
              }
              default -> requireReferences(element, where + "." + key);
            }
          });
    }
  }

  private void requireNames(@Nullable Object sub, String where) {
    Set<String> own = Set.of();
    Object pattern = sub;
    if (sub instanceof List<?> list && list.size() == 2) {
      pattern = list.get(0);
      own = map(list.get(1), where).keySet();
      requireReferences(list.get(1), where);
    }
    Matcher names = SUBSTITUTED.matcher(String.valueOf(pattern));
    while (names.find()) {
      if (!own.contains(names.group(1))) {
        requireName(names.group(1).split("\\.", 2)[0], where);
      }
    }
  }

  private void requireName(String name, String where) {
    if (!name.startsWith("AWS::")
        && !declared().containsKey(name)
        && !child(document, "Parameters", named()).containsKey(name)) {
      throw new TemplateException(
          where + " refers to " + name + ", which the template does not declare.");
    }
  }

  /**
   * A value with every intrinsic function in it carried out: strings, numbers, lists and maps.
   *
   * @param where what to call it when it cannot be resolved, such as {@code Articles.KeySchema}
   */
  public Object resolve(@Nullable Object value, String where) {
    if (value == null) {
      throw new TemplateException(where + " has no value.");
    }
    if (value instanceof List<?> list) {
      List<Object> resolved = new ArrayList<>();
      for (Object element : list) {
        Object one = resolve(element, where);
        if (one != NO_VALUE) {
          resolved.add(one);
        }
      }
      return resolved;
    }
    if (value instanceof Map<?, ?> map) {
      if (map.size() == 1) {
        Map.Entry<?, ?> only = map.entrySet().iterator().next();
        String function = String.valueOf(only.getKey());
        Object argument = only.getValue();
        if (function.equals("Ref") && argument != null) {
          return ref(String.valueOf(argument), where);
        }
        if (function.startsWith("Fn::") && argument != null) {
          return call(function, argument, where);
        }
      }
      Map<String, Object> resolved = new LinkedHashMap<>();
      map.forEach(
          (key, element) -> {
            Object one = resolve(element, where + "." + key);
            if (one != NO_VALUE) {
              resolved.put(String.valueOf(key), one);
            }
          });
      return resolved;
    }
    return value;
  }

  /** Value of {@code !Ref AWS::NoValue}, which removes its property. */
  private static final Object NO_VALUE = new Object();

  private Object call(String function, Object argument, String where) {
    return switch (function) {
      case "Fn::GetAtt" -> getAtt(arguments(argument, 2, function, where), where);
      case "Fn::Sub" -> sub(argument, where);
      case "Fn::Select" -> {
        List<?> parts = arguments(argument, 2, function, where);
        List<?> from = list(resolve(parts.get(1), where), where);
        int index = number(parts.get(0), where);
        if (index < 0 || index >= from.size()) {
          throw new TemplateException(
              where + " selects element " + index + " of " + from.size() + ".");
        }
        Object chosen = from.get(index);
        yield chosen == null ? NO_VALUE : chosen;
      }
      case "Fn::Split" -> {
        List<?> parts = arguments(argument, 2, function, where);
        String by = text(parts.get(0), where);
        yield List.of(text(parts.get(1), where).split(Pattern.quote(by), -1));
      }
      case "Fn::Join" -> {
        List<?> parts = arguments(argument, 2, function, where);
        List<String> strings = new ArrayList<>();
        list(resolve(parts.get(1), where), where).forEach(s -> strings.add(String.valueOf(s)));
        yield String.join(text(parts.get(0), where), strings);
      }
      case "Fn::If" -> {
        List<?> parts = arguments(argument, 3, function, where);
        yield resolve(parts.get(condition(String.valueOf(parts.get(0)), where) ? 1 : 2), where);
      }
      default -> throw new TemplateException(where + " uses " + function + ", not known here.");
    };
  }

  private Object ref(String name, String where) {
    if (name.equals("AWS::NoValue")) {
      return NO_VALUE;
    }
    String value = physical.get(name);
    if (value == null) {
      value = PSEUDO_PARAMETERS.get(name);
    }
    if (value != null) {
      return value;
    }
    Map<String, Object> parameters = child(document, "Parameters", named());
    if (parameters.containsKey(name)) {
      Object fallback = map(parameters.get(name), name).get("Default");
      if (fallback == null) {
        throw new TemplateException(
            where + " refers to the parameter " + name + ", which has no default.");
      }
      return String.valueOf(fallback);
    }
    if (declared().containsKey(name)) {
      return name;
    }
    throw new TemplateException(
        where + " refers to " + name + ", which the template does not declare.");
  }

  private String getAtt(List<?> parts, String where) {
    String resource = String.valueOf(parts.get(0));
    String name = resource + "." + parts.get(1);
    if (!declared().containsKey(resource)) {
      throw new TemplateException(
          where + " refers to " + resource + ", which the template does not declare.");
    }
    String value = physical.get(name);
    if (value == null && buckets().contains(resource) && name.endsWith("DomainName")) {
      // Wherever the bucket of one machine listens: a Content Security Policy is what asks.
      return "127.0.0.1:*";
    }
    if (value == null) {
      throw new TemplateException(where + " refers to " + name + ", which has no value here.");
    }
    return value;
  }

  private String sub(Object argument, String where) {
    String pattern;
    Map<String, Object> names;
    if (argument instanceof List<?> list && list.size() == 2) {
      pattern = String.valueOf(list.get(0));
      names = map(list.get(1), where);
    } else {
      pattern = String.valueOf(argument);
      names = Map.of();
    }
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (true) {
      int open = pattern.indexOf("${", at);
      int close = open < 0 ? -1 : pattern.indexOf('}', open);
      if (close < 0) {
        return text.append(pattern.substring(at)).toString();
      }
      text.append(pattern, at, open);
      String name = pattern.substring(open + 2, close);
      if (name.startsWith("!")) {
        text.append("${").append(name.substring(1)).append('}');
      } else if (names.containsKey(name)) {
        text.append(text(names.get(name), where));
      } else if (name.contains(".")) {
        text.append(getAtt(List.of(name.split("\\.", 2)), where));
      } else {
        text.append(ref(name, where));
      }
      at = close + 1;
    }
  }

  private boolean condition(String name, String where) {
    Object declared = child(document, "Conditions", named()).get(name);
    if (declared == null) {
      throw new TemplateException(
          where + " asks for the condition " + name + ", which the template does not declare.");
    }
    String given = physical.get(name);
    if (given != null) {
      return Boolean.parseBoolean(given);
    }
    return truth(declared, where);
  }

  private boolean truth(@Nullable Object expression, String where) {
    if (expression instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      String function = String.valueOf(only.getKey());
      if (function.equals("Condition")) {
        return condition(String.valueOf(only.getValue()), where);
      }
      List<?> arguments = list(only.getValue(), where);
      return switch (function) {
        case "Fn::Equals" -> text(arguments.get(0), where).equals(text(arguments.get(1), where));
        case "Fn::Not" -> !truth(arguments.get(0), where);
        case "Fn::And" -> arguments.stream().allMatch(one -> truth(one, where));
        case "Fn::Or" -> arguments.stream().anyMatch(one -> truth(one, where));
        default -> throw new TemplateException(where + " depends on " + function + ", not known.");
      };
    }
    throw new TemplateException(where + " depends on a condition that is not known here.");
  }

  private Map<String, Object> declared() {
    return child(document, "Resources", named());
  }

  private Map<String, Object> globals(String kind) {
    return child(child(document, "Globals", named()), kind, "Globals");
  }

  private String named() {
    return file.getFileName().toString();
  }

  /** A property as text, intrinsic functions carried out. */
  public String text(@Nullable Object value, String where) {
    Object resolved = resolve(value, where);
    if (resolved instanceof List || resolved instanceof Map || resolved == NO_VALUE) {
      throw new TemplateException(where + " is not a single value.");
    }
    return String.valueOf(resolved);
  }

  private int number(@Nullable Object value, String where) {
    String text = text(value, where);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TemplateException(where + " has " + text + " where a number should be.", e);
    }
  }

  private static List<?> arguments(Object argument, int count, String function, String where) {
    if (argument instanceof List<?> list && list.size() == count) {
      return list;
    }
    throw new TemplateException(where + ": " + function + " takes " + count + " arguments.");
  }

  private static List<?> list(@Nullable Object value, String where) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new TemplateException(where + " is not a list.");
  }

  private static Map<String, Object> child(Map<String, Object> parent, String key, String where) {
    Object value = parent.get(key);
    return value == null ? Map.of() : map(value, where + "." + key);
  }

  private static Map<String, Object> map(@Nullable Object value, String where) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> typed = new LinkedHashMap<>();
      map.forEach((key, element) -> typed.put(String.valueOf(key), element));
      return typed;
    }
    throw new TemplateException(where + " is not a mapping.");
  }

  /** Reads {@code !Ref x} as {@code {Ref: x}} and {@code !GetAtt a.b} as {@code Fn::GetAtt}. */
  private static final class CloudFormation extends SafeConstructor {
    CloudFormation(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return longForm(node);
            }
          });
    }

    private Object longForm(Node node) {
      String tag = node.getTag().getValue().substring(1);
      String function = tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
      Object argument;
      if (node instanceof ScalarNode scalar) {
        argument =
            tag.equals("GetAtt") ? List.of(scalar.getValue().split("\\.", 2)) : scalar.getValue();
      } else if (node instanceof SequenceNode sequence) {
        argument = constructSequence(sequence);
      } else {
        argument = constructMapping((MappingNode) node);
      }
      return Map.of(function, argument);
    }
  }
}
