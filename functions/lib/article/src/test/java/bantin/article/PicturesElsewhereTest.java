package bantin.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PicturesElsewhereTest {
  @ParameterizedTest
  @CsvSource({
    "/photos/0/960.jpg, true",
    "/a%20b.jpg, true",
    "//anh.example/a.jpg, false",
    "/\\anh.example/a.jpg, false",
    "https://anh.example/a.jpg, false",
    "a.jpg, false"
  })
  void takesPicturesByPathsOfThisSiteOnly(String address, boolean isOwn) {
    assertThat(PicturesElsewhere.isOwn(address)).isEqualTo(isOwn);
  }
}
