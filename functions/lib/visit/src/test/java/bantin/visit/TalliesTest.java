package bantin.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.engines.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

final class TalliesTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-23");
  private static Tables tables;

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

  private static Tallies tallies(int slots) {
    return new Tallies(tables.client(), tables.name("Tallies"), slots);
  }

  private static void add(Tally tally, int slot, Map<String, Long> amounts) {
    tables
        .client()
        .transactWriteItems(
            write ->
                write.transactItems(
                    TransactWriteItem.builder()
                        .update(Addition.of(tables.name("Tallies"), tally, slot, amounts).build())
                        .build()));
  }

  @Test
  void sumsTheSlotsOfATally() {
    add(Tally.SITE_ALL, 0, Map.of("views", 5L, "visits", 1L));
    add(Tally.SITE_ALL, 0, Map.of("views", 2L));
    add(Tally.SITE_ALL, 2, Map.of("views", -3L));
    Tallies.Reading reading =
        tallies(3).read(List.of(Tally.SITE_ALL, Tally.siteDay(DAY), Tally.SITE_ALL), false);
    assertThat(reading.get(Tally.SITE_ALL, "views")).isEqualTo(4);
    assertThat(reading.get(Tally.SITE_ALL, "visits")).isEqualTo(1);
    assertThat(reading.get(Tally.siteDay(DAY), "views")).isZero();
    assertThat(reading.byTally()).containsOnlyKeys(Tally.SITE_ALL);
    assertThat(tallies(1).read(List.of(Tally.SITE_ALL), false).get(Tally.SITE_ALL, "views"))
        .isEqualTo(7);
  }

  @Test
  void showsNoSumBelowZero() {
    add(Tally.SITE_ALL, 0, Map.of("views", -3L));
    assertThat(tallies(1).read(List.of(Tally.SITE_ALL), false).get(Tally.SITE_ALL, "views"))
        .isZero();
  }

  @Test
  void readsTheBaselineOnlyWhenAsked() {
    Baseline baseline = new Baseline(677_985, DAY, 0);
    tables.client().putItem(put -> put.tableName(tables.name("Tallies")).item(baseline.item()));
    assertThat(tallies(2).read(List.of(), true).baseline()).isEqualTo(baseline);
    assertThat(tallies(2).read(List.of(Tally.SITE_ALL), false).baseline()).isNull();
  }

  @Test
  void readsMoreKeysThanOneBatchTakes() {
    List<Tally> wanted = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Tally tally = Tally.siteDay(DAY.plusDays(i));
      wanted.add(tally);
      add(tally, i % 2, Map.of("views", (long) i));
    }
    Tallies.Reading reading = tallies(2).read(wanted, false);
    for (int i = 0; i < 120; i++) {
      assertThat(reading.get(wanted.get(i), "views")).isEqualTo(i);
    }
  }

  @Test
  void countsTheViewsOfADayInOneItemForEachGroup() {
    Tally first = Tally.views(DAY, "8v4k2m9q0z");
    Tally second = Tally.views(DAY, "0123456789");
    assertThat(first).isNotEqualTo(second);
    add(first, 1, Map.of("8v4k2m9q0z", 3L));
    add(first, 1, Map.of("8v4k2m9q0z", 2L));
    add(second, 0, Map.of("0123456789", 4L));
    assertThat(item("views#day#2026-11-23#2#1")).containsEntry("8v4k2m9q0z", fromN("5"));
    assertThat(item("views#day#2026-11-23#5#0")).containsEntry("0123456789", fromN("4"));
  }

  @Test
  void addsAsManyAmountsAsAnUpdateHolds() {
    Map<String, Long> amounts = new TreeMap<>();
    for (int i = 0; i < Addition.MAX_AMOUNTS; i++) {
      amounts.put("y" + "art%07d".formatted(i), 1_000_000_000_000_000L);
    }
    add(Tally.opinions(DAY), 0, amounts);
    assertThat(tallies(1).read(List.of(Tally.opinions(DAY)), false).byTally())
        .isEqualTo(Map.of(Tally.opinions(DAY), amounts));
  }

  @Test
  void expiresTheTalliesOfWhoIsOnline() {
    Instant seen = Instant.parse("2026-11-23T03:00:00Z");
    add(Online.tally(seen), 0, Map.of(Online.step(seen), 1L));
    assertThat(item(Online.tally(seen).key(0)))
        .containsEntry("expires", fromN(Long.toString(seen.plusSeconds(86_400).getEpochSecond())));
    assertThat(tallies(1).read(Online.window(seen), false).byTally().get(Online.tally(seen)))
        .isEqualTo(Map.of("s0", 1L));
  }

  @Test
  void countsANumberThatCannotBeReadAsZero() {
    tables
        .client()
        .putItem(
            put ->
                put.tableName(tables.name("Tallies"))
                    .item(
                        Map.of(
                            "tally", fromS(Tally.SITE_ALL.key(0)),
                            "views", fromN("1.5"),
                            "visits", fromN("2"))));
    Tallies.Reading reading = tallies(1).read(List.of(Tally.SITE_ALL), false);
    assertThat(reading.get(Tally.SITE_ALL, "views")).isZero();
    assertThat(reading.get(Tally.SITE_ALL, "visits")).isEqualTo(2);
  }

  private static Map<String, AttributeValue> item(String key) {
    return tables
        .client()
        .getItem(get -> get.tableName(tables.name("Tallies")).key(Map.of("tally", fromS(key))))
        .item();
  }
}
