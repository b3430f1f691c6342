package bantin.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Event that an HTTP API hands to a function for a request, in payload format 2.0. */
final class Event {
  private static final DateTimeFormatter COMMON_LOG_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

  /** Headers of the connection, which API Gateway does not pass on. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "expect",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private Event() {}

  /**
   * @param path percent-encoded, as the client sent it
   * @param allowed the authorizer's result, or null for a route without authorizer
   */
  static ObjectNode of(
      HttpExchange exchange,
      String path,
      Routes.Match match,
      String requestId,
      byte[] body,
      JwtAuthorizer.Decision.@Nullable Allowed allowed) {
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery();
    Map<String, String> headers = headers(exchange);
    String host = domainName(headers.getOrDefault("host", ""));
    String rawPath = Routes.decode(path);
    Instant now = Instant.now();

    ObjectNode event = Hosted.JSON.createObjectNode();
    event.put("version", "2.0");
    event.put("routeKey", match.route().key());
    // An HTTP API decodes this path, in spite of its name.
    event.put("rawPath", rawPath);
    event.put("rawQueryString", query == null ? "" : query);
    List<String> cookies = cookies(exchange);
    if (!cookies.isEmpty()) {
      cookies.forEach(event.putArray("cookies")::add);
    }
    ObjectNode headersNode = event.putObject("headers");
    headers.forEach(headersNode::put);
    Map<String, String> parameters = query(query);
    if (!parameters.isEmpty()) {
      parameters.forEach(event.putObject("queryStringParameters")::put);
    }
    ObjectNode context = event.putObject("requestContext");
    context.put("accountId", Hosted.ACCOUNT);
    context.put("apiId", "local");
    if (allowed != null) {
      ObjectNode jwt = context.putObject("authorizer").putObject("jwt");
      allowed.claims().forEach(jwt.putObject("claims")::put);
      allowed.scopes().forEach(jwt.putArray("scopes")::add);
    }
    context.put("domainName", host);
    context.put("domainPrefix", host.split("\\.", 2)[0]);
    ObjectNode http = context.putObject("http");
    http.put("method", exchange.getRequestMethod());
    http.put("path", rawPath);
    http.put("protocol", exchange.getProtocol());
    http.put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress());
    http.put("userAgent", headers.getOrDefault("user-agent", ""));
    context.put("requestId", requestId);
    context.put("routeKey", match.route().key());
    context.put("stage", "$default");
    context.put("time", COMMON_LOG_TIME.format(now.atOffset(ZoneOffset.UTC)));
    context.put("timeEpoch", now.toEpochMilli());
    if (!match.parameters().isEmpty()) {
      match.parameters().forEach(event.putObject("pathParameters")::put);
    }
    boolean text = isText(headers.get("content-type"));
    if (body.length > 0) {
      event.put("body", text ? new String(body, UTF_8) : Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", body.length > 0 && !text);
    return event;
  }

  /** Returns the API's own name for a request's host. One machine has two names. */
  private static String domainName(String host) {
    return host.replaceFirst(":\\d+$", "").equals("localhost") ? "localhost" : "127.0.0.1";
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!HOP_BY_HOP.contains(lower) && !lower.equals("cookie")) {
                headers.put(lower, utf8(String.join(",", values)));
              }
            });
    String address = exchange.getRemoteAddress().getAddress().getHostAddress();
    headers.merge("x-forwarded-for", address, (before, last) -> before + ", " + last);
    headers.put("x-forwarded-proto", "http");
    headers.put("x-forwarded-port", Integer.toString(exchange.getLocalAddress().getPort()));
    headers.putIfAbsent("x-amzn-trace-id", Hosted.traceId());
    headers.putIfAbsent("content-length", "0");
    return headers;
  }

  /** Decodes a header, which the server reads as Latin-1 and clients send as UTF-8. */
  private static String utf8(String latin1) {
    return latin1.chars().allMatch(c -> c < 0x80)
        ? latin1
        : new String(latin1.getBytes(ISO_8859_1), UTF_8);
  }

  private static List<String> cookies(HttpExchange exchange) {
    List<String> cookies = new ArrayList<>();
    for (String line : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
      for (String cookie : line.split(";")) {
        if (!cookie.isBlank()) {
          cookies.add(utf8(cookie.strip()));
        }
      }
    }
    return cookies;
  }

  /** Returns the decoded parameters. Commas join the values of a repeated name. */
  static Map<String, String> query(@Nullable String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        if (!pair.isEmpty()) {
          String[] parts = pair.split("=", 2);
          parameters.merge(
              URLDecoder.decode(parts[0], UTF_8),
              parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8),
              (before, last) -> before + "," + last);
        }
      }
    }
    return parameters;
  }

  /**
   * Tells if an HTTP API passes a body of this type as text. Other bodies, also forms, pass in
   * Base64.
   */
  static boolean isText(@Nullable String contentType) {
    if (contentType == null) {
      return true;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.equals("application/json")
        || type.equals("application/javascript")
        || type.equals("application/xml")
        || type.endsWith("+json")
        || type.endsWith("+xml");
  }
}
