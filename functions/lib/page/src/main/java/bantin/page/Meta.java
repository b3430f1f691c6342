package bantin.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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
 * @param feed feed of the page's list, and the list's title; null without one
 * @param trail pages above this one, from the site's first page, and this page last; may be empty
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
    @Nullable Link feed,
    List<Link> trail,
    boolean indexed,
    boolean counted) {
  public Meta {
    trail = List.copyOf(trail);
  }

  public static Meta of(String title, String description, String path) {
    return new Meta(title, description, path, null, null, null, null, List.of(), true, true);
  }

  public Meta withImage(@Nullable String address) {
    return new Meta(
        title, description, path, address, article, jsonLd, feed, trail, indexed, counted);
  }

  public Meta withArticle(String id) {
    return new Meta(title, description, path, image, id, jsonLd, feed, trail, indexed, counted);
  }

  public Meta withJsonLd(JsonNode about) {
    return new Meta(title, description, path, image, article, about, feed, trail, indexed, counted);
  }

  public Meta withFeed(Link address) {
    return new Meta(
        title, description, path, image, article, jsonLd, address, trail, indexed, counted);
  }

  public Meta withTrail(List<Link> pages) {
    return new Meta(
        title, description, path, image, article, jsonLd, feed, pages, indexed, counted);
  }

  public Meta notIndexed() {
    return new Meta(title, description, path, image, article, jsonLd, feed, trail, false, counted);
  }

  /** Copy for a page that is neither listed nor counted. */
  public Meta unread() {
    return new Meta(title, description, path, image, article, jsonLd, feed, trail, false, false);
  }
}
