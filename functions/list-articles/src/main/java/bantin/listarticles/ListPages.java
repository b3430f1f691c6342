package bantin.listarticles;

import bantin.article.Headline;
import bantin.article.Headlines;
import bantin.article.ListName;
import bantin.article.Position;
import bantin.article.PublicArticles;
import bantin.article.Section;
import bantin.article.Settings;
import bantin.http.Request;
import bantin.http.Response;
import bantin.item.ParallelReads;
import bantin.listarticles.Cursor.Place;
import bantin.page.Frame;
import bantin.page.SiteFrame;
import bantin.visit.HitToken;
import bantin.visit.MostRead;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Lists for people: the front page, a section, a tag, an author, the archive, and older pages. */
final class ListPages {
  /** Seconds that shared caches may keep a page. New articles appear after them. */
  private static final int MAX_AGE = 5;

  /** Articles of a list's page. */
  static final int PER_PAGE = 20;

  /** Number of articles that one Query reads for the front page to choose from. */
  private static final int FRONT_ARTICLES = 40;

  private final PublicArticles published;
  private final Cursor cursor;
  private final ArchivePages archive;
  private final MostRead mostRead;
  private final HitToken tokens;

  ListPages(
      PublicArticles published,
      Cursor cursor,
      ArchivePages archive,
      MostRead mostRead,
      HitToken tokens) {
    this.archive = archive;
    this.mostRead = mostRead;
    this.tokens = tokens;
    this.published = published;
    this.cursor = cursor;
  }

  Response answer(Request request, Settings settings, ZoneId zone, Instant now) {
    Frame frame = SiteFrame.of(request, settings, zone, tokens);
    return switch (request.route()) {
      case "GET /" -> front(request, frame, settings, now);
      case "GET /{section}", "GET /tag/{tag}", "GET /tac-gia/{name}" ->
          list(request, frame, settings, now);
      default -> archive.answer(request, frame, settings, now);
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
              cursor.link("/", ListName.ALL, page.newer(), true),
              cursor.link("/", ListName.ALL, page.older(), false));
      return frame.page(200, html, MAX_AGE);
    }
    List<Headline> all = published.newest(ListName.ALL, FRONT_ARTICLES, now).headlines();
    return front(frame, settings, all, mostRead(request), now);
  }

  /** Reads the most read articles of the week. The page stands without them if that fails. */
  private List<Headline> mostRead(Request request) {
    try {
      return mostRead.of(true, request::warn).stream().map(MostRead.Place::headline).toList();
    } catch (SdkException e) {
      request.warn(e);
      return List.of();
    }
  }

  /**
   * @param all newest articles of the site
   * @param mostRead articles of the week, the most read first
   */
  Response front(
      Frame frame, Settings settings, List<Headline> all, List<Headline> mostRead, Instant now) {
    int first = Math.min(FrontPage.NEWEST, all.size());
    String older =
        first == all.size()
            ? null
            : cursor.link("/", ListName.ALL, Position.of(all.get(first - 1)), false);
    return frame.page(
        200,
        FrontPage.render(
            frame, settings, all.subList(0, first), blocks(settings, all, now), mostRead, older),
        MAX_AGE);
  }

  /**
   * Blocks of all sections. A section without any of the newest articles is read by itself, and all
   * such sections at the same time.
   *
   * @param all newest articles of the site, at most {@link #FRONT_ARTICLES}
   */
  private List<Block> blocks(Settings settings, List<Headline> all, Instant now) {
    boolean isWhole = all.size() < FRONT_ARTICLES;
    try (ParallelReads reads = new ParallelReads()) {
      List<Supplier<Block>> blocks = new ArrayList<>();
      for (Section section : settings.sections()) {
        List<Headline> newest = inSection(section.name(), all);
        blocks.add(
            isWhole || !newest.isEmpty()
                ? () -> new Block(section, newest)
                : reads.start(() -> block(section, now)));
      }
      return blocks.stream().map(Supplier::get).toList();
    }
  }

  private Block block(Section section, Instant now) {
    ListName list = ListName.section(section.name());
    return new Block(section, published.newest(list, FrontPage.PER_SECTION, now).headlines());
  }

  private static List<Headline> inSection(String section, List<Headline> headlines) {
    return headlines.stream()
        .filter(headline -> headline.section().equals(section))
        .limit(FrontPage.PER_SECTION)
        .toList();
  }

  private Response list(Request request, Frame frame, Settings settings, Instant now) {
    NamedList list = NamedList.of(request, settings);
    Response redirect = list.redirect(request, MAX_AGE);
    if (redirect != null) {
      return redirect;
    }
    Headlines page = page(list.name(), ListQuery.place(request, cursor, list.name()), now);
    String html =
        ListPage.of(
            frame,
            settings,
            list,
            page.headlines(),
            cursor.link(list.path(), list.name(), page.newer(), true),
            cursor.link(list.path(), list.name(), page.older(), false));
    return frame.page(200, html, MAX_AGE);
  }

  private Headlines page(ListName list, @Nullable Place place, Instant now) {
    return place != null && place.newer()
        ? published.newer(list, PER_PAGE, place.position(), now)
        : published.older(list, PER_PAGE, place == null ? null : place.position(), now);
  }
}
