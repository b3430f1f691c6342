package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Template;
import bantin.engines.UserPool;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IdentityProviderTest {
  private static final int PORTAL = 8080;
  // From RFC 7636, appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String REDIRECT = "http://127.0.0.1:8080/admin";

  private final DataFolder data;
  private final IdentityProvider provider;
  private final List<UserPool.Mail> mails = new ArrayList<>();
  private final UserPool pool =
      UserPool.inMemory(Template.read(), InstantSource.system(), mails::add);

  IdentityProviderTest(@TempDir Path folder) throws IOException {
    data = new DataFolder(folder);
    provider =
        new IdentityProvider(
            new Loopback(0),
            IdentityProvider.key(data),
            Set.of("bantin/newsroom"),
            PORTAL,
            pool,
            Duration.ofMinutes(15));
    Person.seed(pool);
    provider.start();
  }

  @AfterAll
  void end() {
    provider.close();
    data.close();
  }

  @Test
  void publishesDiscoveryDocument() throws Exception {
    JsonNode discovered = Hosted.JSON.readTree(get("/.well-known/openid-configuration").body());
    assertThat(discovered.path("issuer").asText()).isEqualTo(provider.issuer());
    assertThat(discovered.path("code_challenge_methods_supported").toString())
        .isEqualTo("[\"S256\"]");
    String keys = get(URI.create(discovered.path("jwks_uri").asText()).getPath()).body();
    assertThat(Hosted.JSON.readTree(keys).path("keys").path(0).has("n")).isTrue();
    assertThat(Hosted.JSON.readTree(keys).path("keys").path(0).has("d")).isFalse();
  }

  @Test
  void asksForNewPasswordAtFirstSignIn() throws Exception {
    pool.invite("mai", Map.of("email", "mai@example.vn"));
    String temporary = mails.get(0).html().replaceAll("(?s).*<b>([^<]+)</b></p>", "$1");
    Map<String, String> form = new LinkedHashMap<>(request());
    form.put("username", "Mai");
    form.put("password", temporary);

    HttpResponse<String> asked = post("/login", form);
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.body()).contains("name=\"new_password\"");
    form.put("new_password", "mật khẩu yếu");
    HttpResponse<String> weak = post("/login", form);
    assertThat(weak.statusCode()).isEqualTo(400);
    form.put("new_password", "Mật khẩu mạnh 1");
    assertThat(post("/login", form).statusCode()).isEqualTo(302);

    form.remove("new_password");
    assertThat(post("/login", form).statusCode()).as("the temporary password").isEqualTo(401);
    form.put("password", "Mật khẩu mạnh 1");
    assertThat(post("/login", form).statusCode()).isEqualTo(302);
  }

  @Test
  void renewsNoTokenOfSignedOutOrDisabledPeople() throws Exception {
    for (String name : List.of("la", "ly")) {
      pool.seed(name, "subject of " + name, name, "reporter", Map.of());
    }
    String signedOut = refreshToken("la");
    String disabled = refreshToken("ly");
    assertThat(renewal(signedOut).statusCode()).isEqualTo(200);
    assertThat(renewal(disabled).statusCode()).isEqualTo(200);

    pool.signOut("la");
    pool.disable("ly");

    assertError(renewal(signedOut), 400, "invalid_grant");
    assertError(renewal(disabled), 400, "invalid_grant");
    assertError(password("ly", "ly"), 400, "invalid_grant");
  }

  private String refreshToken(String name) throws Exception {
    return Hosted.JSON.readTree(password(name, name).body()).path("refresh_token").asText();
  }

  private HttpResponse<String> renewal(String token) throws Exception {
    return token(
        Map.of("grant_type", "refresh_token", "client_id", "desk", "refresh_token", token));
  }

  @Test
  void keepsKeyOverRestart() throws Exception {
    assertThat(IdentityProvider.key(data)).isEqualTo(IdentityProvider.key(data));
  }

  @Test
  void signsInByCodeWithPkce() throws Exception {
    HttpResponse<String> page = get("/oauth2/authorize?" + form(request()));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<html lang=\"vi\">", "<label for=\"username\">", "phong-vien", "quan-tri");

    String code = code(request());
    HttpResponse<String> answer = redeem(code, VERIFIER);
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode tokens = Hosted.JSON.readTree(answer.body());
    var access = claims(tokens, "access_token");
    assertThat(access)
        .containsEntry("iss", provider.issuer())
        .containsEntry("token_use", "access")
        .containsEntry("client_id", "desk")
        .containsEntry("scope", "openid bantin/newsroom")
        .containsEntry("username", "bien-tap")
        .containsEntry("cognito:groups", List.of("editor"))
        .containsKeys("sub", "exp", "iat", "jti")
        .doesNotContainKey("aud");
    var id = claims(tokens, "id_token");
    assertThat(id)
        .containsEntry("token_use", "id")
        .containsEntry("aud", "desk")
        .containsEntry("nonce", "once")
        .containsEntry("sub", access.get("sub"))
        .doesNotContainKeys("client_id", "scope");

    JsonNode refreshed =
        Hosted.JSON.readTree(
            token(
                    Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        "desk",
                        "refresh_token",
                        tokens.path("refresh_token").asText()))
                .body());
    assertThat(claims(refreshed, "access_token")).containsEntry("username", "bien-tap");
  }

  @Test
  void acceptsCodeOnceWithItsVerifier() throws Exception {
    String code = code(request());
    assertThat(redeem(code, VERIFIER).statusCode()).isEqualTo(200);
    assertError(redeem(code, VERIFIER), 400, "invalid_grant");
    assertError(redeem(code(request()), "another"), 400, "invalid_grant");
    assertError(redeem("unknown", VERIFIER), 400, "invalid_grant");
  }

  @Test
  void refusesAccessTokenAsRefreshToken() throws Exception {
    JsonNode tokens = Hosted.JSON.readTree(password("bien-tap", "bien-tap").body());
    assertError(
        token(
            Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                "desk",
                "refresh_token",
                tokens.path("access_token").asText())),
        400,
        "invalid_grant");
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, other",
    "redirect_uri, https://elsewhere.example/admin",
    "redirect_uri, http://127.0.0.1:8081/admin",
    "redirect_uri, http://127.0.0.1:8080/elsewhere",
    "response_type, token",
    "code_challenge_method, plain",
    "code_challenge, short",
    "scope, everything",
  })
  void showsNoFormForForeignRequest(String name, String value) throws Exception {
    Map<String, String> request = request();
    request.put(name, value);
    HttpResponse<String> page = get("/oauth2/authorize?" + form(request));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).doesNotContain("<form");
    request.put("username", "bien-tap");
    request.put("password", "bien-tap");
    assertThat(post("/login", request).headers().firstValue("Location")).isEmpty();
  }

  @Test
  void reportsWrongPasswordAndEscapesFields() throws Exception {
    Map<String, String> form = request();
    form.put("username", "\"><script>");
    form.put("password", "wrong");
    form.put("state", "\"><b>");
    HttpResponse<String> page = post("/login", form);
    assertThat(page.statusCode()).isEqualTo(401);
    assertThat(page.body())
        .contains("không đúng", "&quot;&gt;&lt;script&gt;")
        .doesNotContain("<script>", "<b>");
    assertError(password("bien-tap", "wrong"), 400, "invalid_grant");
    assertError(password("nobody", "nobody"), 400, "invalid_grant");
  }

  @Test
  void signsScriptsInByPassword() throws Exception {
    JsonNode tokens = Hosted.JSON.readTree(password("phong-vien", "phong-vien").body());
    assertThat(claims(tokens, "access_token")).containsEntry("cognito:groups", List.of("reporter"));
    assertError(
        token(Map.of("grant_type", "password", "client_id", "other")), 401, "invalid_client");
  }

  @Test
  void letsOnlyPortalsPagesReadTokens() throws Exception {
    for (String origin : new String[] {"http://127.0.0.1:8080", "http://localhost:8080"}) {
      HttpResponse<String> preflight =
          send(
              HttpRequest.newBuilder(URI.create(provider.issuer() + "/oauth2/token"))
                  .header("Origin", origin)
                  .method("OPTIONS", BodyPublishers.noBody()));
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).hasValue(origin);
    }
    assertThat(
            send(HttpRequest.newBuilder(URI.create(provider.issuer() + "/oauth2/token"))
                    .header("Origin", "http://127.0.0.1:8081")
                    .method("OPTIONS", BodyPublishers.noBody()))
                .headers()
                .firstValue("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  @Test
  void returnsToPortalOnlyAfterSigningOut() throws Exception {
    assertThat(
            get("/logout?client_id=desk&logout_uri=" + URLEncoder.encode(REDIRECT, UTF_8))
                .headers()
                .firstValue("Location"))
        .hasValue(REDIRECT);
    assertThat(get("/logout?client_id=desk&logout_uri=https://elsewhere.example").statusCode())
        .isEqualTo(400);
  }

  private static Map<String, String> request() {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("client_id", "desk");
    request.put("redirect_uri", REDIRECT);
    request.put("response_type", "code");
    request.put("scope", "openid bantin/newsroom");
    request.put("state", "a b");
    request.put("nonce", "once");
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    return request;
  }

  private String code(Map<String, String> request) throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>(request);
    form.put("username", "bien-tap");
    form.put("password", "bien-tap");
    String location = post("/login", form).headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(REDIRECT + "?code=").endsWith("&state=a+b");
    return location.replaceFirst(".*[?]code=([^&]+).*", "$1");
  }

  private HttpResponse<String> redeem(String code, String verifier)
      throws IOException, InterruptedException {
    return token(
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            "desk",
            "redirect_uri",
            REDIRECT,
            "code",
            code,
            "code_verifier",
            verifier));
  }

  private HttpResponse<String> password(String name, String password)
      throws IOException, InterruptedException {
    return token(
        Map.of(
            "grant_type", "password", "client_id", "desk", "username", name, "password", password));
  }

  private HttpResponse<String> token(Map<String, String> form)
      throws IOException, InterruptedException {
    return post("/oauth2/token", form);
  }

  private static void assertError(HttpResponse<String> response, int status, String error)
      throws IOException {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(Hosted.JSON.readTree(response.body()).path("error").asText()).isEqualTo(error);
  }

  private static Map<String, Object> claims(JsonNode tokens, String name) throws ParseException {
    return SignedJWT.parse(tokens.path(name).asText()).getJWTClaimsSet().toJSONObject();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(provider.issuer() + path)));
  }

  private HttpResponse<String> post(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(provider.issuer() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(form))));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return Running.send(request);
  }

  private static String form(Map<String, String> form) {
    StringBuilder text = new StringBuilder();
    form.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
    return text.toString();
  }
}
