package bantin.photo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {
  @Test
  void namesFileInVietnameseAndForOldPrograms() {
    assertThat(Download.disposition("Kế hoạch đợt 2.pdf"))
        .isEqualTo(
            "attachment; filename=\"Ke hoach dot 2.pdf\";"
                + " filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20%C4%91%E1%BB%A3t%202.pdf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kế hoạch đợt 2.pdf",
        "a+b & c%20d; e'f(1).docx",
        "\uD83C\uDF3E lúa.xlsx",
        "x\"; filename=\"evil.exe\"; y.pdf"
      })
  void readsNameThatItWrote(String name) {
    String written = Download.disposition(name);
    assertThat(written).matches("[ -~]+");
    assertThat(written.replaceFirst(".*filename=\"([^\"]*)\".*", "$1")).endsWith(ending(name));
    assertThat(Download.name(written)).isEqualTo(Download.fit(name));
  }

  @Test
  void takesPathsAndDecomposedMarksOutOfNames() {
    assertThat(Download.fit("../../e\u0302\u0301.pdf")).isEqualTo("..-..-ế.pdf");
    assertThat(Download.name(null)).isNull();
    assertThat(Download.name("inline")).isNull();
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.'));
  }
}
