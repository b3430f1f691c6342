package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Contrast;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of page of the demo's portal: its HTML, its feeds, what it tells search engines, and
 * whether all readers can use it.
 */
@ExtendWith(Chromium.class)
final class ReadersPagesTest {
  /** Longest headline that Google shows. */
  private static final int MAX_HEADLINE = 110;

  /** Kinds of page that are also checked in English. The others have no template of their own. */
  private static final Set<String> IN_ENGLISH =
      Set.of("front page", "tag", "month", "gallery", "withdrawn", "missing page");

  private static final String TABLE =
      """
      <h2>Lịch họp chợ</h2><table><caption>Lịch</caption><thead><tr><th scope="col">Ngày</th><th scope="col">Giờ</th></tr></thead>
      <tbody><tr><td>Chủ nhật</td><td>6 giờ</td></tr></tbody></table>
      <dl><dt>Gian hàng</dt><dd>24</dd></dl><blockquote><p>Rau này của ai?</p></blockquote><hr>
      """;

  @TempDir private static Path data;
  private static Newspaper newspaper;

  /** Addresses by the kind of page. */
  private static final Map<String, String> PAGES = new LinkedHashMap<>();

  /** Addresses of articles by their titles. */
  private static final Map<String, String> ARTICLES = new TreeMap<>();

  @BeforeAll
  static void open() {
    newspaper = Newspaper.openWithDemo(data);
    ObjectNode table = newspaper.publish(Newspaper.article("Lịch chợ phiên").put("body", TABLE));
    String longTitle =
        "Thông báo về việc tổ chức lớp học chữ ban đêm cho bà con ".repeat(3).strip();
    ObjectNode unsigned = Newspaper.article(longTitle);
    unsigned.putArray("authors");
    newspaper.publish(unsigned);
    ObjectNode gone = newspaper.publish(Newspaper.article("Tin nhầm"));
    newspaper.withdraw(gone, "Bài có số liệu sai.");
    ObjectNode fixed = newspaper.publishFixedPage("Giới thiệu");
    writeSettings(fixed.path("id").asText());
    String most = table.path("id").asText();
    for (int reader = 0; reader < 3; reader++) {
      newspaper.hit(most).expect(204);
    }
    for (JsonNode article : list("/api/articles?limit=50")) {
      ARTICLES.put(article.path("title").asText(), article.path("url").asText());
    }
    ZoneId zone = ZoneId.of("Asia/Ho_Chi_Minh");
    LocalDate day = LocalDate.ofInstant(Instant.parse(first().path("publishedAt").asText()), zone);
    PAGES.put("front page", "/");
    PAGES.put("section", "/tin-tuc");
    PAGES.put("tag", "/tag/giao-duc");
    PAGES.put("author", "/tac-gia/vang-thi-my");
    PAGES.put("archive", "/luu-tru");
    PAGES.put("year", "/luu-tru/" + day.getYear());
    PAGES.put("month", "/luu-tru/%tY/%<tm".formatted(day));
    PAGES.put("day", "/luu-tru/%tY/%<tm/%<td".formatted(day));
    PAGES.put("photo", article("Thông xe cầu"));
    PAGES.put("gallery", article("Chợ phiên Bản Mây"));
    PAGES.put("film", article("“Thư viện xe máy”"));
    PAGES.put("attachment", article("Trường Phổ thông"));
    PAGES.put("table", table.path("url").asText());
    PAGES.put("long title", article("Thông báo về việc"));
    PAGES.put("fixed page", fixed.path("url").asText());
    PAGES.put("withdrawn", gone.path("url").asText());
    PAGES.put("missing page", "/tin-tuc/khong-co");
    Newspaper.await(
        "the front page names the most read and the publisher",
        Duration.ofMinutes(2),
        () -> {
          Document front = newspaper.get("/").expect(200).html();
          return !front.select(".most-read li").isEmpty() && front.text().contains("UBND xã");
        });
    PAGES.put("older articles", newspaper.get("/").html().select("a.older").attr("href"));
  }

  @AfterAll
  static void close() {
    newspaper.close();
  }

  private static void writeSettings(String page) {
    String token = newspaper.token(Newspaper.ADMINISTRATOR);
    Answer settings = newspaper.send("GET", "/api/admin/settings", token, null).expect(200);
    ObjectNode changed = settings.json();
    changed.put("agency", "UBND xã Bản Mây").put("telephone", "0216 3888 999");
    changed.put("mail", "toasoan@banmay.example").put("accent", "#1b4d8e");
    ObjectNode link = changed.putArray("pages").addObject();
    link.put("article", page).put("title", "Giới thiệu").put("place", "footer");
    ObjectNode notice = changed.putObject("notice");
    notice.put("text", "Nghỉ học vì rét").put("link", "/tin-tuc");
    notice.put("until", "2099-01-01T00:00:00Z");
    String photo =
        list("/api/articles?limit=50").findValuesAsText("url").stream()
            .filter(url -> url.startsWith("/photos/"))
            .findFirst()
            .orElseThrow();
    changed.putObject("logo").put("photo", photo.split("/")[2]);
    newspaper
        .send("PUT", "/api/admin/settings", token, changed, "If-Match", settings.header("ETag"))
        .expect(200);
  }

