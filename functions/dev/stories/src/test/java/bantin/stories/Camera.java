package bantin.stories;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.imageio.ImageIO;

/** Camera of a phone: makes photos that hold a position, the maker's name and an orientation. */
final class Camera {
  static final String MAKER = "SecretCam";

  /** Exif's orientation (TIFF tag 0x0112) of a camera that was held upright. */
  static final int UPRIGHT = 1;

  /** Exif's orientation of a turned camera, whose stored image lies on its side. */
  static final int TURNED = 6;

  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;

  private Camera() {}

  /** Makes a photo for a file chooser. */
  static FilePayload photo(String name, int width, int height, int orientation) {
    return new FilePayload(name, "image/jpeg", jpeg(width, height, orientation));
  }

  /** Makes a JPEG of some hundred kilobytes. The top of the stored image is red. */
  static byte[] jpeg(int width, int height, int orientation) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = image.createGraphics();
    brush.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, new Color(0x1b4d3e)));
    brush.fillRect(0, 0, width, height);
    Random leaves = new Random(width * 31L + height + orientation);
    for (int i = 0; i < 4000; i++) {
      brush.setColor(new Color(leaves.nextInt(0x1000000)));
      brush.fillOval(leaves.nextInt(width), leaves.nextInt(height), 9, 9);
    }
    brush.setColor(Color.RED);
    brush.fillRect(0, 0, width, height / 8);
    brush.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return withExif(out.toByteArray(), orientation);
  }

  /** Inserts an Exif segment behind the file's first two bytes. */
  private static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] tiff = tiff(orientation);
    ByteBuffer all = ByteBuffer.allocate(jpeg.length + 10 + tiff.length);
    all.put(jpeg, 0, 2);
    all.putShort((short) 0xffe1).putShort((short) (8 + tiff.length));
    all.put("Exif\0\0".getBytes(ISO_8859_1)).put(tiff);
    all.put(jpeg, 2, jpeg.length - 2);
    return all.array();
  }

  /**
   * Makes Exif's two directories. The first holds maker, orientation and the offset of the second;
   * the second holds the position 22°41′N 104°17′E.
   */
  private static byte[] tiff(int orientation) {
    byte[] maker = (MAKER + "\0").getBytes(ISO_8859_1);
    int makerAt = 8 + 2 + 3 * 12 + 4;
    int placeAt = makerAt + maker.length;
    int degreesAt = placeAt + 2 + 4 * 12 + 4;
    ByteBuffer tiff = ByteBuffer.allocate(degreesAt + 2 * 24);
    tiff.put("MM".getBytes(ISO_8859_1)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 3);
    entry(tiff, 0x010f, ASCII, maker.length, makerAt);
    entry(tiff, 0x0112, SHORT, 1, orientation << 16);
    entry(tiff, 0x8825, LONG, 1, placeAt);
    tiff.putInt(0).put(maker);
    tiff.putShort((short) 4);
    entry(tiff, 1, ASCII, 2, 'N' << 24);
    entry(tiff, 2, RATIONAL, 3, degreesAt);
    entry(tiff, 3, ASCII, 2, 'E' << 24);
    entry(tiff, 4, RATIONAL, 3, degreesAt + 24);
    tiff.putInt(0);
    for (int number : new int[] {22, 41, 0, 104, 17, 0}) {
      tiff.putInt(number).putInt(1);
    }
    return tiff.array();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}
