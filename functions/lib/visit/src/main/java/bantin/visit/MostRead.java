package bantin.visit;

import bantin.article.ArticleId;
import bantin.article.Headline;
import bantin.article.PublicArticles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Ranks the public articles by their views of a day or a week. A week is the sum of its days, as in
 * the visit box.
 */
public final class MostRead {
  private static final int PLACES = 10;

  /** Headlines read at once. */
  private static final int HEADLINES = 12;

  /**
   * Limit of headlines for one ranking. The result stays shorter if most of the articles are not
   * public.
   */
  private static final int MAX_HEADLINES = 1200;

  private static final Duration TIME_LIMIT = Duration.ofMillis(2500);

  /** Age at which the views of past days are read again. Repairs and late hits change them. */
  private static final Duration MAX_AGE_OF_PAST_DAYS = Duration.ofMinutes(1);

  private final DayViews views;
  private final PublicArticles articles;
  private final SiteDays days;
  private final InstantSource clock;
  private final ReadingCache<List<LocalDate>, List<Place>> places;
  private PastDays past = new PastDays(List.of(), Map.of(), Instant.MIN);

  /**
   * @param minAge age up to which a ranking is not read again
   */
  public MostRead(
      DayViews views,
      PublicArticles articles,
      SiteDays days,
      InstantSource clock,
      Duration minAge) {
    this.views = views;
    this.articles = articles;
    this.days = days;
    this.clock = clock;
    this.places = new ReadingCache<>(2, minAge);
  }

  /** Views of the week's days before today, by article. */
  private record PastDays(List<LocalDate> days, Map<String, Long> views, Instant readAt) {}

  /** Article with its views of the day or the week. */
  public record Place(Headline headline, long views) {}

  /**
   * Returns at most ten articles that are public now, the most read first. The last places of the
   * same days stand in if the tables do not answer.
   *
   * @param warnings takes the failure that the last places replace
   * @throws SdkException if the tables do not answer and there are no last places
   */
  public synchronized List<Place> of(boolean week, Consumer<? super SdkException> warnings) {
    Instant now = clock.instant();
    LocalDate today = days.of(now);
    List<LocalDate> counted = week ? SiteDays.weekUpTo(today) : List.of(today);
    List<Place> known = places.get(counted, now);
    if (known == null) {
      try {
        known = read(counted, now);
        places.put(counted, known, now);
      } catch (SdkException e) {
        known = places.last(counted, now);
        if (known == null) {
          throw e;
        }
        warnings.accept(e);
      }
    }
    return known.stream().filter(place -> place.headline().publication().isOn(now)).toList();
  }

  private List<Place> read(List<LocalDate> counted, Instant now) {
    List<ArticleId> ranked = new ArrayList<>();
    Map<ArticleId, Long> sums = sums(counted, now);
    sums.forEach(
        (id, sum) -> {
          if (sum > 0) {
            ranked.add(id);
          }
        });
    ranked.sort(
        Comparator.comparingLong((ArticleId id) -> -sums.getOrDefault(id, 0L))
            .thenComparing(ArticleId::value));
    List<Place> found = new ArrayList<>();
    int end = Math.min(MAX_HEADLINES, ranked.size());
    for (int from = 0; from < end && found.size() < PLACES; from += HEADLINES) {
      enforceTimeLimit(now);
      List<ArticleId> batch = ranked.subList(from, Math.min(end, from + HEADLINES));
      for (Headline headline : articles.headlines(batch, now)) {
        found.add(new Place(headline, sums.getOrDefault(headline.id(), 0L)));
      }
    }
    return List.copyOf(found.subList(0, Math.min(PLACES, found.size())));
  }

  private Map<ArticleId, Long> sums(List<LocalDate> counted, Instant now) {
    Map<ArticleId, Long> sums = new HashMap<>();
    addTo(sums, pastViews(counted.subList(0, counted.size() - 1), now));
    addTo(sums, views.of(List.of(counted.getLast()), () -> enforceTimeLimit(now)));
    return sums;
  }

  private Map<String, Long> pastViews(List<LocalDate> before, Instant now) {
    if (before.isEmpty()) {
      return Map.of();
    }
    if (!past.days.equals(before) || past.readAt.isBefore(now.minus(MAX_AGE_OF_PAST_DAYS))) {
      past = new PastDays(List.copyOf(before), views.of(before, () -> enforceTimeLimit(now)), now);
    }
    return past.views;
  }

  private static void addTo(Map<ArticleId, Long> sums, Map<String, Long> views) {
    views.forEach(
        (article, number) -> {
          ArticleId id = ArticleId.parse(article);
          if (id != null) {
            sums.merge(id, number, Long::sum);
          }
        });
  }

  /** Stops reading after many slow calls, before Lambda ends the function. */
  private void enforceTimeLimit(Instant began) {
    if (Duration.between(began, clock.instant()).compareTo(TIME_LIMIT) > 0) {
      throw AbortedException.create("Ranking the articles takes longer than " + TIME_LIMIT);
    }
  }
}
