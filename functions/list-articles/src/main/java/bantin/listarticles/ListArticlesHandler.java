package bantin.listarticles;

import bantin.article.DayCounts;
import bantin.article.PublicArticles;
import bantin.article.SampleArticle;
import bantin.article.SiteSettings;
import bantin.connection.NativeHttpClient;
import bantin.connection.Patience;
import bantin.http.HttpHandler;
import bantin.http.Problem;
import bantin.http.RecordedEvent;
import bantin.http.Request;
import bantin.http.Response;
import bantin.page.SiteFrame;
import bantin.snapshot.Snapshot;
import bantin.visit.DayViews;
import bantin.visit.HitToken;
import bantin.visit.MostRead;
import bantin.visit.ReadingCache;
import bantin.visit.SiteDays;
import bantin.visit.Tallies;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Answers every list of public articles, each with one Query. */
public final class ListArticlesHandler extends HttpHandler {
  /** Limit of a call for the most read articles. The front page does without them then. */
  private static final Duration PATIENCE_FOR_MOST_READ = Duration.ofSeconds(1);

  private static final String SECURITY = "GET /.well-known/security.txt";

  private final SiteSettings settings;
  private final ListPages pages;
  private final ListsForPrograms lists;
  private final ZoneId zone;
  private final HitToken tokens;
  private final Clock clock;

  public ListArticlesHandler() {
    this(NativeHttpClient.create());
  }

  private ListArticlesHandler(SdkHttpClient http) {
    this(
        DynamoDbClient.builder()
            .httpClient(http)
            .overrideConfiguration(Patience.ofReaders())
            .build(),
        DynamoDbClient.builder()
            .httpClient(http)
            .overrideConfiguration(call -> call.apiCallTimeout(PATIENCE_FOR_MOST_READ))
            .build(),
        System.getenv("ARTICLES_TABLE"),
        System.getenv("TALLIES_TABLE"),
        Integer.parseInt(System.getenv().getOrDefault("TALLY_SLOTS", "1")),
        System.getenv("SITE_NAME"),
        ZoneId.of(System.getenv("SITE_ZONE")),
        System.getenv("CURSOR_KEY"),
        new HitToken(System.getenv("HIT_KEY")),
        Clock.systemUTC());
    Snapshot.primedBy(this::prime);
  }

  /**
   * @param impatient client for the most read articles
   */
  ListArticlesHandler(
      DynamoDbClient db,
      DynamoDbClient impatient,
      String articles,
      String tallies,
      int slots,
      String siteName,
      ZoneId zone,
      String cursorKey,
      HitToken tokens,
      Clock clock) {
    PublicArticles published = new PublicArticles(db, articles);
    Cursor cursor = new Cursor(cursorKey);
    MostRead mostRead =
        new MostRead(
            new DayViews(impatient, tallies, new Tallies(impatient, tallies, slots)),
            new PublicArticles(impatient, articles),
            new SiteDays(zone),
            clock,
            ReadingCache.MAX_AGE);
    this.settings = new SiteSettings(db, articles, siteName);
    this.pages =
        new ListPages(
            published,
            cursor,
            new ArchivePages(published, new DayCounts(db, articles), cursor),
            mostRead,
            tokens);
    this.lists = new ListsForPrograms(published, new DayCounts(db, articles), cursor, zone);
    this.zone = zone;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Renders the front page twice, the second time with an invented article. Reads the lists for
   * programs afterwards.
   */
  void prime() throws IOException {
    RecordedEvent event = recorded("list-articles");
    event.replay();
    event.replay(
        request ->
            pages.front(
                SiteFrame.of(request, settings.at(clock.instant()), zone, tokens),
                settings.at(clock.instant()),
                List.of(SampleArticle.article().headline()),
                List.of(SampleArticle.article().headline()),
                clock.instant()));
    event.at("GET /luu-tru", Map.of()).replay();
    event.at("GET /api/articles", Map.of()).replay();
    event.at("GET /feed.xml", Map.of()).replay();
  }

  @Override
  protected Response answer(Request request) {
    Instant now = clock.instant();
    return switch (request.route()) {
      case "GET /api/articles" -> lists.json(request, now);
      case "GET /feed.xml",
          "GET /{section}/feed.xml",
          "GET /tag/{tag}/feed.xml",
          "GET /tac-gia/{name}/feed.xml" ->
          lists.feed(request, settings.at(now), now);
      case "GET /sitemap.xml" -> lists.sitemap(request, settings.at(now), now);
      case "GET /sitemap-index.xml" -> lists.sitemapIndex(request, now);
      case "GET /news-sitemap.xml" -> lists.newsSitemap(request, settings.at(now), now);
      case "GET /robots.txt" -> ListsForPrograms.robots(request);
      case "GET /manifest.webmanifest" -> ListsForPrograms.manifest(settings.at(now));
      case "GET /apple-touch-icon.png" -> ListsForPrograms.touchIcon(settings.at(now));
      case SECURITY -> lists.security(request, settings.at(now), now);
      default -> pages.answer(request, settings.at(now), zone, now);
    };
  }

  @Override
  protected Response problem(Request request, Problem problem) {
    return request.isApi() || request.route().equals(SECURITY)
        ? problem.response(request)
        : SiteFrame.of(request, settings.at(clock.instant()), zone, tokens).problem(problem);
  }
}
