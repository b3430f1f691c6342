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

/** Who may not publish, is refused, and nothing has changed. */
@ExtendWith(Delivered.class)
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
  void withoutToken() {
    refused(401, null);
  }

  @Test
  void withWhatIsNoToken() {
    refused(401, "abc");
    refused(401, "a.b.c");
    refused(401, "");
  }

  @Test
  void withATokenThatHasExpired() throws Exception {
    String expired =
        tokens.signed(
            tokens.key(),
            claims ->
                claims
                    .issueTime(Date.from(Instant.now().minusSeconds(7200)))
                    .expirationTime(Date.from(Instant.now().minusSeconds(1))));
    refused(401, expired);
  }

  @Test
  void withATokenOfAnotherIssuer() throws Exception {
    RSAKey ours = tokens.key();
    refused(401, tokens.signed(ours, claims -> claims.issuer("https://issuer.example")));
    RSAKey theirs = new RSAKeyGenerator(2048).keyID(ours.getKeyID()).generate();
    refused(401, tokens.signed(theirs, claims -> claims));
    refused(
        401, tokens.signed(new RSAKeyGenerator(2048).keyID("theirs").generate(), claims -> claims));
  }

  @Test
  void withATokenThatNobodySigned() throws Exception {
    JWTClaimsSet claims = tokens.claims(claim -> claim);
    refused(401, new PlainJWT(claims).serialize());
    // The public key as a shared secret, which it is not.
    SignedJWT shared =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(tokens.key().getKeyID()).build(),
            claims);
    shared.sign(new MACSigner(tokens.key().toRSAPublicKey().getEncoded()));
    refused(401, shared.serialize());
  }

  @Test
  void withATokenForAnotherAudience() throws Exception {
    refused(401, tokens.signed(tokens.key(), claims -> claims.claim("client_id", "another")));
    refused(401, tokens.signed(tokens.key(), claims -> claims.audience("another")));
  }

  @Test
  void withATokenThatBeginsLater() throws Exception {
    Date later = Date.from(Instant.now().plusSeconds(600));
    refused(401, tokens.signed(tokens.key(), claims -> claims.notBeforeTime(later)));
  }

  @Test
  void withATokenWithoutTheScope() throws Exception {
    refused(403, tokens.signed(tokens.key(), claims -> claims.claim("scope", "openid")));
    refused(403, tokens.signed(tokens.key(), claims -> claims.claim("scope", null)));
  }

  @Test
  void withAnIdToken() {
    String id = newspaper.signIn(Newspaper.EDITOR).path("id_token").asText();
    assertThat(id).isNotEmpty();
    refused(403, id);
  }

  @Test
  void asReporter() {
    refused(403, newspaper.token(Newspaper.REPORTER));
  }

  @Test
  void asSomebodyOutsideTheNewsroom() throws Exception {
    RSAKey key = tokens.key();
    refused(403, tokens.signed(key, claims -> claims.claim("cognito:groups", null)));
    refused(403, tokens.signed(key, claims -> claims.claim("cognito:groups", List.of("reader"))));
    refused(403, tokens.signed(key, claims -> claims.claim("cognito:groups", List.of("editors"))));
    refused(403, tokens.signed(key, claims -> claims.claim("username", null)));
  }

  /** What the refused tokens differ from: with all claims right, it publishes. */
  @Test
  void asEditor() throws Exception {
    publish(tokens.signed(tokens.key(), claims -> claims)).expect(200);
  }

  private void refused(int status, @Nullable String token) {
    Answer answer = publish(token).expect(status);
    assertThat(answer.text()).doesNotContain("Exception");
    unchanged();
  }

  private Answer publish(@Nullable String token) {
    String path = Newspaper.ARTICLES + "/" + draft.json().path("id").asText() + "/publication";
    ObjectNode nothing = Answer.JSON.createObjectNode();
    return newspaper.send("PUT", path, token, nothing, "If-Match", draft.header("ETag"));
  }

  private void unchanged() {
    String id = draft.json().path("id").asText();
    Answer copy =
        newspaper.send(
            "GET", Newspaper.ARTICLES + "/" + id, newspaper.token(Newspaper.EDITOR), null);
    assertThat(copy.expect(200).json()).isEqualTo(draft.json());
    newspaper.get("/api/articles/" + id).problem(404);
  }
}
