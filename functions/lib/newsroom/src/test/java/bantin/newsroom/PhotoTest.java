package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.photo.AttachmentType;
import bantin.photo.PhotoId;
import org.junit.jupiter.api.Test;

final class PhotoTest {
  private static final PhotoId ID = new PhotoId("0123456789abcdefghjk");

  @Test
  void isAnAttachmentByItsMediaType() {
    Photo file = announced("nghi-quyet.pdf", "application/pdf");
    assertThat(file.attachment()).isEqualTo(AttachmentType.PDF);
    assertThat(file.url()).isEqualTo("/photos/0123456789abcdefghjk/file.pdf");
  }

  @Test
  void isNoAttachmentWhereItIsAPhoto() {
    Photo photo = announced("cho.jpg", "image/jpeg");
    assertThat(photo.attachment()).isNull();
    assertThat(photo.url()).isEqualTo(ID.url());
  }

  private static Photo announced(String name, String type) {
    return Photo.announced(ID, name, type, 1234, Samples.NOW, "lan");
  }
}
