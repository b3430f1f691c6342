package bantin.article;

import java.util.regex.Pattern;

/**
 * Photo that an article is shown with in lists.
 *
 * @param url a path on this site
 * @param alt description for people who cannot see the photo; may be empty
 * @param srcset sizes in the form of HTML's {@code srcset}; empty where there is only one
 * @param focus classes of the point that crops keep, such as {@code left-30 top-70}; empty for the
 *     middle
 */
public record Cover(String url, String alt, String srcset, String focus) {
  /** Form of the classes of a focal point, in percent from the left and from the top. */
  public static final Pattern FOCUS = Pattern.compile("left-(?:0|[1-9]0|100) top-(?:0|[1-9]0|100)");

  public Cover(String url, String alt, String srcset) {
    this(url, alt, srcset, "");
  }

  public Cover(String url, String alt) {
    this(url, alt, "");
  }

  /** The sizes as WebP; empty for older photos, which lack WebP, and 320 and 720 pixels. */
  public String webpSrcset() {
    boolean webp = srcset.contains("/320.jpg ") || srcset.contains("/720.jpg ");
    return webp ? srcset.replace(".jpg ", ".webp ") : "";
  }
}
