package bantin.manuscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CharactersTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x0, 0x1B, 0x7F, 0x85, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068,
        0x2069, 0x206A, 0x206F, 0xD800, 0xFDD0, 0xFFF9, 0xFFFB, 0xFFFF, 0xE0001, 0xE0041, 0x10FFFF
      })
  void refusesCharactersThatHideOrTurnText(int c) {
    String text = "ảnh " + Character.toString(c) + "gpj.exe";
    assertThatThrownBy(() -> Characters.require(text))
        .isInstanceOfSatisfying(
            UnfitText.class,
            unfit ->
                assertThat(unfit.values())
                    .hasSize(3)
                    .contains(String.format("U+%04X", c), "ảnh [?]gpj.exe"));
    assertThat(Characters.without(text)).isEqualTo("ảnh gpj.exe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Đường mới về bản\tmột\nhai\r\n",
        "👩‍👩‍👧‍👦 ❤️ 🏳️‍🌈 🇻🇳",
        "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
        "می\u200Cخواهم",
        "שלום\u200F! \u200Eabc \u061C",
        "từ\u00ADđiển a\u200Bb\u2060c\uFEFF",
      })
  void takesCharactersThatLanguagesNeed(String text) {
    assertThatCode(() -> Characters.require(text)).doesNotThrowAnyException();
    assertThat(Characters.without(text)).isSameAs(text);
  }

  @Test
  void namesTheCharacterAndTheTextAroundIt() {
    assertThatThrownBy(() -> Characters.require("Ảnh chợ phiên \u202Ephone\u202C của Lan Anh"))
        .isInstanceOfSatisfying(
            UnfitText.class,
            unfit -> {
              assertThat(unfit.fault()).isEqualTo(UnfitText.Fault.DIRECTION);
              assertThat(unfit.values())
                  .containsExactly(
                      "U+202E (RIGHT-TO-LEFT OVERRIDE)", "U+202E", "h chợ phiên [?]phone của La");
            })
        .hasMessageContaining("U+202E");
  }

  @Test
  void namesACharacterThatHasNoName() {
    assertThatThrownBy(() -> Characters.require("\uFFFF"))
        .isInstanceOfSatisfying(
            UnfitText.class,
            unfit -> {
              assertThat(unfit.fault()).isEqualTo(UnfitText.Fault.UNSHOWN);
              assertThat(unfit.values()).containsExactly("U+FFFF", "U+FFFF", "[?]");
            });
  }

  @Test
  void knowsTextThatShowsNothing() {
    assertThat(Characters.showNothing("")).isTrue();
    assertThat(Characters.showNothing("\u200B \u00A0\u3164\uFEFF\u00AD")).isTrue();
    assertThat(Characters.showNothing("\u200Ba")).isFalse();
    assertThat(Characters.showNothing("👩‍👧")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>a\u202Eb</p>",
        "<p>a&#x202E;b</p>",
        "<p>a&#8238;b</p>",
        "a\u2066b",
        "<p><img src=\"/photos/x/960.jpg\" alt=\"a&#x202e;b\"></p>",
        "<p><a href=\"https://example.org\" title=\"a&#x2067;b\">c</a></p>",
        "<figure><figcaption>a&#x202d;b</figcaption></figure>",
      })
  void refusesThemInBodiesAlsoAsEntities(String html) {
    assertThatThrownBy(() -> Body.clean(html))
        .isInstanceOfSatisfying(
            UnfitText.class,
            unfit -> assertThat(unfit.fault()).isEqualTo(UnfitText.Fault.DIRECTION));
  }
}
