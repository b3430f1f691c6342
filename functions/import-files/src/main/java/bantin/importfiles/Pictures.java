package bantin.importfiles;

import bantin.photo.PhotoId;
import bantin.photo.Uploads;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;

/** Pictures within a file. Pictures that pages can show become photos; notes report the others. */
final class Pictures {
  private static final int MAX_PICTURES = 50;

  /** Limit for a picture that is converted to PNG, because all its pixels are in memory at once. */
  private static final long MAX_CONVERTED_PIXELS = 20_000_000;

  private static final String TOKEN = "picture:";
  private static final Pattern DATA =
      Pattern.compile("data:image/[a-z0-9.+-]{1,40};base64,([A-Za-z0-9+/=\\s]++)");
  private static final Set<Orientation> TURNED =
      EnumSet.of(
          Orientation.LEFT_TOP,
          Orientation.RIGHT_TOP,
          Orientation.RIGHT_BOTTOM,
          Orientation.LEFT_BOTTOM);

  static {
    ImageIO.setUseCache(false);
  }

  private final Notes notes;
  private final List<byte[]> given = new ArrayList<>();
  private final Map<String, Picture> byContent = new HashMap<>();
  private final Set<Picture> taken = new LinkedHashSet<>();
  private final List<String> elsewhere = new ArrayList<>();
  private int seen;
  private int tooMany;

  Pictures(Notes notes) {
    this.notes = notes;
  }

  /** Keeps the bytes, and returns a token that replaces the picture's address. */
  String keep(byte[] bytes) {
    given.add(bytes);
    return TOKEN + (given.size() - 1);
  }

  /** Replaces data URLs in the text by tokens, because long data URLs make parsers slow. */
  String keepFrom(String text) {
    Matcher data = DATA.matcher(text);
    StringBuilder rest = new StringBuilder();
    while (data.find()) {
      data.appendReplacement(rest, keep(decoded(data.group(1))));
    }
    return data.appendTail(rest).toString();
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /**
   * Turns a picture of the text into a photo.
   *
   * @param source the picture's address in the file
   * @return null if pages cannot show it, which a note reports
   */
  @Nullable Picture take(String source) {
    seen++;
    byte[] bytes = bytes(source);
    if (bytes == null) {
      elsewhere.add(source.isBlank() ? "?" : source.replaceFirst("[?#].*$", ""));
      return null;
    }
    String content = hash(bytes);
    Picture known = byContent.get(content);
    if (known != null) {
      return known;
    }
    if (taken.size() == MAX_PICTURES) {
      tooMany++;
      return null;
    }
    Picture picture = picture(bytes);
    if (picture != null) {
      byContent.put(content, picture);
      taken.add(picture);
    }
    return picture;
  }

  /** Records a picture that the file refers to but does not contain. */
  void missing(String name) {
    elsewhere.add(name);
  }

  private byte @Nullable [] bytes(String source) {
    if (!source.matches(TOKEN + "[0-9]{1,6}")) {
      return null;
    }
    int index = Integer.parseInt(source.substring(TOKEN.length()));
    return index < given.size() ? given.get(index) : null;
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private @Nullable Picture picture(byte[] bytes) {
    String kind = kind(bytes);
    String name = "picture-" + seen;
    return switch (kind) {
      case "JPEG", "PNG", "WebP" -> {
        if (bytes.length > Uploads.MAX_BYTES) {
          notes.add(ImportNote.PICTURE_LARGE, seen);
          yield null;
        }
        String type = "image/" + kind.toLowerCase(java.util.Locale.ROOT);
        int[] size = size(bytes);
        yield new Picture(PhotoId.random(), name, type, bytes, size[0], size[1]);
      }
      case "GIF", "BMP", "TIFF" -> converted(bytes, kind, name);
      default -> {
        notes.add(ImportNote.PICTURE_KIND, seen, kind);
        yield null;
      }
    };
  }

  /** Tells the kind by the first bytes, because declared kinds may be wrong. */
  private static String kind(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, 48), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return "JPEG";
    } else if (head.startsWith("\u0089PNG\r\n")) {
      return "PNG";
    } else if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return "WebP";
    } else if (head.startsWith("GIF8")) {
      return "GIF";
    } else if (head.startsWith("BM")) {
      return "BMP";
    } else if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
      return "TIFF";
    } else if (head.startsWith(" EMF", 40)) {
      return "EMF";
    } else if (head.startsWith("\u00d7\u00cd\u00c6\u009a") || head.startsWith("\1\0\11\0")) {
      return "WMF";
    } else if (head.startsWith("ftyphei", 4)) {
      return "HEIC";
    }
    return head.stripLeading().startsWith("<") ? "SVG" : "?";
  }

  /** Returns width and height of the upright picture, or zeros if the header is unreadable. */
  private static int[] size(byte[] bytes) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return new int[2];
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, false);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        boolean fits = width < 100_000 && height < 100_000;
        return !fits
            ? new int[2]
            : isTurned(reader) ? new int[] {height, width} : new int[] {width, height};
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Readers throw various exceptions at broken files. Resizing the photo finds the fault later.
      return new int[2];
    }
  }

  private static boolean isTurned(ImageReader reader) {
    try {
      Orientation orientation = ExifUtils.getExifOrientation(reader, 0);
      return orientation != null && TURNED.contains(orientation);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Converts a picture to PNG. Java reads these kinds, but photos do not use them. */
  private @Nullable Picture converted(byte[] bytes, String kind, String name) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      ImageReader reader = ImageIO.getImageReadersByFormatName(kind).next();
      try {
        reader.setInput(in, true, true);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_CONVERTED_PIXELS) {
          notes.add(ImportNote.PICTURE_LARGE, seen);
          return null;
        }
        BufferedImage image = reader.read(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (ImageIO.write(image, "png", out) && out.size() <= Uploads.MAX_BYTES) {
          return new Picture(
              PhotoId.random(),
              name,
              "image/png",
              out.toByteArray(),
              image.getWidth(),
              image.getHeight());
        }
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Reported below, like other unreadable pictures.
    }
    notes.add(ImportNote.PICTURE_KIND, seen, kind);
    return null;
  }

  /** Returns the pictures in the order of the text. */
  Set<Picture> taken() {
    return Collections.unmodifiableSet(taken);
  }

  /** Adds notes on missing and surplus pictures, once all pictures are known. */
  void tell() {
    if (!elsewhere.isEmpty()) {
      notes.add(ImportNote.PICTURES_ELSEWHERE, elsewhere.size(), Notes.names(elsewhere));
    }
    if (tooMany > 0) {
      notes.add(ImportNote.TOO_MANY_PICTURES, MAX_PICTURES, tooMany);
    }
  }
}
