package bantin.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Request as an HTTP API passes it on: header names in lower case, values decoded. */
public final class Request {
  private static final String HEAD = "HEAD ";

  /** Names of the portal on one machine, which has no TLS. */
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

  private final APIGatewayV2HTTPEvent event;
  private final APIGatewayV2HTTPEvent.RequestContext context;
  private final List<RuntimeException> warnings = new ArrayList<>();

  Request(APIGatewayV2HTTPEvent event) {
    this.event = event;
    this.context = event.getRequestContext();
  }

  /** Method in capitals. */
  public String method() {
    return context.getHttp().getMethod();
  }

  /** Path without the query, as API Gateway gives it. */
  public String path() {
    return event.getRawPath();
  }

  /** Tells if the method is {@code GET} or {@code HEAD}. */
  public boolean isRead() {
    return method().equals("GET") || method().equals("HEAD");
  }

  /**
   * Route that the template declares, such as {@code GET /api/articles/{id}}. A {@code HEAD} has
   * the route of its {@code GET}.
   */
  public String route() {
    String key = event.getRouteKey();
    return key.startsWith(HEAD) ? "GET " + key.substring(HEAD.length()) : key;
  }

  /** Time at which API Gateway received the request, the same for every delivery of this event. */
  public Instant time() {
    return Instant.ofEpochMilli(context.getTimeEpoch());
  }

  public String id() {
    return context.getRequestId();
  }

  /** Tells if the caller is a program, which gets JSON where a reader gets a page. */
  public boolean isApi() {
    return path().startsWith("/api/");
  }

  /**
   * Parameter of the path, decoded. API Gateway decodes some routes and stages and not others.
   * Decoding twice is safe, because no name here holds a percent sign.
   *
   * @throws IllegalArgumentException where the route has no such parameter
   * @throws Problem 400 where the percent-encoding is broken
   */
  public String pathParameter(String name) {
    String value = value(event.getPathParameters(), name);
    if (value == null) {
      throw new IllegalArgumentException(route() + " has no path parameter " + name);
    }
    try {
      return value.indexOf('%') < 0 ? value : URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw RequestReasons.BAD_ADDRESS.problem();
    }
  }

  /** Parameter of the query. API Gateway joins several values of one name by commas. */
  public @Nullable String query(String name) {
    return value(event.getQueryStringParameters(), name);
  }

  public Set<String> queryNames() {
    Map<String, String> query = event.getQueryStringParameters();
    return query == null ? Set.of() : query.keySet();
  }

  public @Nullable String header(String name) {
    return value(event.getHeaders(), name.toLowerCase(Locale.ROOT));
  }

  public @Nullable String cookie(String name) {
    List<String> cookies = event.getCookies();
    for (String cookie : cookies == null ? List.<String>of() : cookies) {
      if (cookie.startsWith(name + "=")) {
        return cookie.substring(name.length() + 1);
      }
    }
    return null;
  }

  /**
   * Scheme and host of the address that readers use, without a slash at the end. {@code SITE_URL}
   * names it where the operator chose one. Behind a CDN without own domain, the CDN tells the host.
   * Otherwise it is the API's own name, which API Gateway states. The header {@code Host} is never
   * trusted.
   */
  public String origin() {
    return origin(System.getenv("SITE_URL"), System.getenv("CDN_KEY"));
  }

  /**
   * @param key key that the CDN sends in {@code X-Cdn-Key}; without it {@code X-Forwarded-Host} is
   *     ignored
   */
  String origin(@Nullable String site, @Nullable String key) {
    if (site != null && !site.isEmpty()) {
      return site.endsWith("/") ? site.substring(0, site.length() - 1) : site;
    }
    String asked = header("x-forwarded-host");
    if (asked != null && key != null && !key.isEmpty() && key.equals(header("x-cdn-key"))) {
      return "https://" + asked;
    }
    String name = context.getDomainName();
    return LOOPBACK.contains(name)
        ? "http://" + name + ":" + header("x-forwarded-port")
        : "https://" + name;
  }

  /**
   * Network address of the reader, as API Gateway or the CDN states it.
   *
   * @return empty where another proxy stands in front of the portal
   */
  public String address() {
    return address(System.getenv("SITE_URL"), System.getenv("CDN_KEY"));
  }

  /**
   * @param site address of the site where the operator chose it
   * @param key key that the CDN sends in {@code X-Cdn-Key}
   */
  String address(@Nullable String site, @Nullable String key) {
    boolean hasCdn = key != null && !key.isEmpty();
    if (hasCdn && Objects.equals(key, header("x-cdn-key"))) {
      String viewer = header("x-viewer-address");
      return viewer == null ? "" : viewer;
    }
    boolean direct =
        hasCdn
            || site == null
            || site.isEmpty()
            || site.equals("https://" + context.getDomainName());
    return direct ? context.getHttp().getSourceIp() : "";
  }

  public byte[] body() {
    String body = event.getBody();
    if (body == null) {
      return new byte[0];
    }
    return event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8);
  }

  /** Media type of the body in lower case, without its parameters; empty where none is named. */
  public String mediaType() {
    String type = header("content-type");
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the body as a JSON object.
   *
   * @throws Problem 415 where it is sent as another type, 400 where it is not a JSON object
   */
  public ObjectNode json() {
    if (!mediaType().equals("application/json")) {
      throw RequestReasons.NOT_JSON.problem();
    }
    JsonNode node = Json.parse(body());
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw RequestReasons.NO_OBJECT.problem();
  }

  /** Logs a failure as a warning with the request's id, where the answer succeeds all the same. */
  public void warn(RuntimeException failure) {
    warnings.add(failure);
  }

  List<RuntimeException> warnings() {
    return warnings;
  }

  /** Claim of the access token that API Gateway has verified; null without a token. */
  public @Nullable String claim(String name) {
    APIGatewayV2HTTPEvent.RequestContext.Authorizer authorizer = context.getAuthorizer();
    return authorizer == null || authorizer.getJwt() == null
        ? null
        : value(authorizer.getJwt().getClaims(), name);
  }

  /** Value of a part of the event. API Gateway leaves out empty parts. */
  private static @Nullable String value(@Nullable Map<String, String> part, String name) {
    return part == null ? null : part.get(name);
  }
}
