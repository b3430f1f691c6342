package bantin.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OnlineTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:02:05Z");

  @Test
  void namesTheTenMinutesAndTheStepOfATime() {
    Tally tally = Online.tally(NOW);
    assertThat(tally.name()).isEqualTo("online#2026-11-23T03:00:00Z");
    assertThat(tally.expires()).isEqualTo(Instant.parse("2026-11-24T03:00:00Z"));
    assertThat(Online.step(NOW)).isEqualTo("s12");
    assertThat(Online.step(Instant.parse("2026-11-23T03:09:59Z"))).isEqualTo("s59");
    assertThat(Online.step(Instant.parse("2026-11-23T03:10:00Z"))).isEqualTo("s0");
  }

  @Test
  void readsOneTallyOrTwo() {
    assertThat(Online.window(NOW)).hasSize(2);
    assertThat(Online.window(Instant.parse("2026-11-23T03:05:00Z"))).hasSize(1);
    assertThat(Online.window(Instant.parse("2026-11-23T03:04:59Z"))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "299, 1", "305, 1", "311, 0", "900, 0", "-5, 1"})
  void countsActivityOfTheLastFiveMinutes(long ago, long count) {
    Instant seen = NOW.minusSeconds(ago);
    Map<Tally, Map<String, Long>> steps =
        Map.of(Online.tally(seen), Map.of(Online.step(seen), 1L, "other", 7L));
    assertThat(Online.count(steps, NOW)).isEqualTo(count);
  }

  @Test
  void matchesAFullScan() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      Instant now = NOW.plusSeconds(random.nextInt(1200));
      List<Instant> activities = new ArrayList<>();
      Map<Tally, Map<String, Long>> steps = new HashMap<>();
      for (int i = random.nextInt(50); i > 0; i--) {
        Instant seen = now.minusSeconds(random.nextInt(900));
        activities.add(seen);
        steps
            .computeIfAbsent(Online.tally(seen), key -> new HashMap<>())
            .merge(Online.step(seen), 1L, Long::sum);
      }
      Instant oldest = now.minus(Online.WINDOW);
      Instant step = Instant.ofEpochSecond(oldest.getEpochSecond() / 10 * 10);
      long expected = activities.stream().filter(seen -> !seen.isBefore(step)).count();
      assertThat(Online.count(steps, now)).isEqualTo(expected);
      assertThat(Duration.between(step, oldest)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void isNeverBelowZero() {
    assertThat(Online.count(Map.of(Online.tally(NOW), Map.of(Online.step(NOW), -2L)), NOW))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s", "s60", "s-1", "s007", "t1", "expires"})
  void knowsNoOtherSteps(String attribute) {
    assertThat(Online.isStep(attribute)).isFalse();
  }
}
