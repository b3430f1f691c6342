package bantin.listarticles;

import bantin.article.DayCounts;
import bantin.article.Headline;
import bantin.article.Settings;
import bantin.listarticles.templates.JtecalendarGenerated;
import bantin.listarticles.templates.JteyearsGenerated;
import bantin.page.Formats;
import bantin.page.Frame;
import bantin.page.Layout;
import bantin.page.Link;
import bantin.page.Meta;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Page of the archive. */
// Public for the templates, which use its records.
public final class ArchivePage {
  private static final String ROOT = "/luu-tru";
  private static final int DAYS_OF_WEEK = 7;

  private ArchivePage() {}

  /**
   * Stretch of time with the number of its articles. The record is public for the templates alone.
   *
   * @param path empty if it has no articles, so that there is no link
   * @param text as readers see it; empty for a gap in a calendar
   */
  public record Stretch(String path, String text, int count) {}

  /**
   * Year with its months. The record is public for the templates alone.
   *
   * @param whole the year itself
   * @param months twelve
   */
  public record YearOfMonths(Stretch whole, List<Stretch> months) {
    public YearOfMonths {
      months = List.copyOf(months);
    }
  }

  /** Renders all years, the newest first. */
  static String all(Frame frame, SortedMap<LocalDate, Integer> counts) {
    SortedMap<Integer, SortedMap<LocalDate, Integer>> years = new TreeMap<>();
    counts.forEach(
        (day, count) ->
            years.computeIfAbsent(day.getYear(), year -> new TreeMap<>()).put(day, count));
    List<YearOfMonths> shown = new ArrayList<>();
    years.forEach((year, days) -> shown.addFirst(yearOfMonths(frame.formats(), year, days)));
    String title = frame.words().archive();
    Meta meta = meta(frame, title, ROOT, List.of(), counts.isEmpty());
    return years(frame, meta, title, DayCounts.sum(counts.values()), shown, true);
  }

  /** Renders a year with the numbers of its months. */
  static String year(Frame frame, int year, SortedMap<LocalDate, Integer> counts) {
    String title = frame.words().year(year);
    Meta meta = meta(frame, title, path(year), List.of(root(frame)), counts.isEmpty());
    return years(
        frame,
        meta,
        title,
        DayCounts.sum(counts.values()),
        List.of(yearOfMonths(frame.formats(), year, counts)),
        false);
  }

  private static String years(
      Frame frame, Meta meta, String title, int count, List<YearOfMonths> years, boolean titled) {
    return Layout.render(
        frame,
        meta,
        out ->
            JteyearsGenerated.render(
                out, null, frame.words(), frame.formats(), title, count, years, titled));
  }

  /**
   * Renders a month's calendar with the number of each day.
   *
   * @param isLast whether the month is the present one, after which none is linked
   */
  static String month(
      Frame frame, YearMonth month, boolean isLast, SortedMap<LocalDate, Integer> counts) {
    Formats formats = frame.formats();
    String title = formats.month(month);
    Meta meta =
        meta(frame, title, path(month), List.of(root(frame), year(month)), counts.isEmpty());
    List<Stretch> days = new ArrayList<>();
    for (int gap = 1; gap < month.atDay(1).getDayOfWeek().getValue(); gap++) {
      days.add(new Stretch("", "", 0));
    }
    for (int day = 1; day <= month.lengthOfMonth(); day++) {
      LocalDate date = month.atDay(day);
      int count = counts.getOrDefault(date, 0);
      days.add(new Stretch(count == 0 ? "" : path(date), Integer.toString(day), count));
    }
    while (days.size() % DAYS_OF_WEEK != 0) {
      days.add(new Stretch("", "", 0));
    }
    List<List<Stretch>> weeks =
        IntStream.range(0, days.size() / DAYS_OF_WEEK)
            .mapToObj(week -> days.subList(week * DAYS_OF_WEEK, (week + 1) * DAYS_OF_WEEK))
            .toList();
    YearMonth previous = month.minusMonths(1);
    YearMonth next = month.plusMonths(1);
    // A month without articles leads nowhere, so that search engines do not walk back for ever.
    boolean isEmpty = counts.isEmpty();
    return Layout.render(
        frame,
        meta,
        out ->
            JtecalendarGenerated.render(
                out,
                null,
                frame.words(),
                formats,
                title,
                DayCounts.sum(counts.values()),
                weeks,
                isEmpty ? null : new Link(path(previous), formats.month(previous)),
                isEmpty || isLast ? null : new Link(path(next), formats.month(next))));
  }

  /**
   * Renders the articles of a day.
   *
   * @param newer address of the page with newer articles of the day; null at its beginning
   * @param older address of the page with older articles of the day; null at its end
   */
  static String day(
      Frame frame,
      Settings settings,
      LocalDate day,
      List<Headline> headlines,
      @Nullable String newer,
      @Nullable String older) {
    String title = frame.formats().day(day);
    YearMonth month = YearMonth.from(day);
    List<Link> above =
        List.of(root(frame), year(month), new Link(path(month), frame.formats().month(month)));
    Meta meta = meta(frame, title, path(day), above, headlines.isEmpty());
    return ListPage.render(
        frame, settings, meta, frame.words().archive(), title, headlines, newer, older);
  }

  private static Meta meta(
      Frame frame, String title, String path, List<Link> above, boolean isEmpty) {
    List<Link> trail = new ArrayList<>(above);
    trail.add(new Link(path, title));
    String named = path.equals(ROOT) ? title : title + " – " + frame.words().archive();
    String description = frame.words().articlesOn(frame.siteName(), named);
    Meta meta = Meta.of(named, description, path).withTrail(trail);
    return isEmpty ? meta.notIndexed() : meta;
  }

  private static YearOfMonths yearOfMonths(
      Formats formats, int year, SortedMap<LocalDate, Integer> days) {
    List<Stretch> months = new ArrayList<>();
    for (int number = 1; number <= 12; number++) {
      YearMonth month = YearMonth.of(year, number);
      int count = DayCounts.sum(days.subMap(month.atDay(1), month.plusMonths(1).atDay(1)).values());
      months.add(new Stretch(count == 0 ? "" : path(month), formats.monthName(number), count));
    }
    Stretch whole = new Stretch(path(year), Integer.toString(year), DayCounts.sum(days.values()));
    return new YearOfMonths(whole, months);
  }

  private static Link root(Frame frame) {
    return new Link(ROOT, frame.words().archive());
  }

  private static Link year(YearMonth month) {
    return new Link(path(month.getYear()), Integer.toString(month.getYear()));
  }

  private static String path(int year) {
    return String.format(Locale.ROOT, "%s/%04d", ROOT, year);
  }

  private static String path(YearMonth month) {
    return String.format(Locale.ROOT, "%s/%02d", path(month.getYear()), month.getMonthValue());
  }

  static String path(LocalDate day) {
    return String.format(Locale.ROOT, "%s/%02d", path(YearMonth.from(day)), day.getDayOfMonth());
  }
}
