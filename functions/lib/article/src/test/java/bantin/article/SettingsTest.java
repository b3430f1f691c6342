package bantin.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  private static final String PHOTO = "/photos/0123456789abcdefghjk/720.jpg";
  private static final ArticleId PAGE = new ArticleId("8v4k2m9q0z");
  private static final Settings SETTINGS =
      new Settings(
          "Báo",
          List.of(new Section("tin-tuc", "Tin tức"), new Section("van-hoa", "Văn hóa")),
          "",
          "",
          "",
          Publisher.NONE,
          List.of(new PageLink(PAGE, "/trang/a-8v4k2m9q0z", "A", false)),
          null,
          null,
          1);

  @ParameterizedTest
  @CsvSource({
    "tin-tuc, true, true, Tin tức",
    "van-hoa, true, true, Văn hóa",
    "trang, false, true, trang",
    "the-thao, false, false, the-thao"
  })
  void giveArticlesTheirPlaces(String section, boolean known, boolean place, String title) {
    assertThat(SETTINGS.hasSection(section)).isEqualTo(known);
    assertThat(SETTINGS.hasPlace(section)).isEqualTo(place);
    assertThat(SETTINGS.titleOf(section)).isEqualTo(title);
  }

  @Test
  void tellWhichPagesTheyLink() {
    assertThat(SETTINGS.links(PAGE)).isTrue();
    assertThat(SETTINGS.links(new ArticleId("0123456789"))).isFalse();
  }

  @Test
  void showANoticeBeforeItsEnd() {
    Instant end = Instant.parse("2026-11-24T03:00:00Z");
    Notice notice = new Notice("Bão", "", end);

    assertThat(notice.isOn(end.minusMillis(1))).isTrue();
    assertThat(notice.isOn(end)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Tin", "tin_tuc", "-tin", "tin--tuc", "admin", "trang"})
  void refuseNamesThatNoSectionCanHave(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Section(name, "Tin"));
  }

  @Test
  void takeNamesOfFortyCharacters() {
    assertThat(new Section("a".repeat(40), "A").name()).hasSize(40);
    assertThatIllegalArgumentException().isThrownBy(() -> new Section("a".repeat(41), "A"));
  }

  @Test
  void refuseALogoThatIsNoPhotoWithAllRenditions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Logo("https://anh.example/720.jpg", 9, 9));
    assertThatIllegalArgumentException().isThrownBy(() -> new Logo(PHOTO, 0, 9));
    assertThatIllegalArgumentException().isThrownBy(() -> new Logo(PHOTO, 9, 0));
    assertThat(new Logo(PHOTO, 1, 1).photo()).isEqualTo("0123456789abcdefghjk");
  }

  @ParameterizedTest
  @CsvSource({
    "960, 480, true, 480, 240",
    "959, 480, false, 480, 240",
    "200, 100, true, 200, 100",
    "5000, 1, true, 480, 1"
  })
  void showALogoByItsShape(int width, int height, boolean wide, int shownWidth, int shownHeight) {
    Logo logo = new Logo(PHOTO, width, height);

    assertThat(logo.isWide()).isEqualTo(wide);
    assertThat(logo.smallWidth()).isEqualTo(shownWidth);
    assertThat(logo.smallHeight()).isEqualTo(shownHeight);
    assertThat(logo.smallUrl()).isEqualTo("/photos/0123456789abcdefghjk/480.jpg");
    assertThat(logo.smallWebpUrl()).isEqualTo("/photos/0123456789abcdefghjk/480.webp");
  }
}