  private static JsonNode list(String path) {
    return newspaper.get(path).expect(200).json().path("articles");
  }

  private static JsonNode first() {
    return list("/api/articles?limit=1").path(0);
  }

  private static String article(String beginning) {
    return ARTICLES.entrySet().stream()
        .filter(article -> article.getKey().startsWith(beginning))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  /** Ways in which readers see a page. */
  enum Sight {
    PHONE(360, false, 100),
    DARK_PHONE(360, true, 100),
    NARROW_WITH_LARGE_TEXT(320, false, 200),
    DARK_SCREEN(1280, true, 100),
    PAPER(1280, false, 100),
    HIGH_CONTRAST(360, false, 100);

    private final int width;
    private final boolean isDark;
    private final int percent;

    /**
     * @param width of the window, in CSS pixels
     * @param percent size of the text
     */
    Sight(int width, boolean isDark, int percent) {
      this.width = width;
      this.isDark = isDark;
      this.percent = percent;
    }

    Page.EmulateMediaOptions media() {
      Page.EmulateMediaOptions options = new Page.EmulateMediaOptions();
      return switch (this) {
        case PAPER -> options.setMedia(Media.PRINT);
        case HIGH_CONTRAST ->
            options.setForcedColors(ForcedColors.ACTIVE).setContrast(Contrast.MORE);
        default -> options;
      };
    }
  }

  /**
   * Each way shows a third of the pages, so that each run looks at every page in two ways.
   *
   * <p>{@code -Pnightly} looks at all pages in all ways.
   */
  @ParameterizedTest
  @EnumSource
  void pagesAreAccessible(Sight sight, Window window) {
    int number = List.of(Sight.values()).indexOf(sight);
    try (BrowserContext context = window.reader(sight.width, sight.isDark)) {
      Page page = context.newPage();
      // A prefetching browser is not counted.
      page.setExtraHTTPHeaders(Map.of("Sec-Purpose", "prefetch"));
      for (Map.Entry<String, String> kind : PAGES.entrySet()) {
        if (Boolean.getBoolean("nightly") || number++ % 3 == 0) {
          show(page, kind.getValue(), sight);
          assertThat(new AxeBuilder(page).analyze().getViolations())
              .as("axe on the page: %s", kind.getKey())
              .isEmpty();
          assertThat((Boolean) page.evaluate("document.body.scrollWidth <= window.innerWidth"))
              .as("%s fits %d pixels", kind.getKey(), sight.width)
              .isTrue();
        }
      }
    }
  }

  /** Opens a page, waits for its numbers, and then changes the medium, which may hide them. */
  private static void show(Page page, String path, Sight sight) {
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    page.navigate(newspaper.at(path).toString());
    page.locator("#visits dd").first().waitFor();
    page.emulateMedia(sight.media());
    page.evaluate(
        "(size) => { document.documentElement.style.fontSize = size + '%'; }", sight.percent);
  }

  /** Writes pictures of all pages to {@code target/pages}, for people to look at. */
  @ParameterizedTest
  @CsvSource({"360", "768", "1280", "1920"})
  @EnabledIfSystemProperty(named = "nightly", matches = "true")
  void takesPicturesOfAllPages(int width, Window window) {
    for (boolean dark : new boolean[] {false, true}) {
      try (BrowserContext context = window.reader(width, dark)) {
        Page page = context.newPage();
        page.setExtraHTTPHeaders(Map.of("Sec-Purpose", "prefetch"));
        for (Map.Entry<String, String> kind : PAGES.entrySet()) {
          show(page, kind.getValue(), Sight.PHONE);
          String name = "%s-%d-%s.png".formatted(kind.getKey(), width, dark ? "dark" : "light");
          Path picture = Path.of("target/pages", name.replace(' ', '-'));
          page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
          assertThat(picture).isNotEmptyFile();
        }
      }
    }
  }

  @Test
  void findsNoErrorInTheHtmlOfAnyPage() {
    Map<String, String> pages = new LinkedHashMap<>();
    PAGES.forEach(
        (kind, path) -> {
          pages.put(kind, inLanguage("vi", path));
          if (IN_ENGLISH.contains(kind)) {
            pages.put(kind + " in English", inLanguage("en", path));
          }
        });
    assertThat(pages).hasSize(PAGES.size() + IN_ENGLISH.size());
    assertThat(HtmlChecker.errors(pages)).isEmpty();
  }

  private static String inLanguage(String lang, String path) {
    String html = newspaper.get(path, "Cookie", "lang=" + lang).text();
    assertThat(html).as(path).contains("<html lang=\"" + lang + "\"");
    return html;
  }

  @Test
  void noticesAnErrorInHtml() {
    String html = newspaper.get("/").text().replace("<main ", "<p aria-label=\"x\"></p><main ");
    assertThat(HtmlChecker.errors(Map.of("broken", html)).keySet())
        .anyMatch(error -> error.contains("aria-label"));
  }

  @Test
  void holdsEveryKindOfContent() {
    assertThat(page("gallery").select(".body figure > figure img")).hasSize(4);
    assertThat(page("film").select(".body [data-video] > a")).hasSize(1);
    assertThat(page("film").select("iframe, [src*=youtu]")).isEmpty();
    assertThat(page("attachment").select(".body a[href$=/file.docx]")).hasSize(1);
    assertThat(page("film").select("picture > source[type=image/webp]")).isNotEmpty();
    assertThat(page("front page").select(".nameplate img")).hasSize(1);
    assertThat(page("withdrawn").select("blockquote").text()).isEqualTo("Bài có số liệu sai.");
  }

  @Test
  void givesSearchEnginesTheFieldsOfEachArticle() {
    for (JsonNode listed : list("/api/articles?limit=50")) {
      String url = listed.path("url").asText();
      JsonNode news = ofType("NewsArticle", newspaper.get(url).expect(200).html());
      assertThat(news.path("headline").asText()).as(url).isNotBlank();
      assertThat(news.path("headline").asText().length()).as(url).isLessThanOrEqualTo(MAX_HEADLINE);
      assertThat(news.path("image").size())
          .as(url)
          .isEqualTo(listed.path("cover").isNull() ? 0 : 1);
      for (JsonNode image : news.path("image")) {
        assertAddress(image);
        newspaper.get(path(image.asText())).expect(200);
      }
      Instant published = Instant.parse(news.path("datePublished").asText());
      assertThat(Instant.parse(news.path("dateModified").asText())).isAfterOrEqualTo(published);
      assertThat(news.path("author").size()).as(url).isPositive();
      for (JsonNode author : news.path("author")) {
        assertThat(author.path("@type").asText()).isIn("Person", "NewsMediaOrganization");
        assertThat(author.path("name").asText()).isNotBlank();
        assertAddress(author.path("url"));
        newspaper.get(path(author.path("url").asText())).expect(200);
      }
      assertAddress(news.path("mainEntityOfPage"));
      assertPublisher(news.path("publisher"));
    }
  }

  @Test
  void givesSearchEnginesTheWayToEachPage() {
    PAGES.forEach(
        (kind, path) -> {
          Document page = newspaper.get(path).html();
          if (!page.select("nav.trail").isEmpty()) {
            JsonNode steps = ofType("BreadcrumbList", page).path("itemListElement");
            assertThat(steps.size()).as(kind).isGreaterThan(1);
            for (int i = 0; i < steps.size(); i++) {
              assertThat(steps.path(i).path("@type").asText()).isEqualTo("ListItem");
              assertThat(steps.path(i).path("position").asInt()).isEqualTo(i + 1);
              assertThat(steps.path(i).path("name").asText()).as(kind).isNotBlank();
              assertAddress(steps.path(i).path("item"));
              newspaper.get(path(steps.path(i).path("item").asText())).expect(200);
            }
          }
        });
    assertThat(page("table").select("nav.trail")).hasSize(1);
    assertThat(page("month").select("nav.trail")).hasSize(1);
  }

  @Test
  void givesSearchEnginesTheSiteAndItsPublisherOnTheFrontPage() {
    JsonNode site = ofType("WebSite", page("front page"));
    assertThat(site.path("name").asText()).isEqualTo("Bản Tin");
    assertAddress(site.path("url"));
    JsonNode publisher = site.path("publisher");
    assertPublisher(publisher);
    assertThat(publisher.path("parentOrganization").path("name").asText())
        .isEqualTo("UBND xã Bản Mây");
    assertThat(publisher.path("email").asText()).isEqualTo("toasoan@banmay.example");
  }

  @Test
  void writesFeedsAsAtomDescribesThem() {
    for (String list : List.of("", "/tin-tuc", "/tag/giao-duc", "/tac-gia/vang-thi-my")) {
      String path = list + "/feed.xml";
      String xml = newspaper.get(path).expect(200).text();
      assertThat(XmlChecker.errors("atom.rnc", xml)).as(path).isEmpty();
      Document feed = Jsoup.parse(xml, "", Parser.xmlParser());
      assertThat(feed.select("feed > link[rel=self]").eachAttr("href"))
          .containsExactly(newspaper.at(path).toString());
      assertThat(feed.select("feed > link[rel=alternate]").eachAttr("href"))
          .containsExactly(newspaper.at(list.isEmpty() ? "/" : list).toString());
      assertThat(feed.select("entry > id").eachText()).isNotEmpty().doesNotHaveDuplicates();
      for (Element entry : feed.select("entry")) {
        assertThat(entry.select("link[rel=alternate]")).as(path).hasSize(1);
        newspaper.get(path(entry.select("link").attr("href"))).expect(200);
      }
    }
  }

  @Test
  void writesSitemapsAsTheirProtocolDescribesThem() {
    Document index = sitemap("/sitemap-index.xml");
    List<String> sitemaps = index.select("sitemap > loc").eachText();
    assertThat(sitemaps).contains(newspaper.at("/sitemap.xml").toString());
    for (String address : sitemaps) {
      assertThat(address).startsWith(newspaper.at("/").toString());
      URI uri = URI.create(address);
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      List<String> pages = sitemap(uri.getRawPath() + query).select("url > loc").eachText();
      assertThat(pages)
          .hasSizeLessThanOrEqualTo(50_000)
          .doesNotHaveDuplicates()
          .allMatch(page -> page.startsWith(newspaper.at("/").toString()));
    }
    Document news = sitemap("/news-sitemap.xml");
    assertThat(news.select("url")).isNotEmpty().hasSizeLessThanOrEqualTo(1000);
    assertThat(news.getElementsByTag("news:publication_date").eachText())
        .allMatch(time -> Instant.parse(time).isAfter(Instant.now().minus(Duration.ofDays(2))));
  }

  private static Document sitemap(String path) {
    String xml = newspaper.get(path).expect(200).text();
    assertThat(XmlChecker.errors("sitemap.rnc", xml)).as(path).isEmpty();
    return Jsoup.parse(xml, "", Parser.xmlParser());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/feed.xml | atom.rnc | (?s)<author>.*?</author> | ''",
        "/feed.xml | atom.rnc | <id>http | <id>/http",
        "/feed.xml | atom.rnc | Z</updated> | </updated>",
        "/feed.xml | atom.rnc | <updated>.*?</updated> | ''",
        "/feed.xml | atom.rnc | <link rel=\"self\" | <link rel=\"me\"",
        "/feed.xml | atom.rnc | <summary>.*?</summary> | $0$0",
        "/feed.xml | atom.rnc | term=\"[^\"]+\" | term=\" \"",
        "/feed.xml | atom.rnc | http://www.w3.org/2005/Atom | http://purl.org/atom/ns#",
        "/sitemap.xml | sitemap.rnc | <loc>.*?</loc> | ''",
        "/sitemap.xml | sitemap.rnc | <loc>http | <loc>//",
        "/sitemap.xml | sitemap.rnc | Z</lastmod> | </lastmod>",
        "/sitemap-index.xml | sitemap.rnc | sitemap> | url>",
        "/news-sitemap.xml | sitemap.rnc | <news:language>vi | <news:language>Vietnamese",
        "/news-sitemap.xml | sitemap.rnc | <news:title>.*?</news:title> | ''"
      })
  void noticesAnErrorInXml(String path, String schema, String sound, String broken) {
    String xml = newspaper.get(path).expect(200).text();
    String changed = xml.replaceAll(sound, broken);
    assertThat(changed).isNotEqualTo(xml);
    assertThat(XmlChecker.errors(schema, changed)).isNotEmpty();
  }

  private static Document page(String kind) {
    return newspaper.get(PAGES.getOrDefault(kind, "/")).html();
  }

  private static void assertPublisher(JsonNode publisher) {
    assertThat(publisher.path("@type").asText()).isEqualTo("NewsMediaOrganization");
    assertThat(publisher.path("name").asText()).isEqualTo("Bản Tin");
    assertAddress(publisher.path("url"));
    assertThat(publisher.at("/logo/@type").asText()).isEqualTo("ImageObject");
    newspaper.get(path(publisher.at("/logo/url").asText())).expect(200);
  }

  private static String path(String address) {
    return URI.create(address).getRawPath();
  }

  private static void assertAddress(JsonNode address) {
    assertThat(address.asText()).startsWith(newspaper.at("/").toString());
  }

  /** Structured data of a type in a page. */
  private static JsonNode ofType(String type, Document page) {
    for (Element script : page.select("script[type=application/ld+json]")) {
      ObjectNode json = Answer.parse(script.data());
      if (json.path("@type").asText().equals(type)) {
        assertThat(json.path("@context").asText()).isEqualTo("https://schema.org");
        return json;
      }
    }
    throw new AssertionError("No " + type + " in " + page.location());
  }
}
