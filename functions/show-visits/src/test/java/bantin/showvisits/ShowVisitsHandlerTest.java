package bantin.showvisits;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.ArticleItems;
import bantin.article.Headline;
import bantin.article.Publication;
import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.engines.Tables;
import bantin.visit.Baseline;
import bantin.visit.Online;
import bantin.visit.SiteDays;
import bantin.visit.Tally;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

class ShowVisitsHandlerTest {
  private static final SiteDays DAYS = new SiteDays(ZoneId.of("Asia/Ho_Chi_Minh"));
  private static final Instant MONDAY = Instant.parse("2026-11-23T01:00:00Z");

  private static Tables tables;
  private Instant now = MONDAY;
  private int reads;
  private boolean slow;
  private ShowVisitsHandler handler;

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
    use(DAYS, 1);
  }

  private void use(SiteDays days, int slots) {
    handler =
        new ShowVisitsHandler(
            countingReads(tables.client("ShowVisitsFunction")),
            "Tallies",
            "Articles",
            slots,
            days,
            () -> now);
  }

  @Test
  void showsZerosForASiteWithoutVisits() throws JsonProcessingException {
    assertThat(get("/api/visits", ""))
        .hasToString("{\"online\":0,\"today\":0,\"week\":0,\"all\":0}");
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void addsUpTheWeekFromMonday() throws JsonProcessingException {
    LocalDate monday = DAYS.of(MONDAY);
    add(Tally.siteDay(monday.minusDays(1)), 0, Tally.VISITS, 100);
    add(Tally.siteDay(monday), 0, Tally.VISITS, 7);
    add(Tally.siteDay(monday.plusDays(1)), 0, Tally.VISITS, 5);
    add(Tally.SITE_ALL, 0, Tally.VISITS, 112);
    now = MONDAY.plus(Duration.ofDays(1));

    assertThat(get("/api/visits", ""))
        .hasToString("{\"online\":0,\"today\":5,\"week\":12,\"all\":112}");
  }

  @Test
  void replacesEarlierCountsWithTheImportedBaseline() throws JsonProcessingException {
    LocalDate monday = DAYS.of(MONDAY);
    add(Tally.siteDay(monday), 0, Tally.VISITS, 7);
    add(Tally.SITE_ALL, 0, Tally.VISITS, 107);
    tables
        .client()
        .putItem(put -> put.tableName("Tallies").item(new Baseline(677_985, monday, 100).item()));

    assertThat(get("/api/visits", "").get("all").asLong()).isEqualTo(677_992);
  }

  @Test
  void countsSessionsOfTheLastFiveMinutesAsOnline() throws JsonProcessingException {
    for (int ago : new int[] {0, 100, 299, 300, 311, 400, 3600}) {
      Instant activity = now.minusSeconds(ago);
      add(Online.tally(activity), 0, Online.step(activity), 1);
    }
    assertThat(get("/api/visits", "").get("online").asLong()).isEqualTo(4);
  }

  @Test
  void addsUpSlotsInOneRoundTrip() throws JsonProcessingException {
    use(DAYS, 4);
    for (int slot = 0; slot < 4; slot++) {
      add(Tally.siteDay(DAYS.of(now)), slot, Tally.VISITS, 10);
      add(Tally.article("art0000001"), slot, Tally.VIEWS, 3);
      add(Online.tally(now), slot, Online.step(now), slot == 0 ? -1 : 2);
    }
    JsonNode box = get("/api/visits", "art0000001");

    assertThat(box).hasToString("{\"online\":5,\"today\":40,\"week\":40,\"all\":40,\"views\":12}");
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void readsMoreKeysThanOneCallTakes() throws JsonProcessingException {
    use(DAYS, 40);
    for (int slot = 0; slot < 40; slot++) {
      add(Tally.siteDay(DAYS.of(now)), slot, Tally.VISITS, 1);
    }
    assertThat(get("/api/visits", "").get("today").asLong()).isEqualTo(40);
  }

  @Test
  void keepsAReadingTenSecondsForManyReaders() throws JsonProcessingException {
    for (int i = 0; i < 99; i++) {
      get("/api/visits", "");
      now = now.plusMillis(100);
    }
    assertThat(reads).isLessThanOrEqualTo(10);
    int before = reads;
    for (int i = 0; i < 1000; i++) {
      get("/api/visits", "");
      now = now.plusMillis(30);
    }
    assertThat(reads - before).isBetween(3, 4);
  }

  @Test
  void showsALoneReaderTheVisitJustMade() throws JsonProcessingException {
    get("/api/visits", "art0000001");
    add(Tally.article("art0000001"), 0, Tally.VIEWS, 1);
    assertThat(get("/api/visits", "art0000001").get("views").asLong()).isZero();
    now = now.plusSeconds(1);
    assertThat(get("/api/visits", "art0000001").get("views").asLong()).isEqualTo(1);
  }

  @Test
  void letsCachesKeepTheNumbersForTenSeconds() {
    Answer response = send("/api/visits", Map.of());
    assertThat(response.headers().get("Cache-Control")).contains("s-maxage=10");
  }

  @Test
  void refusesAnInvalidArticleIdOrPeriod() {
    assertThat(send("/api/visits", Map.of("article", "No!")).status()).isEqualTo(400);
    assertThat(send("/api/most-read", Map.of("period", "year")).status()).isEqualTo(400);
  }

  /** Adds tallies in random order, so that a total may be ahead of its parts or behind them. */
  @ParameterizedTest
  @ValueSource(strings = {"Asia/Ho_Chi_Minh", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia"})
  void showsTodayWithinTheWeekAndTheWeekWithinAll(String zone) throws JsonProcessingException {
    SiteDays days = new SiteDays(ZoneId.of(zone));
    Random random = new Random(zone.hashCode());
    for (String turn :
        List.of(
            "2026-11-22", "2026-12-31", "2028-02-28", "2028-02-29", "2026-03-28", "2026-10-24")) {
      tables.clear();
      use(days, 2);
      now = days.start(LocalDate.parse(turn)).plus(Duration.ofHours(20));
      for (int i = 0; i < 60; i++) {
        now = now.plusSeconds(random.nextInt(1200));
        Tally tally = random.nextInt(3) == 0 ? Tally.SITE_ALL : Tally.siteDay(days.of(now));
        add(tally, random.nextInt(2), Tally.VISITS, random.nextInt(5));
        JsonNode box = get("/api/visits", "");
        assertThat(box.get("today").asLong()).isLessThanOrEqualTo(box.get("week").asLong());
        assertThat(box.get("week").asLong()).isLessThanOrEqualTo(box.get("all").asLong());
      }
    }
  }

  @Test
  void showsTheLastListIfTheTableIsSlow() {
    publish("art0000001", now.minusSeconds(60));
    add(Tally.views(DAYS.of(now), "art0000001"), 0, "art0000001", 3);
    String list = send("/api/most-read", Map.of()).body();
    assertThat(list).contains("art0000001");
    slow = true;
    now = now.plus(Duration.ofHours(1));

    Answer answer = Call.to("GET /api/most-read").of(handler);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(list);
    assertThat(answer.log()).singleElement().asString().contains("\"level\":\"WARN\"");
  }

  @Test
  void showsTheLastNumbersOfTheDayIfTheTableIsSlow() {
    add(Tally.siteDay(DAYS.of(now)), 0, Tally.VISITS, 7);
    String box = send("/api/visits", Map.of("article", "art0000001")).body();
    slow = true;
    now = now.plus(Duration.ofHours(1));

    Answer answer = Call.to("GET /api/visits").query("article", "art0000001").of(handler);
    assertThat(answer.body()).isEqualTo(box);
    assertThat(answer.log()).singleElement().asString().contains("\"level\":\"WARN\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/visits", "/api/most-read"})
  void answers503IfNoNumbersWereEverRead(String path) {
    slow = true;
    Answer answer = Call.to("GET " + path).of(handler);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.body()).contains("try again").doesNotContain("Exception");
    assertThat(answer.log())
        .singleElement()
        .asString()
        .contains("\"level\":\"ERROR\"", "ApiCallTimeoutException");
  }

  @Test
  void doesNotAskASlowTableAgainAtOnce() {
    send("/api/visits", Map.of());
    slow = true;
    now = now.plusSeconds(60);
    Call.to("GET /api/visits").of(handler);
    int before = reads;
    Call.to("GET /api/visits").of(handler);
    assertThat(reads).isEqualTo(before);
  }

  @Test
  void forgetsTheDaysNumbersAtMidnight() throws JsonProcessingException {
    LocalDate monday = DAYS.of(MONDAY);
    add(Tally.siteDay(monday), 0, Tally.VISITS, 7);
    now = DAYS.start(monday.plusDays(1)).minusMillis(1);
    assertThat(get("/api/visits", "").get("today").asLong()).isEqualTo(7);
    now = now.plusMillis(1);
    assertThat(get("/api/visits", "").get("today").asLong()).isZero();
  }

  @Test
  void ranksArticlesBySumsOverAllSlots() throws JsonProcessingException {
    use(DAYS, 3);
    Random random = new Random(11);
    LocalDate today = DAYS.of(now);
    Map<String, Long> views = new TreeMap<>();
    for (int i = 0; i < 180; i++) {
      String id = "art%07d".formatted(i);
      publish(id, i % 7 == 0 ? now.plusSeconds(60) : now.minusSeconds(60));
      for (int slot = 0; slot < 3; slot++) {
        int amount = random.nextInt(1 + random.nextInt(400));
        if (amount > 0) {
          add(Tally.views(today, id), slot, id, amount);
          views.merge(id, (long) amount, Long::sum);
        }
      }
    }
    List<String> expected =
        views.entrySet().stream()
            .filter(entry -> Integer.parseInt(entry.getKey().substring(3)) % 7 != 0)
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(10)
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList();

    JsonNode answer = json(send("/api/most-read", Map.of("period", "day")));
    List<String> shown = new ArrayList<>();
    answer
        .get("articles")
        .forEach(
            article -> shown.add(article.get("id").asText() + "=" + article.get("views").asLong()));
    assertThat(shown).isEqualTo(expected);
    assertThat(answer.get("articles").get(0).get("title").asText()).isEqualTo("Hội làng");
    assertThat(answer.get("articles").get(0).get("url").asText()).startsWith("/tin-tuc/hoi-lang-");

    JsonNode week = json(send("/api/most-read", Map.of("period", "week")));
    JsonNode both = json(send("/api/most-read", Map.of("period", "both")));
    assertThat(both.get("day")).isEqualTo(answer.get("articles"));
    assertThat(both.get("week")).isEqualTo(week.get("articles"));
  }

  @Test
  void leavesBrokenTalliesOutOfTheNumbers() throws JsonProcessingException {
    LocalDate today = DAYS.of(now);
    publish("art0000001", now.minusSeconds(60));
    add(Tally.views(today, "art0000001"), 0, "art0000001", 3);
    for (String attribute : List.of("visits", "views")) {
      put(Map.of("tally", fromS("site#all#0"), attribute, fromN("1.5")));
    }
    put(
        Map.of(
            "tally", fromS("baseline"),
            "visits", fromN("1"),
            "asOf", fromS("never"),
            "before", fromN("0")));
    publish("art0000002", now.minusSeconds(60));
    String key = Tally.views(today, "art0000002").key(0);
    put(Map.of("tally", fromS(key), "art0000002", fromN("7.5")));
    put(
        Map.of(
            "tally", fromS("article#art0000002#day#" + today + "#0"),
            "period", fromS("day#" + today + "#0"),
            "views", fromN("7")));
    assertThat(json(send("/api/visits", Map.of())).get("all").asLong()).isZero();
    assertThat(json(send("/api/most-read", Map.of("period", "day"))).get("articles")).hasSize(1);
  }

  /**
   * The expected article has the greatest sum, although sixty others are ahead of it in each slot.
   */
  @Test
  void findsTheMostReadArticleThatLeadsInNoSlot() throws JsonProcessingException {
    use(DAYS, 3);
    LocalDate today = DAYS.of(now);
    for (int slot = 0; slot < 3; slot++) {
      for (int i = 0; i < 60; i++) {
        String id = "art%07d".formatted(slot * 100 + i);
        publish(id, now.minusSeconds(60));
        add(Tally.views(today, id), slot, id, 100);
      }
      add(Tally.views(today, "art0000999"), slot, "art0000999", 90);
    }
    publish("art0000999", now.minusSeconds(60));

    JsonNode first = json(send("/api/most-read", Map.of("period", "day"))).get("articles").get(0);
    assertThat(first.get("id").asText()).isEqualTo("art0000999");
    assertThat(first.get("views").asLong()).isEqualTo(270);
  }

  private static void publish(String id, Instant at) {
    Headline headline =
        new Headline(
            new ArticleId(id),
            "Hội làng",
            "",
            "tin-tuc",
            List.of(),
            List.of(),
            null,
            new Publication(at, null));
    Article article = new Article(headline, "<p>Vui.</p>", null, at);
    tables.client().putItem(put -> put.tableName("Articles").item(ArticleItems.article(article)));
  }

  private static void put(Map<String, AttributeValue> item) {
    tables.client().putItem(put -> put.tableName("Tallies").item(item));
  }

  private static void add(Tally tally, int slot, String attribute, long amount) {
    tables
        .client()
        .updateItem(
            update ->
                update
                    .tableName("Tallies")
                    .key(Map.of(Tally.KEY, fromS(tally.key(slot))))
                    .updateExpression("ADD #n :n")
                    .expressionAttributeNames(Map.of("#n", attribute))
                    .expressionAttributeValues(Map.of(":n", fromN(Long.toString(amount)))));
  }

  private JsonNode get(String path, String article) throws JsonProcessingException {
    return json(send(path, article.isEmpty() ? Map.of() : Map.of("article", article)));
  }

  private static JsonNode json(Answer response) throws JsonProcessingException {
    assertThat(response.status()).isEqualTo(200);
    return new ObjectMapper().readTree(response.body());
  }

  private Answer send(String path, Map<String, String> query) {
    Call call = Call.to("GET " + path);
    query.forEach(call::query);
    Answer answer = call.of(handler);
    assertThat(answer.log()).isEmpty();
    return answer;
  }

  private void failIfSlow() {
    if (slow) {
      throw ApiCallTimeoutException.create(2000);
    }
  }

  private DynamoDbClient countingReads(DynamoDbClient engine) {
    return new DynamoDbClient() {
      @Override
      public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        reads++;
        failIfSlow();
        return engine.batchGetItem(request);
      }

      @Override
      public QueryResponse query(QueryRequest request) {
        failIfSlow();
        return engine.query(request);
      }

      @Override
      public String serviceName() {
        return engine.serviceName();
      }

      @Override
      public void close() {}
    };
  }
}
