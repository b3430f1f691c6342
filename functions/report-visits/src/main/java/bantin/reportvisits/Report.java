package bantin.reportvisits;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.article.ArticleId;
import bantin.article.Headline;
import bantin.article.Lookup;
import bantin.article.PublicArticles;
import bantin.http.Json;
import bantin.http.Request;
import bantin.http.Response;
import bantin.http.Text;
import bantin.visit.DayViews;
import bantin.visit.DroppedHit;
import bantin.visit.SiteDays;
import bantin.visit.Tallies;
import bantin.visit.Tally;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Report of a period: visits and views by day, and views by article. */
final class Report {
  private static final int MAX_DAYS = 400;
  private static final int USUAL_DAYS = 30;

  /** Number of articles in the report, most viewed first. The others are summed up in one line. */
  private static final int MAX_ARTICLES = 1000;

  /** Number of ids that are looked up, so that thousands of invented ones hide no article. */
  private static final int MAX_LOOKUPS = 10_000;

  private static final int BATCH = 100;

  private static final Set<String> PARAMETERS = Set.of("from", "to", "format", "of");

  private final DayViews views;
  private final Tallies tallies;
  private final PublicArticles articles;
  private final SiteDays days;
  private final InstantSource clock;

  Report(
      DayViews views,
      Tallies tallies,
      PublicArticles articles,
      SiteDays days,
      InstantSource clock) {
    this.views = views;
    this.tallies = tallies;
    this.articles = articles;
    this.days = days;
    this.clock = clock;
  }

  private record Day(LocalDate day, long visits, long views) {}

  /**
   * @param headline null where it is not public now
   */
  private record Line(String id, @Nullable Headline headline, long views) {}

  /** Opinions on the articles, by the attributes of {@link Tally#opinion}. */
  private record Opinions(Map<String, Long> byAttribute) {
    long of(Line line, boolean useful) {
      return byAttribute.getOrDefault(Tally.opinion(line.id, useful), 0L);
    }
  }

  /**
   * Lines of articles, and of ids that no article ever had.
   *
   * @param known most viewed first
   * @param unknown views that were reported before pages carried tokens
   */
  private record Lines(List<Line> known, List<Line> unknown) {}

