package bantin.editarticles;

import bantin.article.ArticleId;
import bantin.article.SiteSettings;
import bantin.http.HttpHandler;
import bantin.http.Problem;
import bantin.http.Request;
import bantin.http.Response;
import bantin.person.Person;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code /api/admin/articles}: every answer carries the version it speaks of, also as its ETag. */
public final class EditArticlesHandler extends HttpHandler {
  private final Desk desk;
  private final SiteSettings settings;
  private final Clock clock;

  public EditArticlesHandler() {
    this(
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        System.getenv("NEWSROOM_TABLE"),
        System.getenv("ARTICLES_TABLE"),
        System.getenv("SITE_NAME"),
        Clock.systemUTC());
  }

  EditArticlesHandler(
      DynamoDbClient db, String newsroom, String articles, String siteName, Clock clock) {
    this.desk = new Desk(new Newsroom(db, newsroom, articles));
    this.settings = new SiteSettings(db, articles, siteName);
    this.clock = clock;
  }

  @Override
  protected Response answer(Request request) {
    Person by = Person.of(request);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      return answer(request, by, now).notStored();
    } catch (StaleVersion stale) {
      throw CopyJson.stale(stale.current(), now);
    }
  }

  private Response answer(Request request, Person by, Instant now) {
    return switch (request.route()) {
      case "GET /api/admin/articles" -> list(request, by, now);
      case "POST /api/admin/articles" -> create(request, by, now);
      case "GET /api/admin/articles/{id}" ->
          CopyJson.response(200, desk.read(id(request), by), now);
      case "PUT /api/admin/articles/{id}" -> save(request, by, now);
      case "DELETE /api/admin/articles/{id}" -> delete(request, by);
      case "PUT /api/admin/articles/{id}/submission" ->
          CopyJson.response(200, desk.submit(id(request), IfMatch.version(request), by, now), now);
      case "PUT /api/admin/articles/{id}/publication" -> publish(request, by, now);
      case "DELETE /api/admin/articles/{id}/publication" -> withdraw(request, by, now);
      default -> throw Problem.notFound("There is nothing at this address.");
    };
  }

  private Response list(Request request, Person by, Instant now) {
    DeskQuery query = DeskQuery.of(request);
    return CopyJson.list(
        desk.list(query.state(), query.limit() + 1, query.before(), by, now), query.limit(), now);
  }

  private Response create(Request request, Person by, Instant now) {
    Manuscript manuscript = ManuscriptReader.read(request.json(), settings.at(now));
    WorkingCopy copy = desk.create(manuscript, by, now);
    return CopyJson.response(201, copy, now).with("Location", "/api/admin/articles/" + copy.id());
  }

  private Response save(Request request, Person by, Instant now) {
    long version = IfMatch.version(request);
    Manuscript manuscript = ManuscriptReader.read(request.json(), settings.at(now));
    return CopyJson.response(200, desk.save(id(request), version, manuscript, by, now), now);
  }

  private Response delete(Request request, Person by) {
    desk.delete(id(request), IfMatch.version(request), by);
    return Response.empty(204);
  }

  private Response publish(Request request, Person by, Instant now) {
    long version = IfMatch.version(request);
    ObjectNode json = CopyJson.optional(request, "at", "until");
    Instant at = CopyJson.time(json, "at");
    Instant until = CopyJson.time(json, "until");
    return CopyJson.response(200, desk.publish(id(request), version, at, until, by, now), now);
  }

  private Response withdraw(Request request, Person by, Instant now) {
    long version = IfMatch.version(request);
    ObjectNode json = CopyJson.optional(request, "notice");
    String notice = ManuscriptReader.text(json, "notice", Limits.NOTICE);
    return CopyJson.response(200, desk.withdraw(id(request), version, notice, by, now), now);
  }

  private static ArticleId id(Request request) {
    ArticleId id = ArticleId.parse(request.pathParameter("id"));
    if (id == null) {
      throw Problem.notFound("There is no such article: its id has another form.");
    }
    return id;
  }
}
