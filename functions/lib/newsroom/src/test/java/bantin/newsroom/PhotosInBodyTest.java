package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.Cover;
import org.junit.jupiter.api.Test;

class PhotosInBodyTest {
  @Test
  void takesTheFirstPhotoAsCover() {
    assertThat(
            PhotosInBody.cover(
                "<p>Chữ</p><figure><img src=\"/photos/a/960.jpg\" alt=\"Chợ phiên\""
                    + " width=\"1600\" height=\"900\"></figure><img src=\"/b.jpg\" alt=\"\">"))
        .isEqualTo(new Cover("/photos/a/960.jpg", "Chợ phiên"));
  }
}
