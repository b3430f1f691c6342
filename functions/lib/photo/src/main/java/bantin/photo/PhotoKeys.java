package bantin.photo;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where things lie in the bucket; the keys of what readers see are its addresses too. */
public final class PhotoKeys {
  /** In pixels, ascending. A photo that is narrower has a file of that name and its own width. */
  public static final List<Integer> WIDTHS = List.of(480, 960, 1600);

  public static final int MIDDLE = 960;

  private static final Pattern UPLOAD = Pattern.compile("uploads/([^/]+)");

  private PhotoKeys() {}

  /** As it came. */
  public static String upload(PhotoId id) {
    return "uploads/" + id;
  }

  /** Null where the key is no upload's. */
  public static @Nullable PhotoId ofUpload(String key) {
    Matcher matcher = UPLOAD.matcher(key);
    return matcher.matches() ? PhotoId.parse(matcher.group(1)) : null;
  }

  /** A manuscript, as it came. */
  public static String file(PhotoId id) {
    return "files/" + id;
  }

  /**
   * What readers see.
   *
   * @param width one of {@link #WIDTHS}
   */
  public static String photo(PhotoId id, int width) {
    return "photos/" + id + "/" + width + ".jpg";
  }

  /**
   * The key at an address {@code /photos/{photo}/{file}}.
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
