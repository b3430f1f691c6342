package bantin.local;

import bantin.engines.Authorizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JWT authorizer with the rules of an HTTP API:
 *
 * <ul>
 *   <li>one of the issuer's published keys made the RS256 signature;
 *   <li>{@code iss} is the issuer;
 *   <li>{@code aud}, or else {@code client_id}, is in the audience;
 *   <li>the time is within {@code exp}, {@code nbf} and {@code iat};
 *   <li>{@code scope} or {@code scp} has one of the route's scopes.
 * </ul>
 */
final class JwtAuthorizer {
  /** Shortest time between two look-ups of an unknown key. */
  private static final long REFRESH_MILLIS = 1000;

  private final Authorizer authorizer;
  private volatile JWKSet keys = new JWKSet();
  private long fetched;

  JwtAuthorizer(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  /** Result of the authorizer. */
  sealed interface Decision {
    /** Pass: the event carries each claim as text, and the route's scopes that matched. */
    record Allowed(Map<String, String> claims, List<String> scopes) implements Decision {}

    /** Answer 401, with the description in {@code www-authenticate}. */
    record Unauthorized(String description) implements Decision {}

    /** Answer 403: a valid token without the scope. */
    record Forbidden() implements Decision {}
  }

  Decision decide(@Nullable String authorization, List<String> scopes) {
    if (authorization == null || authorization.isBlank()) {
      return new Decision.Unauthorized("");
    }
    String token = authorization.strip();
    if (token.regionMatches(true, 0, "Bearer ", 0, 7)) {
      token = token.substring(7).strip();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      Map<String, Object> claims = jwt.getJWTClaimsSet().toJSONObject();
      String refusal = refusal(jwt, claims);
      if (refusal != null) {
        return new Decision.Unauthorized(refusal);
      }
      List<String> matched = new ArrayList<>(granted(claims));
      matched.retainAll(scopes);
      if (matched.isEmpty() && !scopes.isEmpty()) {
        return new Decision.Forbidden();
      }
      Map<String, String> texts = new LinkedHashMap<>();
      claims.forEach((name, value) -> texts.put(name, text(value)));
      return new Decision.Allowed(texts, matched);
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return new Decision.Unauthorized("the token is malformed");
    }
  }

  private @Nullable String refusal(SignedJWT jwt, Map<String, Object> claims)
      throws ParseException, JOSEException {
    if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
      return "unable to verify signature";
    }
    RSAKey key = key(jwt.getHeader().getKeyID());
    if (key == null || !jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
      return "unable to verify signature";
    }
    if (!authorizer.issuer().equals(claims.get("iss"))) {
      return "invalid issuer";
    }
    List<String> audience = jwt.getJWTClaimsSet().getAudience();
    boolean meant =
        audience.isEmpty()
            ? authorizer.audience().contains(String.valueOf(claims.get("client_id")))
            : audience.stream().anyMatch(authorizer.audience()::contains);
    if (!meant) {
      return "invalid audience";
    }
    long now = Instant.now().getEpochSecond();
    if (!(claims.get("exp") instanceof Number expiry) || expiry.longValue() <= now) {
      return "the token has expired";
    }
    if (isAfter(claims.get("nbf"), now) || isAfter(claims.get("iat"), now)) {
      return "the token is not valid yet";
    }
    return null;
  }

  private static boolean isAfter(@Nullable Object seconds, long now) {
    return seconds instanceof Number number && number.longValue() > now;
  }

  private synchronized @Nullable RSAKey key(@Nullable String id) {
    JWK key = id == null ? null : keys.getKeyByKeyId(id);
    if (key == null && System.currentTimeMillis() - fetched > REFRESH_MILLIS) {
      try {
        String keySet = get(authorizer.issuer() + "/.well-known/openid-configuration", "jwks_uri");
        keys = JWKSet.parse(get(keySet, null));
        fetched = System.currentTimeMillis();
      } catch (IOException | ParseException | IllegalArgumentException e) {
        return null;
      }
      key = id == null ? null : keys.getKeyByKeyId(id);
    }
    return key instanceof RSAKey rsa ? rsa : null;
  }

  private static String get(String address, @Nullable String member) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
    connection.setConnectTimeout(2000);
    connection.setReadTimeout(2000);
    try (var body = connection.getInputStream()) {
      JsonNode document = Hosted.JSON.readTree(body);
      return member == null ? document.toString() : document.path(member).asText();
    }
  }

  private static List<String> granted(Map<String, Object> claims) {
    Object scope = claims.containsKey("scope") ? claims.get("scope") : claims.get("scp");
    if (scope instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return scope == null ? List.of() : List.of(scope.toString().split(" "));
  }

  /** Formats a claim as an HTTP API does, a list as {@code [a b]}. */
  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return "[" + String.join(" ", list.stream().map(String::valueOf).toList()) + "]";
    }
    return String.valueOf(value);
  }
}
