package bantin.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class TallyItemTest {
  private static final String ONLINE = "online#2026-11-23T03:00:00Z#0";
  private static final long EXPIRES = Instant.parse("2026-11-24T03:00:00Z").getEpochSecond();

  private static Map<String, AttributeValue> item(String key, Map<String, Long> numbers) {
    Map<String, AttributeValue> item = new HashMap<>(Map.of("tally", fromS(key)));
    numbers.forEach((name, number) -> item.put(name, fromN(Long.toString(number))));
    return item;
  }

  private static void read(Map<String, AttributeValue> item, int slots) {
    TallyItem.read(ItemReader.of(item), slots);
  }

  private static void assertBroken(Map<String, AttributeValue> item, int slots, String attribute) {
    assertThatThrownBy(() -> read(item, slots))
        .isInstanceOf(BrokenItem.class)
        .satisfies(broken -> assertThat(((BrokenItem) broken).attribute()).isEqualTo(attribute));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "site#all#0",
        "site#day#2026-11-23#0",
        "article#8v4k2m9q0z#all#0",
        "dropped#day#2026-11-23#0",
        "opinions#day#2026-11-23#0",
        "views#day#2026-11-23#15#0"
      })
  void takesTalliesOfThePortal(String key) {
    read(item(key, Map.of("views", 3L, "visits", 2L, "bot", 1L)), 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "site#all",
        "site#all#1",
        "site#all#x",
        "site#day#yesterday#0",
        "site#day#1899-12-31#0",
        "dropped#day#2026-02-30#0",
        "opinions#day#2026-02-30#0",
        "views#day#2026-02-30#1#0",
        "views#day#2026-11-23#0",
        "views#week#2026-W48#1#0",
        "article#short#all#0",
        "article#8v4k2m9q0z#month#0",
        "article#8v4k2m9q0z#day#2026-13-01#0",
        "online#2026-11-23T03:00:01Z#0",
        "online#now#0",
        "something#0"
      })
  void refusesOtherKeys(String key) {
    assertBroken(item(key, Map.of("views", 1L, "expires", EXPIRES)), 1, "tally");
  }

  @ParameterizedTest
  @CsvSource({
    "site#all#0, visits",
    "site#day#2026-11-23#0, views",
    "article#8v4k2m9q0z#all#0, views",
    "dropped#day#2026-11-23#0, token",
    "opinions#day#2026-11-23#0, n8v4k2m9q0z",
    "views#day#2026-11-23#2#0, 8v4k2m9q0z"
  })
  void refusesNegativeAmountsOfASingleSlot(String key, String attribute) {
    Map<String, AttributeValue> item = item(key, Map.of(attribute, -1L));
    assertBroken(item, 1, attribute);
    read(item, 2);
    assertBroken(item(key, Map.of(attribute, 1_000_000_000_000_001L)), 2, attribute);
    assertBroken(item(key, Map.of(attribute, -1_000_000_000_000_001L)), 2, attribute);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 16, 99})
  void refusesViewsInTheWrongGroup(int group) {
    assertBroken(
        item("views#day#2026-11-23#" + group + "#0", Map.of("8v4k2m9q0z", 1L)), 1, "8v4k2m9q0z");
  }

  @ParameterizedTest
  @CsvSource({"day#2026-11-23", "week#2026-W48"})
  void refusesAPeriodOrAnArticleThatDiffersFromTheKey(String period) {
    Map<String, AttributeValue> item = item("article#8v4k2m9q0z#" + period + "#1", Map.of());
    item.put("article", fromS("8v4k2m9q0z"));
    item.put("period", fromS(period + "#1"));
    read(item, 2);

    item.put("period", fromS(period + "#0"));
    assertBroken(item, 2, "period");
    item.put("period", fromS(period + "#1"));
    item.put("article", fromS("0000000001"));
    assertBroken(item, 2, "article");
    item.remove("article");
    assertBroken(item, 2, "article");
  }

  @Test
  void takesNegativeStepsOfWhoIsOnline() {
    read(item(ONLINE, Map.of("s3", -1L, "s59", 2L, "expires", EXPIRES)), 1);
    assertBroken(item(ONLINE, Map.of("s3", 1L, "expires", EXPIRES + 1)), 1, "expires");
    assertBroken(item(ONLINE, Map.of("s3", 1L)), 1, "expires");
    assertBroken(item(ONLINE, Map.of("s3", 1_000_000_000_000_001L, "expires", EXPIRES)), 1, "s3");
  }

  @Test
  void readsTheBaseline() {
    Baseline baseline = new Baseline(677_985, LocalDate.parse("2026-11-23"), 12);
    Map<String, AttributeValue> item = new HashMap<>(baseline.item());
    read(item, 1);
    assertThat(Baseline.of(item)).isEqualTo(baseline);
    assertThat(Baseline.of(Map.of())).isNull();

    item.put("visits", fromN("-1"));
    assertBroken(item, 1, "visits");
    item.put("visits", fromN("1"));
    item.put("asOf", fromS("soon"));
    assertBroken(item, 1, "asOf");
  }

  @Test
  void addsOwnVisitsToTheBaseline() {
    Baseline baseline = new Baseline(1000, LocalDate.parse("2026-11-23"), 12);
    assertThat(baseline.plus(20)).isEqualTo(1008);
    assertThat(baseline.plus(12)).isEqualTo(1000);
    assertThat(baseline.plus(5)).isEqualTo(1000);
  }
}
