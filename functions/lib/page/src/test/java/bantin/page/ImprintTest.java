package bantin.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accent colour: which ones are readable, and their rules for light and dark pages. */
final class ImprintTest {
  private static Imprint of(String accent) {
    return new Imprint(accent, List.of(), List.of(), null, null);
  }

  /**
   * Contrast to the page's background of 4.5 or more (WCAG 2.2). Neighbours on both sides of the
   * limit were computed apart from this code.
   */
  @ParameterizedTest
  @CsvSource({
    "#000000, true",
    "#a3171d, true",
    "#ffffff, false",
    "#767676, true",
    "#777777, false",
    "#ff0000, false",
    "#e60000, true",
    "#0000ff, true",
    "#007700, true",
    "#00ff00, false",
    "#A3171D, false",
    "'', false",
    "red, false"
  })
  void takesColoursThatReadersCanReadOnThePage(String accent, boolean readable) {
    assertThat(Imprint.isReadable(accent)).isEqualTo(readable);
  }

  @Test
  void lightensTheColourOnDarkPagesUntilItIsReadable() {
    assertThat(of("#a3171d").style())
        .isEqualTo(
            "@media screen{:root{--accent:#a3171d}}@media screen and"
                + " (prefers-color-scheme:dark){:root{--accent:#c3686c}}");
    assertThat(of("#000000").style()).contains("dark){:root{--accent:#7f7f7f}}");
  }

  @Test
  void keepsAColourThatIsReadableOnDarkPages() {
    assertThat(of("#ffcc00").style()).contains("dark){:root{--accent:#ffcc00}}");
  }

  @Test
  void letsOnlyItsOwnRulesIntoThePolicy() {
    String policy = "default-src 'none'; style-src 'self'; font-src 'self'";
    assertThat(of("#a3171d").policy(policy))
        .matches("default-src 'none'; style-src 'self' 'sha256-[^']+'; font-src 'self'");
    assertThat(Imprint.NONE.policy(policy)).isEqualTo(policy);
    assertThat(of("#a3171d").hasStyle()).isTrue();
    assertThat(Imprint.NONE.hasStyle()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"red", "#fff", "#12345g", "#a3171d;}"})
  void refusesWhatIsNoColour(String accent) {
    assertThatThrownBy(() -> of(accent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(accent);
  }
}
