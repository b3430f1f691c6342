package bantin.page;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.http.HttpHandler;
import bantin.http.Json;
import bantin.http.Problem;
import bantin.http.Reason;
import bantin.http.Request;
import bantin.http.Response;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
  /** Answers every request with one page, or with a problem. */
  private static final class OnePage extends HttpHandler {
    private final String title;
    private final int status;

    OnePage(String title, int status) {
      this.title = title;
      this.status = status;
    }

    @Override
    protected Response answer(Request request) {
      if (status == 404) {
        throw Reason.of(404, "missing", "Detail for programs.", "Chi tiết.").problem();
      }
      if (status == 410) {
        throw Reason.of(410, "gone", "{0}", "{0}").problem(title);
      }
      if (status == 500) {
        throw new IllegalStateException("secret");
      }
      Frame frame = frame(request);
      Meta meta =
          Meta.of(title, title, "/tin-tuc/" + title)
              .withArticle("0123456789")
              .withImage("/photo.jpg")
              .withJsonLd(Json.object().put("headline", title));
      return frame.page(200, Layout.render(frame, meta, out -> out.writeContent("<p>here</p>")), 5);
    }

    @Override
    protected Response problem(Request request, Problem problem) {
      return frame(request).problem(problem);
    }

    private static Frame frame(Request request) {
      return Frame.of(
          request,
          "Bản <Tin>",
          List.of(new Link("/tin-tuc", "Tin & tức")),
          ZoneId.of("Asia/Ho_Chi_Minh"));
    }
  }

  private static final OnePage PAGE = new OnePage("Title", 200);

  private static Call get() {
    return Call.to("GET /tin-tuc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "///evil.example/x", "//"})
  void keepsTheLinkToTheOtherLanguageOnThisSite(String path) {
    String page = Call.to("GET " + path).of(new OnePage("x", 404)).body();
    assertThat(page).contains("href=\"/%2F").doesNotContain("href=\"//");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, -, vi",
        "-, -, 'en-GB,en;q=0.9', en",
        "-, -, 'fr,en;q=0.5,vi;q=0.4', en",
        "-, -, 'vi-VN,vi;q=0.9,en;q=0.8', vi",
        "-, -, 'fr', vi",
        "-, -, 'en;q=0', vi",
        "-, -, '*', vi",
        "-, -, ',,;q=x', vi",
        "-, en, vi, en",
        "-, xx, en, en",
        "vi, en, en, vi",
        "en, vi, vi, en",
        "xx, en, vi, en",
      })
  void choosesTheLanguageByAddressThenCookieThenBrowser(
      String asked, String cookie, String browser, String expected) {
    Call call = get();
    if (asked != null) {
      call.query("lang", asked);
    }
    if (cookie != null) {
      call.cookie("lang=" + cookie);
    }
    if (browser != null) {
      call.header("Accept-Language", browser);
    }
    Answer answer = call.of(PAGE);
    assertThat(Jsoup.parse(answer.body()).expectFirst("html").attr("lang")).isEqualTo(expected);
    assertThat(answer.header("Content-Language")).isEqualTo(expected);
  }

  @Test
  void remembersAnAskedLanguageAndForbidsCaching() {
    Answer answer = get().query("lang", "en").of(PAGE);
    assertThat(answer.header("Set-Cookie"))
        .startsWith("lang=en; Path=/; Max-Age=")
        .contains("Secure");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void sharesOtherAnswersAmongReadersOfALanguage() {
    Answer answer = get().of(PAGE);
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.header("Cache-Control")).contains("s-maxage=5");
    assertThat(answer.header("Vary")).contains("Accept-Language", "Cookie");
  }

  @Test
  void keepsThePlaceInAListWhenTheLanguageChanges() {
    Answer answer = get().query("cursor", "a b&c").query("lang", "vi").of(PAGE);
    assertThat(Jsoup.parse(answer.body()).select("footer a[hreflang=en]").attr("href"))
        .isEqualTo("/tin-tuc?lang=en&cursor=a+b%26c");
  }

  @Test
  void carriesItsIcon() {
    String icon = Jsoup.parse(get().of(PAGE).body()).expectFirst("link[rel=icon]").attr("href");
    String svg = URLDecoder.decode(icon.replace("data:image/svg+xml,", ""), StandardCharsets.UTF_8);
    Document parsed = Jsoup.parse(svg, "", Parser.xmlParser());
    assertThat(parsed.expectFirst("svg").select("rect, path")).hasSize(2);
  }

  @Test
  void forbidsInlineStyleAndScriptExceptTheOneInItsPolicy() throws NoSuchAlgorithmException {
    Answer answer = get().of(PAGE);
    assertThat(answer.header("Content-Security-Policy"))
        .contains("script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
        .contains("img-src 'self' data:;")
        .doesNotContain("unsafe");
    Document page = Jsoup.parse(answer.body());
    assertThat(page.select("style, [style], [onclick], [onload], [onerror]")).isEmpty();
    Elements inline = page.select("script:not([src]):not([type=application/ld+json])");
    assertThat(inline).hasSize(1);
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(inline.getFirst().data().getBytes(StandardCharsets.UTF_8));
    assertThat(answer.header("Content-Security-Policy"))
        .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "';");
  }

  static List<String> hostile() {
    return Hostile.STRINGS;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void showsHostileTextAsText(String text) {
    Document page = Jsoup.parse(get().of(new OnePage(text, 200)).body());
    assertThat(page.expectFirst("meta[property=og:title]").attr("content")).isEqualTo(text);
    assertThat(page.expectFirst("meta[name=description]").attr("content")).isEqualTo(text);
    assertThat(page.select("script")).hasSize(3);
    assertThat(page.select("main > p:not(.printed)")).hasSize(1);
    assertThat(page.select("img, iframe, svg")).isEmpty();
    JsonNode about =
        Json.parse(
            page.expectFirst("script[type=application/ld+json]")
                .data()
                .getBytes(StandardCharsets.UTF_8));
    assertThat(about.get("headline").textValue()).isEqualTo(text);
    assertThat(page.expectFirst("link[rel=canonical]").attr("href"))
        .matches("https://tin\\.example/tin-tuc/[!-~]*");
  }

  @ParameterizedTest
  @CsvSource({
    "404, Không tìm thấy trang",
    "410, Bài này đã được gỡ",
    "500, Trang đang gặp sự cố",
  })
  void showsAProblemInTheReadersLanguage(int status, String title) {
    Answer answer = get().of(new OnePage("Sai <số liệu>", status));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Content-Security-Policy")).isNotEmpty();
    Document page = Jsoup.parse(answer.body());
    assertThat(page.expectFirst("h1").text()).isEqualTo(title);
    assertThat(page.expectFirst("meta[name=robots]").attr("content")).isEqualTo("noindex");
    assertThat(answer.body()).doesNotContain("secret", "Detail for programs");
    if (status == 410) {
      assertThat(page.expectFirst("main blockquote").text()).isEqualTo("Sai <số liệu>");
    }
    if (status == 500) {
      assertThat(page.expectFirst("main code").text()).isEqualTo("request-1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/tin-tuc"})
  void keepsAddressesOnThisSite(String path) {
    assertThat(Urls.encode(path + "/ü \"<>%41")).isEqualTo(path + "/%C3%BC%20%22%3C%3E%41");
  }
}
