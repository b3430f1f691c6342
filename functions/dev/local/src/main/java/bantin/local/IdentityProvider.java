package bantin.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.engines.PoolMember;
import bantin.engines.UserPool;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * OpenID Connect provider for the people of a user pool, whose tokens have the claims of Cognito's.
 * Supports one public client, the code flow with PKCE (S256), and refresh tokens. Scripts on this
 * machine may use {@code grant_type=password}, which Cognito does not have.
 */
final class IdentityProvider implements AutoCloseable {
  static final String CLIENT = "desk";
  private static final String OPENID = "openid";
  private static final Duration CODE_LIFE = Duration.ofMinutes(5);
  private static final Duration REFRESH_LIFE = Duration.ofHours(12);
  private static final String JSON = "application/json;charset=UTF-8";

  private record Code(
      PoolMember person,
      String redirect,
      String challenge,
      Set<String> scopes,
      @Nullable String nonce,
      Instant expiry) {}

  /** OAuth error for the client. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final String error;

    Refusal(String error, String description) {
      super(description, null, false, false);
      this.error = error;
    }
  }

  private final Loopback server;
  private final RSAKey key;
  private final Set<String> scopes;
  private final int portalPort;
  private final Map<String, Code> codes = new ConcurrentHashMap<>();

  /** Ids of revoked refresh tokens, kept in memory only. */
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();

  private final UserPool pool;
  private volatile Duration life;

  /**
   * @param server bound already, so that its port is known
   * @param scopes scopes of the API, which clients may request besides {@code openid}
   * @param portalPort port of the pages that sign-in may return to
   * @param life lifetime of access and id tokens
   */
  IdentityProvider(
      Loopback server,
      RSAKey key,
      Set<String> scopes,
      int portalPort,
      UserPool pool,
      Duration life) {
    this.pool = pool;
    this.life = life;
    this.server = server;
    this.key = key;
    this.scopes = Set.copyOf(scopes);
    this.portalPort = portalPort;
  }

  /** Returns the signing key. The data folder keeps it, so that a restart signs nobody out. */
  static RSAKey key(DataFolder data) throws IOException {
    try {
      return RSAKey.parse(data.keep("signing-key.json", IdentityProvider::newKey));
    } catch (ParseException e) {
      throw new StartException("The signing key in " + data.path() + " cannot be read.", e);
    }
  }

  private static String newKey() {
    try {
      return new RSAKeyGenerator(2048)
          .keyID(UUID.randomUUID().toString())
          .algorithm(JWSAlgorithm.RS256)
          .generate()
          .toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException("Every JDK generates RSA keys", e);
    }
  }

  void start() {
    server.serve(this::handle);
  }

  /** Sets the lifetime of access and id tokens issued from now on. */
  void tokensLast(Duration time) {
    life = time;
  }

  /** Ends the person's sign-ins: refresh tokens issued until now stop working. */
  void endSignIns(String person) {
    pool.signOut(person);
  }

