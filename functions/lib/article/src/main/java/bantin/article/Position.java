package bantin.article;

import java.time.Instant;

/**
 * A place in a list, which stays the same whatever is published meanwhile.
 *
 * @param at the publication time of the article that stands there
 */
public record Position(Instant at, ArticleId id) {
  public static Position of(Headline headline) {
    return new Position(headline.publication().at(), headline.id());
  }

  String sortKey() {
    return Publication.sortable(at) + "#" + id;
  }
}
