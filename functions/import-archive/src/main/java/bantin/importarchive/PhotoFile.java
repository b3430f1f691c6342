package bantin.importarchive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import bantin.http.Text;
import bantin.photo.PhotoKeys;
import bantin.photo.PhotoType;
import bantin.photo.Uploads;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a photo's file in an archive: a whole JPEG or WebP file as size-photos draws it, within
 * its width.
 */
final class PhotoFile {
  static {
    ImageIO.setUseCache(false);
    // Registered by name, because the search of the class path depends on the class loader.
    IIORegistry.getDefaultInstance().registerServiceProvider(new WebPImageReaderSpi());
  }

  private static final Text DAMAGED = new Text("it is damaged", "ảnh bị hỏng");

  private PhotoFile() {}

  /**
   * Searches for a fault, down to the last pixel.
   *
   * @param key such as {@code photos/…/960.jpg}
   * @return a clause about the fault, or null if the file is sound
   */
  static @Nullable Text fault(String key, byte[] file) {
    boolean webp = PhotoType.of(key) == PhotoType.WEBP;
    if (webp ? !isWholeWebP(file) : !isWholeJpeg(file)) {
      String type = webp ? "WebP" : "JPEG";
      return Text.of("it is no whole {0} file", "không phải tệp {0} nguyên vẹn", type);
    }
    int widest = PhotoKeys.width(key);
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(webp ? "webp" : "jpeg");
    ImageReader reader = readers.next();
    AtomicBoolean warned = new AtomicBoolean();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      reader.addIIOReadWarningListener((source, warning) -> warned.set(true));
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      if (width > widest || (long) width * reader.getHeight(0) > Uploads.MAX_PIXELS) {
        return new Text("it is larger than its name says", "ảnh lớn hơn tên tệp cho biết");
      }
      reader.read(0);
    } catch (IOException | RuntimeException e) {
      return DAMAGED; // Decoders throw various exceptions at broken files.
    } finally {
      reader.dispose();
    }
    return warned.get() ? DAMAGED : null;
  }

  private static boolean isWholeJpeg(byte[] file) {
    int length = file.length;
    return length > 4
        && (file[0] & 0xff) == 0xff
        && (file[1] & 0xff) == 0xd8
        && (file[length - 2] & 0xff) == 0xff
        && (file[length - 1] & 0xff) == 0xd9;
  }

  /**
   * Compares the file's length with those in its headers: one lossy image is all it may hold. The
   * decoder looks at neither them nor the start code.
   */
  private static boolean isWholeWebP(byte[] file) {
    if (file.length < 30
        || !new String(file, 0, 4, ISO_8859_1).equals("RIFF")
        || !new String(file, 8, 8, ISO_8859_1).equals("WEBPVP8 ")) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int image = header.getInt(16);
    boolean starts = file[23] == (byte) 0x9d && file[24] == 1 && file[25] == 0x2a;
    return starts
        && header.getInt(4) == file.length - 8
        && (image == file.length - 20 || image == file.length - 21);
  }
}
