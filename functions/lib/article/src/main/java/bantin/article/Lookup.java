package bantin.article;

import java.time.Instant;

/** Result of looking an article up. */
public sealed interface Lookup {
  /** Public article. */
  record Found(Article article) implements Lookup {}

  /**
   * Article that was public and was withdrawn.
   *
   * @param notice sentence of the editors for readers; may be empty
   * @param since time of the withdrawal
   */
  record Gone(String notice, Instant since) implements Lookup {}

  /** Unknown article, or one that is not public yet. */
  record Missing() implements Lookup {}
}
