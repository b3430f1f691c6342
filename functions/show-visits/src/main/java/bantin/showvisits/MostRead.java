package bantin.showvisits;

import bantin.article.ArticleId;
import bantin.article.Headline;
import bantin.article.PublicArticles;
import bantin.visit.PeriodViews;
import bantin.visit.ReadingCache;
import bantin.visit.SiteDays;
import bantin.visit.Tallies;
import bantin.visit.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Ranks the public articles by their views of a day or a week. Each slot has a sorted list of its
 * own, and all lists are read down step by step.
 *
 * <p>An article's place is certain once its sum over the slots reaches the threshold. The threshold
 * is the sum of the views at which the lists stand, the most that an unseen article could have. The
 * threshold algorithm is by Fagin, Lotem and Naor.
 */
final class MostRead {
  private static final int PLACES = 10;

  /** Articles that a step reads from each list. */
  private static final int STEP = 50;

  /**
   * Limit of steps. The result stays shorter if most of the articles read by then are not public.
   */
  private static final int MAX_STEPS = 10;

  private static final Duration TIME_LIMIT = Duration.ofMillis(2500);

  private final PeriodViews periods;
  private final Tallies tallies;
  private final PublicArticles articles;
  private final SiteDays days;
  private final InstantSource clock;
  private final ReadingCache<String, List<Place>> places = new ReadingCache<>(2);

  MostRead(
      PeriodViews periods,
      Tallies tallies,
      PublicArticles articles,
      SiteDays days,
      InstantSource clock) {
    this.periods = periods;
    this.tallies = tallies;
    this.articles = articles;
    this.days = days;
    this.clock = clock;
  }

  record Place(Headline headline, long views) {}

  /**
   * Returns at most ten articles, the most read first. The last list of the same day or week stands
   * in if the tables do not answer.
   *
   * @param warnings takes the failure that the last list replaces
   * @throws SdkException if the tables do not answer and there is no last list
   */
  synchronized List<Place> of(boolean week, Consumer<? super SdkException> warnings) {
    Instant now = clock.instant();
    LocalDate today = days.of(now);
    String period = week ? Tally.weekPeriod(today) : Tally.dayPeriod(today);
    List<Place> known = places.get(period, now);
    if (known == null) {
      try {
        known = read(period, week, today, now);
        places.put(period, known, now);
      } catch (SdkException e) {
        known = places.last(period, now);
        if (known == null) {
          throw e;
        }
        warnings.accept(e);
      }
    }
    return known;
  }

  private List<Place> read(String period, boolean week, LocalDate today, Instant now) {
    List<SlotList> lists = new ArrayList<>();
    for (int slot = 0; slot < tallies.slots(); slot++) {
      lists.add(new SlotList(period, slot));
    }
    Map<ArticleId, Long> views = new HashMap<>();
    List<Place> found = new ArrayList<>();
    Set<ArticleId> checked = new HashSet<>();
    for (int step = 0; step < MAX_STEPS && found.size() < PLACES; step++) {
      Set<ArticleId> fresh = new HashSet<>();
      for (SlotList list : lists) {
        enforceTimeLimit(now);
        fresh.addAll(list.next());
      }
      fresh.removeAll(views.keySet());
      views.putAll(sums(fresh, week, today));
      long threshold = lists.stream().mapToLong(list -> list.reached).sum();
      List<ArticleId> certain =
          views.keySet().stream()
              .filter(id -> views.getOrDefault(id, 0L) >= threshold && checked.add(id))
              .sorted(
                  Comparator.comparingLong((ArticleId id) -> -views.getOrDefault(id, 0L))
                      .thenComparing(ArticleId::value))
              .toList();
      for (int from = 0; from < certain.size() && found.size() < PLACES; from += STEP) {
        var batch = certain.subList(from, Math.min(certain.size(), from + STEP));
        for (Headline headline : articles.headlines(batch, now)) {
          found.add(new Place(headline, views.getOrDefault(headline.id(), 0L)));
        }
      }
      if (lists.stream().allMatch(list -> list.ended)) {
        break;
      }
    }
    return List.copyOf(found.subList(0, Math.min(PLACES, found.size())));
  }

  /** Stops reading after many slow calls, before Lambda ends the function. */
  private void enforceTimeLimit(Instant began) {
    if (Duration.between(began, clock.instant()).compareTo(TIME_LIMIT) > 0) {
      throw AbortedException.create("Ranking the articles takes longer than " + TIME_LIMIT);
    }
  }

  private Map<ArticleId, Long> sums(Set<ArticleId> ids, boolean week, LocalDate today) {
    Map<ArticleId, Tally> wanted = new HashMap<>();
    for (ArticleId id : ids) {
      wanted.put(
          id, week ? Tally.articleWeek(id.value(), today) : Tally.articleDay(id.value(), today));
    }
    Tallies.Reading reading = tallies.read(wanted.values(), false);
    Map<ArticleId, Long> sums = new HashMap<>();
    wanted.forEach((id, tally) -> sums.put(id, reading.get(tally, Tally.VIEWS)));
    return sums;
  }

  /** Sorted list of one slot, and how far it has been read. */
  private final class SlotList {
    private final String period;
    private final int slot;
    private Map<String, AttributeValue> from = Map.of();
    private long reached;
    private boolean ended;

    SlotList(String period, int slot) {
      this.period = period;
      this.slot = slot;
    }

    private List<ArticleId> next() {
      List<ArticleId> ids = new ArrayList<>();
      if (ended) {
        return ids;
      }
      PeriodViews.Page page = periods.page(period, slot, STEP, from);
      for (PeriodViews.Viewed viewed : page.articles()) {
        ArticleId id = ArticleId.parse(viewed.article());
        if (id != null) {
          reached = viewed.views();
          ids.add(id);
        }
      }
      from = page.next();
      ended = page.isLast();
      reached = ended ? 0 : reached;
      return ids;
    }
  }
}
