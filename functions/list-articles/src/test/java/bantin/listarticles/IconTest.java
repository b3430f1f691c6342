package bantin.listarticles;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IconTest {
  private static final String COLOUR = "#a3171d";

  private static final String CAPITALS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆ"
          + "ÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ";

  @Test
  void drawsEachLetterOfVietnameseOnItsOwn() {
    byte[] unknown = new Icon(COLOUR, "ខ").png();
    for (String letter : CAPITALS.split("")) {
      assertThat(letter.equals("B") ? new byte[0] : new Icon(COLOUR, letter).png())
          .as(letter)
          .isNotEqualTo(unknown);
      assertThat(new Icon(COLOUR, letter + "ខ").png())
          .as(letter)
          .isEqualTo(new Icon(COLOUR, letter).png());
    }
  }

  @Test
  void showsBWhereTheFontHasNoLetterOfTheName() {
    assertThat(new Icon(COLOUR, "ខ").png()).isEqualTo(new Icon(COLOUR, "B").png());
    assertThat(new Icon(COLOUR, "").png()).isEqualTo(new Icon(COLOUR, "B").png());
  }

  @ParameterizedTest
  @ValueSource(strings = {"BT", "WM", "I", "11", "ỦB", "ỘỢ", "JL"})
  void keepsLettersInTheMiddleAndAwayFromTheEdge(String letters) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(new Icon(COLOUR, letters).png()));
    assertThat(picture.getWidth()).isEqualTo(Icon.SIZE);
    assertThat(picture.getHeight()).isEqualTo(Icon.SIZE);
    assertThat(picture.getRGB(0, 0) & 0xffffff).isEqualTo(0xa3171d);
    Rectangle drawn = new Rectangle(-1, -1);
    for (int x = 0; x < Icon.SIZE; x++) {
      for (int y = 0; y < Icon.SIZE; y++) {
        if ((picture.getRGB(x, y) & 0xffffff) != 0xa3171d) {
          drawn.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    int right = Icon.SIZE - drawn.x - drawn.width;
    assertThat(drawn.x).isBetween(right - 1, right + 1).isGreaterThanOrEqualTo(Icon.SIZE / 9);
    int below = Icon.SIZE - drawn.y - drawn.height;
    assertThat(Math.min(drawn.y, below)).isGreaterThanOrEqualTo(Icon.SIZE / 9);
  }
}
