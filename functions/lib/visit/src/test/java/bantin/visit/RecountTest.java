package bantin.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class RecountTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-25");
  private static final Instant NOW = Instant.parse("2026-11-27T05:00:00Z");

  @Test
  void keepsItsPartsSideBySideUnderTheDay() {
    assertThat(Recount.requestKey(DAY)).isEqualTo(key("request"));
    assertThat(Recount.stepKey(DAY, "run", 3)).isEqualTo(key("step#run#3"));
    assertThat(Recount.countKey(DAY, "run", 3, "attempt", 2))
        .isEqualTo(key("count#run#3#attempt#2"));
    assertThat(Recount.key(DAY)).isEqualTo(key("result"));
    assertThat(Recount.isResult("result")).isTrue();
    assertThat(Recount.isResult("request")).isFalse();
  }

  @Test
  void readsAResultAsItWasWritten() {
    Recount result = result(1);

    assertThat(Recount.of(result.item())).isEqualTo(result);
    Recount begun = Recount.begun(DAY, "run", "lan", true, NOW);
    assertThat(Recount.of(begun.item())).isEqualTo(begun);
    assertThat(Recount.of(Map.of())).isNull();
  }

  @Test
  void takesOneHundredDifferencesFromAnotherPortal() {
    assertThat(Recount.read(ItemReader.of(result(100).item())).differences()).hasSize(100);
    assertThatExceptionOfType(BrokenItem.class)
        .isThrownBy(() -> Recount.read(ItemReader.of(result(101).item())))
        .withMessage("differences: they are more than 100");
  }

  private static Recount result(int differences) {
    Recount.Difference difference = new Recount.Difference("site#all", "visits", 5, 6);
    List<Recount.Difference> all = Collections.nCopies(differences, difference);
    return new Recount(DAY, "run", "lan", true, NOW, NOW, true, 9, differences, all, true, "");
  }

  private static Map<String, AttributeValue> key(String part) {
    return Map.of("day", fromS("2026-11-25"), "part", fromS(part));
  }
}
