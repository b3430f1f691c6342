package bantin.serveassets;

import bantin.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;

/**
 * Settings of the editors' sign-in.
 *
 * @param issuer the OpenID Connect provider's address, whose discovery document says the rest
 * @param origin of Cognito's pages, which give out the tokens; unused where the issuer does so
 *     itself
 * @param scope that lets a token into the newsroom
 * @param returnUrl where the provider sends people back to; empty for the editors' page itself
 */
record SignIn(String issuer, String origin, String clientId, String scope, String returnUrl) {
  private static final String COGNITO = "https://cognito-idp.";

  static SignIn of(Map<String, String> environment) {
    return new SignIn(
        environment.getOrDefault("ISSUER", ""),
        environment.getOrDefault("SIGN_IN_ORIGIN", ""),
        environment.getOrDefault("CLIENT_ID", ""),
        environment.getOrDefault("SCOPE", ""),
        environment.getOrDefault("RETURN_URL", ""));
  }

  /** The settings that the editors' page signs in with. */
  JsonNode json() {
    ObjectNode json = Json.object();
    json.put("issuer", issuer);
    json.put("clientId", clientId);
    json.put("scope", scope);
    if (!returnUrl.isEmpty()) {
      json.put("returnUrl", returnUrl);
    }
    return json;
  }

  /**
   * The origins that the editors' page talks to when it signs somebody in, as a Content Security
   * Policy writes them. Cognito gives out tokens at another host than its discovery document.
   */
  String origins() {
    if (issuer.isEmpty()) {
      return "";
    }
    URI uri = URI.create(issuer);
    String discovery = uri.getScheme() + "://" + uri.getRawAuthority();
    return issuer.startsWith(COGNITO) ? discovery + " " + origin : discovery;
  }
}
