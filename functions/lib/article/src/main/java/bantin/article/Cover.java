package bantin.article;

/**
 * Photo that an article is shown with in lists.
 *
 * @param url a path on this site
 * @param alt what it shows, for those who cannot see it; may be empty
 * @param srcset its sizes as HTML writes them; empty where there is one alone
 */
public record Cover(String url, String alt, String srcset) {
  public Cover(String url, String alt) {
    this(url, alt, "");
  }
}
