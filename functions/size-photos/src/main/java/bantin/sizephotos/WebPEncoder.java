package bantin.sizephotos;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes WebP files with Google's libwebp, which is native code. */
final class WebPEncoder {
  private static final WebPImageWriterSpi WRITERS = new WebPImageWriterSpi();

  private WebPEncoder() {}

  /**
   * Encodes an image with losses.
   *
   * @param quality from 0 to 1
   */
  static byte[] encode(BufferedImage image, double quality) throws IOException {
    ImageWriter writer = WRITERS.createWriterInstance();
    try {
      WebPWriteParam settings = (WebPWriteParam) writer.getDefaultWriteParam();
      settings.setCompressionType(CompressionType.Lossy);
      settings.setCompressionQuality((float) quality);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      try (ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
        writer.setOutput(out);
        writer.write(null, new IIOImage(image, null, null), settings);
      }
      return file.toByteArray();
    } finally {
      writer.dispose();
    }
  }
}
