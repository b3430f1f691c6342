package bantin.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.ArticleItems;
import bantin.article.Headline;
import bantin.article.PublicArticles;
import bantin.article.Publication;
import bantin.engines.Tables;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

final class MostReadTest {
  private static final LocalDate SUNDAY = LocalDate.parse("2026-11-29");
  private static final SiteDays DAYS = new SiteDays(ZoneOffset.UTC);
  private static final int ARTICLES = 40;

  /** Greatest number of items in one request. */
  private static final int BATCH = 25;

  /** Tallies to be written together. */
  private static final List<Map<String, AttributeValue>> ITEMS = new ArrayList<>();

  /** Items of views to be written together, by key. */
  private static final Map<String, Map<String, AttributeValue>> GROUPS = new HashMap<>();

  private static Tables tables;
  private Instant now = SUNDAY.atTime(12, 0).toInstant(ZoneOffset.UTC);

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
  }

  private MostRead mostRead(int slots) {
    Tallies tallies = new Tallies(tables.client(), tables.name("Tallies"), slots);
    return new MostRead(
        new DayViews(tables.client(), tables.name("Tallies"), tallies),
        new PublicArticles(tables.client(), tables.name("Articles")),
        DAYS,
        () -> now,
        ReadingCache.MIN_AGE);
  }

  /**
   * Compares with plain sums. A third of the views were counted by a portal before December 2026. A
   * fifth of the articles is not public yet. No two sums are equal.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void ranksByTheSumsOfAllDaysAndSlots(int seed) {
    Random random = new Random(seed);
    int slots = 1 + random.nextInt(3);
    Map<String, Long> today = new HashMap<>();
    Map<String, Long> week = new HashMap<>();
    for (int i = 0; i < ARTICLES; i++) {
      String id = id(i);
      publish(id, i % 5 == 0 ? now.plusSeconds(60) : now.minusSeconds(60));
      for (LocalDate day = SUNDAY.minusDays(7); !day.isAfter(SUNDAY); day = day.plusDays(1)) {
        boolean isToday = day.equals(SUNDAY);
        if (!isToday && random.nextInt(3) == 0) {
          continue;
        }
        long views = 100L * random.nextInt(1 + random.nextInt(900)) + (isToday ? i + 1 : 100);
        add(id, day, random.nextInt(slots), views, random.nextInt(3) == 0);
        if (day.isAfter(SUNDAY.minusDays(7))) {
          week.merge(id, views, Long::sum);
        }
        if (isToday) {
          today.merge(id, views, Long::sum);
        }
      }
    }
    write();
    MostRead mostRead = mostRead(slots);
    assertThat(views(mostRead.of(false, MostReadTest::fail))).isEqualTo(expected(today));
    assertThat(views(mostRead.of(true, MostReadTest::fail))).isEqualTo(expected(week));
  }

  @Test
  void readsPastDaysAgainAfterAMinute() {
    publish(id(0), now.minusSeconds(60));
    publish(id(1), now.minusSeconds(60));
    add(id(0), SUNDAY.minusDays(1), 0, 5, false);
    add(id(1), SUNDAY, 0, 3, false);
    write();
    MostRead mostRead = mostRead(1);
    assertThat(views(mostRead.of(true, MostReadTest::fail)))
        .containsExactly(id(0) + "=5", id(1) + "=3");

    add(id(1), SUNDAY.minusDays(1), 0, 7, false);
    write();
    now = now.plusSeconds(61);
    assertThat(views(mostRead.of(true, MostReadTest::fail)))
        .containsExactly(id(1) + "=10", id(0) + "=5");
  }

  /** The clock goes on by 400 ms at each call of the database. */
  @Test
  void givesUpWhereManyCallsAreSlow() {
    AtomicInteger calls = new AtomicInteger();
    InstantSource slow = () -> now.plusMillis(400L * calls.get());
    DynamoDbClient db =
        (DynamoDbClient)
            Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                  calls.incrementAndGet();
                  return method.invoke(tables.client(), arguments);
                });
    Tallies tallies = new Tallies(db, tables.name("Tallies"), 1);
    MostRead mostRead =
        new MostRead(
            new DayViews(db, tables.name("Tallies"), tallies),
            new PublicArticles(db, tables.name("Articles")),
            DAYS,
            slow,
            ReadingCache.MIN_AGE);
    assertThatThrownBy(() -> mostRead.of(true, MostReadTest::fail))
        .isInstanceOf(AbortedException.class);
    assertThat(calls).hasValue(7);
  }

  private static List<String> expected(Map<String, Long> views) {
    return views.entrySet().stream()
        .filter(entry -> Integer.parseInt(entry.getKey().substring(3)) % 5 != 0)
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Long> entry) -> -entry.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(10)
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toList();
  }

  private static List<String> views(List<MostRead.Place> places) {
    return places.stream()
        .map(place -> place.headline().id().value() + "=" + place.views())
        .toList();
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }

  private static String id(int number) {
    return "art%07d".formatted(number);
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
    tables
        .client()
        .putItem(put -> put.tableName(tables.name("Articles")).item(ArticleItems.article(article)));
  }

  private static void add(String id, LocalDate day, int slot, long views, boolean isFormer) {
    if (isFormer) {
      ITEMS.add(
          Map.of(
              "tally", fromS("article#" + id + "#day#" + day + "#" + slot),
              "article", fromS(id),
              "period", fromS("day#" + day + "#" + slot),
              "views", fromN(Long.toString(views))));
    } else {
      String key = Tally.views(day, id).key(slot);
      Map<String, AttributeValue> item =
          GROUPS.computeIfAbsent(key, some -> new HashMap<>(Map.of("tally", fromS(key))));
      item.put(id, fromN(Long.toString(views)));
    }
  }

  private static void write() {
    ITEMS.addAll(GROUPS.values());
    for (int from = 0; from < ITEMS.size(); from += BATCH) {
      List<WriteRequest> puts =
          ITEMS.subList(from, Math.min(ITEMS.size(), from + BATCH)).stream()
              .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
              .toList();
      tables
          .client()
          .batchWriteItem(write -> write.requestItems(Map.of(tables.name("Tallies"), puts)));
    }
    ITEMS.clear();
    GROUPS.clear();
  }
}
