package bantin.photo;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keys of the objects in the bucket. The keys of public files are also their addresses. */
public final class PhotoKeys {
  /**
   * Widths of the renditions in pixels, ascending; each comes in every {@link PhotoType}. A
   * narrower photo keeps its own width under the same names.
   */
  public static final List<Integer> WIDTHS = List.of(320, 480, 720, 960, 1600);

  /** Width of the small pictures in lists on a telephone. Older photos lack it. */
  public static final int SMALL = 320;

  /** Widths of older photos, which come as JPEG alone. */
  public static final List<Integer> JPEG_WIDTHS = List.of(480, 960, 1600);

  /** Width that every photo has. */
  public static final int MIDDLE = 960;

  /**
   * Width that older photos lack: a telephone of 360 points and two pixels to a point fills its
   * screen with it. An article names it as the address of a photo that has it, and WebP.
   */
  public static final int PHONE = 720;

  private static final Pattern UPLOAD = Pattern.compile("uploads/([^/]+)");

  private PhotoKeys() {}

  /** Key of a photo's upload. */
  public static String upload(PhotoId id) {
    return "uploads/" + id;
  }

  /** Photo of an upload's key; null where the key is no upload's. */
  public static @Nullable PhotoId ofUpload(String key) {
    Matcher matcher = UPLOAD.matcher(key);
    return matcher.matches() ? PhotoId.parse(matcher.group(1)) : null;
  }

  /** Key of an uploaded manuscript. */
  public static String file(PhotoId id) {
    return "files/" + id;
  }

  /**
   * Key of a rendition for readers, as JPEG.
   *
   * @param width one of {@link #WIDTHS}
   */
  public static String photo(PhotoId id, int width) {
    return photo(id, width, PhotoType.JPEG);
  }

  /**
   * Key of a rendition for readers.
   *
   * @param width one of {@link #WIDTHS}
   */
  public static String photo(PhotoId id, int width, PhotoType type) {
    return "photos/" + id + "/" + width + type.ending();
  }

  /** Keys of all renditions that a photo may have. */
  public static List<String> photos(PhotoId id) {
    return renditions().map(name -> "photos/" + id + "/" + name).toList();
  }

  /** Key of an attachment for readers. */
  public static String attachment(PhotoId id, AttachmentType type) {
    return "photos/" + id + "/" + name(type);
  }

  /** Keys of all files for readers that an upload may have become. */
  public static List<String> files(PhotoId id) {
    Stream<String> attachments =
        Stream.of(AttachmentType.values()).map(type -> attachment(id, type));
    return Stream.concat(photos(id).stream(), attachments).toList();
  }

  private static String name(AttachmentType type) {
    return "file" + type.ending();
  }

  /** Width in the name of a rendition's key. */
  public static int width(String key) {
    return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1, key.lastIndexOf('.')));
  }

  private static Stream<String> renditions() {
    return WIDTHS.stream()
        .flatMap(width -> Stream.of(PhotoType.values()).map(type -> width + type.ending()));
  }

  /**
   * Key at an address {@code /photos/{photo}/{file}}.
   *
   * @return null where neither a photo nor an attachment has such an address
   */
  public static @Nullable String ofAddress(String photo, String file) {
    PhotoId id = PhotoId.parse(photo);
    if (id == null) {
      return null;
    }
    boolean isKnown = renditions().anyMatch(file::equals) || isAttachment(photo, file);
    return isKnown ? "photos/" + id + "/" + file : null;
  }

  /** Tells if {@code /photos/{photo}/{file}} is the address of an attachment. */
  public static boolean isAttachment(String photo, String file) {
    return PhotoId.parse(photo) != null
        && Stream.of(AttachmentType.values()).anyMatch(type -> name(type).equals(file));
  }
}
