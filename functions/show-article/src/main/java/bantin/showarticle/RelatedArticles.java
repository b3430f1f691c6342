package bantin.showarticle;

import bantin.article.Headline;
import bantin.article.ListName;
import bantin.article.PublicArticles;
import bantin.article.Slug;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/** Articles to read after another one: of its section, those with shared tags first. */
final class RelatedArticles {
  /** Number of related articles on a page. */
  private static final int SHOWN = 4;

  /** Number of articles of a section to choose from, without the one that is read. */
  private static final int CANDIDATES = 24;

  private RelatedArticles() {}

  /** Reads the newest articles of a section with one Query. */
  static List<Headline> candidates(PublicArticles published, String section, Instant now) {
    return published.newest(ListName.section(section), CANDIDATES + 1, now).headlines();
  }

  /**
   * Chooses at most four candidates. The one with more shared tags comes first, then the newer one.
   *
   * @param candidates the newest first; none are chosen if their reading failed
   * @param warnings takes that failure, since the page stands without related articles
   */
  static List<Headline> of(
      Headline headline,
      Supplier<List<Headline>> candidates,
      Consumer<? super SdkException> warnings) {
    try {
      return of(headline, candidates.get());
    } catch (SdkException e) {
      warnings.accept(e);
      return List.of();
    }
  }

  private static List<Headline> of(Headline headline, List<Headline> candidates) {
    Set<Slug> tags = slugs(headline);
    Comparator<Headline> bySharedTags =
        Comparator.comparing(
            candidate -> slugs(candidate).stream().filter(tags::contains).count(),
            Comparator.reverseOrder());
    return candidates.stream()
        .filter(candidate -> !candidate.id().equals(headline.id()))
        .sorted(bySharedTags)
        .limit(SHOWN)
        .toList();
  }

  private static Set<Slug> slugs(Headline headline) {
    return headline.tags().stream().map(Slug::of).collect(Collectors.toSet());
  }
}
