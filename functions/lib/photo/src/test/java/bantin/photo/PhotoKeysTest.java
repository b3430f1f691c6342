package bantin.photo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhotoKeysTest {
  private static final PhotoId ID = new PhotoId("0123456789abcdefghjk");

  @Test
  void namesKeysByIdAndWidth() {
    assertThat(PhotoKeys.upload(ID)).isEqualTo("uploads/0123456789abcdefghjk");
    assertThat(PhotoKeys.file(ID)).isEqualTo("files/0123456789abcdefghjk");
    assertThat(PhotoKeys.photo(ID, 480)).isEqualTo("photos/0123456789abcdefghjk/480.jpg");
    assertThat(PhotoKeys.photo(ID, 720, PhotoType.WEBP))
        .isEqualTo("photos/0123456789abcdefghjk/720.webp");
    assertThat(ID.url()).isEqualTo("/photos/0123456789abcdefghjk/960.jpg");
    assertThat(ID.phoneUrl()).isEqualTo("/photos/0123456789abcdefghjk/720.jpg");
  }

  @Test
  void listsEachRenditionOfEachType() {
    assertThat(PhotoKeys.photos(ID))
        .hasSize(10)
        .doesNotHaveDuplicates()
        .contains("photos/0123456789abcdefghjk/320.jpg", "photos/0123456789abcdefghjk/1600.webp")
        .allMatch(key -> PhotoKeys.WIDTHS.contains(PhotoKeys.width(key)))
        .allMatch(key -> key.endsWith(PhotoType.of(key).ending()));
  }

  @Test
  void listsEveryFileThatAnUploadMayHaveBecome() {
    assertThat(PhotoKeys.attachment(ID, AttachmentType.DOCX))
        .isEqualTo("photos/0123456789abcdefghjk/file.docx");
    assertThat(PhotoKeys.files(ID))
        .containsAll(PhotoKeys.photos(ID))
        .contains(
            "photos/0123456789abcdefghjk/file.pdf",
            "photos/0123456789abcdefghjk/file.docx",
            "photos/0123456789abcdefghjk/file.xlsx")
        .hasSize(13);
  }

  @Test
  void namesTheMediaTypeOfEachRendition() {
    assertThat(PhotoType.of("photos/0123456789abcdefghjk/480.jpg").mediaType())
        .isEqualTo("image/jpeg");
    assertThat(PhotoType.of("photos/0123456789abcdefghjk/480.webp").mediaType())
        .isEqualTo("image/webp");
  }

  @Test
  void findsThePhotoOfAnUpload() {
    assertThat(PhotoKeys.ofUpload("uploads/0123456789abcdefghjk")).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uploads/",
        "uploads/0123456789abcdefghjk/960.jpg",
        "uploads/0123456789ABCDEFGHJK",
        "photos/0123456789abcdefghjk",
        "x/uploads/0123456789abcdefghjk"
      })
  void findsNoPhotoOfOtherKeys(String key) {
    assertThat(PhotoKeys.ofUpload(key)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0123456789abcdefghjk, 480.jpg, photos/0123456789abcdefghjk/480.jpg",
    "0123456789abcdefghjk, 1600.jpg, photos/0123456789abcdefghjk/1600.jpg",
    "0123456789abcdefghjk, 720.webp, photos/0123456789abcdefghjk/720.webp",
    "0123456789abcdefghjk, file.pdf, photos/0123456789abcdefghjk/file.pdf",
    "0123456789abcdefghjk, file.docx, photos/0123456789abcdefghjk/file.docx",
    "0123456789abcdefghjk, file.docm,",
    "0123456789abcdefghjk, 481.jpg,",
    "0123456789abcdefghjk, 480.png,",
    "0123456789abcdefghju, 480.jpg,",
    "., 480.jpg,"
  })
  void servesRenditionsAndAttachmentsOnly(String photo, String file, @Nullable String key) {
    assertThat(PhotoKeys.ofAddress(photo, file)).isEqualTo(key);
  }

  @Test
  void drawsIdsThatParse() {
    for (int i = 0; i < 100; i++) {
      PhotoId drawn = PhotoId.random();
      assertThat(PhotoId.parse(drawn.value())).isEqualTo(drawn);
      assertThat(drawn).isNotEqualTo(PhotoId.random());
    }
    assertThatThrownBy(() -> new PhotoId("o123456789abcdefghjk"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(PhotoId.parse("0123")).isNull();
  }

  @Test
  void hashesFilesAsSha256sumDoes() {
    assertThat(ContentHash.of("abc".getBytes(UTF_8)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(ContentHash.of(List.of("a".getBytes(UTF_8), "bc".getBytes(UTF_8))))
        .isEqualTo(ContentHash.of("abc".getBytes(UTF_8)));
  }
}
