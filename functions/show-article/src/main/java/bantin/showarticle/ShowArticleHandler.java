package bantin.showarticle;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.ArticleJson;
import bantin.article.Headline;
import bantin.article.ListName;
import bantin.article.Lookup;
import bantin.article.PublicArticles;
import bantin.article.SampleArticle;
import bantin.article.Section;
import bantin.article.Settings;
import bantin.article.SiteSettings;
import bantin.article.VideoPlayers;
import bantin.connection.NativeHttpClient;
import bantin.connection.Patience;
import bantin.http.HttpHandler;
import bantin.http.Problem;
import bantin.http.RecordedEvent;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.http.Text;
import bantin.item.ParallelReads;
import bantin.page.Frame;
import bantin.page.SiteFrame;
import bantin.snapshot.Snapshot;
import bantin.visit.HitToken;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Handler of an article: one GetItem, and for its page a Query beside it for related articles. */
public final class ShowArticleHandler extends HttpHandler {
  /**
   * Seconds for which shared caches may keep an answer. After them a withdrawal is seen everywhere.
   */
  private static final int FRESH = 5;

  private static final int MAX_TOKEN_LENGTH = 100;

  private static final String PAGE = "GET /{section}/{article}";
  private static final String JSON = "GET /api/articles/{id}";

  private static final String POLICY = "Content-Security-Policy";

  private static final Text UNSAID =
      new Text("It is no longer published.", "Bài này không còn được đăng.");

  private static final Text NO_NOTICE = new Text("", "");

  private final PublicArticles published;
  private final SiteSettings settings;
  private final ZoneId zone;
  private final HitToken tokens;
  private final Clock clock;

  public ShowArticleHandler() {
    this(
        DynamoDbClient.builder()
            .httpClient(NativeHttpClient.create())
            .overrideConfiguration(Patience.ofReaders())
            .build(),
        System.getenv("ARTICLES_TABLE"),
        System.getenv("SITE_NAME"),
        ZoneId.of(System.getenv("SITE_ZONE")),
        new HitToken(System.getenv("HIT_KEY")),
        Clock.systemUTC());
    Snapshot.primedBy(this::prime);
  }

  ShowArticleHandler(
      DynamoDbClient db,
      String articles,
      String siteName,
      ZoneId zone,
      HitToken tokens,
      Clock clock) {
    this.published = new PublicArticles(db, articles);
    this.settings = new SiteSettings(db, articles, siteName);
    this.zone = zone;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Answers the newest article, the recorded one, and an invented one for empty portals. */
  void prime() throws IOException {
    RecordedEvent event = recorded("show-article");
    for (Headline newest : published.newest(ListName.ALL, 1, clock.instant()).headlines()) {
      event.at(PAGE, Map.of("section", newest.section(), "article", newest.lastPart())).replay();
      event.at(JSON, Map.of("id", newest.id().value())).replay();
    }
    event.replay();
    event.replay(request -> page(request, SampleArticle.article(), List.of(), clock.instant()));
    event
        .at(JSON, Map.of("id", SampleArticle.ID.value()))
        .replay(request -> json(SampleArticle.article()));
  }

  @Override
  protected Response answer(Request request) {
    Instant now = clock.instant();
    return switch (request.route()) {
      case PAGE -> page(request, now);
      case JSON -> json(article(request, now));
      case "GET /preview/{token}" -> preview(request, now);
      default -> elsewhere(request);
    };
  }

  /** Answers addresses without a route, such as one with a slash at the end. */
  private static Response elsewhere(Request request) {
    if (request.isRead() && request.path().equals("/admin/")) {
      return Response.redirect(301, "/admin").sharedFor(FRESH);
    }
    throw RequestReasons.NOTHING_HERE.problem();
  }

  private Article article(Request request, Instant now) {
    return find(ArticleId.parse(request.pathParameter("id")), UNSAID, now);
  }

  private static Response json(Article article) {
    return Response.json(200, ArticleJson.of(article)).sharedFor(FRESH);
  }

  /** Reads the article and the section's newest articles at the same time. */
  private Response page(Request request, Instant now) {
    String part = request.pathParameter("article");
    String section = request.pathParameter("section");
    boolean isPage = section.equals(Section.PAGES);
    ArticleId id = ArticleId.ofAddress(part);
    try (ParallelReads reads = new ParallelReads()) {
      Supplier<List<Headline>> candidates =
          isPage || id == null
              ? List::of
              : reads.start(() -> RelatedArticles.candidates(published, section, now));
      Article article = find(id, isPage ? null : NO_NOTICE, now);
      Headline headline = article.headline();
      if (!part.equals(headline.lastPart()) || !section.equals(headline.section())) {
        return Response.redirect(301, headline.url()).sharedFor(FRESH);
      }
      return page(request, article, RelatedArticles.of(headline, candidates, request::warn), now);
    }
  }

  private Response page(Request request, Article article, List<Headline> related, Instant now) {
    Settings site = settings.at(now);
    Frame frame = SiteFrame.of(request, site, zone, tokens);
    Response page = frame.page(200, ArticlePage.render(frame, site, article, related), FRESH);
    return playable(page, article);
  }

  /** Copy of a page whose policy lets in the players of its videos, if it has videos. */
  private static Response playable(Response page, Article article) {
    if (!VideoPlayers.areIn(article.body())) {
      return page;
    }
    String policy = Objects.requireNonNull(page.headers().get(POLICY));
    return page.with(POLICY, policy + "; " + VideoPlayers.POLICY);
  }

  /** Page as readers would get it, but not counted. */
  private Response preview(Request request, Instant now) {
    String token = request.pathParameter("token");
    // DynamoDB refuses very long keys.
    if (token.length() > MAX_TOKEN_LENGTH
        || !(published.preview(token, now) instanceof Lookup.Found found)) {
      throw ArticleReasons.PREVIEW_ENDED.problem();
    }
    Settings site = settings.at(now);
    Frame frame = SiteFrame.of(request, site, zone, tokens);
    return playable(
        frame.unlisted(ArticlePage.preview(frame, site, found.article())), found.article());
  }

  /**
   * @param otherwise sentence about a withdrawn article where the editors wrote none; null where a
   *     withdrawn one is like one that never was
   */
  private Article find(@Nullable ArticleId id, @Nullable Text otherwise, Instant now) {
    if (id != null) {
      Lookup lookup = published.find(id, now);
      if (lookup instanceof Lookup.Found found) {
        return found.article();
      }
      if (otherwise != null && lookup instanceof Lookup.Gone gone) {
        Object notice = gone.notice().isEmpty() ? otherwise : gone.notice();
        throw ArticleReasons.WITHDRAWN.problem(notice).with("since", gone.since().toString());
      }
    }
    throw ArticleReasons.NO_ARTICLE.problem();
  }

  @Override
  protected Response problem(Request request, Problem problem) {
    return request.isApi() || !request.isRead()
        ? problem.response(request)
        : SiteFrame.of(request, settings.at(clock.instant()), zone, tokens).problem(problem);
  }
}
