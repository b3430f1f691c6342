package bantin.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HitTokenTest {
  private static final Instant NOW = Instant.parse("2026-11-28T05:20:00Z");
  private static final String ARTICLE = "7q2m4x9k1c";
  private static final HitToken TOKENS = new HitToken("a secret of these tests");

  @Test
  void isTheSameForAllReadersWithinAnHour() {
    String token = TOKENS.issue(ARTICLE, NOW);
    assertThat(TOKENS.issue(ARTICLE, NOW.plusSeconds(39 * 60))).isEqualTo(token);
    assertThat(TOKENS.issue(ARTICLE, NOW.plusSeconds(41 * 60))).isNotEqualTo(token);
    assertThat(token).hasSizeLessThan(24).matches("[0-9a-z]+\\.[A-Za-z0-9_-]{16}");
  }

  @Test
  void isValidForTwoDays() {
    String token = TOKENS.issue(ARTICLE, NOW);
    assertThat(TOKENS.isValid(token, ARTICLE, NOW)).isTrue();
    assertThat(TOKENS.isValid(token, ARTICLE, NOW.plus(Duration.ofDays(2)))).isTrue();
    assertThat(TOKENS.isValid(token, ARTICLE, NOW.plus(Duration.ofHours(49)))).isFalse();
    assertThat(TOKENS.isValid(token, ARTICLE, NOW.minus(Duration.ofHours(1)))).isTrue();
    assertThat(TOKENS.isValid(token, ARTICLE, NOW.minus(Duration.ofHours(2)))).isFalse();
  }

  @Test
  void isValidForItsOwnPageOnly() {
    String article = TOKENS.issue(ARTICLE, NOW);
    String list = TOKENS.issue("", NOW);
    assertThat(TOKENS.isValid(list, "", NOW)).isTrue();
    assertThat(TOKENS.isValid(list, ARTICLE, NOW)).isFalse();
    assertThat(TOKENS.isValid(article, "", NOW)).isFalse();
    assertThat(TOKENS.isValid(article, "0000000000", NOW)).isFalse();
    assertThat(new HitToken("another secret").isValid(article, ARTICLE, NOW)).isFalse();
  }

  @Test
  void refusesAnyChange() {
    String token = TOKENS.issue(ARTICLE, NOW);
    Random random = new Random(20261128);
    for (int i = 0; i < 2000; i++) {
      StringBuilder changed = new StringBuilder(token);
      int at = random.nextInt(token.length());
      char character = (char) (' ' + random.nextInt(95));
      changed.setCharAt(at, character);
      boolean same = changed.toString().equals(token);
      assertThat(TOKENS.isValid(changed.toString(), ARTICLE, NOW))
          .as(changed.toString())
          .isEqualTo(same);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a", "a.", ".a", "zzzzzzzzzzzz.a", "-1.AAAAAAAAAAAAAAAA", "ộ.ộ"})
  void refusesTextsThatAreNoTokens(String text) {
    assertThat(TOKENS.isValid(text, ARTICLE, NOW)).isFalse();
  }
}
