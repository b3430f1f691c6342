package bantin.photo;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keys of the objects in the bucket. The keys of public files are also their addresses. */
public final class PhotoKeys {
  /**
   * Widths of the renditions in pixels, ascending. A narrower photo keeps its own width under the
   * same names.
   */
  public static final List<Integer> WIDTHS = List.of(480, 960, 1600);

  public static final int MIDDLE = 960;

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
   * Key of a rendition for readers.
   *
   * @param width one of {@link #WIDTHS}
   */
  public static String photo(PhotoId id, int width) {
    return "photos/" + id + "/" + width + ".jpg";
  }

  /**
   * Key at an address {@code /photos/{photo}/{file}}.
   *
   * @return null where no photo has such an address
   */
  public static @Nullable String ofAddress(String photo, String file) {
    PhotoId id = PhotoId.parse(photo);
    if (id == null) {
      return null;
    }
    return WIDTHS.stream()
        .filter(width -> file.equals(width + ".jpg"))
        .map(width -> photo(id, width))
        .findFirst()
        .orElse(null);
  }
}
