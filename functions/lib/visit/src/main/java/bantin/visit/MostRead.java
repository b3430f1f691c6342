package bantin.visit;

import bantin.article.ArticleId;
import bantin.article.Headline;
import bantin.article.PublicArticles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Ranks the public articles by their views of a day or a week. A week is the sum of its days, as in
 * the visit box. Each day has a sorted list for each slot.
 *
 * <p>The lists are read down page by page, until ten places are certain. The articles that may come
 * first have their missing numbers read from the tallies.
 */
public final class MostRead {
  private static final int PLACES = 10;

  /** Articles on a page of a list. A page takes two read units. */
  private static final int PAGE_SIZE = 200;

  /** Articles whose missing numbers are read at once. */
  private static final int CANDIDATES = 30;

  /** Headlines read at once. */
  private static final int HEADLINES = 12;

  /**
   * Limit of pages of a list. The result stays shorter if most of the articles on them are not
   * public.
   */
  private static final int MAX_PAGES = 5;

  private static final Duration TIME_LIMIT = Duration.ofMillis(2500);

  /** Age at which the lists of a past day are read again. Repairs and late hits change them. */
  private static final Duration MAX_AGE_OF_PAST_DAYS = Duration.ofMinutes(1);

  private final PeriodViews periods;
  private final Tallies tallies;
  private final PublicArticles articles;
  private final SiteDays days;
  private final InstantSource clock;
  private final int pageSize;
  private final ReadingCache<List<LocalDate>, List<Place>> places;
  private final Map<LocalDate, List<RankedList>> pastDays = new HashMap<>();

  /**
   * @param tallies of the table with the name {@code talliesTable}
   * @param minAge age up to which a ranking is not read again
   */
  public MostRead(
      DynamoDbClient db,
      String talliesTable,
      Tallies tallies,
      PublicArticles articles,
      SiteDays days,
      InstantSource clock,
      Duration minAge) {
    this(db, talliesTable, tallies, articles, days, clock, minAge, PAGE_SIZE);
  }

  MostRead(
      DynamoDbClient db,
      String talliesTable,
      Tallies tallies,
      PublicArticles articles,
      SiteDays days,
      InstantSource clock,
      Duration minAge,
      int pageSize) {
    this.periods = new PeriodViews(db, talliesTable);
    this.tallies = tallies;
    this.articles = articles;
    this.days = days;
    this.clock = clock;
    this.pageSize = pageSize;
    this.places = new ReadingCache<>(2, minAge);
  }

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
    List<RankedList> lists = lists(counted, now);
    Standings standings = new Standings(lists);
    Set<ArticleId> checked = new HashSet<>();
    List<Place> found = new ArrayList<>();
    for (int pages = 1; pages <= MAX_PAGES && found.size() < PLACES; pages++) {
      for (RankedList list : lists) {
        enforceTimeLimit(now);
        list.read(pages);
      }
      complete(standings, counted);
      List<ArticleId> certain = new ArrayList<>(standings.certain());
      certain.removeIf(id -> !checked.add(id));
      for (int from = 0; from < certain.size() && found.size() < PLACES; from += HEADLINES) {
        var batch = certain.subList(from, Math.min(certain.size(), from + HEADLINES));
        for (Headline headline : articles.headlines(batch, now)) {
          found.add(new Place(headline, standings.sum(headline.id())));
        }
      }
      if (lists.stream().allMatch(RankedList::isWhole)) {
        break;
      }
    }
    return List.copyOf(found.subList(0, Math.min(PLACES, found.size())));
  }

  private List<RankedList> lists(List<LocalDate> counted, Instant now) {
    Instant oldest = now.minus(MAX_AGE_OF_PAST_DAYS);
    pastDays.values().removeIf(lists -> lists.getFirst().begunAt().isBefore(oldest));
    List<RankedList> lists = new ArrayList<>();
    for (LocalDate day : counted) {
      boolean isToday = day.equals(counted.getLast());
      lists.addAll(
          isToday ? ofDay(day, now) : pastDays.computeIfAbsent(day, past -> ofDay(past, now)));
    }
    return lists;
  }

  private List<RankedList> ofDay(LocalDate day, Instant now) {
    List<RankedList> lists = new ArrayList<>();
    for (int slot = 0; slot < tallies.slots(); slot++) {
      lists.add(new RankedList(periods, Tally.dayPeriod(day), slot, pageSize, now));
    }
    return lists;
  }

  /** Reads the sums of the articles that may come first and are not in all lists. */
  private void complete(Standings standings, List<LocalDate> counted) {
    List<ArticleId> open = standings.open();
    List<ArticleId> candidates = open.subList(0, Math.min(CANDIDATES, open.size()));
    if (candidates.isEmpty()) {
      return;
    }
    List<Tally> wanted = new ArrayList<>();
    for (ArticleId id : candidates) {
      counted.forEach(day -> wanted.add(Tally.articleDay(id.value(), day)));
    }
    Tallies.Reading reading = tallies.read(wanted, false);
    for (ArticleId id : candidates) {
      long sum = 0;
      for (LocalDate day : counted) {
        sum += reading.get(Tally.articleDay(id.value(), day), Tally.VIEWS);
      }
      standings.put(id, sum);
    }
  }

  /** Stops reading after many slow calls, before Lambda ends the function. */
  private void enforceTimeLimit(Instant began) {
    if (Duration.between(began, clock.instant()).compareTo(TIME_LIMIT) > 0) {
      throw AbortedException.create("Ranking the articles takes longer than " + TIME_LIMIT);
    }
  }
}