  String issuer() {
    return "http://127.0.0.1:" + server.port();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      cors(exchange);
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      switch (request) {
        case "GET /.well-known/openid-configuration" -> json(exchange, 200, discovery());
        case "GET /.well-known/jwks.json" ->
            Loopback.answer(exchange, 200, JSON, new JWKSet(key).toPublicJWKSet().toString());
        case "GET /oauth2/authorize" -> authorize(exchange);
        case "POST /login" -> login(exchange);
        case "POST /oauth2/token" -> token(exchange);
        case "POST /oauth2/revoke" -> revoke(exchange);
        case "GET /logout" -> logout(exchange);
        default -> {
          if (exchange.getRequestMethod().equals("OPTIONS")) {
            Loopback.answer(exchange, 204, new byte[0]);
          } else {
            page(exchange, 404, SignInPage.error("Không có trang này."));
          }
        }
      }
    }
  }

  /** Allows the editors' page to redeem its code from another port, which is another origin. */
  private void cors(HttpExchange exchange) {
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    if (origin != null && isPortal(origin)) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("Access-Control-Allow-Origin", origin);
      headers.set("Access-Control-Allow-Methods", "GET, POST");
      headers.set("Access-Control-Allow-Headers", "authorization, content-type");
      headers.set("Vary", "Origin");
    }
  }

  /** Tells if the origin is the portal, under either name of this machine. */
  private boolean isPortal(String origin) {
    return origin.equals("http://127.0.0.1:" + portalPort)
        || origin.equals("http://localhost:" + portalPort);
  }

  private boolean leadsToPortal(@Nullable String redirect) {
    return redirect != null
        && redirect.endsWith("/admin")
        && isPortal(redirect.substring(0, redirect.length() - "/admin".length()));
  }

  private ObjectNode discovery() {
    ObjectNode json = Hosted.JSON.createObjectNode();
    json.put("issuer", issuer());
    json.put("authorization_endpoint", issuer() + "/oauth2/authorize");
    json.put("token_endpoint", issuer() + "/oauth2/token");
    json.put("revocation_endpoint", issuer() + "/oauth2/revoke");
    json.put("end_session_endpoint", issuer() + "/logout");
    json.put("jwks_uri", issuer() + "/.well-known/jwks.json");
    json.putArray("response_types_supported").add("code");
    json.putArray("grant_types_supported")
        .add("authorization_code")
        .add("refresh_token")
        .add("password");
    json.putArray("code_challenge_methods_supported").add("S256");
    json.putArray("subject_types_supported").add("public");
    json.putArray("id_token_signing_alg_values_supported").add("RS256");
    json.putArray("token_endpoint_auth_methods_supported").add("none");
    var supported = json.putArray("scopes_supported").add(OPENID);
    scopes.forEach(supported::add);
    return json;
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> request = Event.query(exchange.getRequestURI().getRawQuery());
    try {
      requireRequest(request);
      page(exchange, 200, SignInPage.form(request, null));
    } catch (Refusal e) {
      page(exchange, 400, SignInPage.error(e.error + ": " + e.getMessage()));
    }
  }

  private void requireRequest(Map<String, String> request) throws Refusal {
    requireClient(request);
    if (!leadsToPortal(request.get("redirect_uri"))) {
      throw new Refusal(
          "invalid_request",
          "redirect_uri phải là http://127.0.0.1:" + portalPort + "/admin (hoặc localhost).");
    }
    if (!"code".equals(request.get("response_type"))) {
      throw new Refusal("unsupported_response_type", "response_type phải là code.");
    }
    if (!"S256".equals(request.get("code_challenge_method"))
        || !request.getOrDefault("code_challenge", "").matches("[A-Za-z0-9_-]{43}")) {
      throw new Refusal("invalid_request", "Cần PKCE: code_challenge theo S256.");
    }
    scopes(request);
  }

  private static void requireClient(Map<String, String> request) throws Refusal {
    if (!CLIENT.equals(request.get("client_id"))) {
      throw new Refusal("invalid_client", "client_id phải là " + CLIENT + ".");
    }
  }

  /** Returns the requested scopes, or every scope if the request names none. */
  private Set<String> scopes(Map<String, String> request) throws Refusal {
    Set<String> available = new LinkedHashSet<>();
    available.add(OPENID);
    available.addAll(scopes);
    String asked = request.getOrDefault("scope", "").strip();
    if (asked.isEmpty()) {
      return available;
    }
    Set<String> chosen = new LinkedHashSet<>(List.of(asked.split(" +")));
    if (!available.containsAll(chosen)) {
      throw new Refusal("invalid_scope", "scope gồm: " + String.join(" ", available));
    }
    return chosen;
  }

  private void login(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(exchange);
    try {
      requireRequest(form);
      PoolMember person = pool.signedIn(form.get("username"), form.get("password"));
      if (person == null) {
        page(exchange, 401, SignInPage.form(form, "Tên hoặc mật khẩu không đúng."));
        return;
      }
      if (person.mustChoosePassword()) {
        String chosen = form.get("new_password");
        if (chosen == null) {
          page(exchange, 200, SignInPage.newPassword(form, null));
          return;
        }
        if (!UserPool.isStrong(chosen)) {
          page(exchange, 400, SignInPage.newPassword(form, "Mật khẩu chưa đủ mạnh."));
          return;
        }
        person = pool.choosePassword(person, chosen);
      }
      String redirect = form.getOrDefault("redirect_uri", "");
      String code = UUID.randomUUID().toString();
      codes.values().removeIf(old -> old.expiry().isBefore(Instant.now()));
      codes.put(
          code,
          new Code(
              person,
              redirect,
              form.getOrDefault("code_challenge", ""),
              scopes(form),
              form.get("nonce"),
              Instant.now().plus(CODE_LIFE)));
      String state = form.get("state");
      seeOther(
          exchange,
          redirect
              + "?code="
              + code
              + (state == null ? "" : "&state=" + URLEncoder.encode(state, UTF_8)));
    } catch (Refusal e) {
      page(exchange, 400, SignInPage.error(e.error + ": " + e.getMessage()));
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    Map<String, String> form = form(exchange);
    try {
      requireClient(form);
      String grant = form.getOrDefault("grant_type", "");
      json(
          exchange,
          200,
          switch (grant) {
            case "authorization_code" -> redeem(form);
            case "refresh_token" -> refresh(form);
            case "password" -> password(form);
            default -> throw new Refusal("unsupported_grant_type", "grant_type " + grant);
          });
    } catch (Refusal e) {
      ObjectNode error = Hosted.JSON.createObjectNode();
      error.put("error", e.error);
      error.put("error_description", e.getMessage());
      json(exchange, e.error.equals("invalid_client") ? 401 : 400, error);
    }
  }

  private ObjectNode redeem(Map<String, String> form) throws Refusal {
    // A code works once: a second use may come from a thief.
    Code code = codes.remove(form.getOrDefault("code", ""));
    if (code == null || code.expiry().isBefore(Instant.now())) {
      throw new Refusal("invalid_grant", "The code is unknown, used or expired.");
    }
    if (!code.redirect().equals(form.get("redirect_uri"))) {
      throw new Refusal("invalid_grant", "redirect_uri is not the one that was authorized.");
    }
    if (!code.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
      throw new Refusal("invalid_grant", "code_verifier does not match code_challenge.");
    }
    PoolMember person = pool.find(code.person().subject());
    if (person == null || !person.enabled()) {
      throw new Refusal("invalid_grant", "The person may not sign in any more.");
    }
    return tokens(person, code.scopes(), code.nonce(), true, Instant.now());
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private ObjectNode refresh(Map<String, String> form) throws Refusal {
    try {
      SignedJWT token = SignedJWT.parse(form.getOrDefault("refresh_token", ""));
      JWTClaimsSet claims = token.getJWTClaimsSet();
      PoolMember person = pool.find(claims.getSubject());
      if (person != null
          && person.enabled()
          && token.verify(new RSASSAVerifier(key.toRSAPublicKey()))
          && "refresh".equals(claims.getStringClaim("token_use"))
          && claims.getExpirationTime().toInstant().isAfter(Instant.now())
          && !isEnded(person, claims)) {
        Set<String> granted = Set.of(claims.getStringClaim("scope").split(" "));
        // A renewal is no new sign-in (OpenID Connect Core 1.0, 12.2).
        Instant signedIn = Instant.ofEpochSecond(claims.getLongClaim("auth_time"));
        return tokens(person, granted, null, false, signedIn);
      }
    } catch (ParseException | JOSEException e) {
      // A token that this provider did not sign is refused below.
    }
    throw new Refusal("invalid_grant", "The refresh token is not valid.");
  }

  private boolean isEnded(PoolMember person, JWTClaimsSet claims) {
    Instant end = person.signedOutAt();
    return revoked.contains(claims.getJWTID())
        || (end != null && !claims.getIssueTime().toInstant().isAfter(end));
  }

  /** Revokes a refresh token. An unknown token is no error (RFC 7009). */
  private void revoke(HttpExchange exchange) throws IOException {
    try {
      String token = form(exchange).getOrDefault("token", "");
      revoked.add(SignedJWT.parse(token).getJWTClaimsSet().getJWTID());
    } catch (ParseException e) {
      // An unreadable token needs no revocation.
    }
    Loopback.answer(exchange, 200, new byte[0]);
  }

  private ObjectNode password(Map<String, String> form) throws Refusal {
    PoolMember person = pool.signedIn(form.get("username"), form.get("password"));
    if (person == null || person.mustChoosePassword()) {
      throw new Refusal("invalid_grant", "The name or the password is wrong.");
    }
    return tokens(person, scopes(form), null, true, Instant.now());
  }

  private ObjectNode tokens(
      PoolMember person,
      Set<String> granted,
      @Nullable String nonce,
      boolean refreshable,
      Instant signedIn) {
    String scope = String.join(" ", granted);
    ObjectNode json = Hosted.JSON.createObjectNode();
    json.put(
        "access_token",
        sign(
            claims(person, "access", life, signedIn)
                .claim("client_id", CLIENT)
                .claim("scope", scope)
                .claim("version", 2)
                .claim("username", person.name())
                .build()));
    if (granted.contains(OPENID)) {
      json.put(
          "id_token",
          sign(
              claims(person, "id", life, signedIn)
                  .audience(CLIENT)
                  .claim("cognito:username", person.name())
                  .claim("email", person.attributes().get("email"))
                  .claim("name", person.attributes().get("name"))
                  .claim("nonce", nonce)
                  .build()));
    }
    if (refreshable) {
      json.put(
          "refresh_token",
          sign(
              claims(person, "refresh", REFRESH_LIFE, signedIn)
                  .claim("username", person.name())
                  .claim("scope", scope)
                  .build()));
    }
    json.put("token_type", "Bearer");
    json.put("expires_in", life.toSeconds());
    return json;
  }

  private JWTClaimsSet.Builder claims(
      PoolMember person, String use, Duration validity, Instant signedIn) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject(person.subject())
        .claim("cognito:groups", person.groups().isEmpty() ? null : person.groups())
        .claim("token_use", use)
        .claim("auth_time", signedIn.getEpochSecond())
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(validity)));
  }

  private String sign(JWTClaimsSet claims) {
    try {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .keyID(key.getKeyID())
              .type(JOSEObjectType.JWT)
              .build();
      SignedJWT jwt = new SignedJWT(header, claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("The key signs", e);
    }
  }

  /** Sends the browser back. The provider keeps no session to end. */
  private void logout(HttpExchange exchange) throws IOException {
    Map<String, String> request = Event.query(exchange.getRequestURI().getRawQuery());
    String back = request.get("logout_uri");
    if (CLIENT.equals(request.get("client_id")) && back != null && leadsToPortal(back)) {
      seeOther(exchange, back);
    } else {
      page(exchange, 400, SignInPage.error("client_id hoặc logout_uri không hợp lệ."));
    }
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(64 * 1024);
    try {
      return Event.query(new String(body, UTF_8));
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  private static void seeOther(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", URI.create(location).toASCIIString());
    Loopback.answer(exchange, 302, new byte[0]);
  }

  private static void page(HttpExchange exchange, int status, String page) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    Loopback.answer(exchange, status, "text/html;charset=UTF-8", page);
  }

  private static void json(HttpExchange exchange, int status, ObjectNode json) throws IOException {
    Loopback.answer(exchange, status, JSON, json.toString());
  }

  /** Explains in one sentence how to sign in. */
  String howTo(URI portal) {
    List<String> names = new ArrayList<>();
    for (Person person : Person.ALL) {
      names.add(person.name() + " (" + String.join(", ", person.groups()) + ")");
    }
    return "Sign in at "
        + portal
        + "/admin as "
        + String.join(", ", names)
        + "; each one's password is the name";
  }

  @Override
  public void close() {
    server.close();
  }
}
