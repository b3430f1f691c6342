package bantin.manuscript;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.Cover;
import org.junit.jupiter.api.Test;

class BodyPhotosTest {
  @Test
  void takesTheFirstPhotoAsCover() {
    assertThat(
            Body.stored(
                    "<p>Chữ</p><figure><img src=\"/photos/a/960.jpg\" alt=\"Chợ phiên\""
                        + " width=\"1600\" height=\"900\"></figure><img src=\"/b.jpg\" alt=\"\">")
                .cover())
        .isEqualTo(new Cover("/photos/a/960.jpg", "Chợ phiên"));
  }
}
