package bantin.recountvisits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Tables;
import bantin.visit.Addition;
import bantin.visit.DroppedHit;
import bantin.visit.Fact;
import bantin.visit.Opinion;
import bantin.visit.Recount;
import bantin.visit.Recount.Difference;
import bantin.visit.Session;
import bantin.visit.SiteDays;
import bantin.visit.Tallies;
import bantin.visit.Tally;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class RecountVisitsHandlerTest {
  /** Reads events as Lambda does. */
  private static final PojoSerializer<DynamodbEvent> EVENTS =
      LambdaEventSerializers.serializerFor(
          DynamodbEvent.class, RecountVisitsHandlerTest.class.getClassLoader());

  private static final SiteDays DAYS = new SiteDays(ZoneId.of("Asia/Ho_Chi_Minh"));
  private static final LocalDate DAY = LocalDate.parse("2026-11-21");
  private static final Instant NOON = Instant.parse("2026-11-21T05:00:00Z");

  /** Time of the daily event: half past two at night, three days later. */
  private static final Instant SETTLED = Instant.parse("2026-11-23T19:30:00Z");

  private static Tables tables;

  private final List<String> log = new ArrayList<>();
  private Instant now = SETTLED;
  private int millisLeft = 900_000;
  private int slots = 1;

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
  }

  @Test
  void confirmsTalliesThatAgree() {
    count(
        List.of(
            session("a", "art0000001", "art0000002"),
            session("b", "art0000001"),
            dropped("bot", 1)));
    otherDays();

    Recount recount = recount(false);

    assertThat(recount.finishedAt()).isEqualTo(now);
    assertThat(recount.settled()).isTrue();
    assertThat(recount.sessions()).isEqualTo(3);
    assertThat(recount.differing()).isZero();
    assertThat(log)
        .singleElement()
        .asString()
        .contains("\"RecountDifferences\":0", "\"_aws\"", "\"Dimensions\":[[\"FunctionName\"]]");
  }

  @Test
  void reportsEveryDifferenceWithoutChangingTallies() {
    count(
        List.of(
            session("a", "art0000001", "art0000002"),
            session("b", "art0000001"),
            dropped("bot", 1)));
    spoil();

    Recount recount = recount(false);

    assertThat(recount.differences())
        .containsExactlyInAnyOrder(
            new Difference("site#day#2026-11-21", "visits", 5, 2),
            new Difference("views#day#2026-11-21#14", "art0000001", 1, 2),
            new Difference("views#day#2026-11-21#6", "art0000009", 7, 0),
            new Difference("dropped#day#2026-11-21", "bot", 0, 1));
    assertThat(recount.repaired()).isFalse();
    assertThat(number(Tally.siteDay(DAY), "visits")).isEqualTo(5);
    assertThat(log).hasSize(5);
    assertThat(log.get(4)).contains("\"RecountDifferences\":4");
    assertThat(log.get(0)).contains("\"level\":\"ERROR\"", "\"stored\":", "\"counted\":");
  }

  @Test
  void countsTheViewsThatAFormerPortalCounted() {
    count(List.of(session("a", "art0000001"), session("b", "art0000001")));
    add(Tally.views(DAY, "art0000001"), 0, Map.of("art0000001", -1L));
    Map<String, AttributeValue> former =
        Map.of(
            "tally", AttributeValue.fromS("article#art0000001#day#2026-11-21#0"),
            "article", AttributeValue.fromS("art0000001"),
            "period", AttributeValue.fromS("day#2026-11-21#0"),
            "views", AttributeValue.fromN("1"));
    tables.client().putItem(put -> put.tableName("Tallies").item(former));
    assertThat(recount(false).differences()).isEmpty();

    add(Tally.views(DAY, "art0000001"), 0, Map.of("art0000001", -1L));
    add(Tally.article("art0000001"), 0, Map.of("views", -1L));
    assertThat(recount(false).differences())
        .containsExactly(new Difference("views#day#2026-11-21#14", "art0000001", 1, 2));
    assertThat(recount(true).repaired()).isTrue();
    assertThat(number(Tally.article("art0000001"), "views")).isEqualTo(2);
  }

  /** One update and one transaction hold less. */
  @Test
  void repairsHundredsOfViews() {
    List<String> articles = IntStream.range(0, 1800).mapToObj("art%07d"::formatted).toList();
    List<Map<String, AttributeValue>> sessions = new ArrayList<>();
    for (int from = 0; from < articles.size(); from += 200) {
      String[] some = articles.subList(from, from + 200).toArray(String[]::new);
      sessions.add(session(String.valueOf((char) ('a' + sessions.size())), some));
    }
    sessions.forEach(RecountVisitsHandlerTest::put);
    assertThat(recount(true).repaired()).isTrue();
    for (String article : List.of("art0000000", "art0000917", "art0001799")) {
      assertThat(number(Tally.views(DAY, article), article)).isEqualTo(1);
      assertThat(number(Tally.article(article), "views")).isEqualTo(1);
    }
    assertThat(recount(true).differing()).isZero();
  }

  @Test
  void repairsTalliesAndTheirSumsOnce() {
    slots = 3;
    count(
        List.of(
            session("a", "art0000001", "art0000002"),
            session("b", "art0000001"),
            dropped("bot", 1)));
    long all = number(Tally.SITE_ALL, "visits");
    long ever = number(Tally.article("art0000001"), "views");
    spoil();

    assertThat(recount(true).repaired()).isTrue();
    assertThat(number(Tally.siteDay(DAY), "visits")).isEqualTo(2);
    assertThat(number(Tally.SITE_ALL, "visits")).isEqualTo(all);
    assertThat(number(Tally.views(DAY, "art0000001"), "art0000001")).isEqualTo(2);
    assertThat(number(Tally.article("art0000001"), "views")).isEqualTo(ever);
    assertThat(number(Tally.article("art0000009"), "views")).isZero();
    assertThat(number(Tally.dropped(DAY), "bot")).isEqualTo(1);

    Recount again = recount(true);
    assertThat(again.differing()).isZero();
    assertThat(number(Tally.SITE_ALL, "visits")).isEqualTo(all);
  }

  @Test
  void provesAndRepairsOpinions() {
    slots = 2;
    Map<String, AttributeValue> item = session("a", "art0000001");
    item.put("uart0000001", new Opinion(NOON, true).number());
    count(List.of(item));
    assertThat(recount(false).differing()).isZero();
    add(Tally.opinions(DAY), 0, Map.of("yart0000001", 2L, "nart0000009", 1L));

    String tally = "opinions#day#2026-11-21";
    assertThat(recount(false).differences())
        .containsExactlyInAnyOrder(
            new Difference(tally, "yart0000001", 3, 1), new Difference(tally, "nart0000009", 1, 0));
    assertThat(recount(true).repaired()).isTrue();
    assertThat(number(Tally.opinions(DAY), "yart0000001")).isEqualTo(1);
    assertThat(number(Tally.opinions(DAY), "nart0000009")).isZero();
  }

  @Test
  void repairsNothingBeforeTheDayHasSettled() {
    put(session("a", "art0000001"));
    now = Instant.parse("2026-11-22T17:59:59Z");

    Recount recount = recount(true);

    assertThat(recount.settled()).isFalse();
    assertThat(recount.differing()).isEqualTo(3);
    assertThat(recount.repaired()).isFalse();
    assertThat(recount.note()).contains("2026-11-23T18:00:00Z");
    assertThat(number(Tally.siteDay(DAY), "visits")).isZero();
    assertThat(log.get(log.size() - 1)).contains("\"UnsettledDifferences\":3");
  }

  @Test
  void doesNotJudgeADayWithoutItsSessions() {
    count(List.of(session("a", "art0000001")));
    now = Session.expires(DAYS, DAY);
    assertThat(recount(true).note()).contains("not kept");
    now = DAYS.start(DAY).minusMillis(1);
    assertThat(recount(true).note()).contains("not kept");
    assertThat(number(Tally.siteDay(DAY), "visits")).isEqualTo(1);
  }

  /** Counts some megabytes with time for one page in each invocation; every event comes twice. */
  @Test
  void continuesALongDayInFurtherInvocations() {
    Random random = new Random(7);
    List<Map<String, AttributeValue>> sessions = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      String[] articles = new String[100 + random.nextInt(100)];
      for (int j = 0; j < articles.length; j++) {
        articles[j] = String.format(Locale.ROOT, "art%07d", random.nextInt(1000));
      }
      sessions.add(session("tab" + i, articles));
    }
    count(sessions);
    millisLeft = 1000;

    Recount recount = recount(false);

    assertThat(recount.sessions()).isEqualTo(900);
    assertThat(recount.differing()).isZero();
    assertThat(steps()).isGreaterThan(1);
  }

  @Test
  void requestsTheDayThreeDaysAgoDaily() {
    handle("{}");
    assertThat(item("request")).containsEntry("by", AttributeValue.fromS("schedule"));
    assertThat(item("request")).containsEntry("repair", AttributeValue.fromBool(false));
  }

  /** Delivers a request as the table's stream does, then each step that follows, all twice. */
  private Recount recount(boolean repair) {
    Map<String, AttributeValue> item =
        Recount.request(DAY, "run" + randomNumber(), "quan-tri", repair, now);
    for (int step = 0; item != null; step++) {
      String event = "{\"Records\":[{\"dynamodb\":{\"NewImage\":" + json(item) + "}}]}";
      List<String> before = List.copyOf(log);
      handle(event);
      List<String> once = List.copyOf(log);
      handle(event);
      log.clear();
      log.addAll(once.isEmpty() ? before : once);
      Map<String, AttributeValue> next =
          item("step#" + item.getOrDefault("run", AttributeValue.fromS("")).s() + "#" + step);
      item =
          next.isEmpty() || next.getOrDefault("next", AttributeValue.fromM(Map.of())).m().isEmpty()
              ? null
              : next;
    }
    return Objects.requireNonNull(Recount.of(item("result")));
  }

  private static int randomNumber() {
    return new Random().nextInt(1_000_000);
  }

  private long steps() {
    return tables.client().scan(scan -> scan.tableName("Recounts")).items().stream()
        .filter(item -> Objects.requireNonNull(item.get("part")).s().startsWith("step#"))
        .count();
  }

  private static String json(Map<String, AttributeValue> item) {
    List<String> fields = new ArrayList<>();
    item.forEach((name, value) -> fields.add('"' + name + "\":" + json(value)));
    return "{" + String.join(",", fields) + "}";
  }

  private static String json(AttributeValue value) {
    if (value.s() != null) {
      return "{\"S\":\"" + value.s() + "\"}";
    }
    if (value.n() != null) {
      return "{\"N\":\"" + value.n() + "\"}";
    }
    return value.bool() != null
        ? "{\"BOOL\":" + value.bool() + "}"
        : "{\"M\":" + json(value.m()) + "}";
  }

  private void handle(String event) {
    new RecountVisitsHandler(
            new Recounter(
                tables.client("RecountVisitsFunction"),
                "Visits",
                "Tallies",
                "Recounts",
                slots,
                DAYS,
                () -> now))
        .handleRequest(EVENTS.fromJson(event), context());
  }

  private Context context() {
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            log.add(message);
          }

          @Override
          public void log(byte[] message) {
            log.add(new String(message, UTF_8).strip());
          }
        };
    return (Context)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> millisLeft;
                  case "getLogger" -> logger;
                  default -> "";
                });
  }

  private static Map<String, AttributeValue> session(String id, String... articles) {
    Map<String, AttributeValue> item = new HashMap<>(Session.key(DAY, "AAAAAAAAAAAAAAAAAA" + id));
    AttributeValue time = AttributeValue.fromN(Long.toString(NOON.toEpochMilli()));
    item.put("seen", time);
    item.put("f24", time);
    item.put("l24", time);
    item.put("articles", AttributeValue.fromSs(List.copyOf(java.util.Set.of(distinct(articles)))));
    return item;
  }

  private static String[] distinct(String... articles) {
    return java.util.Arrays.stream(articles).distinct().toArray(String[]::new);
  }

  private static Map<String, AttributeValue> dropped(String reason, int id) {
    assertThat(reason).isEqualTo(DroppedHit.Reason.BOT.word());
    return DroppedHit.key(DAY, DroppedHit.Reason.BOT, "request-" + id);
  }

  /** Stores the items and their tallies as count-hit and tally-hits would. */
  private void count(List<Map<String, AttributeValue>> items) {
    Map<Tally, Map<String, Long>> sums = new HashMap<>();
    for (Map<String, AttributeValue> item : items) {
      put(item);
      Fact.of(item)
          .amounts()
          .byTally()
          .forEach(
              (tally, amounts) ->
                  amounts.forEach(
                      (attribute, amount) ->
                          sums.computeIfAbsent(tally, key -> new HashMap<>())
                              .merge(attribute, amount, Long::sum)));
    }
    sums.forEach((tally, amounts) -> add(tally, slots - 1, amounts));
  }

  private static void put(Map<String, AttributeValue> item) {
    tables.client().putItem(put -> put.tableName("Visits").item(item));
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

  private static void otherDays() {
    Map<String, AttributeValue> item = new HashMap<>(session("a", "art0000001"));
    item.putAll(Session.key(DAY.plusDays(1), "AAAAAAAAAAAAAAAAAAa"));
    put(item);
    add(Tally.siteDay(DAY.plusDays(1)), 0, Map.of("visits", 1L));
  }

  /** Counts a visit too often, loses and invents views, and forgets a dropped hit. */
  private void spoil() {
    spoil(Tally.siteDay(DAY), Tally.SITE_ALL, "visits", 3);
    spoil("art0000001", -1);
    spoil("art0000009", 7);
    add(Tally.dropped(DAY), 0, Map.of("bot", -1L));
  }

  private static void spoil(Tally tally, Tally sum, String attribute, long by) {
    add(tally, 0, Map.of(attribute, by));
    add(sum, 0, Map.of(attribute, by));
  }

  private static void spoil(String article, long by) {
    add(Tally.views(DAY, article), 0, Map.of(article, by));
    add(Tally.article(article), 0, Map.of(Tally.VIEWS, by));
  }

  private long number(Tally tally, String attribute) {
    return new Tallies(tables.client(), "Tallies", slots)
        .read(List.of(tally), false)
        .get(tally, attribute);
  }

  private static Map<String, AttributeValue> item(String part) {
    return tables
        .client()
        .getItem(
            get ->
                get.tableName("Recounts")
                    .key(
                        Map.of(
                            "day",
                            AttributeValue.fromS(DAY.toString()),
                            "part",
                            AttributeValue.fromS(part))))
        .item();
  }
}
