package bantin.counthit;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.engines.Tables;
import bantin.visit.Fact;
import bantin.visit.HitToken;
import bantin.visit.Online;
import bantin.visit.Opinion;
import bantin.visit.Session;
import bantin.visit.SiteDays;
import bantin.visit.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

class CountHitHandlerTest {
  private static final SiteDays DAYS = new SiteDays(ZoneId.of("Asia/Ho_Chi_Minh"));
  private static final Instant EIGHT = Instant.parse("2026-11-23T01:00:00Z");
  private static final HitToken TOKENS = new HitToken("a secret of these tests");
  private static final String TAB = "qV3nTz0Xb7Lw2RkYd9Fh1A";
  private static final String PHONE =
      "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/142.0.0.0 Mobile Safari/537.36";

  private static Tables tables;
  private Metered db;
  private CountHitHandler handler;
  private Map<String, String> headers;
  private List<String> cookies;

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
    db = new Metered(tables.client("CountHitFunction"));
    handler = handler(db.client);
    headers = new HashMap<>();
    headers.put("content-type", "application/json");
    headers.put("user-agent", PHONE);
    headers.put("host", "tin.example");
    headers.put("x-forwarded-proto", "https");
    headers.put("origin", "https://tin.example");
    headers.put("sec-fetch-site", "same-origin");
    cookies = List.of();
  }

  private static CountHitHandler handler(DynamoDbClient db) {
    return handler(db, db);
  }

  private static CountHitHandler handler(DynamoDbClient db, DynamoDbClient impatient) {
    return new CountHitHandler(db, impatient, "Visits", "Tallies", 1, DAYS, TOKENS, () -> EIGHT);
  }

  @Test
  void answersWithNumbersThatHoldTheHit() {
    handler = handler(db.client, tables.client("CountHitFunction"));
    add(Tally.siteDay(DAYS.of(EIGHT)), Tally.VISITS, 394);
    add(Tally.SITE_ALL, Tally.VISITS, 677_984);
    add(Tally.article("art0000000"), Tally.VIEWS, 11);
    add(Online.tally(EIGHT), Online.step(EIGHT), 21);

    Answer first = send(asking(view("art0000000")), EIGHT);

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.headers()).containsEntry("Cache-Control", "no-store");
    assertThat(first.body())
        .isEqualTo("{\"online\":22,\"today\":395,\"week\":395,\"all\":677985,\"views\":12}");
    assertThat(session(TAB).articles()).containsExactly("art0000000");
  }

  @Test
  void addsNothingForAHitThatChangesNoNumber() {
    handler = handler(tables.client("CountHitFunction"));
    add(Tally.siteDay(DAYS.of(EIGHT)), Tally.VISITS, 5);
    add(Tally.SITE_ALL, Tally.VISITS, 50);
    add(Tally.article("art0000000"), Tally.VIEWS, 7);
    add(Online.tally(EIGHT), Online.step(EIGHT), 3);
    send(view("art0000000"), EIGHT);

    for (String again : List.of(view("art0000000"), hit(TAB, "beat", "art0000000"))) {
      assertThat(send(asking(again), EIGHT.plusSeconds(240)).body())
          .isEqualTo("{\"online\":3,\"today\":5,\"week\":5,\"all\":50,\"views\":7}");
    }
    assertThat(send(asking(hit(TAB, "beat", null)), EIGHT.plusSeconds(900)).body())
        .isEqualTo("{\"online\":4,\"today\":5,\"week\":5,\"all\":50}");
    assertThat(send(asking(hit(TAB, "view", null)), EIGHT.plusSeconds(2100)).body())
        .isEqualTo("{\"online\":4,\"today\":6,\"week\":6,\"all\":51}");
  }

  @Test
  void addsNobodyOnlineForBeatsWithoutAView() {
    handler = handler(tables.client("CountHitFunction"));
    for (int beat = 0; beat < 2; beat++) {
      assertThat(send(asking(hit(TAB, "beat", null)), EIGHT.plusSeconds(240L * beat)).body())
          .isEqualTo("{\"online\":0,\"today\":0,\"week\":0,\"all\":0}");
    }
    assertThat(send(asking(hit(TAB, "view", null)), EIGHT.plusSeconds(480)).body())
        .isEqualTo("{\"online\":1,\"today\":1,\"week\":1,\"all\":1}");
  }

  @Test
  void showsNoLessThanItsSessionWhileEarlierHitsWait() {
    handler = handler(tables.client("CountHitFunction"));
    send(hit(TAB, "view", null), EIGHT);

    assertThat(send(asking(view("art0000000")), EIGHT.plusSeconds(2)).body())
        .isEqualTo("{\"online\":1,\"today\":1,\"week\":1,\"all\":1,\"views\":1}");
    assertThat(send(asking(hit(TAB, "beat", "art0000000")), EIGHT.plusSeconds(242)).body())
        .isEqualTo("{\"online\":1,\"today\":1,\"week\":1,\"all\":1,\"views\":1}");
  }

  @Test
  void knowsTheItemThatItsWritesLeave() {
    Recorder recorder = new Recorder(tables.client("CountHitFunction"), "Visits", DAYS);
    long[] minutes = {0, 50, 29, 31, 61, 200, 95, 95, 10};
    for (int i = 0; i < minutes.length; i++) {
      boolean view = i % 3 != 2;
      Hit hit = new Hit(TAB, article(i % 4), view, view ? i % 2 == 0 : null, "", true, null);
      Instant time = EIGHT.plus(Duration.ofMinutes(minutes[i]));
      Recorder.Recorded recorded = recorder.record(hit, time);
      assertThat(recorder.after(recorded.before(), hit, time)).isEqualTo(session(TAB));
    }
  }

  @Test
  void showsNumbersWithoutHitsThatAreDropped() {
    handler = handler(tables.client("CountHitFunction"));
    cookies = List.of("staff=1");

    Answer answer = send(asking(view("art0000000")), EIGHT);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("X-Not-Counted", "staff");
    assertThat(answer.body())
        .isEqualTo("{\"online\":0,\"today\":0,\"week\":0,\"all\":0,\"views\":0}");
  }

  @Test
  void countsHitsWhoseNumbersCannotBeRead() {
    Call call =
        Call.to("POST /api/hits")
            .id("request-1")
            .at(EIGHT)
            .body("text/plain", asking(view("art0000000")));
    headers.forEach(call::header);

    Answer answer = call.of(handler);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.log()).singleElement().asString().contains("The tallies do not answer");
    assertThat(session(TAB).articles()).containsExactly("art0000000");
  }

  private static String asking(String hit) {
    return hit.replaceFirst("}$", ",\"numbers\":true}");
  }

  private static void add(Tally tally, String attribute, long amount) {
    tables
        .client()
        .updateItem(
            update ->
                update
                    .tableName("Tallies")
                    .key(Map.of(Tally.KEY, AttributeValue.fromS(tally.key(0))))
                    .updateExpression("ADD #attribute :amount")
                    .expressionAttributeNames(Map.of("#attribute", attribute))
                    .expressionAttributeValues(
                        Map.of(":amount", AttributeValue.fromN(Long.toString(amount)))));
  }

  @Test
  void writesOneUnitForAView() {
    assertThat(send(view("art0000000"), EIGHT).status()).isEqualTo(204);

    assertThat(db.units).containsExactly(1.0);
    Session session = session(TAB);
    assertThat(session.seen()).isEqualTo(EIGHT);
    assertThat(session.visits()).isEqualTo(1);
    assertThat(session.articles()).containsExactly("art0000000");
  }

  @Test
  void writesOneUnitForEachOfFiftyArticles() {
    for (int i = 0; i < 50; i++) {
      send(view(article(i)), EIGHT.plusSeconds(60L * i));
    }

    assertThat(db.units).hasSize(50).containsOnly(1.0);
    assertThat(session(TAB).articles()).hasSize(50);
  }

  @Test
  void leavesTheItemUnchangedWhenAHitRepeats() {
    send(view("art0000000"), EIGHT);
    Map<String, AttributeValue> once = item(TAB);
    send(view("art0000000"), EIGHT);

    assertThat(item(TAB)).isEqualTo(once);
    assertThat(db.units).hasSize(2);
  }

  @Test
  void countsALateViewAndKeepsTheLatestTime() {
    send(view("art0000000"), EIGHT.plusSeconds(5));
    send(view("art0000001"), EIGHT);
    Map<String, AttributeValue> merged = item(TAB);
    send(view("art0000001"), EIGHT);

    Session session = session(TAB);
    assertThat(session.seen()).isEqualTo(EIGHT.plusSeconds(5));
    assertThat(session.articles()).containsExactlyInAnyOrder("art0000000", "art0000001");
    assertThat(session.views().get(16)).isEqualTo(new Session.Stretch(EIGHT, EIGHT.plusSeconds(5)));
    assertThat(item(TAB)).isEqualTo(merged);
  }

  @Test
  void makesTheSameItemInAnyOrderOfArrival() {
    long[] minutes = {0, 29, 31, 61, 95, 95, 130};
    for (long minute : minutes) {
      send(hit("a".repeat(22), "view", "art000000" + minute % 10), EIGHT.plusSeconds(60 * minute));
    }
    for (int i = minutes.length - 1; i >= 0; i--) {
      send(
          hit("b".repeat(22), "view", "art000000" + minutes[i] % 10),
          EIGHT.plusSeconds(60 * minutes[i]));
    }

    Map<String, AttributeValue> forward = new HashMap<>(item("a".repeat(22)));
    Map<String, AttributeValue> backward = new HashMap<>(item("b".repeat(22)));
    assertThat(session("a".repeat(22)).visits()).isEqualTo(4);
    assertThat(session("b".repeat(22)).visits()).isEqualTo(4);
    assertThat(session("b".repeat(22)).articles()).isEqualTo(session("a".repeat(22)).articles());
    for (Map<String, AttributeValue> item : List.of(forward, backward)) {
      item.remove("session");
      item.remove("articles");
    }
    assertThat(backward).isEqualTo(forward);
  }

  @Test
  void keepsTheLatestOpinionInAnyOrderOfArrival() {
    long[] seconds = {30, 20, 40, 40, 10};
    for (long second : seconds) {
      send(useful(view("art0000000"), second == 40), EIGHT.plusSeconds(second));
    }
    assertThat(session(TAB).opinions())
        .isEqualTo(Map.of("art0000000", new Opinion(EIGHT.plusSeconds(40), true)));

    send(useful(view("art0000000"), false), EIGHT.plusSeconds(50));
    assertThat(session(TAB).opinions())
        .isEqualTo(Map.of("art0000000", new Opinion(EIGHT.plusSeconds(50), false)));
    assertThat(session(TAB).articles()).containsExactly("art0000000");
    assertThat(session(TAB).visits()).isEqualTo(1);
  }

  @Test
  void takesNoOpinionOnTheArticleThatIsOneTooMany() {
    for (int i = 0; i < 200; i++) {
      send(view(article(i)), EIGHT);
    }
    Answer answer = send(useful(view(article(200)), true), EIGHT.plusSeconds(10));
    assertThat(answer.headers()).containsEntry("X-Not-Counted", "articles");
    assertThat(session(TAB).opinions()).isEmpty();

    send(useful(view(article(7)), true), EIGHT.plusSeconds(20));
    assertThat(session(TAB).opinions()).containsOnlyKeys(article(7));
  }

  @Test
  void refusesOpinionsThatAreNoAnswerOrOnNothing() {
    for (String bad :
        List.of(
            view("art0000000").replaceFirst("}$", ",\"useful\":\"yes\"}"),
            useful(hit(TAB, "beat", "art0000000"), true),
            useful(hit(TAB, "view", null), true))) {
      Answer answer = send(bad, EIGHT);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("urn:bantin:problem:hit-useful");
    }
    assertThat(items()).isEmpty();
  }

  private static String useful(String hit, boolean useful) {
    return hit.replaceFirst("}$", ",\"useful\":" + useful + "}");
  }

  @Test
  void keepsASessionOnlineByABeatWithoutAVisit() {
    send(hit(TAB, "beat", "art0000000"), EIGHT);

    assertThat(session(TAB).visits()).isZero();
    assertThat(session(TAB).articles()).isEmpty();
    assertThat(session(TAB).seen()).isEqualTo(EIGHT);

    send(view("art0000000"), EIGHT.plusSeconds(1));
    send(hit(TAB, "beat", null), EIGHT.plusSeconds(1200));
    send(view("art0000001"), EIGHT.plusSeconds(1801));
    assertThat(session(TAB).visits()).isEqualTo(2);
  }

  @Test
  void beginsANewSessionAtMidnightOfTheSite() {
    Instant midnight = Instant.parse("2026-11-23T17:00:00Z");
    send(view("art0000000"), midnight.minusMillis(1));
    send(view("art0000000"), midnight);

    assertThat(keys()).containsExactlyInAnyOrder("2026-11-23#" + TAB, "2026-11-24#" + TAB);
  }

  @Test
  void countsALateHitOnceOnItsDay() {
    handler = handler(tables.client("CountHitFunction"));
    Instant evening = Instant.parse("2026-11-22T13:00:00.123Z");
    String late = late(view("art0000000"), evening);
    assertThat(send(asking(late), EIGHT).body())
        .isEqualTo("{\"online\":0,\"today\":0,\"week\":0,\"all\":0,\"views\":0}");
    List<Map<String, AttributeValue>> once = items();
    send(late, EIGHT.plusSeconds(600));

    assertThat(items()).isEqualTo(once).hasSize(1);
    Session session = (Session) Fact.of(once.getFirst());
    assertThat(session.day()).isEqualTo(DAYS.of(evening));
    assertThat(session.seen()).isEqualTo(evening);
    assertThat(session.articles()).containsExactly("art0000000");
    assertThat(session.visits()).isEqualTo(1);
  }

  @Test
  void dropsALateHitOfADayThatIsClosed() {
    Instant open = DAYS.start(DAYS.of(EIGHT).minusDays(1));
    send(late(view("art0000000"), open), EIGHT);
    assertThat(dropped()).isEmpty();
    Answer answer = send(late(view("art0000000"), open.minusMillis(1)), EIGHT);
    assertThat(answer.header("X-Not-Counted")).isEqualTo("token");
    assertThat(keys()).hasSize(2);
  }

  @Test
  void countsAHitOfAClockThatRunsAheadNow() {
    send(late(view("art0000000"), EIGHT.plusSeconds(86_400)), EIGHT);
    assertThat(session(TAB).seen()).isEqualTo(EIGHT);
  }

  private static String late(String hit, Instant at) {
    return hit.replace("}", ",\"at\":\"" + at + "\"}");
  }

  @Test
  void dropsHitsWithoutTheTokenOfTheirPage() {
    Instant old = EIGHT.minus(Duration.ofHours(50));
    List<String> forged =
        List.of(
            hit(TAB, "view", "art0000000", null),
            hit(TAB, "view", "art0000000", ""),
            hit(TAB, "view", "art0000000", "made up"),
            hit(TAB, "view", "art0000000", TOKENS.issue("art0000001", EIGHT)),
            hit(TAB, "view", "art0000000", TOKENS.issue("", EIGHT)),
            hit(TAB, "view", "art0000000", TOKENS.issue("art0000000", old)),
            hit(TAB, "view", "art0000000", TOKENS.issue("art0000000", EIGHT.plusSeconds(9000))),
            hit(TAB, "view", "art0000000", new HitToken("theirs").issue("art0000000", EIGHT)),
            hit(TAB, "beat", null, TOKENS.issue("art0000000", EIGHT)));
    for (String hit : forged) {
      assertThat(send(hit, EIGHT).headers()).as(hit).containsEntry("X-Not-Counted", "token");
    }
    assertThat(dropped()).hasSize(forged.size()).allMatch(key -> key.contains("#dropped#token#"));
    assertThat(keys()).hasSize(forged.size());
  }

  @Test
  void dropsMadeUpSessionsOfOneAddress() {
    headers.put("x-viewer-address", "127.0.0.1"); // Only the CDN may say so.
    source = "203.0.113.24";
    long counted = 0;
    for (int i = 0; i < 200; i++) {
      String session = String.format(Locale.ROOT, "%022d", i);
      Answer answer = send(hit(session, "view", "art0000000"), EIGHT);
      String reason = answer.headers().get("X-Not-Counted");
      assertThat(reason).isIn(null, "rate");
      counted += reason == null ? 1 : 0;
    }
    assertThat(counted).isEqualTo(AddressCap.MAX_SESSIONS);
    source = "203.0.113.25";
    assertThat(send(view("art0000000"), EIGHT).headers()).doesNotContainKey("X-Not-Counted");
  }

  @Test
  void dropsThe201stArticleAndKeepsItsTime() {
    for (int i = 0; i < 200; i++) {
      send(view(article(i)), EIGHT);
    }
    Answer response = send(view(article(200)), EIGHT.plusSeconds(10));

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers()).containsEntry("X-Not-Counted", "articles");
    assertThat(session(TAB).articles()).hasSize(200).doesNotContain(article(200));
    assertThat(session(TAB).seen()).isEqualTo(EIGHT.plusSeconds(10));
    assertThat(dropped()).containsExactly("2026-11-23#dropped#articles#request-201");
    assertThat(send(view(article(7)), EIGHT.plusSeconds(20)).headers())
        .doesNotContainKey("X-Not-Counted");
  }

  @ParameterizedTest
  @CsvSource({
    "user-agent, Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html), bot",
    "user-agent, curl/8.5.0, bot",
    "user-agent, , bot",
    "sec-purpose, prefetch;prerender, prefetch",
    "purpose, prefetch, prefetch",
    "sec-fetch-site, cross-site, origin",
    "sec-fetch-site, same-site, origin",
    "cookie, staff=1, staff",
  })
  void countsHitsOfOthersThanReadersApart(String header, @Nullable String value, String why) {
    headers.put(header, value == null ? "" : value);
    cookies = header.equals("cookie") && value != null ? List.of(value) : List.of();
    Answer response = send(view("art0000000"), EIGHT);

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers())
        .containsEntry("X-Not-Counted", why)
        .containsEntry("Cache-Control", "no-store");
    assertThat(dropped()).containsExactly("2026-11-23#dropped#" + why + "#request-1");
    assertThat(db.units).containsExactly(1.0);
  }

  @Test
  void dropsHitsOfOtherOriginsFromOlderBrowsers() {
    headers.remove("sec-fetch-site");
    assertThat(send(view("art0000000"), EIGHT).headers()).doesNotContainKey("X-Not-Counted");
    headers.put("origin", "https://elsewhere.example");
    assertThat(send(view("art0000000"), EIGHT).headers()).containsEntry("X-Not-Counted", "origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"session\":\"short\",\"kind\":\"view\"}",
        "{\"session\":7,\"kind\":\"view\"}",
        "{\"kind\":\"view\"}",
        "{\"session\":\"qV3nTz0Xb7Lw2RkYd9Fh1A\"}",
        "{\"session\":\"qV3nTz0Xb7Lw2RkYd9Fh1A\",\"kind\":\"stay\"}",
        "{\"session\":\"qV3nTz0Xb7Lw2RkYd9Fh1A\",\"kind\":true}",
        "{\"session\":\"qV3nTz0Xb7Lw2RkYd9Fh1A\",\"kind\":\"view\",\"article\":\"../../etc\"}",
        "{\"session\":\"qV3nTz0Xb7Lw2RkYd9Fh1A\",\"kind\":\"view\",\"article\":12}",
        "{\"session\":\"qV3nTz0Xb7Lw2RkYd9Fh1A\",\"kind\":\"view\",\"numbers\":\"yes\"}",
        "{\"session\":\"qV3nTz0Xb7Lw2RkYd9Fh1A\",\"kind\":\"view\",\"at\":\"yesterday\"}",
        "{\"session\":\"qV3nTz0Xb7Lw2RkYd9Fh1A\",\"kind\":\"view\",\"at\":1795397407037}",
        "{\"session\":\"qV3nTz0Xb7Lw2RkYd9Fh1A\",\"kind\":\"view\",\"at\":\"-1000000000-01-01T00:00:00Z\"}",
        "{\"session\":\"qV3nTz0Xb7Lw2RkYd9Fh1A\",\"kind\":\"view\"} {}",
      })
  void refusesMalformedHitsAndWritesNothing(String body) {
    assertThat(send(body, EIGHT).status()).isEqualTo(400);
    assertThat(items()).isEmpty();
  }

  @Test
  void refusesBodiesThatAreTooLongOrOfAnotherType() {
    String padded = view("art0000000").replace("{", "{" + " ".repeat(1024));
    assertThat(send(padded, EIGHT).status()).isEqualTo(400);
    headers.put("content-type", "application/x-www-form-urlencoded");
    assertThat(send(view("art0000000"), EIGHT).status()).isEqualTo(400);
    assertThat(items()).isEmpty();
  }

  @Test
  void takesABeaconWithAString() {
    headers.put("content-type", "text/plain;charset=UTF-8");
    send(view("art0000000"), EIGHT);
    assertThat(session(TAB).articles()).containsExactly("art0000000");
  }

  private static String view(String article) {
    return hit(TAB, "view", article);
  }

  private static String article(int number) {
    return String.format(Locale.ROOT, "art%07d", number);
  }

  private static String hit(String session, String kind, @Nullable String article) {
    return hit(session, kind, article, TOKENS.issue(article == null ? "" : article, EIGHT));
  }

  private static String hit(
      String session, String kind, @Nullable String article, @Nullable String token) {
    return "{\"session\":\"%s\",\"kind\":\"%s\"%s%s}"
        .formatted(
            session,
            kind,
            article == null ? "" : ",\"article\":\"" + article + "\"",
            token == null ? "" : ",\"token\":\"" + token + "\"");
  }

  private int requests;
  private String source = "127.0.0.1";

  private Answer send(String body, Instant time) {
    Call call =
        Call.to("POST /api/hits")
            .id("request-" + ++requests)
            .at(time)
            .from(source)
            .body("text/plain", body);
    headers.forEach(call::header);
    cookies.forEach(call::cookie);
    Answer answer = call.of(handler);
    assertThat(answer.log()).isEmpty();
    return answer;
  }

  private static Map<String, AttributeValue> item(String tab) {
    return tables
        .client()
        .getItem(
            get ->
                get.tableName("Visits")
                    .key(Map.of("session", AttributeValue.fromS("2026-11-23#" + tab))))
        .item();
  }

  private static Session session(String tab) {
    return (Session) Fact.of(item(tab));
  }

  private static List<Map<String, AttributeValue>> items() {
    return tables.client().scan(scan -> scan.tableName("Visits")).items();
  }

  private static List<String> keys() {
    return items().stream().map(item -> Objects.requireNonNull(item.get("session")).s()).toList();
  }

  private static List<String> dropped() {
    return keys().stream().filter(key -> key.contains("#dropped#")).toList();
  }

  /** Client that only writes items, and notes the units of each write. */
  private static final class Metered {
    final List<Double> units = new ArrayList<>();
    final DynamoDbClient client;

    Metered(DynamoDbClient engine) {
      client =
          new DynamoDbClient() {
            @Override
            public UpdateItemResponse updateItem(UpdateItemRequest request) {
              UpdateItemResponse response =
                  engine.updateItem(
                      request.toBuilder()
                          .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                          .build());
              units.add(response.consumedCapacity().capacityUnits());
              return response;
            }

            @Override
            public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
              throw SdkClientException.create("The tallies do not answer");
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
}
