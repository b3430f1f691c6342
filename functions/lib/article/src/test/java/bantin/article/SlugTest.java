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
}
