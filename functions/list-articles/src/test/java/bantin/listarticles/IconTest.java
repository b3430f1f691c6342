package bantin.listarticles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
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

  @ParameterizedTest
  @ValueSource(strings = {"BT", "WM", "MỘ", "I", "11", "ỦB", "ỘỢ", "ẪỆ", "JL", "ខ"})
  void keepsLettersWithinTheCircleThatEveryLauncherShows(String letters) {
    String svg = new String(new Icon(COLOUR, letters).maskable(), UTF_8);
    Elements paths = Jsoup.parse(svg, "", Parser.xmlParser()).select("path");
    assertThat(paths.eachAttr("fill")).containsExactly(COLOUR, "#fff");
    assertThat(paths.get(0).attr("d")).isEqualTo("M0 0h512v512H0z");
    BufferedImage picture = new BufferedImage(512, 512, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.fill(Icon.outline(paths.get(1).attr("d")));
    pen.dispose();
    int drawn = 0;
    for (int x = 0; x < 512; x++) {
      for (int y = 0; y < 512; y++) {
        if ((picture.getRGB(x, y) & 0xffffff) != 0) {
          drawn++;
          assertThat(Math.hypot(x + .5 - 256, y + .5 - 256)).isLessThan(.4 * 512);
        }
      }
    }
    assertThat(drawn).isGreaterThan(3000);
  }
}
