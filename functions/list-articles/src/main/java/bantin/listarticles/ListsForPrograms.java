package bantin.listarticles;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.article.ArticleJson;
import bantin.article.DayCounts;
import bantin.article.Headline;
import bantin.article.Headlines;
import bantin.article.ListName;
import bantin.article.Logo;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Answers for programs: JSON, Atom feeds, sitemaps, manifest, icon, robots.txt, security.txt. */
final class ListsForPrograms {
  /** Seconds that shared caches may keep an answer. */
  private static final int MAX_AGE = 5;

  /** Cache-Control for what changes with the settings alone. */
  private static final String A_MONTH = "public, max-age=2592000";

  private static final int FEED_ARTICLES = 30;

  /**
   * Articles in the newest sitemap, about a megabyte read with one Query. Older sitemaps cover a
   * month each.
   */
  private static final int SITEMAP_ARTICLES = 1000;

  /**
   * Greatest number of articles in the sitemap of a month; a busier month has several. The protocol
   * allows 50,000, but Lambda's answers have at most 6 MB.
   */
  static final int MONTH_ARTICLES = 10_000;

  /** Greatest number of sitemaps of one month. */
  private static final int MAX_PARTS = 999;

  /** Time for which search engines look for news. */
  private static final Duration NEWS_TIME = Duration.ofDays(2);

  private final PublicArticles published;
  private final DayCounts counts;
  private final Cursor cursor;
  private final ZoneId zone;

  ListsForPrograms(PublicArticles published, DayCounts counts, Cursor cursor, ZoneId zone) {
    this.published = published;
    this.counts = counts;
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
    if (request.route().equals("GET /feed.xml")) {
      List<Headline> newest = published.newest(ListName.ALL, FEED_ARTICLES, now).headlines();
      return feed(request, settings, settings.siteName(), "/", "/feed.xml", newest, now);
    }
    NamedList list = NamedList.of(request, settings);
    Response redirect = list.redirect(request, MAX_AGE);
    if (redirect != null) {
      return redirect;
    }
    List<Headline> newest = published.newest(list.name(), FEED_ARTICLES, now).headlines();
    String title = list.title(settings, newest) + " – " + settings.siteName();
    return feed(request, settings, title, list.path(), list.feed(), newest, now);
  }

  private static Response feed(
      Request request,
      Settings settings,
      String title,
      String page,
      String path,
      List<Headline> newest,
      Instant now) {
    return text(
        "application/atom+xml; charset=utf-8",
        Feed.render(settings, title, page, path, newest, absolute(request), now));
  }

  Response sitemap(Request request, Settings settings, Instant now) {
    String value = request.query("month");
    String xml;
    if (value == null) {
      List<Headline> newest = published.newest(ListName.ALL, SITEMAP_ARTICLES, now).headlines();
      xml = Sitemap.newest(settings, newest, absolute(request));
    } else {
      YearMonth month = month(value);
      int part = part(request.query("part"));
      List<Headline> all =
          published.between(ListName.ALL, start(month), start(month.plusMonths(1)), now);
      int from = Math.min(all.size(), (part - 1) * MONTH_ARTICLES);
      int to = Math.min(all.size(), from + MONTH_ARTICLES);
      xml = Sitemap.month(all.subList(from, to), absolute(request));
    }
    return text("application/xml; charset=utf-8", xml);
  }

  private static int part(@Nullable String text) {
    if (text == null) {
      return 1;
    }
    int part = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (part < 1) {
      throw RequestReasons.invalid(
          "part", Text.of("Ask for 1 to {0}.", "Hãy hỏi từ 1 đến {0}.", MAX_PARTS));
    }
    return part;
  }

  /** Index of the sitemaps: the newest articles, and every month since the oldest. */
  Response sitemapIndex(Request request, Instant now) {
    List<String> paths = new ArrayList<>(List.of("/sitemap.xml"));
    Headline oldest = published.oldest(ListName.ALL, now);
    if (oldest != null) {
      SortedMap<LocalDate, Integer> numbers = counts.all(now);
      YearMonth last = YearMonth.from(now.atZone(zone));
      YearMonth month = YearMonth.from(oldest.publication().at().atZone(zone));
      for (; !month.isAfter(last); month = month.plusMonths(1)) {
        int articles =
            DayCounts.sum(numbers.subMap(month.atDay(1), month.plusMonths(1).atDay(1)).values());
        paths.add("/sitemap.xml?month=" + month);
        for (int part = 2; (part - 1) * MONTH_ARTICLES < articles; part++) {
          paths.add("/sitemap.xml?month=" + month + "&part=" + part);
        }
      }
    }
    return text("application/xml; charset=utf-8", Sitemap.index(paths, absolute(request)));
  }

  /** News of the last two days, for search engines that list news. */
  Response newsSitemap(Request request, Settings settings, Instant now) {
    List<Headline> newest =
        published.newest(ListName.ALL, SITEMAP_ARTICLES - 1, now).headlines().stream()
            .filter(headline -> headline.publication().at().isAfter(now.minus(NEWS_TIME)))
            .toList();
    return text(
        "application/xml; charset=utf-8",
        Sitemap.news(settings.siteName(), newest, absolute(request)));
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

  static Response robots(Request request) {
    return text("text/plain; charset=utf-8", Sitemap.robots(absolute(request)));
  }

  /** Answers the manifest. Browsers keep it for a month. */
  static Response manifest(Settings settings) {
    return Response.of(200, "application/manifest+json", Json.bytes(Manifest.of(settings)))
        .with("Cache-Control", A_MONTH);
  }

  /**
   * Answers the icon for an iPhone's home screen: a square logo, or else the letters of the site's
   * name.
   */
  static Response touchIcon(Settings settings) {
    Logo logo = Manifest.squareLogo(settings);
    Response response =
        logo == null
            ? Response.of(200, "image/png", Icon.of(settings).png())
            : Response.redirect(302, logo.smallUrl());
    return response.with("Cache-Control", A_MONTH);
  }

  /**
   * Answers security.txt, which says where to report a security hole in the portal.
   *
   * @throws Problem 404 if the settings hold neither a mail address nor a web page to report to
   */
  Response security(Request request, Settings settings, Instant now) {
    String text =
        SecurityText.of(
            settings.publisher().mail() + "\n" + settings.contact(), absolute(request), now);
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
