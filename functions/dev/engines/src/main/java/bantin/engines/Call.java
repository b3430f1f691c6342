package bantin.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Request to a handler in the HTTP API's payload format 2.0, for tests of handlers. */
public final class Call {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String route;
  private final Map<String, String> path = new HashMap<>();
  private final Map<String, String> query = new HashMap<>();
  private final Map<String, String> headers = new HashMap<>();
  private final List<String> cookies = new ArrayList<>();
  private final Map<String, String> claims = new HashMap<>();
  private Instant time = Instant.parse("2026-11-23T03:00:00Z");
  private @Nullable String body;
  private boolean isBinary;
  private String id = "request-1";
  private String address = "/nowhere";
  private String source = "127.0.0.1";

  private Call(String route) {
    this.route = route;
    headers.put("host", "tin.example");
    headers.put("x-forwarded-proto", "https");
  }

  /**
   * @param route as the template declares it, such as {@code GET /api/articles/{id}}
   */
  public static Call to(String route) {
    return new Call(route);
  }

  public String route() {
    return route;
  }

  public Call path(String name, String value) {
    path.put(name, value);
    return this;
  }

  public Call query(String name, String value) {
    query.put(name, value);
    return this;
  }

  public Call header(String name, String value) {
    headers.put(name.toLowerCase(Locale.ROOT), value);
    return this;
  }

  public Call cookie(String cookie) {
    cookies.add(cookie);
    return this;
  }

  /** Signs the person in with an access token of these groups. */
  public Call by(String person, String... groups) {
    claims.put("username", person);
    claims.put("token_use", "access");
    if (groups.length > 0) {
      claims.put("cognito:groups", "[" + String.join(" ", groups) + "]");
    }
    return this;
  }

  /** Sets the time of the sign-in that led to the token. */
  public Call signedInAt(Instant moment) {
    claims.put("auth_time", Long.toString(moment.getEpochSecond()));
    return this;
  }

  public Call at(Instant moment) {
    time = moment;
    return this;
  }

  /** Sets the request id, {@code request-1} by default. */
  public Call id(String requestId) {
    id = requestId;
    return this;
  }

  public Call json(String json) {
    return body("application/json", json);
  }

  public Call body(String type, String text) {
    body = text;
    return header("content-type", type);
  }

  /** Sets a binary body, which the event carries in Base64. */
  public Call body(String type, byte[] bytes) {
    body = Base64.getEncoder().encodeToString(bytes);
    isBinary = true;
    return header("content-type", type);
  }

  /** Calls the handler and returns its answer. */
  public Answer of(RequestStreamHandler handler) {
    List<String> log = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event()), out, new LoggedContext(log));
      JsonNode answer = JSON.readTree(out.toByteArray());
      Map<String, String> headers = new HashMap<>();
      answer
          .path("headers")
          .properties()
          .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
      boolean base64 = answer.path("isBase64Encoded").asBoolean();
      String body = answer.path("body").asText();
      return new Answer(
          answer.path("statusCode").asInt(),
          headers,
          base64 ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8),
          base64,
          log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets the path of a request to {@code $default}. */
  public Call address(String path) {
    address = path;
    return this;
  }

  /** Sets the caller's IP address, as API Gateway sees it. */
  public Call from(String address) {
    source = address;
    return this;
  }

  /** Returns the event as JSON in UTF-8. */
  public byte[] event() {
    String[] parts = route.split(" ", 2);
    String method = parts.length == 2 ? parts[0] : "GET";
    String raw = parts.length == 2 ? parts[1] : address;
    for (Map.Entry<String, String> variable : path.entrySet()) {
      raw =
          raw.replace("{" + variable.getKey() + "}", variable.getValue())
              .replace("{" + variable.getKey() + "+}", variable.getValue());
    }
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0");
    event.put("routeKey", route);
    event.put("rawPath", raw);
    if (!cookies.isEmpty()) {
      cookies.forEach(event.putArray("cookies")::add);
    }
    put(event, "headers", headers);
    if (!query.isEmpty()) {
      put(event, "queryStringParameters", query);
    }
    put(event, "pathParameters", path);
    ObjectNode context = event.putObject("requestContext");
    context.put("routeKey", route);
    context.put("requestId", id);
    context.put("domainName", "tin.example");
    context.put("timeEpoch", time.toEpochMilli());
    put(
        context,
        "http",
        Map.of("method", method, "path", raw, "protocol", "HTTP/1.1", "sourceIp", source));
    if (!claims.isEmpty()) {
      ObjectNode jwt = context.putObject("authorizer").putObject("jwt");
      put(jwt, "claims", claims);
      jwt.putArray("scopes").add("bantin/newsroom");
    }
    event.put("body", body);
    event.put("isBase64Encoded", isBinary);
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(ObjectNode object, String field, Map<String, String> map) {
    ObjectNode values = object.putObject(field);
    map.forEach(values::put);
  }

  /**
   * Answer of a handler.
   *
   * @param bytes the body, decoded
   * @param isBase64 true if the body came in Base64
   * @param log the lines that the handler logged during the call
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  public record Answer(
      int status, Map<String, String> headers, byte[] bytes, boolean isBase64, List<String> log) {
    public String body() {
      return new String(bytes, UTF_8);
    }

    /** Returns a header's value, or an empty string if the header is missing. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private record LoggedContext(List<String> log) implements Context, LambdaLogger {
    @Override
    public void log(String message) {
      log.add(message);
    }

    @Override
    public void log(byte[] message) {
      log.add(new String(message, UTF_8).strip());
    }

    @Override
    public LambdaLogger getLogger() {
      return this;
    }

    @Override
    public String getAwsRequestId() {
      return "aws-request-1";
    }

    @Override
    public String getLogGroupName() {
      return "log-group";
    }

    @Override
    public String getLogStreamName() {
      return "log-stream";
    }

    @Override
    public String getFunctionName() {
      return "function";
    }

    @Override
    public String getFunctionVersion() {
      return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn:aws:lambda:us-east-1:123456789012:function:function:live";
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
      return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
      return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 30_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 512;
    }
  }
}
