package bantin.article;

/**
 * The photo an article is shown with in lists.
 *
 * @param url absolute, or a path on this site
 * @param alt what it shows, for those who cannot see it; may be empty
 */
public record Cover(String url, String alt) {}
