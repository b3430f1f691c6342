package bantin.engines;

import static bantin.engines.TemplateNodes.child;
import static bantin.engines.TemplateNodes.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code template.yaml} as data, so that what runs on one machine is what is deployed.
 *
 * <p>References are resolved against <em>physical values</em>, named as the template names them:
 * {@code Articles} for {@code !Ref Articles}, {@code EditorPool.ProviderURL} for {@code !GetAtt
 * EditorPool.ProviderURL}, {@code AWS::Region} for the pseudo parameter. The name of a parameter
 * overrides its default, and the name of a condition ({@code true}) decides it. A resource without
 * a physical value is called by its logical id. An attribute has no such default, so asking for one
 * without a value fails.
 */
public final class Template {
  private static final String FUNCTION = "AWS::Serverless::Function";
  static final String TABLE = "AWS::DynamoDB::Table";
  static final String BUCKET = "AWS::S3::Bucket";
  private static final String API = "AWS::Serverless::HttpApi";
  private final TemplateDocument document;
  private final Map<String, String> physical;
  private final Resolver resolver;

  private Template(TemplateDocument document, Map<String, String> physical) {
    this.document = document;
    this.physical = physical;
    this.resolver = new Resolver(document, physical);
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
      return new Template(TemplateDocument.parse(file, Files.readString(file)), Map.of());
    } catch (IOException e) {
      throw new TemplateException("The template " + file + " cannot be read.", e);
    }
  }

  /** The same template with these physical values, besides those it has. */
  public Template with(Map<String, String> values) {
    Map<String, String> both = new LinkedHashMap<>(physical);
    both.putAll(values);
    return new Template(document, both);
  }

  public Path file() {
    return document.file();
  }

  /** The logical ids of all resources, in the template's order. */
  public Set<String> resources() {
    return Collections.unmodifiableSet(document.resources().keySet());
  }

  /** A resource's type, such as {@code AWS::DynamoDB::Table}. */
  public String type(String id) {
    return String.valueOf(document.resource(id).get("Type"));
  }

  /** Tells whether a deployment with these values creates the resource. */
  public boolean isDeployed(String id) {
    Object condition = document.resource(id).get("Condition");
    return condition == null || resolver.condition(String.valueOf(condition), id);
  }

  /** Every resource of that type, by logical id in the template's order. */
  public Set<String> resources(String type) {
    Set<String> found = new LinkedHashSet<>(document.resources().keySet());
    found.removeIf(id -> !document.isOfType(id, type));
    return Collections.unmodifiableSet(found);
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
    return document.properties(id);
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
      throw new TemplateException(document.name() + " declares no function " + id + ".");
    }
    return new FunctionReader(document, resolver).read(id);
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
      list.forEach(element -> audience.add(String.valueOf(element)));
    }
    return new Authorizer(name, text(jwt.get("issuer"), where + ".issuer"), audience);
  }

  /**
   * Looks at every reference of every resource and output, also at those that nothing resolves
   * here.
   *
   * @throws TemplateException if one names a parameter, resource or condition that is not declared
   */
  public void requireReferences() {
    new References(document).require();
  }

  /**
   * A value with every intrinsic function in it carried out: strings, numbers, lists and maps.
   *
   * @param where what to call it when it cannot be resolved, such as {@code Articles.KeySchema}
   */
  public Object resolve(@Nullable Object value, String where) {
    return resolver.resolve(value, where);
  }

  /** A property as text, intrinsic functions carried out. */
  public String text(@Nullable Object value, String where) {
    return resolver.text(value, where);
  }
}
