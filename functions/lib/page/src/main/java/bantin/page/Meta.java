package bantin.page;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Head of a page.
 *
 * @param title without the site's name; empty on the front page
 * @param description one or two sentences; may be empty
 * @param path canonical address on this site, not percent-encoded
 * @param image address of a photo, absolute or on this site
 * @param article id of the article whose views the page counts and shows; otherwise null
 * @param jsonLd structured data for search engines
 * @param indexed whether search engines may list it
 * @param counted whether opening it counts
 */
public record Meta(
    String title,
    String description,
    String path,
    @Nullable String image,
    @Nullable String article,
    @Nullable JsonNode jsonLd,
    boolean indexed,
    boolean counted) {
  public static Meta of(String title, String description, String path) {
    return new Meta(title, description, path, null, null, null, true, true);
  }

  public Meta withImage(@Nullable String address) {
    return new Meta(title, description, path, address, article, jsonLd, indexed, counted);
  }

  public Meta withArticle(String id) {
    return new Meta(title, description, path, image, id, jsonLd, indexed, counted);
  }

  public Meta withJsonLd(JsonNode about) {
    return new Meta(title, description, path, image, article, about, indexed, counted);
  }

  public Meta notIndexed() {
    return new Meta(title, description, path, image, article, jsonLd, false, counted);
  }

  /** Copy for a page that is neither listed nor counted. */
  public Meta unread() {
    return new Meta(title, description, path, image, article, jsonLd, false, false);
  }
}
