package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.local.JwtAuthorizer.Decision;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The HTTP API of one machine, with API Gateway's routes, limits, authorizers and errors. */
final class Front {
  static final int MAX_BODY = 10 * 1024 * 1024;
  static final int MAX_HEADERS = 10_240;

  /** Lambda's limit for events and for answers, in bytes. */
  static final int MAX_PAYLOAD = 6 * 1024 * 1024;

  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final Set<String> OWN_HEADERS =
      Set.of("connection", "content-length", "date", "transfer-encoding");

  private final Routes routes;
  private final Map<String, JwtAuthorizer> authorizers;
  private final Map<String, FunctionHost> functions;
  private final PrintStream log;

  Front(
      Routes routes,
      Map<String, JwtAuthorizer> authorizers,
      Map<String, FunctionHost> functions,
      PrintStream log) {
    this.routes = routes;
    this.authorizers = authorizers;
    this.functions = functions;
    this.log = log;
  }

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.println("The HTTP API failed at " + exchange.getRequestURI() + ": " + e);
      message(exchange, 500, "Internal Server Error");
    }
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();
    exchange.getResponseHeaders().set("Apigw-Requestid", id);
    if (headerBytes(exchange) > MAX_HEADERS) {
      message(exchange, 431, "Request Header Fields Too Large");
      return;
    }
    byte[] body = body(exchange);
    if (body == null) {
      message(exchange, 413, "Request Entity Too Large");
      return;
    }
    String path = path(exchange.getRequestURI());
    Routes.Match match = routes.match(exchange.getRequestMethod(), path);
    if (match == null) {
      message(exchange, 404, "Not Found");
      return;
    }
    Decision.Allowed allowed = null;
    String authorizer = match.route().authorizer();
    if (authorizer != null) {
      Decision decision = decide(exchange, authorizer, match);
      if (!(decision instanceof Decision.Allowed pass)) {
        refuse(exchange, decision);
        return;
      }
      allowed = pass;
    }
    ObjectNode event = Event.of(exchange, path, match, id, body, allowed);
    byte[] payload = event.toString().getBytes(UTF_8);
    if (payload.length > MAX_PAYLOAD) {
      message(exchange, 413, "Request Entity Too Large");
      return;
    }
    FunctionHost function = functions.get(match.function().id());
    if (function == null) {
      throw new IllegalStateException("No function " + match.function().id());
    }
    RuntimeApi.Result result = function.invoke(payload, TIMEOUT);
    switch (result.outcome()) {
      case RESPONSE -> pass(exchange, match.function().id(), result.payload());
      case ERROR -> message(exchange, 500, "Internal Server Error");
      case TIMEOUT, LOST -> message(exchange, 503, "Service Unavailable");
    }
  }

  /** Returns the size of request line and headers together, to which the limit applies. */
  private static int headerBytes(HttpExchange exchange) {
    int[] bytes = {
      exchange.getRequestMethod().length() + exchange.getRequestURI().toString().length() + 12
    };
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                values.forEach(value -> bytes[0] += name.length() + value.length() + 4));
    return bytes[0];
  }

  /** Returns null for a body above an HTTP API's limit, after draining it. */
  private static byte @Nullable [] body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 * 1024];
    long total = 0;
    for (int n = in.read(buffer); n >= 0 && total <= 10L * MAX_BODY; n = in.read(buffer)) {
      total += n;
      if (total <= MAX_BODY) {
        body.write(buffer, 0, n);
      }
    }
    return total > MAX_BODY ? null : body.toByteArray();
  }

  /** Restores the path as the client sent it. {@link URI} reads {@code //a/b} as host and path. */
  private static String path(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    if (uri.getScheme() == null && uri.getRawAuthority() != null) {
      path = "//" + uri.getRawAuthority() + path;
    }
    return path.isEmpty() ? "/" : path;
  }

  private Decision decide(HttpExchange exchange, String authorizer, Routes.Match match) {
    JwtAuthorizer declared = authorizers.get(authorizer);
    if (declared == null) {
      throw new IllegalStateException("No authorizer " + authorizer);
    }
    List<String> values = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
    return declared.decide(values.isEmpty() ? null : values.get(0), match.route().scopes());
  }

  private static void refuse(HttpExchange exchange, Decision decision) throws IOException {
    if (decision instanceof Decision.Unauthorized unauthorized) {
      String description = unauthorized.description();
      exchange
          .getResponseHeaders()
          .set(
              "WWW-Authenticate",
              description.isEmpty()
                  ? "Bearer"
                  : "Bearer scope=\"\" error=\"invalid_token\" error_description=\""
                      + description
                      + "\"");
      message(exchange, 401, "Unauthorized");
    } else {
      exchange
          .getResponseHeaders()
          .set("WWW-Authenticate", "Bearer scope=\"\" error=\"insufficient_scope\"");
      message(exchange, 403, "Forbidden");
    }
  }

  /** Sends a function's answer, given in payload format 2.0. */
  private void pass(HttpExchange exchange, String function, byte[] payload) throws IOException {
    JsonNode answer = parse(payload);
    if (answer == null
        || payload.length > MAX_PAYLOAD
        || !answer.path("statusCode").canConvertToInt()) {
      log.println(function + " gave an answer that an HTTP API does not take.");
      message(exchange, 500, "Internal Server Error");
      return;
    }
    answer
        .path("headers")
        .properties()
        .forEach(header -> header(exchange, header.getKey(), header.getValue().asText()));
    for (JsonNode cookie : answer.path("cookies")) {
      exchange.getResponseHeaders().add("Set-Cookie", cookie.asText());
    }
    String text = answer.path("body").asText("");
    byte[] body =
        answer.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(text)
            : text.getBytes(UTF_8);
    if (body.length > 0 && !exchange.getResponseHeaders().containsKey("Content-Type")) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=UTF-8");
    }
    Loopback.answer(exchange, answer.path("statusCode").asInt(), body);
  }

  private static void header(HttpExchange exchange, String name, String value) {
    if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      exchange.getResponseHeaders().set(name, value);
    }
  }

  private static @Nullable JsonNode parse(byte[] payload) throws IOException {
    try {
      return Hosted.JSON.readTree(payload);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static void message(HttpExchange exchange, int status, String message)
      throws IOException {
    Loopback.answer(
        exchange,
        status,
        "application/json",
        Hosted.JSON.createObjectNode().put("message", message).toString());
  }
}
