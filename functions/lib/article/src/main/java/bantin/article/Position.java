package bantin.article;

import java.time.Instant;

/**
 * Place in a list. It stays the same when other articles are published.
 *
 * @param at publication time of the article at this place
 */
public record Position(Instant at, ArticleId id) {
  public static Position of(Headline headline) {
    return new Position(headline.publication().at(), headline.id());
  }

  String sortKey() {
    return Publication.sortable(at) + "#" + id;
  }
}
