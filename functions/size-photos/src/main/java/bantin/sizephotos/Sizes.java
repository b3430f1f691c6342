package bantin.sizephotos;

import bantin.photo.ContentHash;
import bantin.photo.PhotoFault;
import bantin.photo.PhotoKeys;
import bantin.photo.PhotoType;
import bantin.photo.Uploads;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/**
 * A photo in the widths of the pages, upright, in sRGB on white. The files are drawn anew, so they
 * contain no metadata of the camera.
 *
 * @param width of the upright original, in pixels
 * @param height of the upright original, in pixels
 * @param jpegs files by the width of {@link PhotoKeys#WIDTHS}; none is wider than the original
 * @param webps the same as WebP
 */
record Sizes(
    int width, int height, SortedMap<Integer, byte[]> jpegs, SortedMap<Integer, byte[]> webps) {
  /** Width up to which screens show files pixel by pixel. */
  private static final int FINE_WIDTH = 480;

  /** Quality of such files. */
  private static final double FINE = .72;

  /**
   * Qualities of WebP files that look as near to the original as the JPEG files: see FIGURES.md.
   */
  private static final double FINE_WEBP = .76;

  private static final double SHRUNK_WEBP = .72;

  /**
   * Quality of wider files. Screens shrink them, and their flaws too: a third fewer bytes than at
   * .82, and most of what a view costs are bytes of photos.
   */
  private static final double SHRUNK = .6;

  /** Longest side in pixels. The JPEG encoder fails above 65,500, after all the work. */
  private static final int MAX_SIDE = 30_000;

  /** Bits of a pixel up to which {@link Uploads#MAX_PIXELS} fit into the function's memory. */
  private static final int MAX_PIXEL_BITS = 32;

  /** Scans of a JPEG of {@link Uploads#MAX_PIXELS}; a smaller one may have more. */
  private static final int MAX_SCANS = 20;

  /** Orientations that swap width and height. */
  private static final Set<Orientation> TURNED =
      EnumSet.of(
          Orientation.LEFT_TOP,
          Orientation.RIGHT_TOP,
          Orientation.RIGHT_BOTTOM,
          Orientation.LEFT_BOTTOM);

  static {
    // Registered by name, because the search of the class path depends on the class loader.
    ImageIO.setUseCache(false);
    IIORegistry registry = IIORegistry.getDefaultInstance();
    registry.registerServiceProvider(new JPEGImageReaderSpi());
    registry.registerServiceProvider(new WebPImageReaderSpi());
    // The encoder's library also reads WebP, in native code. Strangers' files stay in Java.
    Object inNativeCode =
        registry.getServiceProviderByClass(com.luciad.imageio.webp.WebPImageReaderSpi.class);
    if (inNativeCode != null) {
      registry.deregisterServiceProvider(inNativeCode);
    }
  }

  /**
   * Decodes an upload and draws its sizes.
   *
   * @param upload the bytes of the upload
   * @throws Refusal if the upload is too large, of another kind, or broken
   */
  static Sizes of(byte[] upload) throws Refusal {
    String format = format(upload);
    if (!FileEnd.isIn(upload, format)) {
      throw broken();
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(upload))) {
      ImageReader reader = reader(format);
      try {
        reader.setInput(in, true, false);
        requireSize(reader);
        requireScans(reader, format.equals("jpeg") ? FileEnd.scans(upload) : 1);
        Orientation orientation = orientation(reader);
        return of(read(reader), orientation);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Decoders throw various exceptions at broken files.
      throw broken();
    }
  }

  /**
   * Reads the image. The JPEG decoder fills up missing lines, and reports them in a warning only.
   */
  private static BufferedImage read(ImageReader reader) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    BufferedImage image = reader.read(0);
    for (String warning : warnings) {
      if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
        throw new IIOException(warning);
      }
    }
    return image;
  }

  private static Refusal broken() {
    return new Refusal(PhotoFault.BROKEN);
  }

  /** Tells the format by the first bytes, because name and declared type may be wrong. */
  private static String format(byte[] upload) throws Refusal {
    if (startsWith(upload, 0, 0xff, 0xd8, 0xff)) {
      return "jpeg";
    }
    if (startsWith(upload, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      return "png";
    }
    if (startsWith(upload, 0, 'R', 'I', 'F', 'F') && startsWith(upload, 8, 'W', 'E', 'B', 'P')) {
      return "webp";
    }
    if (startsWith(upload, 4, 'f', 't', 'y', 'p', 'h', 'e')) {
      throw new Refusal(PhotoFault.HEIC);
    }
    throw new Refusal(PhotoFault.TYPE);
  }

  private static boolean startsWith(byte[] upload, int at, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (upload.length <= at + i || (upload[at + i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static ImageReader reader(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    ImageReader reader = readers.next();
    // Of the two readers for JPEG, this one also reads CMYK.
    while (readers.hasNext() && !reader.getClass().getName().startsWith("com.twelvemonkeys")) {
      reader = readers.next();
    }
    return reader;
  }

  /**
   * Checks the size in the header, because a few bytes can declare more pixels than memory holds. A
   * pixel of 16 bits a colour takes twice the memory of others, and three times the work.
   */
  private static void requireSize(ImageReader reader) throws IOException, Refusal {
    int side = Math.max(reader.getWidth(0), reader.getHeight(0));
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > Uploads.MAX_PIXELS) {
      throw new Refusal(PhotoFault.PIXELS, pixels / 1_000_000, Uploads.MAX_PIXELS / 1_000_000);
    }
    if (side > MAX_SIDE) {
      throw new Refusal(PhotoFault.SIDE, side, MAX_SIDE);
    }
    int bits = reader.getImageTypes(0).next().getColorModel().getPixelSize();
    if (pixels * bits > Uploads.MAX_PIXELS * MAX_PIXEL_BITS) {
      throw new Refusal(PhotoFault.DEPTH, pixels / 1_000_000, bits);
    }
  }

  /** Checks the passes that decoding takes, because a few bytes can add one over all pixels. */
  private static void requireScans(ImageReader reader, int scans) throws IOException, Refusal {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels * scans > Uploads.MAX_PIXELS * MAX_SCANS) {
      throw new Refusal(PhotoFault.SCANS, pixels / 1_000_000, scans);
    }
  }

  private static Orientation orientation(ImageReader reader) {
    try {
      Orientation orientation = ExifUtils.getExifOrientation(reader, 0);
      return orientation == null ? Orientation.TOP_LEFT : orientation;
    } catch (IOException | RuntimeException e) {
      return Orientation.TOP_LEFT; // Unreadable orientation: not turned.
    }
  }

  private static Sizes of(BufferedImage read, Orientation orientation) throws IOException {
    boolean turned = TURNED.contains(orientation);
    int width = turned ? read.getHeight() : read.getWidth();
    int height = turned ? read.getWidth() : read.getHeight();
    SortedMap<Integer, byte[]> jpegs = new TreeMap<>();
    SortedMap<Integer, byte[]> webps = new TreeMap<>();
    Integer[] widths = PhotoKeys.WIDTHS.toArray(Integer[]::new);
    Arrays.sort(widths, (a, b) -> b - a);
    BufferedImage larger = read;
    boolean upright = false;
    for (int wanted : widths) {
      int current = upright || !turned ? larger.getWidth() : larger.getHeight();
      BufferedImage scaled = scaled(larger, Math.min(1, (double) wanted / current));
      if (!upright) {
        // Turned after shrinking, since turning the original would take as much memory again.
        scaled = ExifFilterUtils.getFilterForOrientation(orientation).apply(scaled);
        upright = true;
      }
      larger = scaled;
      boolean fine = wanted <= FINE_WIDTH;
      jpegs.put(wanted, jpeg(scaled, fine ? FINE : SHRUNK));
      webps.put(wanted, WebPEncoder.encode(scaled, fine ? FINE_WEBP : SHRUNK_WEBP));
    }
    return new Sizes(width, height, jpegs, webps);
  }

  /** Returns the {@link ContentHash} of the files in ascending width, the WebP files last. */
  String content() {
    List<byte[]> files = new ArrayList<>(jpegs.values());
    files.addAll(webps.values());
    return ContentHash.of(files);
  }

  /** Files of one type by their width. */
  SortedMap<Integer, byte[]> files(PhotoType type) {
    return switch (type) {
      case JPEG -> jpegs;
      case WEBP -> webps;
    };
  }

  private static BufferedImage scaled(BufferedImage image, double factor) throws IOException {
    BufferedImage plain = image.getType() == BufferedImage.TYPE_INT_RGB ? image : onWhite(image);
    if (factor >= 1) {
      return plain;
    }
    int width = (int) Math.max(1, Math.round(plain.getWidth() * factor));
    int height = (int) Math.max(1, Math.round(plain.getHeight() * factor));
    return Thumbnails.of(plain).forceSize(width, height).asBufferedImage();
  }

  /** Draws the image on white, which also converts its colours to sRGB. */
  private static BufferedImage onWhite(BufferedImage image) {
    BufferedImage plain =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = plain.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return plain;
  }

  private static byte[] jpeg(BufferedImage image, double quality) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Thumbnails.of(onWhite(image))
        .scale(1)
        .outputFormat("jpg")
        .outputQuality(quality)
        .toOutputStream(out);
    if (out.size() == 0) {
      throw new IIOException("The encoder wrote nothing");
    }
    return out.toByteArray();
  }
}
