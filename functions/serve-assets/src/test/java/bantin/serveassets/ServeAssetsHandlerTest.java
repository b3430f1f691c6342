package bantin.serveassets;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.http.Json;
import bantin.page.Assets;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServeAssetsHandlerTest {
  private static final ServeAssetsHandler HANDLER =
      new ServeAssetsHandler(
          Map.of(
              "ISSUER", "https://cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_abc",
              "SIGN_IN_ORIGIN", "https://bantin-2f9a.auth.ap-southeast-1.amazoncognito.com",
              "CLIENT_ID", "client",
              "SCOPE", "bantin/newsroom",
              "SITE_NAME", "Bản <Tin>",
              "UPLOAD_HOSTS", "photos.s3.example"));

  @ParameterizedTest
  @CsvSource({
    "style.css, text/css; charset=utf-8",
    "page.js, text/javascript; charset=utf-8",
    "be-vietnam-pro-400.woff2, font/woff2",
  })
  void letsAssetsBeKeptForEver(String name, String type) {
    Answer answer = asset(Assets.PORTAL.url(name));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo(type);
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(answer.header("ETag")).isNotEmpty();
    assertThat(answer.body()).isNotEmpty();
  }

  @Test
  void servesFontsByteForByte() {
    String file = file(Assets.PORTAL.url("be-vietnam-pro-400.woff2"));
    Answer answer = Call.to("GET /assets/{asset}").path("asset", file).of(HANDLER);
    Assets.Asset font = requireNonNull(Assets.PORTAL.find(file));
    assertThat(answer.isBase64()).isTrue();
    assertThat(answer.bytes()).isEqualTo(font.bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "style.css",
        "style.000000000000.css",
        "../Assets.class",
        "be-vietnam-pro-OFL.txt"
      })
  void answers404ToAddressesThatNameNoPresentAsset(String file) {
    assertThat(asset("/assets/" + file).status()).isEqualTo(404);
  }

  @Test
  void tellsClientsWhereToSignIn() {
    Answer answer = Call.to("GET /api/sign-in").of(HANDLER);
    JsonNode json = Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    assertThat(json)
        .isEqualTo(
            Json.object()
                .put(
                    "issuer", "https://cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_abc")
                .put("clientId", "client")
                .put("scope", "bantin/newsroom"));
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=60");
  }

  @Test
  void keepsHoldOfTheSignInWindow() {
    Call desk = Call.to("GET /admin");
    assertThat(desk.of(HANDLER).header("Cross-Origin-Opener-Policy"))
        .isEqualTo("same-origin-allow-popups");
    Call back = Call.to("GET /admin").query("code", "a").query("state", "b");
    assertThat(back.of(HANDLER).header("Cross-Origin-Opener-Policy")).isEqualTo("unsafe-none");
  }

  @Test
  void letsTheServiceWorkerServeTheWholeSiteAndAskNobodyElse() {
    String address = Assets.PORTAL.url(Assets.WORKER);
    Answer worker =
        Call.to("GET /assets/{asset}")
            .path("asset", address.substring(address.lastIndexOf('/') + 1))
            .of(HANDLER);
    assertThat(worker.status()).isEqualTo(200);
    assertThat(worker.header("Service-Worker-Allowed")).isEqualTo("/");
    assertThat(worker.header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; connect-src 'self'");
    assertThat(worker.header("Cache-Control")).contains("immutable");
  }

  @Test
  void allowsIssuerAndTlsConnectionsButNoForeignImages() {
    assertThat(policy(HANDLER))
        .contains(
            "connect-src 'self' https://cognito-idp.ap-southeast-1.amazonaws.com"
                + " https://bantin-2f9a.auth.ap-southeast-1.amazoncognito.com photos.s3.example https:;",
            "img-src 'self' blob: data:;",
            "script-src 'self';")
        .doesNotContain("unsafe");
    assertThat(policy(new ServeAssetsHandler(Map.of("ISSUER", "http://127.0.0.1:8081/bantin"))))
        .contains("connect-src 'self' http://127.0.0.1:8081 https:;");
    assertThat(policy(new ServeAssetsHandler(Map.of()))).contains("connect-src 'self' https:;");
  }

  @Test
  void servesEveryFileThatTheDeskNames() {
    Document page = Jsoup.parse(Call.to("GET /admin").of(HANDLER).body());
    List<String> named = page.select("link[href^=/assets/]").eachAttr("href");
    named.addAll(page.select("script[src]").eachAttr("src"));
    named.addAll(page.select("html").eachAttr("data-later"));
    assertThat(named).hasSizeGreaterThan(6);
    for (String address : named) {
      assertThat(asset(address).status()).as(address).isEqualTo(200);
    }
  }

  private static String policy(ServeAssetsHandler handler) {
    return Call.to("GET /admin").of(handler).header("Content-Security-Policy");
  }

  private static Answer asset(String address) {
    return Call.to("GET /assets/{asset}").path("asset", file(address)).of(HANDLER);
  }

  private static String file(String address) {
    return address.substring("/assets/".length());
  }
}
