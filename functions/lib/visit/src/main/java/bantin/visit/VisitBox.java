package bantin.visit;

import bantin.article.ArticleId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Numbers of the visit box, and the views of an article. */
public final class VisitBox {
  private static final int MAX_ARTICLES = 1000;

  private final Tallies tallies;
  private final SiteDays days;
  private final InstantSource clock;
  private final ReadingCache<LocalDate, Site> sites = new ReadingCache<>(1);
  private final ReadingCache<ArticleId, Long> views = new ReadingCache<>(MAX_ARTICLES);

  public VisitBox(Tallies tallies, SiteDays days, InstantSource clock) {
    this.tallies = tallies;
    this.days = days;
    this.clock = clock;
  }

  /**
   * Numbers of the site.
   *
   * @param online sessions whose last activity is at most five minutes old
   * @param today visits of the site's current day
   * @param week visits since Monday, at least those of today
   * @param all visits ever, at least those of the week
   */
  public record Site(long online, long today, long week, long all) {}

  /**
   * Numbers for one request.
   *
   * @param views of the article; null if the request names no article
   */
  public record Numbers(Site site, @Nullable Long views) {
    /**
     * Adds what a change of a session will add to the tallies, before they hold it. Earlier changes
     * may wait to be counted too, so no number is less than the session's own part.
     *
     * @param before the session's item as it was; null where it is new
     * @param article whose views these numbers have, if any
     */
    public Numbers plus(@Nullable Session before, Session after, @Nullable ArticleId article) {
      Map<Tally, Map<String, Long>> change = Fact.change(before, after).byTally();
      long visits = amount(change, Tally.siteDay(after.day()), Tally.VISITS);
      boolean wasOnline =
          before != null
              && !before.views().isEmpty()
              && !before.seen().isBefore(after.seen().minus(Online.WINDOW));
      boolean isOnline = !after.views().isEmpty();
      long online = site.online() + (isOnline && !wasOnline ? 1 : 0);
      long own = after.visits();
      Site more =
          new Site(
              Math.max(isOnline ? 1 : 0, online),
              Math.max(own, site.today() + visits),
              Math.max(own, site.week() + visits),
              Math.max(own, site.all() + visits));
      if (article == null || views == null) {
        return new Numbers(more, views);
      }
      long opened = after.articles().contains(article.value()) ? 1 : 0;
      long added = amount(change, Tally.article(article.value()), Tally.VIEWS);
      return new Numbers(more, Math.max(opened, views + added));
    }

    private static long amount(
        Map<Tally, Map<String, Long>> change, Tally tally, String attribute) {
      return change.getOrDefault(tally, Map.of()).getOrDefault(attribute, 0L);
    }

    /** The numbers by the names that answers give them. */
    public Map<String, Long> byName() {
      Map<String, Long> names = new LinkedHashMap<>();
      names.put("online", site.online());
      names.put("today", site.today());
      names.put("week", site.week());
      names.put("all", site.all());
      if (views != null) {
        names.put("views", views);
      }
      return names;
    }
  }

  /**
   * Reads the numbers with at most one round trip to the tables. The last numbers of this day stand
   * in if the tables do not answer.
   *
   * @param warnings takes the failure that the last numbers replace
   * @throws SdkException if the tables do not answer and there are no last numbers
   */
  public synchronized Numbers numbers(
      @Nullable ArticleId article, Consumer<? super SdkException> warnings) {
    Instant now = clock.instant();
    LocalDate today = days.of(now);
    Site site = sites.get(today, now);
    Long viewed = article == null ? null : views.get(article, now);
    if (site != null && (article == null || viewed != null)) {
      return new Numbers(site, viewed);
    }
    List<Tally> wanted = new ArrayList<>();
    if (site == null) {
      wanted.addAll(siteTallies(today, now));
    }
    if (article != null) {
      wanted.add(Tally.article(article.value()));
    }
    Tallies.Reading reading;
    try {
      reading = tallies.read(wanted, site == null);
    } catch (SdkException e) {
      site = sites.last(today, now);
      viewed = article == null ? null : views.last(article, now);
      if (site == null || (article != null && viewed == null)) {
        throw e;
      }
      warnings.accept(e);
      return new Numbers(site, viewed);
    }
    if (site == null) {
      site = site(reading, today, now);
      sites.put(today, site, now);
    }
    if (article != null) {
      viewed = reading.get(Tally.article(article.value()), Tally.VIEWS);
      views.put(article, viewed, now);
    }
    return new Numbers(site, viewed);
  }

  private static List<Tally> siteTallies(LocalDate today, Instant now) {
    List<Tally> wanted = new ArrayList<>(Online.window(now));
    SiteDays.weekUpTo(today).forEach(day -> wanted.add(Tally.siteDay(day)));
    wanted.add(Tally.SITE_ALL);
    return wanted;
  }

  /**
   * Adds up the site's numbers. The items of one answer may come from slightly different moments.
   * The week is therefore the sum of the days read with it, and {@code all} is never less than the
   * week.
   */
  private static Site site(Tallies.Reading reading, LocalDate today, Instant now) {
    long week = 0;
    for (LocalDate day : SiteDays.weekUpTo(today)) {
      week += reading.get(Tally.siteDay(day), Tally.VISITS);
    }
    long total = reading.get(Tally.SITE_ALL, Tally.VISITS);
    Baseline baseline = reading.baseline();
    long all = baseline == null ? total : baseline.plus(total);
    return new Site(
        Online.count(reading.byTally(), now),
        reading.get(Tally.siteDay(today), Tally.VISITS),
        week,
        Math.max(all, week));
  }
}
