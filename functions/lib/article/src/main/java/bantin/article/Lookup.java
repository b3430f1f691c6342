package bantin.article;

import java.time.Instant;

/** What became of an article that was asked for. */
public sealed interface Lookup {
  /** It is public. */
  record Found(Article article) implements Lookup {}

  /**
   * It was public and is no more.
   *
   * @param notice what the editors say about it; may be empty
   * @param since when it went
   */
  record Gone(String notice, Instant since) implements Lookup {}

  /** There is none, or not yet. */
  record Missing() implements Lookup {}
}
