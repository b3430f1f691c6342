package bantin.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SlugTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Đường về bản, điện đã sáng | duong-ve-ban-dien-da-sang",
        "Ước mơ của em: ĐẾN TRƯỜNG! | uoc-mo-cua-em-den-truong",
        "hòa và hoà | hoa-va-hoa",
        "  Tết 2026 – 50% | tet-2026-50",
        "田中さん | 田中さん",
        "İstanbul | istanbul",
        "ﬁn | fin"
      })
  void foldsTextForAddresses(String text, String slug) {
    assertThat(Slug.of(text).value()).isEqualTo(slug);
  }

  @ParameterizedTest
  @EnumSource(Normalizer.Form.class)
  void foldsEveryUnicodeFormAlike(Normalizer.Form form) {
    String text = "Huyện ủy đẩy mạnh chuyển đổi số ở vùng cao";
    assertThat(Slug.of(Normalizer.normalize(text, form))).isEqualTo(Slug.of(text));
  }

  @Test
  void cutsBetweenWords() {
    String slug = Slug.of("đường ".repeat(40)).value();
    assertThat(slug).hasSizeLessThanOrEqualTo(80).endsWith("-duong").startsWith("duong-");
    assertThat(Slug.of("a".repeat(200)).value()).hasSize(80);
    assertThat(Slug.of("𠀀".repeat(100)).value().codePoints()).hasSize(40);
  }

  @Test
  void foldsTextWithoutLettersAndDigitsToNothing() {
    assertThat(Slug.of("!!! 😀 —").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"hoi-lang, true", "'', true", "田, true", "Hoi, false", "hội, false", "a--b, false"})
  void tellsSlugsFromOtherTexts(String text, boolean isSlug) {
    assertThat(Slug.isSlug(text)).isEqualTo(isSlug);
  }

  @Test
  void keepsEightyCharactersAndTheWordThatEndsThere() {
    String words = "a".repeat(39) + "-" + "b".repeat(40);
    assertThat(Slug.of(words)).hasToString(words);
    assertThat(Slug.of(words + "-c")).hasToString(words);
    assertThat(Slug.of(words + "c")).hasToString("a".repeat(39));
    assertThat(Slug.of(words).isEmpty()).isFalse();
  }
}
