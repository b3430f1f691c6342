package bantin.showarticle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.Card;
import bantin.article.Cover;
import bantin.article.Headline;
import bantin.article.Publication;
import bantin.article.Section;
import bantin.article.Settings;
import bantin.http.Json;
import bantin.http.Language;
import bantin.page.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticlePageTest {
  private static final Instant AT = Instant.parse("2026-11-23T07:05:00Z");
  private static final Settings SETTINGS =
      new Settings("Bản Tin", List.of(new Section("tin-tuc", "Tin tức")));

  @Test
  void showsEveryFieldOfAnArticle() {
    Document page = page(Language.VI, article("Chợ phiên", "Nguồn", AT.plusSeconds(3600)));
    assertThat(page.select(".trail a").eachText()).containsExactly("Trang chủ", "Tin tức");
    assertThat(page.select(".trail a").eachAttr("href")).containsExactly("/", "/tin-tuc");
    assertThat(page.select(".story h1").text()).isEqualTo("Chợ phiên");
    assertThat(page.select(".story header .lead").text()).isEqualTo("Chợ phiên");
    assertThat(page.select(".authors bdi").eachText()).containsExactly("Chợ phiên", "Lê Hoàng");
    assertThat(page.select(".authors a").eachAttr("href"))
        .containsExactly("/tac-gia/cho-phien", "/tac-gia/le-hoang");
    assertThat(page.select("link[rel=alternate]").eachAttr("href"))
        .containsExactly("/feed.xml", "/tin-tuc/feed.xml");
    assertThat(page.select(".byline .when > time").text()).isEqualTo("Thứ Hai, 23/11/2026 14:05");
    assertThat(page.select(".byline .when > time").attr("datetime"))
        .isEqualTo("2026-11-23T07:05:00Z");
    assertThat(page.select(".updated").text()).isEqualTo("Cập nhật: 23/11/2026 15:05");
    assertThat(page.select(".body > p > em").text()).isEqualTo("Thân bài");
    assertThat(page.select(".tags a").eachAttr("href")).containsExactly("/tag/cho-phien");
    assertThat(page.select(".next h3").eachText()).containsExactly("Bài sau");
    assertThat(page.select("#views").hasAttr("hidden")).isTrue();
    assertThat(page.body().attr("data-article")).isEqualTo("0123456789");
  }

  @Test
  void listsTheHeadingsOfALongArticle() {
    String body =
        "<h2>Đường <em>mới</em></h2><p>a</p><h3>Cầu &lt;1&gt;<sup><a href=\"#n\">1</a></sup></h3>"
            + "<h2> </h2><p>b</p><h2>$1 \\ cuối</h2>";
    Document page = page(Language.VI, withBody(article("Chợ phiên", null, AT), body));

    assertThat(page.select(".contents h2").text()).isEqualTo("Trong bài này");
    assertThat(page.select(".contents li").eachText())
        .containsExactly("Đường mới", "Cầu <1>", "$1 \\ cuối");
    assertThat(page.select(".contents li").eachAttr("class")).containsExactly("sub");
    assertThat(page.select(".contents a").eachAttr("href"))
        .containsExactly("#muc-1", "#muc-2", "#muc-3");
    assertThat(page.select(".body [id]").eachText())
        .containsExactly("Đường mới", "Cầu <1>1", "$1 \\ cuối");
    assertThat(page.select(".body em").text()).isEqualTo("mới");
  }

  @Test
  void listsNoHeadingsOfAShortArticle() {
    String body = "<h2>Một</h2><p>a</p><h2>Hai</h2><h4>Ba</h4>";
    Document page = page(Language.VI, withBody(article("Chợ phiên", null, AT), body));

    assertThat(page.select(".contents")).isEmpty();
    assertThat(page.expectFirst(".body").html()).doesNotContain("id=");
  }

  @Test
  void showsEnglishWordsToEnglishReaders() {
    Document page = page(Language.EN, article("Chợ phiên", null, AT));
    assertThat(page.select(".byline .when > time").text())
        .isEqualTo("Monday, 23 November 2026, 14:05");
    assertThat(page.select(".next h2").text()).isEqualTo("Related articles");
    assertThat(page.select(".updated, .source")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "<!--<script>",
        "&lt;b&gt; &amp;",
        "javascript:alert(1)",
        "line\u2028separator",
        "\u202Eright to left\u202C and מאמר",
        "\uD83D\uDC69\u200D\uD83D\uDC67",
      })
  void showsHostileTextAsText(String text) {
    Document page = page(Language.VI, article(text, text, AT));
    assertThat(page.expectFirst(".story h1").wholeText()).isEqualTo(text);
    assertThat(page.expectFirst(".story header .lead").wholeText()).isEqualTo(text);
    assertThat(page.expectFirst(".authors bdi").wholeText()).isEqualTo(text);
    assertThat(page.expectFirst(".tags li > *").wholeText()).isEqualTo(text);
    assertThat(page.expectFirst(".source bdi").wholeText()).isEqualTo(text);
    assertThat(page.select("script")).hasSize(4);
    assertThat(page.select("[onload], [onmouseover], svg, a[href^=javascript]")).isEmpty();
    JsonNode news = news(page);
    assertThat(news.get("headline").textValue()).isEqualTo(text);
    assertThat(news.at("/author/0/name").textValue()).isEqualTo(text);
    assertThat(news.at("/keywords/0").textValue()).isEqualTo(text);
  }

  @Test
  void describesTheArticleToSearchEngines() {
    Document page = page(Language.VI, article("Chợ phiên", null, AT.plusSeconds(60)));
    JsonNode news = news(page);
    assertThat(news.get("@context").textValue()).isEqualTo("https://schema.org");
    assertThat(news.get("@type").textValue()).isEqualTo("NewsArticle");
    String url = "https://tin.example/tin-tuc/cho-phien-0123456789";
    assertThat(news.get("url").textValue()).isEqualTo(url);
    assertThat(news.get("datePublished").textValue()).isEqualTo("2026-11-23T07:05:00Z");
    assertThat(news.get("dateModified").textValue()).isEqualTo("2026-11-23T07:06:00Z");
    assertThat(news.at("/image/0").textValue()).isEqualTo("https://tin.example/cover.jpg");
    assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo(url);
    assertThat(page.select("meta[property=og:type]").attr("content")).isEqualTo("article");
    assertThat(page.select("meta[property=og:image]").attr("content"))
        .isEqualTo("https://tin.example/cover.jpg");
  }

  @ParameterizedTest
  @CsvSource({"'chữ ', 110", "'chữ ', 111", "'chữ ', 300", "ă, 110", "ă, 300"})
  void shortensHeadlinesForSearchEngines(String word, int length) {
    String title = word.repeat(length).substring(0, length).strip();
    Document page = page(Language.VI, article(title, null, AT));
    String headline = news(page).path("headline").asText();
    assertThat(headline).hasSizeLessThanOrEqualTo(110);
    assertThat(headline.endsWith("…")).isEqualTo(title.length() > 110);
    assertThat(title).startsWith(headline.replace("…", ""));
    assertThat(page.expectFirst("h1").text()).isEqualTo(title);
  }

  @Test
  void namesTheSiteAsAuthorOfUnsignedArticles() {
    JsonNode news = news(page(Language.VI, unsigned(article("Bài", null, AT))));
    assertThat(news.path("author")).hasSize(1);
    assertThat(news.at("/author/0/name").asText()).isEqualTo("Bản Tin");
    assertThat(news.at("/author/0/url").asText()).isEqualTo("https://tin.example/");
  }

  @Test
  void datesNoChangeBeforeThePublication() {
    JsonNode news = news(page(Language.VI, article("Bài", null, AT.minusSeconds(3600))));
    assertThat(news.path("dateModified")).isEqualTo(news.path("datePublished"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/a, true",
    "http://example.org/a, true",
    "javascript:alert(1), false",
    "Báo địa phương, false",
    "//example.org, false",
  })
  void linksASourceThatIsAnAddress(String source, boolean link) {
    Document page = page(Language.VI, article("Bài", source, AT));
    assertThat(page.select(".source a")).hasSize(link ? 1 : 0);
    assertThat(page.select(".source bdi").text()).isEqualTo(source);
  }

  @Test
  void usesTheCardForSearchAndSharing() {
    Article plain = article("Bài", null, AT);
    Card card = new Card("Thẻ riêng", "Mô tả riêng");
    Article own = new Article(plain.headline(), plain.body(), null, AT, card);
    Document page = page(Language.VI, own);
    assertThat(page.title()).startsWith("Thẻ riêng – ");
    assertThat(page.expectFirst("meta[property=og:title]").attr("content")).isEqualTo("Thẻ riêng");
    for (String name : List.of("meta[name=description]", "meta[property=og:description]")) {
      assertThat(page.expectFirst(name).attr("content")).isEqualTo("Mô tả riêng");
    }
    assertThat(news(page).path("description").asText()).isEqualTo("Mô tả riêng");
    assertThat(page.expectFirst("h1").text()).isEqualTo("Bài");
  }

  @Test
  void sharesItsAddressByPlainLinks() {
    Document page = page(Language.VI, article("Chợ phiên", null, AT));
    String address = page.expectFirst("link[rel=canonical]").attr("href");
    String zalo = page.expectFirst(".reading a:contains(Zalo)").attr("href");
    String facebook = page.expectFirst(".reading a:contains(Facebook)").attr("href");
    assertThat(URLDecoder.decode(facebook, UTF_8))
        .isEqualTo("https://www.facebook.com/sharer/sharer.php?u=" + address);
    assertThat(zalo).startsWith("https://button-share.zalo.me/share_external?d=");
    String data = URLDecoder.decode(zalo.substring(zalo.indexOf('=') + 1), UTF_8);
    assertThat(Json.parse(Base64.getDecoder().decode(data)).path("url").textValue())
        .isEqualTo(address);
    assertThat(page.select(".reading a").eachAttr("rel")).containsOnly("noopener nofollow");
  }

  @Test
  void sharesNoPreview() {
    Article article = article("Chợ phiên", null, AT);
    Document page =
        Jsoup.parse(ArticlePage.preview(frame(Language.VI, article), SETTINGS, article));
    assertThat(page.select(".story h1")).hasSize(1);
    assertThat(page.select(".reading")).isEmpty();
  }

  private static JsonNode news(Document page) {
    return Json.parse(page.expectFirst("script[type=application/ld+json]").data().getBytes(UTF_8));
  }

  private static Article article(String text, @Nullable String source, Instant updatedAt) {
    Headline headline =
        new Headline(
            new ArticleId("0123456789"),
            text,
            text,
            "tin-tuc",
            List.of(text, "Lê Hoàng"),
            List.of(text),
            new Cover("/cover.jpg", text),
            new Publication(AT, null));
    return new Article(headline, "<p><em>Thân bài</em></p>", source, updatedAt);
  }

  private static Article withBody(Article article, String body) {
    return new Article(article.headline(), body, article.source(), article.updatedAt());
  }

  private static Article unsigned(Article article) {
    Headline signed = article.headline();
    Headline headline =
        new Headline(
            signed.id(),
            signed.title(),
            signed.lead(),
            signed.section(),
            List.of(),
            signed.tags(),
            signed.cover(),
            signed.publication());
    return new Article(headline, article.body(), article.source(), article.updatedAt());
  }

  private static Document page(Language language, Article article) {
    Headline next =
        new Headline(
            new ArticleId("9876543210"),
            "Bài sau",
            "",
            "tin-tuc",
            List.of(),
            List.of(),
            null,
            new Publication(AT.minusSeconds(60), null));
    return Jsoup.parse(
        ArticlePage.render(frame(language, article), SETTINGS, article, List.of(next)));
  }

  private static Frame frame(Language language, Article article) {
    return new Frame(
        "Bản Tin",
        List.of(),
        language,
        false,
        "https://tin.example",
        article.headline().path(),
        "/?lang=en",
        ZoneId.of("Asia/Ho_Chi_Minh"),
        AT,
        "request-1",
        bantin.page.Imprint.NONE,
        shown -> "token-of-" + shown);
  }
}
