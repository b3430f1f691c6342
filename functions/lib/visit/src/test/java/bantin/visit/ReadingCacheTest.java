package bantin.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ReadingCacheTest {
  private static final Instant NOW = Instant.parse("2026-11-25T05:00:00Z");

  private final ReadingCache<String, Long> cache = new ReadingCache<>(2);

  @Test
  void showsAReadingForASecond() {
    cache.put("a", 1L, NOW);

    assertThat(cache.get("a", NOW)).isEqualTo(1);
    assertThat(cache.get("a", NOW.plusMillis(999))).isEqualTo(1);
    assertThat(cache.get("a", NOW.plusMillis(1000))).isNull();
    assertThat(cache.get("b", NOW)).isNull();
  }

  @Test
  void showsAReadingForTenSecondsWhereManyAsk() {
    cache.put("a", 1L, NOW);
    for (int i = 0; i < 19; i++) {
      assertThat(cache.get("a", NOW)).isEqualTo(1);
    }
    assertThat(cache.get("a", NOW.plusSeconds(2))).as("after 19 answers").isNull();
    assertThat(cache.get("a", NOW)).isEqualTo(1);

    assertThat(cache.get("a", NOW.plusMillis(9_999))).as("after 20 answers").isEqualTo(1);
    assertThat(cache.get("a", NOW.plusSeconds(10))).isNull();
  }

  @Test
  void showsNoReadingFromAheadOfTheClock() {
    cache.put("a", 1L, NOW);

    assertThat(cache.get("a", NOW.minusMillis(1))).isNull();
  }

  @Test
  void renewsTheLastReadingWhereTheTableDoesNotAnswer() {
    assertThat(cache.last("a", NOW)).isNull();
    cache.put("a", 1L, NOW);
    Instant later = NOW.plusSeconds(3600);

    assertThat(cache.last("a", later)).isEqualTo(1);
    assertThat(cache.get("a", later)).isEqualTo(1);
  }

  @Test
  void dropsTheKeyAskedForLongestAgo() {
    cache.put("a", 1L, NOW);
    cache.put("b", 2L, NOW);
    assertThat(cache.get("a", NOW)).isEqualTo(1);
    cache.put("c", 3L, NOW);

    assertThat(cache.get("b", NOW)).isNull();
    assertThat(cache.get("a", NOW)).isEqualTo(1);
    assertThat(cache.get("c", NOW)).isEqualTo(3);
  }
}
