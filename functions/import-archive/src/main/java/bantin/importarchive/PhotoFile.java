package bantin.importarchive;

import bantin.photo.PhotoKeys;
import bantin.photo.Uploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** Checks a photo's file in an archive: a whole JPEG as size-photos draws it, within its width. */
final class PhotoFile {
  static {
    ImageIO.setUseCache(false);
  }

  private PhotoFile() {}

  /**
   * Searches for a fault, down to the last pixel.
   *
   * @param key such as {@code photos/…/960.jpg}
   * @return a sentence about the fault, or null if the file is sound
   */
  static @Nullable String fault(String key, byte[] file) {
    int length = file.length;
    boolean whole =
        length > 4
            && (file[0] & 0xff) == 0xff
            && (file[1] & 0xff) == 0xd8
            && (file[length - 2] & 0xff) == 0xff
            && (file[length - 1] & 0xff) == 0xd9;
    if (!whole) {
      return "it is no whole JPEG file.";
    }
    int widest =
        PhotoKeys.WIDTHS.stream()
            .filter(width -> key.endsWith("/" + width + ".jpg"))
            .findFirst()
            .orElse(0);
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    ImageReader reader = readers.next();
    AtomicBoolean warned = new AtomicBoolean();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      reader.addIIOReadWarningListener((source, warning) -> warned.set(true));
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      if (width > widest || (long) width * reader.getHeight(0) > Uploads.MAX_PIXELS) {
        return "it is larger than its name says.";
      }
      reader.read(0);
    } catch (IOException | RuntimeException e) {
      return "it is damaged."; // Decoders throw various exceptions at broken files.
    } finally {
      reader.dispose();
    }
    return warned.get() ? "it is damaged." : null;
  }
}