  /**
   * {@code ?from=&to=}, both days included; {@code format=csv} or {@code Accept: text/csv} for a
   * table of the days, with {@code of=articles} of the articles.
   */
  Response answer(Request request) {
    for (String name : request.queryNames()) {
      if (!PARAMETERS.contains(name)) {
        throw ReportReasons.NO_PARAMETER.problem("from, to, format, of");
      }
    }
    Instant now = clock.instant();
    LocalDate to = day(request.query("to"), "to", days.of(now));
    LocalDate from = day(request.query("from"), "from", to.minusDays(USUAL_DAYS - 1));
    if (from.isAfter(to) || from.plusDays(MAX_DAYS).isBefore(to)) {
      throw Fields.refused(
          "from",
          Text.of(
              "It must not come after to, nor lie more than {0} days before it.",
              "Không được sau to, cũng không được trước to quá {0} ngày.", MAX_DAYS));
    }
    List<LocalDate> asked = from.datesUntil(to.plusDays(1)).toList();
    if (!isCsv(request)) {
      return json(asked, read(asked), now);
    }
    String of = request.query("of");
    if (of != null && !of.equals("days") && !of.equals("articles")) {
      throw Fields.refused(
          "of", new Text("Ask for days or articles.", "Hãy hỏi days hoặc articles."));
    }
    String name = (of == null ? "days" : of) + "-" + from + "-" + to + ".csv";
    Tallies.Reading reading = read(asked);
    String csv =
        "articles".equals(of) ? csvOfArticles(asked, reading, now) : csvOfDays(asked, reading);
    return Response.of(200, "text/csv; charset=utf-8", csv.getBytes(UTF_8))
        .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  private static LocalDate day(@Nullable String text, String name, LocalDate otherwise) {
    return text == null ? otherwise : Fields.day(text, name);
  }

  private static boolean isCsv(Request request) {
    String format = request.query("format");
    if (format != null) {
      if (!format.equals("csv") && !format.equals("json")) {
        throw Fields.refused("format", new Text("Ask for json or csv.", "Hãy hỏi json hoặc csv."));
      }
      return format.equals("csv");
    }
    String accept = request.header("accept");
    return accept != null && accept.contains("text/csv");
  }

  /** Reads the days' numbers, opinions and dropped hits together. */
  private Tallies.Reading read(List<LocalDate> asked) {
    List<Tally> wanted = new ArrayList<>();
    for (LocalDate day : asked) {
      wanted.addAll(List.of(Tally.siteDay(day), Tally.opinions(day), Tally.dropped(day)));
    }
    return tallies.read(wanted, false);
  }

  private Response json(List<LocalDate> asked, Tallies.Reading reading, Instant now) {
    ArrayNode byDay = Json.array();
    for (Day day : days(asked, reading)) {
      ObjectNode entry = Json.object();
      entry.put("day", day.day.toString());
      entry.put("visits", day.visits);
      entry.put("views", day.views);
      byDay.add(entry);
    }
    ArrayNode byArticle = Json.array();
    Lines all = lines(asked, now);
    List<Line> lines = all.known;
    Opinions opinions = opinions(asked, reading);
    for (Line line : lines.subList(0, Math.min(lines.size(), MAX_ARTICLES))) {
      ObjectNode entry = Json.object();
      entry.put("id", line.id);
      entry.put("title", line.headline == null ? null : line.headline.title());
      entry.put("url", line.headline == null ? null : line.headline.url());
      entry.put("views", line.views);
      entry.put("useful", opinions.of(line, true));
      entry.put("notUseful", opinions.of(line, false));
      byArticle.add(entry);
    }
    ObjectNode json = Json.object();
    json.put("from", asked.getFirst().toString());
    json.put("to", asked.getLast().toString());
    json.set("days", byDay);
    json.set("articles", byArticle);
    json.set("others", others(lines));
    json.set("unknown", sum(all.unknown));
    json.set("dropped", dropped(asked, reading));
    return Response.json(200, json);
  }

  private static ObjectNode others(List<Line> lines) {
    List<Line> rest =
        lines.size() <= MAX_ARTICLES ? List.of() : lines.subList(MAX_ARTICLES, lines.size());
    return sum(rest);
  }

  private static ObjectNode sum(List<Line> lines) {
    ObjectNode json = Json.object();
    json.put("articles", lines.size());
    json.put("views", lines.stream().mapToLong(Line::views).sum());
    return json;
  }

  private static List<Day> days(List<LocalDate> asked, Tallies.Reading reading) {
    List<Day> found = new ArrayList<>();
    for (LocalDate day : asked) {
      Tally tally = Tally.siteDay(day);
      found.add(new Day(day, reading.get(tally, Tally.VISITS), reading.get(tally, Tally.VIEWS)));
    }
    return found;
  }

  private static Opinions opinions(List<LocalDate> asked, Tallies.Reading reading) {
    Map<String, Long> sums = new HashMap<>();
    for (LocalDate day : asked) {
      reading
          .byTally()
          .getOrDefault(Tally.opinions(day), Map.of())
          .forEach((attribute, opinions) -> sums.merge(attribute, opinions, Long::sum));
    }
    return new Opinions(sums);
  }

  private static ObjectNode dropped(List<LocalDate> asked, Tallies.Reading reading) {
    ObjectNode json = Json.object();
    for (DroppedHit.Reason reason : DroppedHit.Reason.values()) {
      long sum = 0;
      for (LocalDate day : asked) {
        sum += reading.get(Tally.dropped(day), reason.word());
      }
      json.put(reason.word(), sum);
    }
    return json;
  }

  /** Lines of the articles, most viewed first. */
  private Lines lines(List<LocalDate> asked, Instant now) {
    Map<String, Long> byArticle = views.of(asked);
    List<String> ids =
        byArticle.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    List<Line> known = new ArrayList<>();
    List<Line> unknown = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += BATCH) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + BATCH));
      boolean lookedUp = from < MAX_LOOKUPS && known.size() < MAX_ARTICLES;
      Map<ArticleId, Lookup> lookups = lookedUp ? lookups(some, now) : Map.of();
      for (String id : some) {
        ArticleId article = ArticleId.parse(id);
        Lookup lookup = article == null ? null : lookups.get(article);
        Headline headline =
            lookup instanceof Lookup.Found found ? found.article().headline() : null;
        (lookedUp && lookup == null ? unknown : known)
            .add(new Line(id, headline, byArticle.getOrDefault(id, 0L)));
      }
    }
    return new Lines(known, unknown);
  }

  private Map<ArticleId, Lookup> lookups(List<String> ids, Instant now) {
    return articles.lookups(
        ids.stream().map(ArticleId::parse).filter(Objects::nonNull).toList(), now);
  }

  private static String csvOfDays(List<LocalDate> asked, Tallies.Reading reading) {
    Csv csv = new Csv("Ngày (day)", "Lượt truy cập (visits)", "Lượt xem (views)");
    for (Day day : days(asked, reading)) {
      csv.line(day.day.toString(), Long.toString(day.visits), Long.toString(day.views));
    }
    return csv.text();
  }

  private String csvOfArticles(List<LocalDate> asked, Tallies.Reading reading, Instant now) {
    Csv csv =
        new Csv(
            "Mã (id)",
            "Tiêu đề (title)",
            "Địa chỉ (url)",
            "Lượt xem (views)",
            "Có ích (useful)",
            "Không có ích (not useful)");
    Lines all = lines(asked, now);
    Opinions opinions = opinions(asked, reading);
    for (Line line : all.known) {
      csv.line(
          line.id,
          line.headline == null ? "" : line.headline.title(),
          line.headline == null ? "" : line.headline.url(),
          Long.toString(line.views),
          Long.toString(opinions.of(line, true)),
          Long.toString(opinions.of(line, false)));
    }
    if (!all.unknown.isEmpty()) {
      csv.line(
          "",
          "Không có bài nào như vậy (no such article): " + all.unknown.size(),
          "",
          Long.toString(all.unknown.stream().mapToLong(Line::views).sum()),
          "",
          "");
    }
    return csv.text();
  }
}
