package bantin.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Article as the public may read it.
 *
 * @param headline with the same time of the last change
 * @param body sanitised HTML, safe to show as it is
 * @param source source of the text; null where it is the site's own
 * @param updatedAt time when this text was published
 * @param card title and description for search engines and shared links
 */
public record Article(
    Headline headline, String body, @Nullable String source, Instant updatedAt, Card card) {
  public Article {
    headline = headline.updated(updatedAt);
  }

  /** Article without a card of its own. */
  public Article(Headline headline, String body, @Nullable String source, Instant updatedAt) {
    this(headline, body, source, updatedAt, Card.NONE);
  }
}
