package bantin.serveassets;

import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where editors sign in.
 *
 * @param issuer the OpenID Connect provider's address, whose discovery document says the rest
 * @param scope that lets a token into the newsroom
 * @param returnUrl where the provider sends people back to; empty for the editors' page itself
 */
record SignIn(String issuer, String clientId, String scope, String returnUrl) {
  private static final Pattern COGNITO =
      Pattern.compile("https://cognito-idp\\.([a-z0-9-]+)\\.amazonaws\\.com/.*");

  static SignIn of(Map<String, String> environment) {
    return new SignIn(
        environment.getOrDefault("ISSUER", ""),
        environment.getOrDefault("CLIENT_ID", ""),
        environment.getOrDefault("SCOPE", ""),
        environment.getOrDefault("RETURN_URL", ""));
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
    String origin = uri.getScheme() + "://" + uri.getRawAuthority();
    Matcher cognito = COGNITO.matcher(issuer);
    return cognito.matches()
        ? origin + " https://*.auth." + cognito.group(1) + ".amazoncognito.com"
        : origin;
  }
}
