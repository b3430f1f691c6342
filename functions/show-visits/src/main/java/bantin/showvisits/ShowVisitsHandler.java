package bantin.showvisits;

import bantin.article.ArticleId;
import bantin.article.PublicArticles;
import bantin.connection.NativeHttpClient;
import bantin.connection.Patience;
import bantin.http.HttpHandler;
import bantin.http.Json;
import bantin.http.RecordedEvent;
import bantin.http.Request;
import bantin.http.Response;
import bantin.snapshot.Snapshot;
import bantin.visit.DayViews;
import bantin.visit.MostRead;
import bantin.visit.ReadingCache;
import bantin.visit.SiteDays;
import bantin.visit.Tallies;
import bantin.visit.VisitBox;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Answers {@code GET /api/visits} and {@code GET /api/most-read}. */
public final class ShowVisitsHandler extends HttpHandler {
  private static final String DAY = "day";
  private static final String WEEK = "week";

  private final VisitBox box;
  private final MostRead mostRead;

  public ShowVisitsHandler() {
    this(
        DynamoDbClient.builder()
            .httpClient(NativeHttpClient.create())
            .overrideConfiguration(Patience.ofNumbers())
            .build(),
        System.getenv("TALLIES_TABLE"),
        System.getenv("ARTICLES_TABLE"),
        Integer.parseInt(System.getenv().getOrDefault("TALLY_SLOTS", "1")),
        SiteDays.fromEnvironment(),
        InstantSource.system());
    Snapshot.primedBy(this::prime);
  }

  ShowVisitsHandler(
      DynamoDbClient db,
      String talliesTable,
      String articlesTable,
      int slots,
      SiteDays days,
      InstantSource clock) {
    Tallies tallies = new Tallies(db, talliesTable, slots);
    this.box = new VisitBox(tallies, days, clock);
    this.mostRead =
        new MostRead(
            new DayViews(db, talliesTable, tallies),
            new PublicArticles(db, articlesTable),
            days,
            clock,
            ReadingCache.MIN_AGE);
  }

  void prime() throws IOException {
    RecordedEvent event = recorded("show-visits");
    event.replay();
    event.at("GET /api/most-read", Map.of()).replay();
  }

  @Override
  protected Response answer(Request request) {
    try {
      ObjectNode answer =
          request.route().equals("GET /api/most-read") ? mostRead(request) : visits(request);
      return Response.json(200, answer).sharedFor((int) ReadingCache.MAX_AGE.toSeconds());
    } catch (SdkException e) {
      throw VisitReasons.UNREADABLE.causedBy(e);
    }
  }

  private ObjectNode visits(Request request) {
    String article = request.query("article");
    ArticleId id = article == null ? null : ArticleId.parse(article);
    if (article != null && id == null) {
      throw VisitReasons.ARTICLE.problem();
    }
    ObjectNode answer = Json.object();
    box.numbers(id, request::warn).byName().forEach(answer::put);
    return answer;
  }

  private ObjectNode mostRead(Request request) {
    String period = request.query("period");
    ObjectNode answer = Json.object();
    switch (period == null ? DAY : period) {
      case DAY -> answer.set("articles", mostRead(false, request));
      case WEEK -> answer.set("articles", mostRead(true, request));
      case "both" -> {
        answer.set(DAY, mostRead(false, request));
        answer.set(WEEK, mostRead(true, request));
      }
      default -> throw VisitReasons.PERIOD.problem();
    }
    return answer;
  }

  private ArrayNode mostRead(boolean week, Request request) {
    ArrayNode articles = Json.array();
    for (MostRead.Place place : mostRead.of(week, request::warn)) {
      ObjectNode article = Json.object();
      article.put("id", place.headline().id().value());
      article.put("url", place.headline().url());
      article.put("title", place.headline().title());
      article.put("views", place.views());
      articles.add(article);
    }
    return articles;
  }
}
