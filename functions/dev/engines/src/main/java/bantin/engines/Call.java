package bantin.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to a handler as an HTTP API makes it (payload format 2.0), for tests of handlers. */
public final class Call {
  private final String route;
  private final Map<String, String> path = new HashMap<>();
  private final Map<String, String> query = new HashMap<>();
  private final Map<String, String> headers = new HashMap<>();
  private final List<String> cookies = new ArrayList<>();
  private final Map<String, String> claims = new HashMap<>();
  private Instant time = Instant.parse("2026-11-23T03:00:00Z");
  private @Nullable String body;
  private boolean isBinary;

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

  /** Signed in, with an access token of these groups. */
  public Call by(String person, String... groups) {
    claims.put("username", person);
    claims.put("token_use", "access");
    if (groups.length > 0) {
      claims.put("cognito:groups", "[" + String.join(" ", groups) + "]");
    }
    return this;
  }

  public Call at(Instant moment) {
    time = moment;
    return this;
  }

  public Call json(String json) {
    return body("application/json", json);
  }

  public Call body(String type, String text) {
    body = text;
    return header("content-type", type);
  }

  /** Anything that is no text comes in Base64. */
  public Call body(String type, byte[] bytes) {
    body = Base64.getEncoder().encodeToString(bytes);
    isBinary = true;
    return header("content-type", type);
  }

  /** What the handler answers. */
  public Answer of(RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
    List<String> log = new ArrayList<>();
    APIGatewayV2HTTPResponse response = handler.handleRequest(event(), new Frame(log));
    return new Answer(
        response.getStatusCode(),
        response.getHeaders() == null ? Map.of() : response.getHeaders(),
        bytes(response),
        log);
  }

  private static byte[] bytes(APIGatewayV2HTTPResponse response) {
    String body = response.getBody() == null ? "" : response.getBody();
    return response.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8);
  }

  public APIGatewayV2HTTPEvent event() {
    String[] parts = route.split(" ", 2);
    String method = parts.length == 2 ? parts[0] : "GET";
    String raw = parts.length == 2 ? parts[1] : "/nowhere";
    for (Map.Entry<String, String> one : path.entrySet()) {
      raw =
          raw.replace("{" + one.getKey() + "}", one.getValue())
              .replace("{" + one.getKey() + "+}", one.getValue());
    }
    RequestContext.RequestContextBuilder context =
        RequestContext.builder()
            .withRouteKey(route)
            .withRequestId("request-1")
            .withDomainName("tin.example")
            .withTimeEpoch(time.toEpochMilli())
            .withHttp(
                RequestContext.Http.builder()
                    .withMethod(method)
                    .withPath(raw)
                    .withProtocol("HTTP/1.1")
                    .withSourceIp("127.0.0.1")
                    .build());
    if (!claims.isEmpty()) {
      context.withAuthorizer(
          RequestContext.Authorizer.builder()
              .withJwt(
                  RequestContext.Authorizer.JWT
                      .builder()
                      .withClaims(claims)
                      .withScopes(List.of("bantin/newsroom"))
                      .build())
              .build());
    }
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey(route)
        .withRawPath(raw)
        .withPathParameters(path)
        .withQueryStringParameters(query.isEmpty() ? null : query)
        .withHeaders(headers)
        .withCookies(cookies.isEmpty() ? null : cookies)
        .withRequestContext(context.build())
        .withBody(body)
        .withIsBase64Encoded(isBinary)
        .build();
  }

  /**
   * What came back.
   *
   * @param bytes the body, out of its Base64
   * @param log the lines that were logged meanwhile
   */
  @SuppressWarnings("ArrayRecordComponent") // Looked at, never compared.
  public record Answer(int status, Map<String, String> headers, byte[] bytes, List<String> log) {
    /** As text. */
    public String body() {
      return new String(bytes, UTF_8);
    }

    /** Empty where the header is missing. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private record Frame(List<String> log) implements Context, LambdaLogger {
    @Override
    public void log(String message) {
      log.add(message);
    }

    @Override
    public void log(byte[] message) {
      log.add(new String(message, UTF_8));
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
