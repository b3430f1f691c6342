package bantin.article;

/**
 * Photo that an article is shown with in lists.
 *
 * @param url a path on this site
 * @param alt description for people who cannot see the photo; may be empty
 * @param srcset sizes in the form of HTML's {@code srcset}; empty where there is only one
 */
public record Cover(String url, String alt, String srcset) {
  public Cover(String url, String alt) {
    this(url, alt, "");
  }

  /** The sizes as WebP; empty for older photos, which lack WebP and a width of 720 pixels. */
  public String webpSrcset() {
    return srcset.contains("/720.jpg ") ? srcset.replace(".jpg ", ".webp ") : "";
  }
}
