package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People without the right to publish are refused, and nothing changes. */
@ExtendWith(SharedNewspaper.class)
final class AuthorisationTest {
  private final Newspaper newspaper;
  private final Tokens tokens;
  private Answer draft;

  AuthorisationTest(Newspaper newspaper) {
    this.newspaper = newspaper;
    this.tokens = new Tokens(newspaper);
    this.draft = newspaper.draft(Newspaper.article("Không ai được đăng bài này"));
  }

  @BeforeEach
  void draft() {
    draft = newspaper.draft(Newspaper.article("Không ai được đăng bài này"));
  }

  @Test
  void refusesARequestWithoutToken() {
    rejects(401, null);
  }

  @Test
  void refusesAMalformedToken() {
    rejects(401, "abc");
    rejects(401, "a.b.c");
    rejects(401, "");
  }

  @Test
  void refusesAnExpiredToken() throws Exception {
    String expired =
        tokens.signed(
            tokens.key(),
            claims ->
                claims
                    .issueTime(Date.from(Instant.now().minusSeconds(7200)))
                    .expirationTime(Date.from(Instant.now().minusSeconds(1))));
    rejects(401, expired);
  }

  @Test
  void refusesATokenOfAnotherIssuer() throws Exception {
    RSAKey key = tokens.key();
    rejects(401, tokens.signed(key, claims -> claims.issuer("https://issuer.example")));
    RSAKey foreignKey = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
    rejects(401, tokens.signed(foreignKey, claims -> claims));
    rejects(
        401, tokens.signed(new RSAKeyGenerator(2048).keyID("theirs").generate(), claims -> claims));
  }

  @Test
  void refusesATokenWithoutAValidSignature() throws Exception {
    JWTClaimsSet claims = tokens.claims(claim -> claim);
    rejects(401, new PlainJWT(claims).serialize());
    // A shared secret made of the public key signs this token.
    SignedJWT shared =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(tokens.key().getKeyID()).build(),
            claims);
    shared.sign(new MACSigner(tokens.key().toRSAPublicKey().getEncoded()));
    rejects(401, shared.serialize());
  }

  @Test
  void refusesATokenForAnotherAudience() throws Exception {
    rejects(401, tokens.signed(tokens.key(), claims -> claims.claim("client_id", "another")));
    rejects(401, tokens.signed(tokens.key(), claims -> claims.audience("another")));
  }

  @Test
  void refusesATokenThatBeginsLater() throws Exception {
    Date later = Date.from(Instant.now().plusSeconds(600));
    rejects(401, tokens.signed(tokens.key(), claims -> claims.notBeforeTime(later)));
  }

  @Test
  void refusesATokenWithoutTheScope() throws Exception {
    rejects(403, tokens.signed(tokens.key(), claims -> claims.claim("scope", "openid")));
    rejects(403, tokens.signed(tokens.key(), claims -> claims.claim("scope", null)));
  }

  @Test
  void refusesAnIdToken() {
    String id = newspaper.signIn(Newspaper.EDITOR).path("id_token").asText();
    assertThat(id).isNotEmpty();
    rejects(403, id);
  }

  @Test
  void refusesAReporter() {
    rejects(403, newspaper.token(Newspaper.REPORTER));
  }

  @Test
  void refusesPeopleOutsideTheNewsroom() throws Exception {
    RSAKey key = tokens.key();
    rejects(403, tokens.signed(key, claims -> claims.claim("cognito:groups", null)));
    rejects(403, tokens.signed(key, claims -> claims.claim("cognito:groups", List.of("reader"))));
    rejects(403, tokens.signed(key, claims -> claims.claim("cognito:groups", List.of("editors"))));
    rejects(403, tokens.signed(key, claims -> claims.claim("username", null)));
  }

  /** An editor's token publishes, which shows that the other tokens fail for their differences. */
  @Test
  void letsAnEditorPublish() throws Exception {
    publish(tokens.signed(tokens.key(), claims -> claims)).expect(200);
  }

  private void rejects(int status, @Nullable String token) {
    Answer answer = publish(token).expect(status);
    assertThat(answer.text()).doesNotContain("Exception");
    assertUnchanged();
  }

  private Answer publish(@Nullable String token) {
    String path = Newspaper.ARTICLES + "/" + draft.json().path("id").asText() + "/publication";
    ObjectNode nothing = Answer.JSON.createObjectNode();
    return newspaper.send("PUT", path, token, nothing, "If-Match", draft.header("ETag"));
  }

  private void assertUnchanged() {
    String id = draft.json().path("id").asText();
    Answer copy =
        newspaper.send(
            "GET", Newspaper.ARTICLES + "/" + id, newspaper.token(Newspaper.EDITOR), null);
    assertThat(copy.expect(200).json()).isEqualTo(draft.json());
    newspaper.get("/api/articles/" + id).problem(404);
  }
}
