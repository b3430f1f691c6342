package bantin.listarticles;

import bantin.article.ArticleId;
import bantin.article.DayCounts;
import bantin.article.Headline;
import bantin.article.Headlines;
import bantin.article.ListName;
import bantin.article.Position;
import bantin.article.PublicArticles;
import bantin.article.Settings;
import bantin.http.Problem;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.listarticles.Cursor.Place;
import bantin.page.Frame;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of the archive: all years, a year, a month with its calendar, a day. One Query each. */
final class ArchivePages {
  /** Seconds that shared caches may keep a page. */
  private static final int MAX_AGE = 5;

  /** Id that sorts before every other one at the same time. */
  private static final ArticleId FIRST = new ArticleId("0000000000");

  private final PublicArticles published;
  private final DayCounts counts;
  private final Cursor cursor;

  ArchivePages(PublicArticles published, DayCounts counts, Cursor cursor) {
    this.published = published;
    this.counts = counts;
    this.cursor = cursor;
  }

  /**
   * @throws Problem 404 for a date that does not exist or has not come yet
   */
  Response answer(Request request, Frame frame, Settings settings, Instant now) {
    ZoneId zone = frame.zone();
    LocalDate today = LocalDate.ofInstant(now, zone);
    String html =
        switch (request.route()) {
          case "GET /luu-tru" -> ArchivePage.all(frame, counts.all(now));
          case "GET /luu-tru/{year}" -> {
            int year = date(request, today).getYear();
            yield ArchivePage.year(frame, year, counts.year(year, now));
          }
          case "GET /luu-tru/{year}/{month}" -> {
            YearMonth month = YearMonth.from(date(request, today));
            boolean isLast = month.equals(YearMonth.from(today));
            yield ArchivePage.month(frame, month, isLast, counts.month(month, now));
          }
          case "GET /luu-tru/{year}/{month}/{day}" ->
              day(request, frame, settings, date(request, today), now);
          default -> throw RequestReasons.NOTHING_HERE.problem();
        };
    return frame.page(200, html, MAX_AGE);
  }

  private String day(Request request, Frame frame, Settings settings, LocalDate day, Instant now) {
    String path = ArchivePage.path(day);
    ListName list = new ListName(path);
    Place place = ListQuery.place(request, cursor, list);
    Instant start = day.atStartOfDay(frame.zone()).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(frame.zone()).toInstant();
    Position before = place == null ? new Position(end, FIRST) : place.position();
    Headlines page = published.older(ListName.ALL, ListPages.PER_PAGE, before, now);
    List<Headline> shown =
        page.headlines().stream()
            .filter(headline -> !headline.publication().at().isBefore(start))
            .toList();
    boolean isCut = shown.size() < page.headlines().size();
    return ArchivePage.day(
        frame,
        settings,
        day,
        shown,
        place == null ? null : path,
        isCut ? null : cursor.link(path, list, page.older(), false));
  }

  /** First day of the year, month or day that a request names. */
  private static LocalDate date(Request request, LocalDate today) {
    String route = request.route();
    boolean hasMonth = route.contains("{month}");
    boolean hasDay = route.contains("{day}");
    LocalDate date =
        parse(
            request.pathParameter("year")
                + "-"
                + (hasMonth ? request.pathParameter("month") : "01")
                + "-"
                + (hasDay ? request.pathParameter("day") : "01"));
    if (date == null || date.isAfter(today) || date.getYear() < 1) {
      throw RequestReasons.NOTHING_HERE.problem();
    }
    return date;
  }

  private static @Nullable LocalDate parse(String date) {
    try {
      return date.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? LocalDate.parse(date) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
