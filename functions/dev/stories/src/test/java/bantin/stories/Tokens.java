package bantin.stories;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.util.function.UnaryOperator;

/** Access tokens as the portal's provider makes them, and forged ones. */
record Tokens(Newspaper newspaper) {
  /** Reads the signing key of the portal's provider, which is stored with the content. */
  RSAKey key() throws IOException, ParseException {
    return RSAKey.parse(Files.readString(newspaper.data().resolve("signing-key.json")));
  }

  String signed(RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change)
      throws JOSEException, ParseException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(JOSEObjectType.JWT)
                .build(),
            claims(change));
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  /** Makes the claims of an editor's access token, with a change. */
  JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) throws ParseException {
    JWTClaimsSet editor = SignedJWT.parse(newspaper.token(Newspaper.EDITOR)).getJWTClaimsSet();
    return change.apply(new JWTClaimsSet.Builder(editor)).build();
  }
}
