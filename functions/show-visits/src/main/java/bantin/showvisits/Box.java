package bantin.showvisits;

import bantin.article.ArticleId;
import bantin.visit.Baseline;
import bantin.visit.Online;
import bantin.visit.SiteDays;
import bantin.visit.Tallies;
import bantin.visit.Tally;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** The numbers of the visit box, and of an article. */
final class Box {
  private static final int MAX_ARTICLES = 1000;

  private final Tallies tallies;
  private final SiteDays days;
  private final InstantSource clock;
  private final Remembered<LocalDate, Site> sites = new Remembered<>(1);
  private final Remembered<ArticleId, Long> views = new Remembered<>(MAX_ARTICLES);

  Box(Tallies tallies, SiteDays days, InstantSource clock) {
    this.tallies = tallies;
    this.days = days;
    this.clock = clock;
  }

  /**
   * @param online sessions
   * @param today visits of this day of the site's
   * @param week visits since its Monday, at least those of today
   * @param all visits ever, at least those of the week
   */
  record Site(long online, long today, long week, long all) {}

  /**
   * @param views of the article, null where none was asked for
   */
  record Numbers(Site site, @Nullable Long views) {}

  /**
   * At most one round trip to the tables. Where they do not answer, the last numbers of this day
   * stand.
   *
   * @param warnings takes the failure that the last numbers make good for
   * @throws SdkException where there are no last numbers
   */
  synchronized Numbers numbers(
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
      wanted.addAll(ofSite(today, now));
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

  private static List<Tally> ofSite(LocalDate today, Instant now) {
    List<Tally> wanted = new ArrayList<>(Online.window(now));
    SiteDays.weekUpTo(today).forEach(day -> wanted.add(Tally.siteDay(day)));
    wanted.add(Tally.SITE_ALL);
    return wanted;
  }

  /**
   * The items of one answer may be of slightly different moments: the week is the sum of the very
   * days it shows, and all is never less than the week.
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
