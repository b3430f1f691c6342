package bantin.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.engines.Tables;
import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

final class DayCountsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-24");
  private static final ArticleId ID = new ArticleId("8v4k2m9q0z");

  private static Tables tables;

  private DayCounts counts;

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
    counts = new DayCounts(tables.client(), tables.name("Articles"));
  }

  @Test
  void addsUpArticlesByDay() {
    add(Map.of(DAY, 2, DAY.withDayOfMonth(1), 5));
    add(Map.of(DAY, 1));
    add(Map.of(DAY.minusMonths(1), 4));
    add(Map.of(DAY.minusYears(1), 7));

    assertThat(counts.month(YearMonth.of(2026, 11), NOW))
        .isEqualTo(Map.of(DAY, 3, DAY.withDayOfMonth(1), 5));
    assertThat(counts.year(2026, NOW).keySet())
        .containsExactly(DAY.minusMonths(1), DAY.withDayOfMonth(1), DAY);
    assertThat(counts.all(NOW)).hasSize(4).containsEntry(DAY.minusYears(1), 7);
    assertThat(DayCounts.sum(counts.all(NOW).values())).isEqualTo(19);
  }

  @Test
  void leavesOutDaysWithoutArticles() {
    add(Map.of(DAY, 1));
    add(Map.of(DAY, -1));

    assertThat(counts.all(NOW)).isEmpty();
  }

  @Test
  void countsAnArticleOnlyWhileThePublicCanReadIt() {
    add(Map.of(DAY, 1));
    write(absence(new Publication(NOW.plusSeconds(60), NOW.plusSeconds(120))));

    assertThat(counts.all(NOW.plusSeconds(59))).isEmpty();
    assertThat(counts.all(NOW.plusSeconds(60))).isEqualTo(Map.of(DAY, 1));
    assertThat(counts.all(NOW.plusSeconds(119))).isEqualTo(Map.of(DAY, 1));
    assertThat(counts.all(NOW.plusSeconds(120))).isEmpty();
  }

  @Test
  void notesAnAbsenceOfScheduledAndEndingArticlesOnly() {
    assertThat(DayCounts.absence(DAY, ID, new Publication(NOW, null), NOW)).isNull();
    Instant later = NOW.plusSeconds(60);
    assertThat(absence(new Publication(later, null)))
        .containsAllEntriesOf(DayCounts.absenceKey(DAY, new Position(later, ID)))
        .containsEntry("at", fromS("2026-11#2026-11-24T03:01:00.000Z#8v4k2m9q0z"))
        .containsEntry("expires", fromN(Long.toString(later.getEpochSecond() + 1)))
        .doesNotContainKey("until");
    assertThat(absence(new Publication(NOW, later)))
        .containsKey("until")
        .doesNotContainKey("expires");
  }

  @Test
  void countsTheOtherDaysWhereAnItemCannotBeRead() {
    add(Map.of(DAY, 1));
    write(Map.of("list", fromS("archive"), "at", fromS("2026-10"), "d01", fromN("-1")));

    assertThat(counts.all(NOW)).isEqualTo(Map.of(DAY, 1));
  }

  @Test
  void settlesArticlesThatHaveEnded() {
    add(Map.of(DAY, 4));
    write(absence(new Publication(NOW.minusSeconds(9), NOW)));
    write(absence(new Publication(NOW.minusSeconds(8), NOW.plusMillis(1))));
    write(absence(new Publication(NOW.plusSeconds(60), null)));

    for (int times = 0; times < 2; times++) {
      counts.settle(NOW);
      assertThat(counts.all(NOW)).isEqualTo(Map.of(DAY, 2));
      assertThat(counts.all(NOW.plusSeconds(60))).isEqualTo(Map.of(DAY, 2));
      assertThat(items()).hasSize(3);
    }
  }

  @Test
  void settlesSomeOfManyArticlesAtATime() {
    add(Map.of(DAY, 30));
    for (int second = 1; second <= 27; second++) {
      write(absence(new Publication(NOW.minusSeconds(second), NOW)));
    }
    for (int left : new int[] {2, 0}) {
      counts.settle(NOW);
      assertThat(counts.all(NOW)).isEqualTo(Map.of(DAY, 3));
      assertThat(items()).hasSize(1 + left);
    }
  }

  /** No number falls below 0, which would break its month. */
  @Test
  void settlesTheOthersWhereAnItemIsOfNoUse() {
    write(absence(new Publication(NOW.minusSeconds(9), NOW)));
    write(Map.of("list", fromS("archive"), "at", fromS("2026-11#x"), "until", fromS("soon")));
    counts.settle(NOW);
    assertThat(items()).hasSize(2).allMatch(item -> item.containsKey("until"));

    add(Map.of(DAY, 1));
    counts.settle(NOW);
    assertThat(items()).hasSize(2).anyMatch(item -> item.containsKey("d24"));
    assertThat(counts.all(NOW)).isEmpty();
  }

  @Test
  void takesItemsThatThePortalWritesFromAnArchive() {
    add(Map.of(DAY, 1));
    write(absence(new Publication(NOW.plusSeconds(60), null)));

    assertThat(items()).hasSize(2);
    items().forEach(item -> DayCounts.read(ItemReader.of(item)));
  }

  @Test
  void refusesItemsThatNoPortalWrites() {
    assertBroken(Map.of("list", fromS("all"), "at", fromS("2026-11")), "list");
    assertBroken(item("2026-11", "d31", fromN("1")), "d31");
    assertBroken(item("2026-11", "d01", fromN("-1")), "d01");
    assertBroken(item("2026-11", "expires", fromS("soon")), "expires");
    assertBroken(item("2026-11#x", "from", fromS("soon")), "on");
  }

  @Test
  void notesTheDayOnWhichAWorkingCopyIsCounted() {
    assertThat(DayCounts.day(DayCounts.counted(DAY))).isEqualTo(DAY);
    assertThat(DayCounts.day(ListName.ALL)).isNull();
    assertThatExceptionOfType(BrokenItem.class)
        .isThrownBy(() -> DayCounts.day(new ListName("archive#2026-11-31")))
        .withMessage("listed: it names no day");
    assertThat(DayCounts.isCounts("archive")).isTrue();
    assertThat(DayCounts.isCounts(DayCounts.counted(DAY).key())).isFalse();
  }

  private static List<Map<String, AttributeValue>> items() {
    return tables.client().scan(scan -> scan.tableName(tables.name("Articles"))).items();
  }

  private static Map<String, AttributeValue> item(String at, String name, AttributeValue value) {
    return Map.of("list", fromS("archive"), "at", fromS(at), name, value);
  }

  private static void assertBroken(Map<String, AttributeValue> item, String attribute) {
    assertThatExceptionOfType(BrokenItem.class)
        .isThrownBy(() -> DayCounts.read(ItemReader.of(item)))
        .returns(attribute, BrokenItem::attribute);
  }

  private static Map<String, AttributeValue> absence(Publication publication) {
    Map<String, AttributeValue> item = DayCounts.absence(DAY, ID, publication, NOW);
    assertThat(item).isNotNull();
    return item == null ? Map.of() : item;
  }

  /** Adds to the days of one month, as the transaction that publishes does. */
  private static void add(Map<LocalDate, Integer> changes) {
    TreeMap<LocalDate, Integer> sorted = new TreeMap<>(changes);
    YearMonth month = YearMonth.from(sorted.firstKey());
    TransactWriteItem update =
        TransactWriteItem.builder()
            .update(DayCounts.update(tables.name("Articles"), month, sorted))
            .build();
    tables.client().transactWriteItems(write -> write.transactItems(update));
  }

  private static void write(Map<String, AttributeValue> item) {
    tables.client().putItem(put -> put.tableName(tables.name("Articles")).item(item));
  }
}
