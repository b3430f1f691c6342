package bantin.engines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Permissions of each function, read from the policies of its role in the template. Access needs a
 * statement that allows it. A function without a role may do nothing.
 *
 * <p>A function signs with its logical id as access key id. A caller that signs as {@link #OWNER}
 * owns the machine and may do anything.
 */
public final class Policies {
  public static final String OWNER = "local";

  private final Template template;
  private final String account;
  private final Map<String, String> roles = new HashMap<>();
  private final Map<String, List<Statement>> statements = new HashMap<>();
  private final String tables;
  private final String userPools;

  private Policies(Template unresolved) {
    template = unresolved.with(names(unresolved));
    account = template.text(Map.of("Ref", "AWS::AccountId"), "AWS::AccountId");
    tables = template.text(Map.of("Fn::Sub", TABLE_ARN), "tables");
    userPools = template.text(Map.of("Fn::Sub", USER_POOL_ARN), "user pools");
    for (String function : template.functionIds()) {
      String role = role(function);
      roles.put(function, role == null ? function : role);
      statements.put(function, role == null ? List.of() : statements(role));
    }
  }

  private static final String TABLE_ARN =
      "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/";

  private static final String USER_POOL_ARN =
      "arn:${AWS::Partition}:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/";

  /**
   * Reads the permissions of the template's functions.
   *
   * @throws TemplateException if a role or a policy cannot be enforced on one machine
   */
  public static Policies of(Template template) {
    return new Policies(template);
  }

  /** Returns the ARN of every resource, and for tables the ARN pattern of their streams. */
  private static Map<String, String> names(Template template) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String id : template.resources()) {
      String type = template.type(id);
      String name = template.text(Map.of("Ref", id), id);
      String service = type.split("::", -1)[1].toLowerCase(Locale.ROOT);
      String pattern =
          switch (type) {
            case "AWS::DynamoDB::Table" -> TABLE_ARN + name;
            case "AWS::Cognito::UserPool" -> USER_POOL_ARN + name;
            case "AWS::S3::Bucket" -> "arn:${AWS::Partition}:s3:::" + S3Server.nameOf(name);
            default ->
                "arn:${AWS::Partition}:%s:${AWS::Region}:${AWS::AccountId}:%s"
                    .formatted(service, name);
          };
      String arn = template.text(Map.of("Fn::Sub", pattern), id);
      values.put(id + ".Arn", arn);
      if (type.equals("AWS::DynamoDB::Table")) {
        values.put(id + ".StreamArn", arn + "/stream/*");
      }
    }
    return values;
  }

  private @Nullable String role(String function) {
    Object role = template.properties(function).get("Role");
    if (role instanceof Map<?, ?> map
        && map.get("Fn::GetAtt") instanceof List<?> parts
        && template.resources("AWS::IAM::Role").contains(String.valueOf(parts.get(0)))) {
      return String.valueOf(parts.get(0));
    }
    if (role != null) {
      throw new TemplateException(function + ".Role is no role that the template declares.");
    }
    return null;
  }

  private List<Statement> statements(String role) {
    List<Statement> found = new ArrayList<>();
    Map<String, Object> properties = template.properties(role);
    for (Map<?, ?> policy : maps(resolved(properties.get("Policies"), role))) {
      addStatements(policy, role, found);
    }
    for (Object policy : list(properties.get("ManagedPolicyArns"))) {
      if (!(policy instanceof Map<?, ?> map)
          || !template
              .resources("AWS::IAM::ManagedPolicy")
              .contains(String.valueOf(map.get("Ref")))) {
        throw new TemplateException(
            role + " has a managed policy that the template does not declare: " + policy + ".");
      }
      String id = String.valueOf(map.get("Ref"));
      addStatements((Map<?, ?>) resolved(template.properties(id), id), id, found);
    }
    for (String id : template.resources("AWS::IAM::Policy")) {
      Map<String, Object> apart = template.properties(id);
      if (list(apart.get("Roles")).contains(Map.of("Ref", role))) {
        addStatements((Map<?, ?>) resolved(apart, id), id, found);
      }
    }
    return List.copyOf(found);
  }

  private Object resolved(@Nullable Object declared, String where) {
    return declared == null ? List.of() : template.resolve(declared, where);
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static void addStatements(Map<?, ?> policy, String where, List<Statement> found) {
    if (policy.get("PolicyDocument") instanceof Map<?, ?> document) {
      for (Map<?, ?> declaration : maps(document.get("Statement"))) {
        found.add(statement(declaration, where));
      }
    }
  }

  private static Statement statement(Map<?, ?> declared, String role) {
    for (Object key : declared.keySet()) {
      if (!List.of("Sid", "Effect", "Action", "Resource").contains(String.valueOf(key))) {
        throw new TemplateException(
            role + " has a statement with " + key + ", which is not enforced on one machine yet.");
      }
    }
    return new Statement(
        "Allow".equals(declared.get("Effect")),
        texts(declared.get("Action")),
        texts(declared.get("Resource")));
  }

  private static List<Map<?, ?>> maps(@Nullable Object value) {
    List<Map<?, ?>> maps = new ArrayList<>();
    for (Object element : value instanceof List<?> list ? list : List.of()) {
      if (element instanceof Map<?, ?> map) {
        maps.add(map);
      }
    }
    return maps;
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  /** Tells if the template declares this function. */
  public boolean knows(String function) {
    return statements.containsKey(function);
  }

  /**
   * Tells if a statement of the function's role allows the access and no statement denies it.
   *
   * @param function its logical id, or {@link #OWNER}
   */
  public boolean allow(String function, Access access) {
    if (function.equals(OWNER)) {
      return true;
    }
    List<Grant> allowing = new ArrayList<>();
    for (Statement statement : statements.getOrDefault(function, List.of())) {
      if (statement.matches(access)) {
        if (!statement.allow()) {
          return false;
        }
        grants(function, statement).stream()
            .filter(grant -> grant.matches(access) && !grant.isWithheld())
            .forEach(allowing::add);
      }
    }
    if (allowing.size() == 1) {
      allowing.get(0).use();
    }
    return !allowing.isEmpty();
  }

  /**
   * Checks a request to DynamoDB.
   *
   * @param caller the logical id of a function, or {@link #OWNER}
   * @param operation such as {@code GetItem}
   * @param body the request body, read from the protocol's JSON
   * @return the message with which AWS refuses the request, or null if it may pass
   */
  @Nullable String refusal(String caller, String operation, Map<?, ?> body) {
    for (Access access : Access.toDynamoDb(operation, body, tables)) {
      if (!allow(caller, access)) {
        return refusal(caller, access);
      }
    }
    return null;
  }

  /** Returns the message with which AWS refuses an access. */
  public String refusal(String caller, Access access) {
    return ("User: arn:aws:sts::%s:assumed-role/%s/%s is not authorized to perform: %s on resource:"
            + " %s because no identity-based policy allows the %s action")
        .formatted(
            account,
            roles.getOrDefault(caller, caller),
            caller,
            access.action(),
            access.resource(),
            access.action());
  }

  /**
   * Checks the permissions that Lambda needs to map a stream to a function.
   *
   * @throws TemplateException if the function's role lacks one of them
   */
  public void requireStream(String function, StreamSource source) {
    String stream = tables + template.text(Map.of("Ref", source.table()), function) + "/stream/*";
    for (String action : List.of("DescribeStream", "GetRecords", "GetShardIterator")) {
      require(function, new Access("dynamodb:" + action, stream), source);
    }
    require(function, new Access("dynamodb:ListStreams", "*"), source);
  }

  private void require(String function, Access access, StreamSource source) {
    if (!allow(function, access)) {
      throw new TemplateException(
          "The role of "
              + function
              + " does not let it read the stream of "
              + source.table()
              + ": "
              + refusal(function, access)
              + ".");
    }
  }

  /** Returns the ARN of a user pool. */
  String userPool(String id) {
    return userPools + id;
  }

  /** Lists the grants on tables, objects and people of a function's role. */
  public List<Grant> grantsOnData(String function) {
    return grants(function).stream()
        .filter(
            grant -> grant.action().matches("(dynamodb|s3|cognito-idp):.*") && !grant.isOnStream())
        .toList();
  }

  /** Lists the grants on streams, which Lambda uses for the function. */
  public List<Grant> grantsOnStreams(String function) {
    return grants(function).stream().filter(Grant::isOnStream).toList();
  }

  /** Lists every grant of a function's role. */
  public List<Grant> grants(String function) {
    List<Grant> grants = new ArrayList<>();
    for (Statement statement : statements.getOrDefault(function, List.of())) {
      grants.addAll(grants(function, statement));
    }
    return List.copyOf(grants);
  }

  private static List<Grant> grants(String function, Statement statement) {
    List<Grant> grants = new ArrayList<>();
    for (String action : statement.actions()) {
      for (String resource : statement.resources()) {
        grants.add(new Grant(function, action, resource));
      }
    }
    return grants;
  }
}
