package bantin.listarticles;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.ArticleItems;
import bantin.article.DayCounts;
import bantin.article.Headline;
import bantin.article.Logo;
import bantin.article.Notice;
import bantin.article.PageLink;
import bantin.article.Publication;
import bantin.article.Publisher;
import bantin.article.Section;
import bantin.article.Settings;
import bantin.article.SiteSettings;
import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.engines.Meter;
import bantin.engines.Tables;
import bantin.http.Json;
import bantin.visit.Addition;
import bantin.visit.HitToken;
import bantin.visit.Tally;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class ListArticlesHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static Tables tables;

  private Meter meter;
  private ListArticlesHandler handler;

  @BeforeAll
  static void open() {
    tables = Tables.inMemory();
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @BeforeEach
  void clear() {
    tables.clear();
    meter = new Meter(tables.client("ListArticlesFunction"));
    handler =
        new ListArticlesHandler(
            meter.client(),
            meter.client(),
            tables.name("Articles"),
            tables.name("Tallies"),
            2,
            "Bản Tin",
            ZoneId.of("Asia/Ho_Chi_Minh"),
            "the stack's own key",
            new HitToken("a secret of these tests"),
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @ParameterizedTest
  @CsvSource({
    "GET /{section},section,tin-tuc",
    "GET /tag/{tag},tag,cho-phien",
    "GET /tac-gia/{name},name,lu-a-su",
    "GET /{section}/feed.xml,section,tin-tuc",
    "GET /tag/{tag}/feed.xml,tag,cho-phien",
    "GET /tac-gia/{name}/feed.xml,name,lu-a-su",
    "GET /api/articles,,",
    "GET /feed.xml,,",
    "GET /sitemap.xml,,"
  })
  void answersAnyListWithOneQuery(String route, String parameter, String value) {
    IntStream.range(0, 60).forEach(i -> publish("Bài " + i, NOW.minusSeconds(i)));
    Call call = Call.to(route);
    if (parameter != null) {
      call.path(parameter, value);
    }
    // The first request reads the settings, which every page shares and remembers.
    call.of(handler);
    meter.take();
    assertThat(call.of(handler).status()).isEqualTo(200);
    assertThat(meter.take())
        .singleElement()
        .satisfies(reading -> assertThat(reading.operation()).isEqualTo("query"));
  }

  @Test
  void readsSectionsThatTheNewestArticlesLackForTheFrontPage() {
    IntStream.range(0, 45).forEach(i -> publish("Bài " + i, NOW.minusSeconds(i)));
    publish("Lịch tiêm", NOW.minus(Duration.ofDays(400)), "thong-bao", "Lù A Sử", "Y tế");
    Call call = Call.to("GET /");
    call.of(handler);
    meter.take();
    Document front = Jsoup.parse(call.of(handler).body());
    assertThat(front.select("#section-thong-bao ~ .stories h3").eachText())
        .containsExactly("Lịch tiêm");
    assertThat(meter.take())
        .extracting(Meter.Reading::operation)
        .as("all articles, and the other section")
        .containsExactly("query", "query");
  }

  @Test
  void readsASmallSitesFrontPageWithOneQuery() {
    IntStream.range(0, 10).forEach(i -> publish("Bài " + i, NOW.minusSeconds(i)));
    Call call = Call.to("GET /");
    call.of(handler);
    meter.take();
    assertThat(Jsoup.parse(call.of(handler).body()).select(".block")).hasSize(1);
    assertThat(meter.take()).extracting(Meter.Reading::operation).containsExactly("query");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /{section},section,tin-tuc",
    "GET /tag/{tag},tag,cho-phien",
    "GET /tac-gia/{name},name,lu-a-su",
    "GET /api/articles,,",
  })
  void readsDeepPagesForTheUnitsOfTheFirst(String route, String parameter, String value) {
    IntStream.range(0, 400).forEach(i -> publish("Bài số " + (1000 + i), NOW.minusSeconds(i)));
    List<Double> units = new ArrayList<>();
    String cursor = null;
    do {
      Call call = Call.to(route);
      if (parameter != null) {
        call.path(parameter, value);
      }
      if (cursor != null) {
        call.query("cursor", cursor);
      }
      meter.take();
      Answer answer = call.of(handler);
      assertThat(answer.status()).isEqualTo(200);
      List<Meter.Reading> readings = meter.take();
      if (cursor != null) { // The first request reads the settings too.
        units.add(readings.stream().mapToDouble(Meter.Reading::units).sum());
      }
      cursor = next(answer.body());
    } while (cursor != null);
    assertThat(units).hasSizeGreaterThan(10);
    assertThat(units.subList(0, units.size() - 1)).containsOnly(units.getFirst());
  }

  /** Cursor of the next older page in an answer for programs or people; null at the end. */
  private static @Nullable String next(String body) {
    Matcher cursor = Pattern.compile("rel=\"next\" href=\"[^\"]*cursor=([^\"&]+)").matcher(body);
    if (cursor.find()) {
      return URLDecoder.decode(cursor.group(1), StandardCharsets.UTF_8);
    }
    cursor = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(body);
    return cursor.find() ? cursor.group(1) : null;
  }

  @Test
  void namesTheSiteAndDrawsItsIconInTheManifest() {
    Answer answer = Call.to("GET /manifest.webmanifest").of(handler);
    assertThat(answer.header("Content-Type")).isEqualTo("application/manifest+json");
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=2592000");
    JsonNode manifest = Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    assertThat(manifest.path("name").asText()).isEqualTo("Bản Tin");
    assertThat(manifest.path("start_url").asText()).isEqualTo("/");
    String icon = manifest.at("/icons/0/src").asText().replace("data:image/svg+xml;base64,", "");
    Document svg =
        Jsoup.parse(
            new String(Base64.getDecoder().decode(icon), StandardCharsets.UTF_8),
            "",
            Parser.xmlParser());
    assertThat(svg.expectFirst("svg > text").text()).isEqualTo("BT");
    assertThat(manifest.at("/icons/0/purpose").asText()).isEqualTo("any");
    assertThat(manifest.at("/icons/1/purpose").asText()).isEqualTo("maskable");
    assertThat(manifest.at("/icons/1/src").asText())
        .isEqualTo(
            "data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(new Icon("#a3171d", "BT").maskable()));
    assertThat(answer.bytes()).hasSizeLessThan(4000);
  }

  @Test
  void drawsTheIconForIPhones() {
    Answer answer = Call.to("GET /apple-touch-icon.png").of(handler);
    assertThat(answer.header("Content-Type")).isEqualTo("image/png");
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=2592000");
    assertThat(answer.bytes()).isEqualTo(new Icon("#a3171d", "BT").png()).hasSizeBetween(500, 8000);
  }

  @ParameterizedTest
  @CsvSource({
    "1200, 400, true, 480, 160",
    "600, 600, false, 480, 480",
    "192, 192, false, 192, 192"
  })
  void showsTheLogoInTheHeadAndToPrograms(
      int width, int height, boolean isWide, int shownWidth, int shownHeight) {
    String photo = "/photos/0123456789abcdefghjk/";
    saveLogo(new Logo(photo + "720.jpg", width, height));
    Document front = Jsoup.parse(Call.to("GET /").of(handler).body());
    Element head = front.expectFirst(".nameplate a[href=/]");
    assertThat(head.expectFirst("img").attr("src")).isEqualTo(photo + "480.jpg");
    assertThat(head.expectFirst("source").attr("srcset")).isEqualTo(photo + "480.webp");
    assertThat(head.expectFirst("img").attr("width")).isEqualTo(String.valueOf(shownWidth));
    assertThat(head.expectFirst("img").attr("height")).isEqualTo(String.valueOf(shownHeight));
    // Either the picture says the name, or the text beside it does.
    assertThat(head.expectFirst("img").attr("alt")).isEqualTo(isWide ? "Bản Tin" : "");
    assertThat(head.text()).isEqualTo(isWide ? "" : "Bản Tin");
    String about = front.expectFirst("script[type=application/ld+json]").data();
    assertThat(
            Json.parse(about.getBytes(StandardCharsets.UTF_8)).at("/publisher/logo/url").asText())
        .endsWith(photo + "720.jpg");
    JsonNode icons = json(Call.to("GET /manifest.webmanifest")).path("icons");
    assertThat(icons.path(icons.size() - 1).path("type").asText()).isEqualTo("image/svg+xml");
    assertThat(icons).hasSize(2);
    assertThat(icons.at("/1/purpose").asText()).isEqualTo(isWide ? "maskable" : "any");
    if (!isWide) {
      assertThat(icons.at("/0/src").asText()).isEqualTo(photo + "480.webp");
      assertThat(icons.at("/0/sizes").asText()).isEqualTo(shownWidth + "x" + shownHeight);
      Answer touchIcon = Call.to("GET /apple-touch-icon.png").of(handler);
      assertThat(touchIcon.status()).isEqualTo(302);
      assertThat(touchIcon.header("Location")).isEqualTo(photo + "480.jpg");
    }
  }

  private static void saveLogo(Logo logo) {
    Settings settings =
        new Settings("Bản Tin", List.of(), "", "", "", Publisher.NONE, List.of(), null, logo, 1);
    tables.client().putItem(put -> put.tableName("Articles").item(SiteSettings.item(settings)));
  }

  @Test
  void givesProgramsExactlyTheFieldsOfTheContract() {
    Headline headline = publish("Đường về bản", NOW.minusSeconds(5));
    JsonNode json = json(Call.to("GET /api/articles"));
    assertThat(json.toString())
        .isEqualTo(
            "{\"articles\":[{\"id\":\""
                + headline.id()
                + "\",\"url\":\"/tin-tuc/duong-ve-ban-"
                + headline.id()
                + "\",\"title\":\"Đường về bản\",\"lead\":\"Sa pô\",\"section\":\"tin-tuc\","
                + "\"authors\":[\"Lù A Sử\"],\"tags\":[\"Chợ phiên\"],\"cover\":null,"
                + "\"publishedAt\":\"2026-11-23T02:59:55.000Z\"}],\"next\":null}");
  }

  @ParameterizedTest
  @CsvSource({
    "section,tin-tuc,1",
    "section,thong-bao,0",
    "tag,CHỢ PHIÊN,1",
    "tag,cho-phien,1",
    "tag,khac,0",
    "author,Lù A Sử,1",
    "author,Ai đó,0"
  })
  void listsArticlesOfASectionTagOrAuthor(String name, String value, int found) {
    publish("Một", NOW);
    assertThat(json(Call.to("GET /api/articles").query(name, value)).get("articles"))
        .hasSize(found);
  }

  @ParameterizedTest
  @CsvSource({
    "limit,0",
    "limit,51",
    "limit,-1",
    "limit,x",
    "limit,''",
    "cursor,x",
    "cursor,''",
    "cursor,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "section,../x",
    "tag,!!!",
    "author,''"
  })
  void refusesAnInvalidParameterByName(String name, String value) {
    Answer answer = Call.to("GET /api/articles").query(name, value).of(handler);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body()).contains(name);
  }

  @Test
  void refusesTheCursorOfAnotherList() {
    IntStream.range(0, 3).forEach(i -> publish("Bài " + i, NOW.minusSeconds(i)));
    String next = json(Call.to("GET /api/articles").query("limit", "1")).get("next").asText();
    Call otherSection =
        Call.to("GET /api/articles").query("section", "tin-tuc").query("cursor", next);
    assertThat(otherSection.of(handler).status()).isEqualTo(400);
  }

  @Test
  void leavesScheduledArticlesOutOfEveryList() {
    publish("Mai này", NOW.plusMillis(1));
    for (String route :
        List.of("GET /", "GET /api/articles", "GET /feed.xml", "GET /sitemap.xml")) {
      assertThat(Call.to(route).of(handler).body()).doesNotContain("Mai này", "mai-nay");
    }
  }

  @Test
  void pagesThroughASectionAndBack() {
    IntStream.range(0, 45).forEach(i -> publish("Bài " + i, NOW.minusSeconds(i)));
    Document first = section(null);
    assertThat(first.select(".newer")).isEmpty();
    Document second = section(cursor(first, ".older"));
    assertThat(second.text()).contains("Bài 20").doesNotContain("Bài 19 ");
    Document third = section(cursor(second, ".older"));
    assertThat(third.text()).contains("Bài 44");
    assertThat(third.select(".older")).isEmpty();
    assertThat(section(cursor(third, ".newer")).select("main h2, main h3").eachText())
        .isEqualTo(second.select("main h2, main h3").eachText());
  }

  private Document section(@Nullable String cursor) {
    Call call = Call.to("GET /{section}").path("section", "tin-tuc");
    return Jsoup.parse((cursor == null ? call : call.query("cursor", cursor)).of(handler).body());
  }

  private static String cursor(Document page, String link) {
    return page.select(link).attr("href").replaceFirst(".*cursor=", "");
  }

  @Test
  void answersAnUnknownSectionTagOrAuthorWithAPage() {
    for (Call call :
        List.of(
            Call.to("GET /{section}").path("section", "khong-co"),
            Call.to("GET /{section}/feed.xml").path("section", "khong-co"),
            Call.to("GET /tag/{tag}").path("tag", "khong-co"),
            Call.to("GET /tag/{tag}/feed.xml").path("tag", "khong-co"),
            Call.to("GET /tac-gia/{name}").path("name", "khong-co"),
            Call.to("GET /tac-gia/{name}").path("name", "!!!"),
            Call.to("GET /tac-gia/{name}/feed.xml").path("name", "khong-co"))) {
      Answer answer = call.of(handler);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("Content-Type")).startsWith("text/html");
      assertThat(answer.body()).contains("<html lang=\"vi\"");
    }
  }

  @Test
  void redirectsToTheTagsOnlyAddress() {
    publish("Một", NOW);
    Answer answer = Call.to("GET /tag/{tag}").path("tag", "Chợ phiên").of(handler);
    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.header("Location")).isEqualTo("/tag/cho-phien");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /tag/{tag}/feed.xml,tag,Chợ phiên,/tag/cho-phien/feed.xml",
    "GET /tac-gia/{name},name,Lù A Sử,/tac-gia/lu-a-su",
    "GET /tac-gia/{name}/feed.xml,name,LÙ A SỬ,/tac-gia/lu-a-su/feed.xml"
  })
  void redirectsToTheOnlyAddressOfAList(
      String route, String parameter, String value, String location) {
    publish("Một", NOW);
    Answer answer = Call.to(route).path(parameter, value).of(handler);
    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.header("Location")).isEqualTo(location);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /{section}/feed.xml,section,tin-tuc,Tin tức – Bản Tin,/tin-tuc",
    "GET /tag/{tag}/feed.xml,tag,cho-phien,Chợ phiên – Bản Tin,/tag/cho-phien",
    "GET /tac-gia/{name}/feed.xml,name,lu-a-su,Lù A Sử – Bản Tin,/tac-gia/lu-a-su"
  })
  void givesEveryListAFeedOfItsOwn(
      String route, String parameter, String value, String title, String path) {
    publish("Của danh sách", NOW.minusSeconds(5), "tin-tuc", "Lù A Sử", "Chợ phiên");
    publish("Của danh sách khác", NOW.minusSeconds(4), "thong-bao", "Vàng Thị Mai", "Ruộng");
    Answer answer = Call.to(route).path(parameter, value).of(handler);
    assertThat(answer.header("Content-Type")).startsWith("application/atom+xml");
    Document feed = Jsoup.parse(answer.body(), Parser.xmlParser());
    assertThat(feed.select("feed > title").text()).isEqualTo(title);
    assertThat(feed.select("feed > id").text()).isEqualTo("https://tin.example" + path);
    assertThat(feed.select("feed > link[rel=self]").attr("href"))
        .isEqualTo("https://tin.example" + path + "/feed.xml");
    assertThat(feed.select("entry > title").eachText()).containsExactly("Của danh sách");
    Document page =
        Jsoup.parse(
            Call.to(route.replace("/feed.xml", "")).path(parameter, value).of(handler).body());
    assertThat(page.select("link[rel=alternate]").eachAttr("href"))
        .containsExactly("/feed.xml", path + "/feed.xml");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /feed.xml,,",
    "GET /{section}/feed.xml,section,tin-tuc",
    "GET /tag/{tag}/feed.xml,tag,cho-phien",
    "GET /tac-gia/{name}/feed.xml,name,lu-a-su"
  })
  void datesFeedsByTheLatestChange(String route, @Nullable String parameter, String value) {
    publish("Chợ phiên", NOW.minusSeconds(60));
    list(publish("Mùa lúa", NOW.minusSeconds(3600)).updated(NOW.minusSeconds(5)));
    Call call = Call.to(route);
    String xml = (parameter == null ? call : call.path(parameter, value)).of(handler).body();
    Document feed = Jsoup.parse(xml, Parser.xmlParser());
    assertThat(feed.select("feed > updated").text()).isEqualTo(text(NOW.minusSeconds(5)));
    assertThat(feed.select("entry > published").eachText())
        .containsExactly(text(NOW.minusSeconds(60)), text(NOW.minusSeconds(3600)));
    assertThat(feed.select("entry > updated").eachText())
        .containsExactly(text(NOW.minusSeconds(60)), text(NOW.minusSeconds(5)));
  }

  @Test
  void tellsSearchEnginesWhenArticlesChangedAndWhenNewsAppeared() {
    publish("Chợ phiên", NOW.minusSeconds(60));
    list(publish("Mùa lúa", NOW.minusSeconds(3600)).updated(NOW.minusSeconds(5)));
    Call newest = Call.to("GET /sitemap.xml");
    for (Call call : List.of(newest, newest.query("month", "2026-11"))) {
      assertThat(Jsoup.parse(call.of(handler).body(), Parser.xmlParser()).select("lastmod"))
          .extracting(Element::text)
          .containsExactly(text(NOW.minusSeconds(60)), text(NOW.minusSeconds(5)));
    }
    String news = Call.to("GET /news-sitemap.xml").of(handler).body();
    assertThat(Jsoup.parse(news, Parser.xmlParser()).getElementsByTag("news:publication_date"))
        .extracting(Element::text)
        .containsExactly(text(NOW.minusSeconds(60)), text(NOW.minusSeconds(3600)));
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Test
  void pagesThroughTheArticlesOfAnAuthor() {
    IntStream.range(0, 25).forEach(i -> publish("Bài " + i, NOW.minusSeconds(i)));
    Call first = Call.to("GET /tac-gia/{name}").path("name", "lu-a-su");
    Document page = Jsoup.parse(first.of(handler).body());
    assertThat(page.select("h1").text()).isEqualTo("Tác giả Lù A Sử");
    String older = page.select(".older").attr("href");
    assertThat(older).startsWith("/tac-gia/lu-a-su?cursor=");
    String cursor = older.replaceFirst(".*cursor=", "");
    Call next = Call.to("GET /tac-gia/{name}").path("name", "lu-a-su").query("cursor", cursor);
    assertThat(Jsoup.parse(next.of(handler).body()).select(".headline h2").eachText())
        .containsExactly("Bài 20", "Bài 21", "Bài 22", "Bài 23", "Bài 24");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13", "2026", "x", "2026-11-01"})
  void refusesAMalformedMonth(String month) {
    assertThat(Call.to("GET /sitemap.xml").query("month", month).of(handler).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-12", "2999-01", "9999-12", "0000-01"})
  void answersAnEmptySitemapForAMonthWithoutArticles(String month) {
    publish("Bài", NOW.minusSeconds(5));
    Answer answer = Call.to("GET /sitemap.xml").query("month", month).of(handler);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("<urlset").doesNotContain("<url>");
  }

  @Test
  void namesThePublisherAtTheFootOfEveryPage() {
    Publisher publisher =
        new Publisher(
            "UBND xã Bản Mù",
            "Ông Giàng A Lù <b>",
            "Tổ 3",
            "0214 3888 999 hoặc 0912",
            "tin@xa.example",
            "2026 Bản Tin");
    save(publisher);
    for (String route : List.of("GET /", "GET /luu-tru", "GET /tin-tuc/khong-co")) {
      Document page = Jsoup.parse(Call.to(route).of(handler).body());
      assertThat(page.select(".imprint").eachText())
          .as(route)
          .containsExactly(
              "Cơ quan chủ quản: UBND xã Bản Mù",
              "Chịu trách nhiệm nội dung: Ông Giàng A Lù <b>",
              "Giấy phép số 12/GP-TTĐT",
              "Địa chỉ: Tổ 3",
              "Điện thoại: 0214 3888 999 hoặc 0912",
              "Thư điện tử: tin@xa.example",
              "© 2026 Bản Tin");
      assertThat(page.select(".imprint a").eachAttr("href"))
          .as(route)
          .containsExactly("mailto:tin@xa.example");
    }
    String front = Call.to("GET /").of(handler).body();
    assertThat(Jsoup.parse(front).expectFirst("script[type=application/ld+json]").data())
        .contains("\"parentOrganization\":{\"@type\":\"Organization\",\"name\":\"UBND xã Bản Mù\"}")
        .contains("\"email\":\"tin@xa.example\"");
    assertThat(Call.to("GET /.well-known/security.txt").of(handler).body())
        .contains("Contact: mailto:tin@xa.example");
  }

  @Test
  void linksFixedPagesAndKeepsThemOutOfLists() {
    Headline page = page("Giới thiệu");
    Settings settings =
        new Settings(
            "Bản Tin",
            List.of(new Section("tin-tuc", "Tin tức")),
            "",
            "",
            "",
            Publisher.NONE,
            List.of(
                new PageLink(page.id(), page.path(), "Giới thiệu", true),
                new PageLink(page.id(), page.path(), "Về chúng tôi", false)),
            null,
            null,
            1);
    tables.client().putItem(put -> put.tableName("Articles").item(SiteSettings.item(settings)));
    Document front = Jsoup.parse(Call.to("GET /").of(handler).body());
    assertThat(front.select("body > header nav a").eachText())
        .containsExactly("Trang chủ", "Tin tức", "Giới thiệu");
    assertThat(front.select("body > header nav a").eachAttr("href")).contains(page.path());
    assertThat(front.select("footer .colophon a").eachText()).contains("Về chúng tôi");
    assertThat(front.select("main .headline")).isEmpty();
    assertThat(Call.to("GET /sitemap.xml").of(handler).body())
        .contains("<loc>https://tin.example" + page.path() + "</loc>");
    assertThat(Call.to("GET /feed.xml").of(handler).body()).doesNotContain("<entry>");
    assertThat(Call.to("GET /{section}").path("section", "trang").of(handler).status())
        .isEqualTo(404);
    assertThat(Call.to("GET /api/articles").query("section", "trang").of(handler).status())
        .isEqualTo(400);
  }

  @Test
  void showsAnUrgentNoticeOnEveryPageUntilItsEnd() {
    save(new Notice("Bão số 9 <b>", "/thong-bao", NOW.plusMillis(1)));
    for (String route : List.of("GET /", "GET /luu-tru", "GET /tin-tuc/khong-co")) {
      Document page = Jsoup.parse(Call.to(route).of(handler).body());
      assertThat(page.select("header .notice").text()).as(route).isEqualTo("Khẩn: Bão số 9 <b>");
      assertThat(page.select(".notice a").eachAttr("href")).containsExactly("/thong-bao");
      assertThat(page.select("[role=alert], [aria-live]")).isEmpty();
    }
  }

  @Test
  void hidesAnUrgentNoticeFromItsEndOn() {
    save(new Notice("Bão số 9", "", NOW));
    assertThat(Jsoup.parse(Call.to("GET /").of(handler).body()).select(".notice")).isEmpty();
  }

  private static void save(Notice notice) {
    Settings settings =
        new Settings("Bản Tin", List.of(), "", "", "", Publisher.NONE, List.of(), notice, null, 1);
    tables.client().putItem(put -> put.tableName("Articles").item(SiteSettings.item(settings)));
  }

  private static Headline page(String title) {
    Headline page =
        new Headline(
            ArticleId.random(),
            title,
            "",
            Section.PAGES,
            List.of("Lù A Sử"),
            List.of("Xã"),
            null,
            new Publication(NOW, null));
    ArticleItems.lists(page)
        .forEach(
            list ->
                tables
                    .client()
                    .putItem(
                        put -> put.tableName("Articles").item(ArticleItems.entry(list, page))));
    return page;
  }

  @Test
  void linksATelephoneNumberThatCanBeDialled() {
    save(new Publisher("", "", "", "+84 214 3888-999", "", "© Bản Tin"));
    Document page = Jsoup.parse(Call.to("GET /").of(handler).body());
    assertThat(page.select(".imprint a").eachAttr("href")).containsExactly("tel:+842143888999");
    assertThat(page.select(".imprint").eachText())
        .containsExactly("Giấy phép số 12/GP-TTĐT", "Điện thoại: +84 214 3888-999", "© Bản Tin");
  }

  private static void save(Publisher publisher) {
    Settings settings =
        new Settings(
            "Bản Tin",
            List.of(),
            "",
            "",
            "Giấy phép số 12/GP-TTĐT",
            publisher,
            List.of(),
            null,
            null,
            1);
    tables.client().putItem(put -> put.tableName("Articles").item(SiteSettings.item(settings)));
  }

  @Test
  void namesTheAddressForReportsOfSecurityHoles() {
    Settings settings =
        new Settings("Bản Tin", List.of(), "", "UBND xã\nĐT 0214, tin@xa.example", "", 1);
    tables.client().putItem(put -> put.tableName("Articles").item(SiteSettings.item(settings)));
    Answer answer = Call.to("GET /.well-known/security.txt").of(handler);
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.body())
        .isEqualTo(
            """
            Contact: mailto:tin@xa.example
            Expires: 2027-05-22T00:00:00Z
            Preferred-Languages: vi, en
            Canonical: https://tin.example/.well-known/security.txt
            """);
  }

  @Test
  void answers404ForSecurityTextWithoutAContactAddress() {
    Answer answer = Call.to("GET /.well-known/security.txt").of(handler);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void leadsSearchEnginesToASitemapOfEveryMonth() {
    publish("Mới", NOW);
    publish("Cũ", NOW.minus(Duration.ofDays(70)));
    assertThat(Call.to("GET /robots.txt").of(handler).body()).contains("/sitemap-index.xml");
    assertThat(locations("GET /sitemap-index.xml"))
        .containsExactly(
            "https://tin.example/sitemap.xml",
            "https://tin.example/sitemap.xml?month=2026-09",
            "https://tin.example/sitemap.xml?month=2026-10",
            "https://tin.example/sitemap.xml?month=2026-11");
    assertThat(Call.to("GET /sitemap.xml").query("month", "2026-09").of(handler).body())
        .contains("/tin-tuc/cu-")
        .doesNotContain("/tin-tuc/moi-");
  }

  private List<String> locations(String route) {
    Document xml = Jsoup.parse(Call.to(route).of(handler).body(), Parser.xmlParser());
    return xml.select("loc").eachText();
  }

  @Test
  void splitsTheSitemapOfABusyMonth() {
    publish("Bài", NOW.minusSeconds(5));
    count(LocalDate.parse("2026-11-20"), 2 * ListsForPrograms.MONTH_ARTICLES);
    count(LocalDate.parse("2026-11-21"), 1);
    assertThat(locations("GET /sitemap-index.xml"))
        .endsWith(
            "https://tin.example/sitemap.xml?month=2026-11",
            "https://tin.example/sitemap.xml?month=2026-11&part=2",
            "https://tin.example/sitemap.xml?month=2026-11&part=3");
    Call call = Call.to("GET /sitemap.xml").query("month", "2026-11");
    assertThat(call.of(handler).body()).contains("/tin-tuc/bai-");
    assertThat(call.query("part", "2").of(handler).body()).doesNotContain("/tin-tuc/bai-");
    assertThat(call.query("part", "0").of(handler).status()).isEqualTo(400);
  }

  @Test
  void listsNewsOfTwoDaysWithTitlesAndTimes() throws Exception {
    publish("Hôm nay & mai", NOW.minusSeconds(5));
    publish("Hôm kia", NOW.minus(Duration.ofDays(2)));
    var factory = javax.xml.parsers.DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    byte[] xml = Call.to("GET /news-sitemap.xml").of(handler).bytes();
    var titles =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml))
            .getElementsByTagNameNS("http://www.google.com/schemas/sitemap-news/0.9", "title");
    assertThat(titles.getLength()).isEqualTo(1);
    assertThat(titles.item(0).getTextContent()).isEqualTo("Hôm nay & mai");
  }

  /** An archive of a hundred thousand articles costs little more than one of a few. */
  @ParameterizedTest
  @CsvSource({"/luu-tru,4", "/luu-tru/2021,0.5", "/luu-tru/2021/06,0.5", "/luu-tru/2021/06/15,3"})
  void readsEveryPageOfTheArchiveWithOneCheapQuery(String path, double units) {
    for (LocalDate day = LocalDate.parse("2016-12-01");
        day.isBefore(LocalDate.parse("2026-11-23"));
        day = day.plusMonths(1)) {
      SortedMap<LocalDate, Integer> days = new TreeMap<>();
      for (int dayOfMonth = 1; dayOfMonth <= day.lengthOfMonth(); dayOfMonth++) {
        days.put(day.withDayOfMonth(dayOfMonth), 27);
      }
      tables.client().updateItem(update(YearMonth.from(day), days));
    }
    IntStream.range(0, 60)
        .forEach(i -> publish("Bài " + i, Instant.parse("2021-06-15T03:00:00Z").plusSeconds(i)));
    archive(path);
    meter.take();
    assertThat(archive(path).status()).isEqualTo(200);
    assertThat(meter.take())
        .singleElement()
        .satisfies(reading -> assertThat(reading.units()).isBetween(0.5, units));
  }

  @Test
  void showsTheNumbersOfYearsMonthsAndDays() {
    count(LocalDate.parse("2025-02-03"), 1200);
    count(LocalDate.parse("2026-11-01"), 2);
    count(LocalDate.parse("2026-11-23"), 3);
    Document all = Jsoup.parse(archive("/luu-tru").body());
    assertThat(all.select("main h2").eachText()).containsExactly("2026 5 bài", "2025 1.200 bài");
    assertThat(all.select(".months a").eachText())
        .containsExactly("Tháng 11 5 bài", "Tháng 2 1.200 bài");
    Document month = Jsoup.parse(archive("/luu-tru/2026/11").body());
    assertThat(month.select("h1").text()).isEqualTo("Tháng 11/2026");
    assertThat(month.select("td a").eachAttr("href"))
        .containsExactly("/luu-tru/2026/11/01", "/luu-tru/2026/11/23");
    assertThat(month.select("td a").eachText()).containsExactly("1 2 bài", "23 3 bài");
    // 1 November 2026 is a Sunday.
    assertThat(month.select("tbody tr:first-child td:last-child").text()).isEqualTo("1 2 bài");
    assertThat(month.select(".trail a").eachAttr("href"))
        .containsExactly("/", "/luu-tru", "/luu-tru/2026", "/luu-tru/2026/11");
    assertThat(month.select(".pages a").eachAttr("href")).containsExactly("/luu-tru/2026/10");
  }

  @Test
  void pagesThroughADayByTheSitesClock() {
    publish("Cuối hôm trước", Instant.parse("2026-11-19T16:59:59Z"));
    Instant start = Instant.parse("2026-11-19T17:00:00Z");
    IntStream.range(0, 25).forEach(i -> publish("Bài " + i, start.plusSeconds(i)));
    publish("Đầu hôm sau", Instant.parse("2026-11-20T17:00:00Z"));
    Document first = Jsoup.parse(archive("/luu-tru/2026/11/20").body());
    assertThat(first.select("h1").text()).isEqualTo("Lưu trữ Thứ Sáu, 20/11/2026");
    assertThat(first.select(".headline h2")).hasSize(20);
    assertThat(first.select(".headline h2").eachText().getFirst()).isEqualTo("Bài 24");
    Call next = archiveCall("/luu-tru/2026/11/20").query("cursor", cursor(first, ".older"));
    Document second = Jsoup.parse(next.of(handler).body());
    assertThat(second.select(".headline h2").eachText())
        .containsExactly("Bài 4", "Bài 3", "Bài 2", "Bài 1", "Bài 0");
    assertThat(second.select(".older")).isEmpty();
    assertThat(second.select(".newer").attr("href")).isEqualTo("/luu-tru/2026/11/20");
  }

  @ParameterizedTest
  @CsvSource({
    "/luu-tru/2027,404",
    "/luu-tru/2026/12,404",
    "/luu-tru/2026/11/24,404",
    "/luu-tru/2026/11/31,404",
    "/luu-tru/2026/13,404",
    "/luu-tru/26,404",
    "/luu-tru/0000,404",
    "/luu-tru/2026/11/23,200",
    "/luu-tru/1999,200"
  })
  void answersOnlyDaysThatHaveCome(String path, int status) {
    assertThat(archive(path).status()).isEqualTo(status);
  }

  /** Some articles have most of their views in the second slot, and one has ended. */
  @Test
  void showsTheMostReadOfTheWeek() {
    publish("Tin mới", NOW.minusSeconds(9));
    List<String> ids = IntStream.range(0, 205).mapToObj("art%07d"::formatted).toList();
    ids.forEach(id -> view(id, 0, id.equals(ids.getFirst()) ? 1 : 2));
    view(ids.getFirst(), 1, 90);
    view(ids.get(1), 0, 5);
    view(ids.get(2), 1, 80);
    for (int i = 0; i < 3; i++) {
      Publication time = new Publication(NOW.minusSeconds(60), i == 1 ? NOW.minusSeconds(5) : null);
      Headline headline =
          new Headline(
              new ArticleId(ids.get(i)),
              "Bài " + i,
              "",
              "tin-tuc",
              List.of(),
              List.of(),
              null,
              time);
      Article article = new Article(headline, "<p>Vui.</p>", null, NOW);
      tables.client().putItem(put -> put.tableName("Articles").item(ArticleItems.article(article)));
    }

    Document front = Jsoup.parse(Call.to("GET /").of(handler).body());
    assertThat(front.select(".most-read li").eachText()).containsExactly("Bài 0", "Bài 2");
    assertThat(front.expectFirst(".most-read a").attr("href"))
        .isEqualTo("/tin-tuc/bai-0-" + ids.getFirst());
  }

  private static void view(String article, int slot, long views) {
    Update update =
        Addition.of(
                tables.name("Tallies"),
                Tally.views(LocalDate.of(2026, 11, 23), article),
                slot,
                Map.of(article, views))
            .build();
    tables.client().updateItem(request(update));
  }

  private Answer archive(String path) {
    return archiveCall(path).of(handler);
  }

  private static Call archiveCall(String path) {
    String[] parts = path.split("/");
    List<String> names = List.of("", "", "year", "month", "day");
    StringBuilder route = new StringBuilder("GET /luu-tru");
    for (int i = 2; i < parts.length; i++) {
      route.append("/{").append(names.get(i)).append('}');
    }
    Call call = Call.to(route.toString());
    for (int i = 2; i < parts.length; i++) {
      call.path(names.get(i), parts[i]);
    }
    return call;
  }

  private static void count(LocalDate day, int articles) {
    SortedMap<LocalDate, Integer> days = new TreeMap<>(Map.of(day, articles));
    tables.client().updateItem(update(YearMonth.from(day), days));
  }

  private static UpdateItemRequest update(YearMonth month, SortedMap<LocalDate, Integer> days) {
    return request(DayCounts.update(tables.name("Articles"), month, days));
  }

  private static UpdateItemRequest request(Update update) {
    return UpdateItemRequest.builder()
        .tableName(update.tableName())
        .key(update.key())
        .updateExpression(update.updateExpression())
        .expressionAttributeNames(update.expressionAttributeNames())
        .expressionAttributeValues(update.expressionAttributeValues())
        .build();
  }

  private JsonNode json(Call call) {
    return Json.parse(call.of(handler).body().getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "GET /,,",
    "GET /{section},section,tin-tuc",
    "GET /api/articles,,",
    "GET /feed.xml,,",
    "GET /sitemap.xml,,"
  })
  void answersListsWithoutTheirBrokenItems(String route, String parameter, String value) {
    publish("Lành lặn", NOW.minusSeconds(60));
    for (String list : List.of("all", "section#tin-tuc")) {
      tables
          .client()
          .putItem(
              put ->
                  put.tableName(tables.name("Articles"))
                      .item(
                          Map.of(
                              "list", fromS(list),
                              "at", fromS("2026-11-23T02:00:00.000Z#0000000000"))));
    }
    tables
        .client()
        .putItem(
            put ->
                put.tableName(tables.name("Articles"))
                    .item(
                        Map.of(
                            "list", fromS("site"),
                            "at", fromS("settings"),
                            "accent", fromS("red;}"),
                            "siteName", fromN("1"))));
    Call call = Call.to(route);
    if (parameter != null) {
      call.path(parameter, value);
    }
    Answer answer = call.of(handler);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.log()).isEmpty();
    assertThat(answer.body()).contains("lanh-lan");
  }

  private Headline publish(String title, Instant at) {
    return publish(title, at, "tin-tuc", "Lù A Sử", "Chợ phiên");
  }

  private Headline publish(String title, Instant at, String section, String author, String tag) {
    Headline headline =
        new Headline(
            ArticleId.random(),
            title,
            "Sa pô",
            section,
            List.of(author),
            List.of(tag),
            null,
            new Publication(at, null));
    String table = tables.name("Articles");
    tables
        .client()
        .putItem(
            put ->
                put.tableName(table)
                    .item(ArticleItems.article(new Article(headline, "<p>b</p>", null, at))));
    list(headline);
    return headline;
  }

  private static void list(Headline headline) {
    ArticleItems.lists(headline)
        .forEach(
            list ->
                tables
                    .client()
                    .putItem(
                        put ->
                            put.tableName(tables.name("Articles"))
                                .item(ArticleItems.entry(list, headline))));
  }
}
