package bantin.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Server on 127.0.0.1 that answers the JSON protocol of Cognito's user pools from a {@link
 * UserPool}, for the actions that the functions call. A caller may do what its role allows.
 */
public final class UserPoolServer implements AutoCloseable {
  private static final Pattern CALLER = Pattern.compile("Credential=([^/]+)/");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Greatest number of people in an answer. */
  private static final int PAGE = 60;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private UserPoolServer() throws IOException {
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    server.setExecutor(threads);
  }

  /** Opens the port without serving yet, so that functions can be told the address. */
  public static UserPoolServer bound() throws IOException {
    return new UserPoolServer();
  }

  /** Starts a server for the pool. */
  public static UserPoolServer of(UserPool pool, Policies policies) throws IOException {
    UserPoolServer server = bound();
    server.serve(pool, policies);
    return server;
  }

  /** Starts answering requests. */
  public void serve(UserPool pool, Policies policies) {
    server.createContext("/", exchange -> handle(exchange, pool, policies));
    server.start();
  }

  /** Returns the base address, such as {@code http://127.0.0.1:43210}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void handle(HttpExchange exchange, UserPool pool, Policies policies)
      throws IOException {
    try (exchange) {
      int status = 200;
      ObjectNode answer;
      try {
        String target = header(exchange, "X-Amz-Target");
        String operation = target.substring(target.indexOf('.') + 1);
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        requirePermission(header(exchange, "Authorization"), operation, request, policies);
        if (!request.path("UserPoolId").asText().equals(pool.id())) {
          throw new PoolRefusal(
              "ResourceNotFoundException",
              "User pool " + request.path("UserPoolId").asText() + " does not exist.");
        }
        answer = answer(operation, request, pool);
      } catch (PoolRefusal e) {
        status = 400;
        answer = JSON.createObjectNode().put("__type", e.type()).put("message", e.getMessage());
      } catch (JsonProcessingException e) {
        status = 400;
        answer = JSON.createObjectNode().put("__type", "SerializationException");
      }
      byte[] body = answer.toString().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static void requirePermission(
      String authorization, String operation, JsonNode request, Policies policies)
      throws PoolRefusal {
    Matcher signed = CALLER.matcher(authorization);
    String caller = signed.find() ? signed.group(1) : "";
    if (!caller.equals(Policies.OWNER) && !policies.knows(caller)) {
      throw new PoolRefusal(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    Access access =
        new Access(
            "cognito-idp:" + operation, policies.userPool(request.path("UserPoolId").asText()));
    if (!policies.allow(caller, access)) {
      throw new PoolRefusal("AccessDeniedException", policies.refusal(caller, access));
    }
  }

  private static ObjectNode answer(String operation, JsonNode request, UserPool pool)
      throws PoolRefusal {
    String name = request.path("Username").asText();
    String group = request.path("GroupName").asText();
    ObjectNode answer = JSON.createObjectNode();
    switch (operation) {
      case "ListUsers" -> page(answer, request, "PaginationToken", pool, member -> true);
      case "ListUsersInGroup" -> {
        pool.requireGroup(group);
        page(answer, request, "NextToken", pool, member -> member.groups().contains(group));
      }
      case "AdminGetUser" -> {
        ObjectNode user = user(pool.require(name));
        user.set("UserAttributes", user.remove("Attributes"));
        answer.setAll(user);
      }
      case "AdminListGroupsForUser" -> {
        ArrayNode groups = answer.putArray("Groups");
        pool.require(name)
            .groups()
            .forEach(groupName -> groups.addObject().put("GroupName", groupName));
      }
      case "AdminCreateUser" ->
          answer.set(
              "User",
              user(
                  request.path("MessageAction").asText().equals("RESEND")
                      ? pool.inviteAgain(name)
                      : pool.create(name, attributes(request))));
      case "AdminUpdateUserAttributes" -> pool.change(name, attributes(request));
      case "AdminAddUserToGroup" -> pool.join(name, group);
      case "AdminRemoveUserFromGroup" -> pool.leave(name, group);
      case "AdminDisableUser" -> pool.enable(name, false);
      case "AdminEnableUser" -> pool.enable(name, true);
      case "AdminUserGlobalSignOut" -> pool.signOut(pool.require(name).name());
      default -> throw new PoolRefusal("UnknownOperationException", operation);
    }
    return answer;
  }

  private static Map<String, String> attributes(JsonNode request) {
    Map<String, String> attributes = new LinkedHashMap<>();
    request
        .path("UserAttributes")
        .forEach(
            attribute ->
                attributes.put(attribute.path("Name").asText(), attribute.path("Value").asText()));
    return attributes;
  }

  private static void page(
      ObjectNode answer,
      JsonNode request,
      String token,
      UserPool pool,
      Predicate<PoolMember> wanted)
      throws PoolRefusal {
    int limit = request.path("Limit").asInt(PAGE);
    if (limit < 1 || limit > PAGE) {
      throw UserPool.invalid("Value at 'limit' must be between 1 and 60");
    }
    List<PoolMember> all = pool.all().stream().filter(wanted).toList();
    int from = Math.min(request.path(token).asInt(0), all.size());
    int to = Math.min(from + limit, all.size());
    ArrayNode users = answer.putArray("Users");
    all.subList(from, to).forEach(member -> users.add(user(member)));
    if (to < all.size()) {
      answer.put(token, Integer.toString(to));
    }
  }

  private static ObjectNode user(PoolMember member) {
    ObjectNode json = JSON.createObjectNode();
    json.put("Username", member.name());
    ArrayNode attributes = json.putArray("Attributes");
    attributes.addObject().put("Name", "sub").put("Value", member.subject());
    member
        .attributes()
        .forEach((name, value) -> attributes.addObject().put("Name", name).put("Value", value));
    json.put("UserCreateDate", seconds(member.created()));
    json.put("UserLastModifiedDate", seconds(member.modified()));
    json.put("Enabled", member.enabled());
    json.put("UserStatus", member.status());
    return json;
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }
}
