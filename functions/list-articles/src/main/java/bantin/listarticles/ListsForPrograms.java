package bantin.listarticles;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.article.ArticleJson;
import bantin.article.Headline;
import bantin.article.Headlines;
import bantin.article.ListName;
import bantin.article.Position;
import bantin.article.PublicArticles;
import bantin.article.Settings;
import bantin.http.Json;
import bantin.http.Problem;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.http.Text;
import bantin.listarticles.Cursor.Place;
import bantin.page.Urls;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lists for programs: JSON, the Atom feed, the sitemap, robots.txt and security.txt. */
final class ListsForPrograms {
  /** Seconds that shared caches may keep an answer. */
  private static final int MAX_AGE = 5;

  private static final int FEED_ARTICLES = 30;

  /**
   * Articles in the newest sitemap, about a megabyte read with one Query. Older sitemaps cover a
   * month each.
   */
  private static final int SITEMAP_ARTICLES = 1000;

  private final PublicArticles published;
  private final Cursor cursor;
  private final ZoneId zone;

  ListsForPrograms(PublicArticles published, Cursor cursor, ZoneId zone) {
    this.published = published;
    this.cursor = cursor;
    this.zone = zone;
  }

  Response json(Request request, Instant now) {
    ListQuery query = ListQuery.of(request, cursor);
    Place from = query.from();
    Headlines page =
        from != null && from.newer()
            ? published.newer(query.list(), query.limit(), from.position(), now)
            : published.older(
                query.list(), query.limit(), from == null ? null : from.position(), now);
    ArrayNode articles = Json.array();
    page.headlines().forEach(headline -> articles.add(ArticleJson.of(headline)));
    Position older = page.older();
    ObjectNode json = Json.object();
    json.set("articles", articles);
    json.put("next", older == null ? null : cursor.write(query.list(), new Place(older, false)));
    return Response.json(200, json).sharedFor(MAX_AGE);
  }

  Response feed(Request request, Settings settings, Instant now) {
    List<Headline> newest = published.newest(ListName.ALL, FEED_ARTICLES, now).headlines();
    return text(
        "application/atom+xml; charset=utf-8",
        Feed.render(settings, newest, absolute(request), now));
  }

  Response sitemap(Request request, Settings settings, Instant now) {
    String value = request.query("month");
    String xml;
    if (value == null) {
      List<Headline> newest = published.newest(ListName.ALL, SITEMAP_ARTICLES, now).headlines();
      xml = Sitemap.newest(settings, newest, absolute(request));
    } else {
      YearMonth month = month(value);
      xml =
          Sitemap.month(
              published.between(ListName.ALL, start(month), start(month.plusMonths(1)), now),
              absolute(request));
    }
    return text("application/xml; charset=utf-8", xml);
  }

  private static YearMonth month(String text) {
    try {
      if (text.matches("[0-9]{4}-[0-9]{2}")) {
        return YearMonth.parse(text);
      }
    } catch (DateTimeParseException e) {
      // Refused below, like any other malformed month.
    }
    throw RequestReasons.invalid(
        "month", new Text("Ask for one such as 2026-11.", "Hãy ghi tháng như 2026-11."));
  }

  private Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(zone).toInstant();
  }

  Response robots(Request request, Instant now) {
    List<String> months = new ArrayList<>();
    Headline oldest = published.oldest(ListName.ALL, now);
    if (oldest != null) {
      YearMonth last = YearMonth.from(now.atZone(zone));
      YearMonth month = YearMonth.from(oldest.publication().at().atZone(zone));
      for (; month.isBefore(last); month = month.plusMonths(1)) {
        months.add(month.toString());
      }
    }
    return text("text/plain; charset=utf-8", Sitemap.robots(months, absolute(request)));
  }

  /**
   * Answers security.txt, which says where to report a security hole in the portal.
   *
   * @throws Problem 404 if the site's contact lines hold neither a mail address nor a web page
   */
  Response security(Request request, Settings settings, Instant now) {
    String text = SecurityText.of(settings.contact(), absolute(request), now);
    if (text == null) {
      throw ListReasons.NO_CONTACT.problem();
    }
    return text("text/plain; charset=utf-8", text);
  }

  private static Response text(String type, String text) {
    return Response.of(200, type, text.getBytes(UTF_8)).sharedFor(MAX_AGE);
  }

  private static UnaryOperator<String> absolute(Request request) {
    return path -> request.origin() + Urls.encode(path);
  }
}
