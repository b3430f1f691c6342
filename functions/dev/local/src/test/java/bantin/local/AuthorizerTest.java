package bantin.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthorizerTest {
  private final Running running;
  private final RSAKey key;

  AuthorizerTest(@TempDir Path data) throws IOException, InterruptedException, ParseException {
    running = new Running(data);
    key = RSAKey.parse(Files.readString(data.resolve("signing-key.json")));
  }

  @AfterAll
  void end() {
    running.close();
  }

  @Test
  void passesClaimsOfValidTokenToFunction() throws Exception {
    HttpResponse<String> response = call("Bearer " + token(claims -> claims, key));
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode jwt =
        Hosted.JSON.readTree(response.body()).path("requestContext").path("authorizer").path("jwt");
    assertThat(jwt.path("claims").path("cognito:groups").asText()).isEqualTo("[editor reporter]");
    assertThat(jwt.path("claims").path("exp").isTextual()).isTrue();
    assertThat(jwt.path("claims").path("exp").asLong())
        .isGreaterThan(Instant.now().getEpochSecond());
    assertThat(jwt.path("scopes").toString()).isEqualTo("[\"bantin/newsroom\"]");
  }

  @Test
  void acceptsAudienceInAud() throws Exception {
    String token =
        token(claims -> claims.claim("client_id", null).audience(List.of("x", "desk")), key);
    assertThat(call("Bearer " + token).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesMissingToken() throws Exception {
    HttpResponse<String> response = call(null);
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }

  @Test
  void refusesMalformedToken() throws Exception {
    assertRefused("Bearer", "malformed");
    assertRefused("Bearer nonsense", "malformed");
    assertRefused("Bearer a.b.c", "malformed");
    assertRefused("Basic YTpi", "malformed");
  }

  @Test
  void refusesExpiredToken() throws Exception {
    assertRefused(claims -> claims.expirationTime(at(-1)), "expired");
    assertRefused(claims -> claims.expirationTime(null), "expired");
  }

  @Test
  void refusesTokenOfTomorrow() throws Exception {
    assertRefused(claims -> claims.notBeforeTime(at(60)), "not valid yet");
    assertRefused(claims -> claims.issueTime(at(60)), "not valid yet");
  }

  @Test
  void refusesTokenOfAnotherIssuer() throws Exception {
    assertRefused(claims -> claims.issuer("https://elsewhere.example"), "issuer");
    assertRefused(claims -> claims.issuer(null), "issuer");
  }

  @Test
  void refusesTokenOfAnotherClient() throws Exception {
    assertRefused(claims -> claims.claim("client_id", "other"), "audience");
    assertRefused(claims -> claims.audience("other"), "audience");
  }

  @Test
  void refusesTokenSignedWithAnotherKey() throws Exception {
    RSAKey sameName = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
    assertRefused("Bearer " + token(claims -> claims, sameName), "signature");
    RSAKey unknown = new RSAKeyGenerator(2048).keyID("unknown").generate();
    assertRefused("Bearer " + token(claims -> claims, unknown), "signature");
  }

  @Test
  void refusesTokenWithoutRs256() throws Exception {
    assertRefused("Bearer " + new PlainJWT(claims().build()).serialize(), "malformed");
    byte[] published = key.toRSAPublicKey().getEncoded();
    String confused = signed(claims().build(), JWSAlgorithm.HS256, new MACSigner(published));
    assertRefused("Bearer " + confused, "signature");
    String token = signed(claims().build(), JWSAlgorithm.RS512, new RSASSASigner(key));
    assertRefused("Bearer " + token, "signature");
  }

  @Test
  void refusesChangedToken() throws Exception {
    String[] parts = token(claims -> claims, key).split("\\.");
    String[] others = token(claims -> claims.claim("username", "other"), key).split("\\.");
    assertRefused("Bearer " + parts[0] + "." + others[1] + "." + parts[2], "signature");
  }

  @Test
  void forbidsTokenWithoutRoutesScope() throws Exception {
    HttpResponse<String> response =
        call("Bearer " + token(claims -> claims.claim("scope", "openid bantin/other"), key));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    assertThat(call("Bearer " + token(claims -> claims.claim("scope", null), key)).statusCode())
        .isEqualTo(403);
  }

  private void assertRefused(UnaryOperator<JWTClaimsSet.Builder> change, String why)
      throws Exception {
    assertRefused("Bearer " + token(change, key), why);
  }

  private void assertRefused(String authorization, String why) throws Exception {
    HttpResponse<String> response = call(authorization);
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow()).contains(why);
  }

  private HttpResponse<String> call(@Nullable String authorization)
      throws IOException, InterruptedException {
    var request = running.request("/guarded");
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return Running.send(request);
  }

  private String token(UnaryOperator<JWTClaimsSet.Builder> change, RSAKey by) throws JOSEException {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build();
    SignedJWT jwt = new SignedJWT(header, change.apply(claims()).build());
    jwt.sign(new RSASSASigner(by));
    return jwt.serialize();
  }

  private String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer)
      throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
    jwt.sign(signer);
    return jwt.serialize();
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(running.portal.issuer().toString())
        .claim("client_id", "desk")
        .claim("scope", "openid bantin/newsroom")
        .claim("cognito:groups", List.of("editor", "reporter"))
        .issueTime(at(-10))
        .expirationTime(at(600));
  }

  @SuppressWarnings("JavaUtilDate") // The library's claims take java.util.Date.
  private static java.util.Date at(long seconds) {
    return java.util.Date.from(Instant.now().plusSeconds(seconds));
  }
}
