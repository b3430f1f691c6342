package bantin.listarticles;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.ArticleId;
import bantin.article.Cover;
import bantin.article.Headline;
import bantin.article.Publication;
import bantin.article.Section;
import bantin.article.Settings;
import bantin.http.Language;
import bantin.page.Frame;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;

class RenderingTest {
  private static final Instant NOW = Instant.parse("2026-11-23T07:05:00Z");
  private static final String ORIGIN = "https://tin.example";
  private static final Settings SETTINGS =
      new Settings(
          "Bản Tin",
          List.of(new Section("tin-tuc", "Tin tức"), new Section("thong-bao", "Thông báo")));

  static List<String> hostile() {
    return List.of(
        "<script>alert(1)</script>",
        "</script></title><img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "]]><!-- -->",
        "&lt;b&gt; &amp;",
        "\u202Eright to left\u202C and מאמר",
        "Nguye\u0302\u0303n \uD83D\uDC69\u200D\uD83D\uDC67",
        "a".repeat(300));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void escapesWrittenTextInLists(String text) {
    Headline headline = headline(1, text, "tin-tuc", new Cover("/a.jpg?" + text, text));
    List<Headline> headlines = List.of(headline);
    List<Block> blocks = List.of(new Block(SETTINGS.sections().get(0), headlines));
    for (String html :
        List.of(
            FrontPage.render(frame(), SETTINGS, headlines, blocks, headlines, null),
            ListPage.of(frame(), SETTINGS, NamedList.section("tin-tuc"), headlines, null, null),
            ListPage.of(frame(), SETTINGS, NamedList.tag(text), headlines, null, null),
            ListPage.of(frame(), SETTINGS, NamedList.author(text), headlines, null, null))) {
      Document page = Jsoup.parse(html);
      for (Element title : page.select(".headline :is(h2, h3)")) {
        assertThat(title.wholeText()).isEqualTo(text);
      }
      for (Element lead : page.select(".headline .lead")) {
        assertThat(lead.wholeText()).isEqualTo(text);
      }
      assertThat(page.select(".headline")).isNotEmpty();
      assertThat(page.select(".headline *[onload], *[onerror], *[onmouseover], svg")).isEmpty();
      assertThat(page.select("main script")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void escapesWrittenTextInTheFeed(String text) throws Exception {
    Headline headline = headline(1, text, "tin-tuc", null);
    String feed = feed(headline);
    org.w3c.dom.Document xml = parse(feed);
    assertThat(texts(xml, "title")).containsExactly("Bản Tin", text);
    assertThat(texts(xml, "summary")).containsExactly(text);
    assertThat(texts(xml, "name")).containsExactly(text);
  }

  @Test
  void replacesCharactersThatXmlCannotHold() throws Exception {
    Headline headline = headline(1, "a\u0000b\u000Bc\uFFFEd\uD800e", "tin-tuc", null);
    String feed = feed(headline);
    assertThat(texts(parse(feed), "summary")).containsExactly("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
  }

  @Test
  void givesTheFeedTheElementsThatAtomRequires() throws Exception {
    Headline headline = headline(1, "Chợ phiên", "tin-tuc", null);
    org.w3c.dom.Document xml = parse(feed(headline));
    assertThat(xml.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
    assertThat(texts(xml, "id")).containsExactly(ORIGIN + "/", ORIGIN + "/api/articles/0000000001");
    assertThat(texts(xml, "updated"))
        .containsExactly("2026-11-23T07:04:59Z", "2026-11-23T07:04:59Z");
    assertThat(parse(feed()))
        .satisfies(
            empty -> assertThat(texts(empty, "updated")).containsExactly("2026-11-23T07:05:00Z"));
  }

  @Test
  void datesTheFeedByItsLatestChange() throws Exception {
    Headline newest = headline(1, "Chợ phiên", "tin-tuc", null);
    Headline changed = headline(60, "Mùa lúa", "tin-tuc", null).updated(NOW);
    org.w3c.dom.Document xml = parse(feed(newest, changed));
    assertThat(texts(xml, "published"))
        .containsExactly("2026-11-23T07:04:59Z", "2026-11-23T07:04:00Z");
    assertThat(texts(xml, "updated"))
        .containsExactly("2026-11-23T07:05:00Z", "2026-11-23T07:04:59Z", "2026-11-23T07:05:00Z");
  }

  @Test
  void listsFrontPageSectionsAndArticlesInTheSitemap() throws Exception {
    List<Headline> headlines = List.of(headline(1, "Chợ phiên", "tin-tuc", null));
    org.w3c.dom.Document newest = parse(Sitemap.newest(SETTINGS, headlines, path -> ORIGIN + path));
    assertThat(texts(newest, "loc"))
        .containsExactly(
            ORIGIN + "/",
            ORIGIN + "/tin-tuc",
            ORIGIN + "/thong-bao",
            ORIGIN + "/tin-tuc/cho-phien-0000000001");
    org.w3c.dom.Document month = parse(Sitemap.month(headlines, path -> ORIGIN + path));
    assertThat(texts(month, "loc")).containsExactly(ORIGIN + "/tin-tuc/cho-phien-0000000001");
    assertThat(Sitemap.robots(path -> ORIGIN + path))
        .contains("Disallow: /admin\n", "Sitemap: " + ORIGIN + "/sitemap-index.xml\n")
        .endsWith("Sitemap: " + ORIGIN + "/news-sitemap.xml\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void leavesStoriesOfTheTopOutOfTheBlocks(int beneath) {
    Cover cover = beneath == 3 ? new Cover("/a.jpg", "") : null;
    List<String> titles = IntStream.range(0, FrontPage.NEWEST).mapToObj(i -> "Bài " + i).toList();
    List<Headline> newest =
        IntStream.range(0, FrontPage.NEWEST)
            .mapToObj(i -> headline(i, titles.get(i), "tin-tuc", cover))
            .toList();
    Block block = new Block(SETTINGS.sections().get(0), newest.subList(0, FrontPage.PER_SECTION));
    Block none = new Block(SETTINGS.sections().get(1), List.of());
    Document page =
        Jsoup.parse(
            FrontPage.render(
                frame(), SETTINGS, newest, List.of(block, none), List.of(), "/?cursor=x"));
    assertThat(page.select(".lead-story h2").eachText()).isEqualTo(titles.subList(0, 1));
    assertThat(page.select(".second h2").eachText()).isEqualTo(titles.subList(1, 1 + beneath));
    assertThat(page.select(".latest h3").eachText())
        .isEqualTo(titles.subList(1 + beneath, FrontPage.NEWEST));
    assertThat(page.select(".block .headline h3").eachText())
        .isEqualTo(titles.subList(1 + beneath, 6 + beneath));
    assertThat(page.select(".pages .older").attr("href")).isEqualTo("/?cursor=x");
  }

  @ParameterizedTest
  @CsvSource({"12, 6", "9, 3", "8, 0"})
  void showsPhotosInAStripThatStandNowhereElse(int articles, int photos) {
    Cover cover = new Cover("/a.jpg", "");
    List<Headline> newest =
        IntStream.range(0, articles)
            .mapToObj(i -> headline(i, "Bài " + i, "tin-tuc", i == 6 ? null : cover))
            .toList();
    Block block = new Block(SETTINGS.sections().get(0), newest);
    Document page =
        Jsoup.parse(FrontPage.render(frame(), SETTINGS, newest, List.of(block), List.of(), null));

    // Three stand below the lead story, the fifth leads its block, and one has no photo.
    assertThat(page.select(".pictures h3").eachText())
        .isEqualTo(
            IntStream.range(5, articles)
                .filter(i -> i != 6)
                .limit(photos)
                .mapToObj(i -> "Bài " + i)
                .toList());
    assertThat(page.select(".pictures")).hasSize(photos == 0 ? 0 : 1);
    assertThat(page.select(".pictures img")).hasSize(photos);
  }

  @Test
  void beginsABlockWithItsNewestArticleThatHasAPhoto() {
    List<Headline> newest =
        IntStream.range(0, 5).mapToObj(i -> headline(i, "Bài " + i, "tin-tuc", null)).toList();
    Cover cover = new Cover("/a.jpg", "");
    List<Headline> section =
        IntStream.range(5, 10)
            .mapToObj(i -> headline(i, "Bài " + i, "tin-tuc", i < 7 ? null : cover))
            .toList();
    Block block = new Block(SETTINGS.sections().get(0), section);
    Document page =
        Jsoup.parse(FrontPage.render(frame(), SETTINGS, newest, List.of(block), List.of(), null));
    assertThat(page.select(".block .headline h3").eachText())
        .containsExactly("Bài 7", "Bài 5", "Bài 6", "Bài 8", "Bài 9");
    assertThat(page.expectFirst(".block .headline").select("img")).hasSize(1);
  }

  @Test
  void repeatsTheTopStoryInASectionWithoutOthers() {
    List<Headline> headlines = List.of(headline(0, "Bài", "tin-tuc", null));
    Block block = new Block(SETTINGS.sections().get(0), headlines);
    Document page =
        Jsoup.parse(
            FrontPage.render(frame(), SETTINGS, headlines, List.of(block), List.of(), null));
    assertThat(page.select(".block .headline h3").eachText()).containsExactly("Bài");
  }

  @Test
  void saysThatTheSiteIsEmpty() {
    Document page =
        Jsoup.parse(FrontPage.render(frame(), SETTINGS, List.of(), List.of(), List.of(), null));
    assertThat(page.select("main").text()).contains("Chưa có tin nào ở đây.");
  }

  @Test
  void linksBothWaysAndLetsEnginesIndexTheFirstPage() {
    List<Headline> headlines = List.of(headline(0, "Bài", "tin-tuc", null));
    Document first =
        Jsoup.parse(
            ListPage.of(frame(), SETTINGS, NamedList.section("tin-tuc"), headlines, null, "/o"));
    assertThat(first.select(".pages a").eachAttr("href")).containsExactly("/o");
    assertThat(first.select("meta[name=robots]")).isEmpty();
    Document later =
        Jsoup.parse(
            ListPage.of(frame(), SETTINGS, NamedList.section("tin-tuc"), headlines, "/n", "/o"));
    assertThat(later.select(".pages a").eachAttr("href")).containsExactly("/n", "/o");
    assertThat(later.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
  }

  private static Frame frame() {
    return new Frame(
        "Bản Tin",
        List.of(),
        Language.VI,
        false,
        ORIGIN,
        "/",
        "/?lang=en",
        ZoneId.of("Asia/Ho_Chi_Minh"),
        NOW,
        "request-1",
        bantin.page.Imprint.NONE,
        shown -> "token-of-" + shown);
  }

  private static String feed(Headline... headlines) {
    return Feed.render(
        SETTINGS, "Bản Tin", "/", "/feed.xml", List.of(headlines), path -> ORIGIN + path, NOW);
  }

  private static Headline headline(int n, String text, String section, @Nullable Cover cover) {
    return new Headline(
        new ArticleId(String.format(Locale.ROOT, "%010d", n)),
        text,
        text,
        section,
        List.of(text),
        List.of(text),
        cover,
        new Publication(NOW.minusSeconds(n), null));
  }

  private static org.w3c.dom.Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(org.w3c.dom.Document xml, String element) {
    NodeList found = xml.getElementsByTagNameNS("*", element);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent())
        .toList();
  }
}
