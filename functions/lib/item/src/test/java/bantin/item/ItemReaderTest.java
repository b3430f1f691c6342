package bantin.item;

import static bantin.item.Attributes.number;
import static bantin.item.Attributes.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ItemReaderTest {
  private static final Instant TIME = Instant.parse("2026-11-24T03:00:00.250Z");

  @Test
  void readsAttributesByTheirTypes() {
    ItemReader reader =
        ItemReader.of(
            Map.of(
                "title", fromS("Lúa mới"),
                "views", number(7),
                "published", fromS("2026-11-24T03:00:00.250Z"),
                "changed", Attributes.millis(TIME),
                "day", fromS("2026-11-24"),
                "featured", fromBool(true),
                "hidden", fromBool(false),
                "tags", texts(List.of("lúa", "gạo")),
                "readers", fromSs(List.of("an", "bình"))));

    assertThat(reader.text("title")).isEqualTo("Lúa mới");
    assertThat(reader.textOrEmpty("title")).isEqualTo("Lúa mới");
    assertThat(reader.number("views")).isEqualTo(7);
    assertThat(reader.numberOrZero("views")).isEqualTo(7);
    assertThat(reader.time("published")).isEqualTo(TIME);
    assertThat(reader.timeOrNull("published")).isEqualTo(TIME);
    assertThat(reader.millis("changed")).isEqualTo(TIME);
    assertThat(reader.day("day")).isEqualTo(LocalDate.of(2026, 11, 24));
    assertThat(reader.flag("featured")).isTrue();
    assertThat(reader.flag("hidden")).isFalse();
    assertThat(reader.texts("tags")).containsExactly("lúa", "gạo");
    assertThat(reader.textSet("readers")).containsExactlyInAnyOrder("an", "bình");
    assertThat(reader.has("title")).isTrue();
    assertThat(reader.names()).hasSize(9).contains("title", "readers");
  }

  @Test
  void givesOptionalAttributesTheirValueWhenTheyAreMissing() {
    ItemReader reader = ItemReader.of(Map.of());

    assertThat(reader.has("a")).isFalse();
    assertThat(reader.textOrEmpty("a")).isEmpty();
    assertThat(reader.numberOrZero("a")).isZero();
    assertThat(reader.timeOrNull("a")).isNull();
    assertThat(reader.flag("a")).isFalse();
    assertThat(reader.texts("a")).isEmpty();
    assertThat(reader.textSet("a")).isEmpty();
    assertThat(reader.map("a")).isNull();
    assertThat(reader.maps("a")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("needed")
  void refusesAnItemThatLacksANeededAttribute(Consumer<ItemReader> read) {
    assertBroken(Map.of("b", fromS("x")), read, "it is missing");
  }

  static Stream<Consumer<ItemReader>> needed() {
    return Stream.of(
        reader -> reader.text("a"),
        reader -> reader.number("a"),
        reader -> reader.time("a"),
        reader -> reader.millis("a"),
        reader -> reader.day("a"));
  }

  @Test
  void refusesAttributesOfAnotherType() {
    Map<String, AttributeValue> flag = Map.of("a", fromBool(true));

    assertBroken(flag, reader -> reader.text("a"), "it is no text");
    assertBroken(flag, reader -> reader.textOrEmpty("a"), "it is no text");
    assertBroken(flag, reader -> reader.number("a"), "it is no number");
    assertBroken(flag, reader -> reader.texts("a"), "it is no list");
    assertBroken(flag, reader -> reader.textSet("a"), "it is no set of texts");
    assertBroken(flag, reader -> reader.map("a"), "it is no map");
    assertBroken(flag, reader -> reader.maps("a"), "it is no list");
    Map<String, AttributeValue> text = Map.of("a", fromS("true"));
    assertBroken(text, reader -> reader.flag("a"), "it is neither true nor false");
    Map<String, AttributeValue> mixed = Map.of("a", fromL(List.of(fromS("x"), fromN("1"))));
    assertBroken(mixed, reader -> reader.texts("a"), "it is no text");
    assertBroken(mixed, reader -> reader.maps("a"), "it is no map");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e3", "9223372036854775808"})
  void refusesNumbersThatAreNotWhole(String number) {
    assertBroken(
        Map.of("a", fromN(number)),
        reader -> reader.number("a"),
        "it is no whole number of up to 18 digits");
  }

  @Test
  void takesNumbersFromTheLeastToTheGreatest() {
    assertThat(ItemReader.of(Map.of("a", number(2))).number("a", 2, 5)).isEqualTo(2);
    assertThat(ItemReader.of(Map.of("a", number(5))).number("a", 2, 5)).isEqualTo(5);
    for (long outside : new long[] {1, 6}) {
      assertBroken(
          Map.of("a", number(outside)),
          reader -> reader.number("a", 2, 5),
          "it must lie between 2 and 5");
    }
  }

  @Test
  void takesTimesFrom1900To9000() {
    for (String time : List.of("1900-01-01T00:00:00Z", "9000-01-01T00:00:00Z")) {
      assertThat(ItemReader.of(Map.of("a", fromS(time))).time("a")).isEqualTo(time);
    }
    for (String time : List.of("1899-12-31T23:59:59Z", "9000-01-01T00:00:01Z")) {
      assertBroken(
          Map.of("a", fromS(time)),
          reader -> reader.time("a"),
          "it lies outside of the years 1900 to 8999");
    }
    assertBroken(
        Map.of("a", fromS("1899-12-31")),
        reader -> reader.day("a"),
        "it lies outside of the years 1900 to 8999");
  }

  @Test
  void refusesTimesAndDaysInAnotherForm() {
    Map<String, AttributeValue> item = Map.of("a", fromS("24/11/2026"));

    assertBroken(item, reader -> reader.time("a"), "it is no time such as 2026-11-24T03:00:00Z");
    assertBroken(item, reader -> reader.day("a"), "it is no day such as 2026-11-24");
  }

  @Test
  void refusesSetsThatAreEmptyOrHoldSomethingTwice() {
    for (List<String> texts : List.of(List.<String>of(), List.of("an", "an"))) {
      assertBroken(
          Map.of("a", fromSs(texts)),
          reader -> reader.textSet("a"),
          "it is empty or holds something twice");
    }
  }

  @Test
  void namesAttributesThatWereNeverRead() {
    ItemReader reader = ItemReader.tracking(item());
    readSome(reader);

    assertThat(reader.unread())
        .containsExactly("colour", "cover.colour", "links.colour", "links.size");
  }

  @Test
  void keepsOnlyAttributesThatWereRead() {
    ItemReader reader = ItemReader.tracking(item());
    readSome(reader);

    assertThat(reader.known())
        .isEqualTo(
            Map.of(
                "title", fromS("Lúa"),
                "cover", fromM(Map.of("photo", fromS("p"))),
                "links",
                    fromL(
                        List.of(
                            fromM(Map.of("path", fromS("a"))),
                            fromM(Map.of("path", fromS("b")))))));
  }

  @Test
  void keepsAllAttributesWhereNoneAreTracked() {
    ItemReader reader = ItemReader.of(item());
    readSome(reader);

    assertThat(reader.known()).isEqualTo(item());
    assertThat(reader.unread()).contains("title", "cover", "links");
  }

  private static Map<String, AttributeValue> item() {
    AttributeValue red = fromS("red");
    return Map.of(
        "title", fromS("Lúa"),
        "colour", red,
        "cover", fromM(Map.of("photo", fromS("p"), "colour", red)),
        "links",
            fromL(
                List.of(
                    fromM(Map.of("path", fromS("a"), "colour", red)),
                    fromM(Map.of("path", fromS("b"), "size", number(1))))));
  }

  /** Reads everything but the colours and the size. */
  private static void readSome(ItemReader reader) {
    assertThat(reader.text("title")).isEqualTo("Lúa");
    assertThat(reader.map("cover"))
        .isNotNull()
        .satisfies(cover -> assertThat(cover.text("photo")).isEqualTo("p"));
    assertThat(reader.maps("links"))
        .extracting(link -> link.text("path"))
        .containsExactly("a", "b");
  }

  private static void assertBroken(
      Map<String, AttributeValue> item, Consumer<ItemReader> read, String why) {
    assertThatExceptionOfType(BrokenItem.class)
        .isThrownBy(() -> read.accept(ItemReader.of(item)))
        .withMessage("a: " + why)
        .returns("a", BrokenItem::attribute);
  }
}
