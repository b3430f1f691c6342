package bantin.reportvisits;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.ArticleItems;
import bantin.article.Headline;
import bantin.article.Lookup;
import bantin.article.Publication;
import bantin.engines.Call;
import bantin.engines.Tables;
import bantin.visit.Addition;
import bantin.visit.Baseline;
import bantin.visit.SiteDays;
import bantin.visit.Tally;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ReportVisitsHandlerTest {
  private static final SiteDays DAYS = new SiteDays(ZoneId.of("Asia/Ho_Chi_Minh"));
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

  private static Tables tables;
  private ReportVisitsHandler handler;

  @BeforeAll
  static void start() {
    tables = Tables.inMemory();
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @BeforeEach
  void empty() {
    tables.clear();
    handler =
        new ReportVisitsHandler(
            tables.client("ReportVisitsFunction"),
            "Tallies",
            "Articles",
            "Recounts",
            2,
            DAYS,
            () -> NOW);
  }

  @Test
  void reportsDaysAndArticlesOfAPeriod() throws JsonProcessingException {
    day(TODAY.minusDays(2), 5, 9);
    day(TODAY, 2, 3);
    views("art0000001", TODAY.minusDays(2), 8);
    views("art0000002", TODAY.minusDays(2), 1);
    views("art0000002", TODAY, 3);
    add(Tally.dropped(TODAY), 0, Map.of("bot", 4L, "staff", 1L));
    add(Tally.opinions(TODAY.minusDays(2)), 0, Map.of("yart0000002", 2L, "nart0000002", 1L));
    add(Tally.opinions(TODAY), 1, Map.of("yart0000002", 3L));
    add(Tally.opinions(TODAY.minusDays(3)), 0, Map.of("yart0000002", 8L));
    publish("art0000002", "Được mùa, \"lớn\"");
    withdraw("art0000001");

    JsonNode json = json(visits().query("from", "2026-11-21").query("to", "2026-11-23"));

    assertThat(json.path("days"))
        .hasToString(
            "[{\"day\":\"2026-11-21\",\"visits\":5,\"views\":9},"
                + "{\"day\":\"2026-11-22\",\"visits\":0,\"views\":0},"
                + "{\"day\":\"2026-11-23\",\"visits\":2,\"views\":3}]");
    assertThat(json.path("articles").path(0).path("id").asText()).isEqualTo("art0000001");
    assertThat(json.path("articles").path(0).path("title").isNull()).isTrue();
    assertThat(json.path("articles").path(1).path("views").asInt()).isEqualTo(4);
    assertThat(json.path("articles").path(1).path("title").asText()).isEqualTo("Được mùa, \"lớn\"");
    assertThat(json.path("articles").path(1).path("useful").asInt()).isEqualTo(5);
    assertThat(json.path("articles").path(1).path("notUseful").asInt()).isEqualTo(1);
    assertThat(json.path("articles").path(0).path("useful").asInt()).isZero();
    assertThat(json.path("dropped").path("bot").asInt()).isEqualTo(4);
    assertThat(json.path("others")).hasToString("{\"articles\":0,\"views\":0}");
  }

  @Test
  void sumsUpViewsOfIdsThatNoArticleEverHad() throws JsonProcessingException {
    views("art0000001", TODAY, 9);
    views("art0000002", TODAY, 3);
    views("art0000003", TODAY, 4);
    publish("art0000002", "Được mùa");

    JsonNode json = json(visits().query("from", "2026-11-23"));

    assertThat(json.path("articles").findValuesAsText("id")).containsExactly("art0000002");
    assertThat(json.path("unknown")).hasToString("{\"articles\":2,\"views\":13}");
    assertThat(visits().query("format", "csv").query("of", "articles").of(handler).body())
        .doesNotContain("art0000001", "art0000003")
        .contains("art0000002,Được mùa,")
        .endsWith("\r\n,Không có bài nào như vậy (no such article): 2,,13,,\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"a;=1+1,a;'=1+1", "＝1+1,'＝1+1", "a; @x,a; '@x", "a = b; c,a = b; c", "-,'-"})
  void writesNoFormulaBehindAnySeparator(String title, String written) {
    views("art0000002", TODAY, 3);
    publish("art0000002", title);
    assertThat(visits().query("format", "csv").query("of", "articles").of(handler).body())
        .contains("art0000002," + written + ",/tin-tuc/");
  }

  @Test
  void writesTablesThatExcelOpens() {
    day(TODAY, 2, 3);
    views("art0000002", TODAY, 3);
    add(Tally.opinions(TODAY), 0, Map.of("nart0000002", 1L));
    publish("art0000002", "=1+1 được mùa, \"lớn\"");

    Call.Answer days =
        visits().query("from", "2026-11-23").header("accept", "text/csv").of(handler);
    assertThat(days.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(days.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"days-2026-11-23-2026-11-23.csv\"");
    assertThat(days.body())
        .isEqualTo(
            "\uFEFFNgày (day),Lượt truy cập (visits),Lượt xem (views)\r\n2026-11-23,2,3\r\n");
    assertThat(visits().query("format", "csv").query("of", "articles").of(handler).body())
        .startsWith("\uFEFFMã (id),Tiêu đề (title),")
        .contains("art0000002,\"'=1+1 được mùa, \"\"lớn\"\"\",/tin-tuc/")
        .endsWith(",3,0,1\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "from,yesterday",
    "from,2026-02-30",
    "to,2026-11-22T00:00:00Z",
    "from,2026-11-24",
    "from,2020-01-01",
    "format,xlsx",
    "day,2026-11-22"
  })
  void refusesParametersWithAReason(String name, String value) {
    Call.Answer answer = visits().query(name, value).of(handler);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  /** The total is the baseline plus the visits from its day on. */
  @ParameterizedTest
  @CsvSource({"2026-11-23,2", "2026-11-22,3", "2026-11-20,10", "2026-08-15,110", "2019-01-01,111"})
  void addsVisitsFromTheBaselinesDay(String asOf, long since) throws JsonProcessingException {
    day(TODAY, 2, 2);
    day(TODAY.minusDays(1), 1, 1);
    day(TODAY.minusDays(3), 7, 7);
    day(TODAY.minusDays(100), 100, 100);
    day(LocalDate.parse("2019-06-01"), 1, 1);
    if (asOf.startsWith("2019")) {
      // Days are read one by one, however old they are.
      assertThat(since).isEqualTo(111);
    }

    JsonNode set =
        json(
            Call.to("PUT /api/admin/baseline")
                .by("quan-tri", "administrator")
                .json("{\"visits\":677985,\"asOf\":\"" + asOf + "\"}"));

    assertThat(set.path("visits").asLong()).isEqualTo(677_985);
    assertThat(set.path("setBy").asText()).isEqualTo("quan-tri");
    Baseline baseline =
        Baseline.of(
            tables.client().getItem(get -> get.tableName("Tallies").key(Baseline.key())).item());
    assertThat(Objects.requireNonNull(baseline).plus(111)).isEqualTo(677_985 + since);
    assertThat(json(Call.to("GET /api/admin/baseline").by("phong-vien", "reporter")))
        .isEqualTo(set);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"visits\":-1,\"asOf\":\"2026-11-01\"}",
        "{\"visits\":1.5,\"asOf\":\"2026-11-01\"}",
        "{\"visits\":\"677.985\",\"asOf\":\"2026-11-01\"}",
        "{\"visits\":1e30,\"asOf\":\"2026-11-01\"}",
        "{\"visits\":1,\"asOf\":\"2026-11-24\"}",
        "{\"visits\":1}",
        "{\"visits\":1,\"asOf\":\"2026-11-01\",\"more\":1}"
      })
  void refusesAnImpossibleBaseline(String json) {
    Call.Answer answer =
        Call.to("PUT /api/admin/baseline").by("quan-tri", "administrator").json(json).of(handler);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(tables.client().scan(scan -> scan.tableName("Tallies")).items()).isEmpty();
  }

  @Test
  void letsOnlyAdministratorsSetAndAsk() {
    for (String group : List.of("reporter", "editor", "reader")) {
      assertThat(
              Call.to("PUT /api/admin/baseline")
                  .by("ai", group)
                  .json("{\"visits\":1,\"asOf\":\"2026-11-01\"}")
                  .of(handler)
                  .status())
          .isEqualTo(403);
      assertThat(
              Call.to("POST /api/admin/recounts")
                  .by("ai", group)
                  .json("{\"day\":\"2026-11-22\"}")
                  .of(handler)
                  .status())
          .isEqualTo(403);
    }
    assertThat(Call.to("GET /api/admin/visits").by("ai", "reader").of(handler).status())
        .isEqualTo(403);
    assertThat(tables.client().scan(scan -> scan.tableName("Tallies")).items()).isEmpty();
    assertThat(tables.client().scan(scan -> scan.tableName("Recounts")).items()).isEmpty();
  }

  @Test
  void requestsARecountAndShowsItsResult() throws JsonProcessingException {
    Call.Answer asked = ask("{\"day\":\"2026-11-22\"}");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.header("Location")).isEqualTo("/api/admin/recounts/2026-11-22");
    JsonNode found = json(recounts("2026-11-22"));
    assertThat(found.path("finishedAt").isNull()).isTrue();
    assertThat(found.path("by").asText()).isEqualTo("quan-tri");
    assertThat(tables.client().scan(scan -> scan.tableName("Recounts")).items()).hasSize(2);
    assertThat(recounts("2026-11-20").of(handler).status()).isEqualTo(404);
    assertThat(recounts("soon").of(handler).status()).isEqualTo(400);
  }

  @Test
  void refusesRecountsWithAReason() {
    assertThat(ask("{\"day\":\"2026-11-24\"}").status()).isEqualTo(422);
    assertThat(ask("{\"day\":\"2026-11-19\"}").status()).isEqualTo(422);
    assertThat(ask("{\"day\":\"2026-11-22\",\"repair\":true}").status()).isEqualTo(409);
    assertThat(ask("{\"day\":\"2026-11-22\",\"repair\":\"yes\"}").status()).isEqualTo(400);
    assertThat(ask("{}").status()).isEqualTo(400);
    assertThat(tables.client().scan(scan -> scan.tableName("Recounts")).items()).isEmpty();
  }

  private Call.Answer ask(String json) {
    return Call.to("POST /api/admin/recounts")
        .by("quan-tri", "administrator")
        .json(json)
        .of(handler);
  }

  private static Call recounts(String day) {
    return Call.to("GET /api/admin/recounts/{day}").path("day", day).by("bien-tap", "editor");
  }

  private static Call visits() {
    return Call.to("GET /api/admin/visits").by("phong-vien", "reporter");
  }

  private JsonNode json(Call call) throws JsonProcessingException {
    Call.Answer answer = call.of(handler);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private static void day(LocalDate day, long visits, long views) {
    add(Tally.siteDay(day), 1, Map.of("visits", visits, "views", views));
    add(Tally.SITE_ALL, 0, Map.of("visits", visits, "views", views));
  }

  private static void views(String id, LocalDate day, long views) {
    add(Tally.views(day, id), 0, Map.of(id, 1L));
    if (views > 1) {
      add(Tally.views(day, id), 1, Map.of(id, views - 1));
    }
  }

  private static void add(Tally tally, int slot, Map<String, Long> amounts) {
    var addition = Addition.of("Tallies", tally, slot, amounts).build();
    tables
        .client()
        .updateItem(
            update ->
                update
                    .tableName("Tallies")
                    .key(addition.key())
                    .updateExpression(addition.updateExpression())
                    .expressionAttributeNames(addition.expressionAttributeNames())
                    .expressionAttributeValues(addition.expressionAttributeValues()));
  }

  private static void withdraw(String id) {
    Map<String, AttributeValue> item =
        ArticleItems.gone(new ArticleId(id), new Lookup.Gone("Đã gỡ", NOW));
    tables.client().putItem(put -> put.tableName("Articles").item(item));
  }

  private static void publish(String id, String title) {
    Map<String, AttributeValue> item =
        ArticleItems.article(
            new Article(
                new Headline(
                    new ArticleId(id),
                    title,
                    "",
                    "tin-tuc",
                    List.of(),
                    List.of(),
                    null,
                    new Publication(NOW.minusSeconds(60), null)),
                "<p>Bài.</p>",
                null,
                NOW));
    tables.client().putItem(put -> put.tableName("Articles").item(item));
  }
}
