package bantin.listarticles;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.ArticleItems;
import bantin.article.Headline;
import bantin.article.Publication;
import bantin.article.Settings;
import bantin.article.SiteSettings;
import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.engines.Meter;
import bantin.engines.Tables;
import bantin.http.Json;
import bantin.visit.HitToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            tables.name("Articles"),
            "Bản Tin",
            ZoneId.of("Asia/Ho_Chi_Minh"),
            "the stack's own key",
            new HitToken("a secret of these tests"),
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @ParameterizedTest
  @CsvSource({
    "GET /,,",
    "GET /{section},section,tin-tuc",
    "GET /tag/{tag},tag,cho-phien",
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
    Call other = Call.to("GET /api/articles").query("section", "tin-tuc").query("cursor", next);
    assertThat(other.of(handler).status()).isEqualTo(400);
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
  void answersAnUnknownSectionOrTagWithAPage() {
    for (Call call :
        List.of(
            Call.to("GET /{section}").path("section", "khong-co"),
            Call.to("GET /tag/{tag}").path("tag", "khong-co"))) {
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
    assertThat(Call.to("GET /robots.txt").of(handler).body())
        .contains("sitemap.xml?month=2026-09", "sitemap.xml?month=2026-10");
    assertThat(Call.to("GET /sitemap.xml").query("month", "2026-09").of(handler).body())
        .contains("/tin-tuc/cu-")
        .doesNotContain("/tin-tuc/moi-");
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
    Call.Answer answer = call.of(handler);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.log()).isEmpty();
    assertThat(answer.body()).contains("lanh-lan");
  }

  private Headline publish(String title, Instant at) {
    Headline headline =
        new Headline(
            ArticleId.random(),
            title,
            "Sa pô",
            "tin-tuc",
            List.of("Lù A Sử"),
            List.of("Chợ phiên"),
            null,
            new Publication(at, null));
    String table = tables.name("Articles");
    tables
        .client()
        .putItem(
            put ->
                put.tableName(table)
                    .item(ArticleItems.article(new Article(headline, "<p>b</p>", null, at))));
    ArticleItems.lists(headline)
        .forEach(
            list ->
                tables
                    .client()
                    .putItem(put -> put.tableName(table).item(ArticleItems.entry(list, headline))));
    return headline;
  }
}
