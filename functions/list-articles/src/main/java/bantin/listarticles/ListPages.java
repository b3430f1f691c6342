package bantin.listarticles;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.article.Headline;
import bantin.article.Headlines;
import bantin.article.ListName;
import bantin.article.Position;
import bantin.article.PublicArticles;
import bantin.article.Settings;
import bantin.article.Slug;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.listarticles.Cursor.Place;
import bantin.page.Frame;
import bantin.page.SiteFrame;
import bantin.visit.HitToken;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists for people: the front page, a section, a tag, and their older pages. */
final class ListPages {
  /** Seconds that shared caches may keep a page. New articles appear after them. */
  private static final int MAX_AGE = 5;

  private static final int PER_PAGE = 20;

  /** Number of articles that one Query reads for the front page to choose from. */
  private static final int FRONT_ARTICLES = 40;

  private final PublicArticles published;
  private final Cursor cursor;
  private final HitToken tokens;

  ListPages(PublicArticles published, Cursor cursor, HitToken tokens) {
    this.tokens = tokens;
    this.published = published;
    this.cursor = cursor;
  }

  Response answer(Request request, Settings settings, ZoneId zone, Instant now) {
    Frame frame = SiteFrame.of(request, settings, zone, tokens);
    return switch (request.route()) {
      case "GET /" -> front(request, frame, settings, now);
      case "GET /{section}" -> section(request, frame, settings, now);
      case "GET /tag/{tag}" -> tag(request, frame, settings, now);
      default -> throw RequestReasons.NOTHING_HERE.problem();
    };
  }

  private Response front(Request request, Frame frame, Settings settings, Instant now) {
    Place place = ListQuery.place(request, cursor, ListName.ALL);
    if (place != null) {
      Headlines page = page(ListName.ALL, place, now);
      String html =
          ListPage.all(
              frame,
              settings,
              page.headlines(),
              link("/", ListName.ALL, page.newer(), true),
              link("/", ListName.ALL, page.older(), false));
      return frame.page(200, html, MAX_AGE);
    }
    return front(frame, settings, published.newest(ListName.ALL, FRONT_ARTICLES, now).headlines());
  }

  Response front(Frame frame, Settings settings, List<Headline> all) {
    int first = Math.min(FrontPage.NEWEST, all.size());
    List<Block> blocks =
        settings.sections().stream()
            .map(section -> new Block(section, inSection(section.name(), all)))
            .toList();
    String older =
        first == all.size()
            ? null
            : link("/", ListName.ALL, Position.of(all.get(first - 1)), false);
    return frame.page(
        200, FrontPage.render(frame, settings, all.subList(0, first), blocks, older), MAX_AGE);
  }

  private static List<Headline> inSection(String section, List<Headline> headlines) {
    return headlines.stream()
        .filter(headline -> headline.section().equals(section))
        .limit(FrontPage.PER_SECTION)
        .toList();
  }

  private Response section(Request request, Frame frame, Settings settings, Instant now) {
    String section = request.pathParameter("section");
    if (!settings.hasSection(section)) {
      throw ListReasons.NO_SECTION.problem();
    }
    ListName list = ListName.section(section);
    Headlines page = page(list, ListQuery.place(request, cursor, list), now);
    String path = "/" + section;
    String html =
        ListPage.section(
            frame,
            settings,
            section,
            page.headlines(),
            link(path, list, page.newer(), true),
            link(path, list, page.older(), false));
    return frame.page(200, html, MAX_AGE);
  }

  private Response tag(Request request, Frame frame, Settings settings, Instant now) {
    String tag = request.pathParameter("tag");
    Slug slug = Slug.of(tag);
    String path = "/tag/" + URLEncoder.encode(slug.value(), UTF_8);
    if (!slug.isEmpty() && !tag.equals(slug.value())) {
      return Response.redirect(301, path).sharedFor(MAX_AGE);
    }
    ListName list = ListName.tag(tag);
    Headlines page = page(list, ListQuery.place(request, cursor, list), now);
    if (page.headlines().isEmpty()) {
      throw ListReasons.NO_TAG.problem();
    }
    String html =
        ListPage.tag(
            frame,
            settings,
            spelling(slug, page.headlines().get(0)),
            path,
            page.headlines(),
            link(path, list, page.newer(), true),
            link(path, list, page.older(), false));
    return frame.page(200, html, MAX_AGE);
  }

  /** Spells the tag as the newest article writes it. */
  private static String spelling(Slug slug, Headline newest) {
    return newest.tags().stream()
        .filter(tag -> Slug.of(tag).equals(slug))
        .findFirst()
        .orElse(slug.value());
  }

  private Headlines page(ListName list, @Nullable Place place, Instant now) {
    return place != null && place.newer()
        ? published.newer(list, PER_PAGE, place.position(), now)
        : published.older(list, PER_PAGE, place == null ? null : place.position(), now);
  }

  private @Nullable String link(
      String path, ListName list, @Nullable Position position, boolean newer) {
    return position == null
        ? null
        : path + "?cursor=" + cursor.write(list, new Place(position, newer));
  }
}
