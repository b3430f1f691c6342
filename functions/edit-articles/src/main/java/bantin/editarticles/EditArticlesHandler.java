package bantin.editarticles;

import bantin.article.ArticleId;
import bantin.article.DayCounts;
import bantin.article.SampleArticle;
import bantin.article.SiteSettings;
import bantin.http.HttpHandler;
import bantin.http.Json;
import bantin.http.Language;
import bantin.http.RecordedEvent;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.http.Text;
import bantin.manuscript.Manuscript;
import bantin.newsroom.BusyArticle;
import bantin.newsroom.Bylines;
import bantin.newsroom.DeletedMeanwhile;
import bantin.newsroom.Newsroom;
import bantin.newsroom.Photos;
import bantin.newsroom.Presence;
import bantin.newsroom.Staff;
import bantin.newsroom.StaleVersion;
import bantin.newsroom.WorkingCopy;
import bantin.person.Person;
import bantin.snapshot.Snapshot;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Handler of working copies. Every answer carries the version, also as its ETag. */
public final class EditArticlesHandler extends HttpHandler {
  private static final int REVISIONS = 50;

  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[0-9A-Za-z_-]{16,64}");

  private final Desk desk;
  private final Presence presence;
  private final Bylines bylines;
  private final Staff staff;
  private final SiteSettings settings;
  private final SiteDesk site;
  private final DayCounts counts;
  private final Clock clock;

  public EditArticlesHandler() {
    this(
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        System.getenv("NEWSROOM_TABLE"),
        System.getenv("ARTICLES_TABLE"),
        System.getenv("SITE_NAME"),
        ZoneId.of(System.getenv("SITE_ZONE")),
        Clock.systemUTC());
    Snapshot.primedBy(this::prime);
  }

  EditArticlesHandler(
      DynamoDbClient db,
      String newsroom,
      String articles,
      String siteName,
      ZoneId zone,
      Clock clock) {
    this.settings = new SiteSettings(db, articles, siteName);
    this.bylines = new Bylines(db, newsroom);
    this.staff = new Staff(db, newsroom);
    Photos photos = new Photos(db, newsroom);
    this.desk =
        new Desk(
            new Newsroom(db, newsroom, articles, zone), new UsedPhotos(photos), bylines, settings);
    this.presence = new Presence(db, newsroom);
    this.site = new SiteDesk(db, articles, settings, photos);
    this.counts = new DayCounts(db, articles);
    this.clock = clock;
  }

  /** Answers the desk's lists, and reads a manuscript without saving it. */
  void prime() throws IOException {
    RecordedEvent event = recorded("edit-articles");
    event.at("GET /api/admin/me", Map.of()).replay(request -> me(Person.of(request), staff.all()));
    event.at("GET /api/admin/articles", Map.of()).replay();
    event.at("GET /api/admin/articles/{id}", Map.of("id", SampleArticle.ID.value())).replay();
    event.replay(
        request -> {
          ManuscriptReader.read(request.json(), settings.at(clock.instant()));
          return Response.empty(204);
        });
  }

  @Override
  protected Response answer(Request request) {
    Person by = Person.of(request);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      return answer(request, by, now).notStored();
    } catch (StaleVersion stale) {
      throw CopyJson.stale(stale.current(), staff.nameOf(stale.current().savedBy()), now);
    } catch (DeletedMeanwhile deleted) {
      throw DeskReasons.DELETED_MEANWHILE.problem();
    } catch (BusyArticle busy) {
      throw DeskReasons.BUSY_ARTICLE.causedBy(busy);
    }
  }

  private Response answer(Request request, Person by, Instant now) {
    return switch (request.route()) {
      case "GET /api/admin/articles" -> list(request, by, now);
      case "POST /api/admin/articles" -> create(request, by, now);
      case "GET /api/admin/articles/{id}" -> copy(request, 200, desk.read(id(request), by), now);
      case "PUT /api/admin/articles/{id}" -> save(request, by, now);
      case "DELETE /api/admin/articles/{id}" -> delete(request, by, now);
      case "POST /api/admin/articles/{id}/restoration" ->
          copy(request, 200, desk.restore(id(request), IfMatch.version(request), by, now), now);
      case "PUT /api/admin/articles/{id}/submission" ->
          copy(request, 200, desk.submit(id(request), IfMatch.version(request), by, now), now);
      case "PUT /api/admin/articles/{id}/publication" -> publish(request, by, now);
      case "DELETE /api/admin/articles/{id}/publication" -> withdraw(request, by, now);
      case "GET /api/admin/articles/{id}/revisions" -> revisions(request, by);
      case "GET /api/admin/articles/{id}/revisions/{version}" ->
          CopyJson.revision(
              desk.revision(id(request), version(request.pathParameter("version")), by));
      case "PUT /api/admin/articles/{id}/presence" -> arrive(request, by, now);
      case "DELETE /api/admin/articles/{id}/presence" -> leave(request, by);
      case "POST /api/admin/articles/{id}/preview" ->
          CopyJson.preview(desk.preview(id(request), by, now));
      case "GET /api/admin/bylines" -> CopyJson.bylines(bylines.all());
      case "GET /api/admin/me" -> arrive(request, by);
      case "GET /api/admin/settings" -> site.show(now);
      case "PUT /api/admin/settings" -> change(request, by, now);
      default -> throw RequestReasons.NOTHING_HERE.problem();
    };
  }

  private Response list(Request request, Person by, Instant now) {
    DeskQuery query = DeskQuery.of(request);
    return CopyJson.list(desk.list(query, by, now), query.limit(), now);
  }

  private Response create(Request request, Person by, Instant now) {
    Manuscript manuscript = manuscript(request, now);
    WorkingCopy copy = desk.create(manuscript, idempotencyKey(request), by, now);
    return copy(request, 201, copy, now).with("Location", "/api/admin/articles/" + copy.id());
  }

  private static Response copy(Request request, int status, WorkingCopy copy, Instant now) {
    return CopyJson.response(status, copy, Language.ofCaller(request), now);
  }

  private static @Nullable String idempotencyKey(Request request) {
    String key = request.header("idempotency-key");
    if (key != null && !IDEMPOTENCY_KEY.matcher(key).matches()) {
      throw DeskReasons.BAD_IDEMPOTENCY_KEY.problem();
    }
    return key;
  }

  private Manuscript manuscript(Request request, Instant now) {
    ObjectNode json = request.json();
    return ManuscriptReader.read(json, settings.with(json.path("section").asText(), now));
  }

  private Response save(Request request, Person by, Instant now) {
    long version = IfMatch.version(request);
    Manuscript manuscript = manuscript(request, now);
    return copy(request, 200, desk.save(id(request), version, manuscript, by, now), now);
  }

  private Response delete(Request request, Person by, Instant now) {
    desk.delete(id(request), IfMatch.version(request), by, now);
    return Response.empty(204);
  }

  private Response publish(Request request, Person by, Instant now) {
    long version = IfMatch.version(request);
    ObjectNode json = CopyJson.optional(request, "at", "until");
    Instant at = CopyJson.time(json, "at");
    Instant until = CopyJson.time(json, "until");
    WorkingCopy copy = desk.publish(id(request), version, at, until, by, now);
    try {
      counts.settle(now);
    } catch (SdkException e) {
      request.warn(e); // The next publication settles what has ended.
    }
    return copy(request, 200, copy, now);
  }

  private Response withdraw(Request request, Person by, Instant now) {
    long version = IfMatch.version(request);
    ObjectNode json = CopyJson.optional(request, "notice");
    String notice = ManuscriptReader.text(json, "notice", Limits.NOTICE);
    return copy(request, 200, desk.withdraw(id(request), version, notice, by, now), now);
  }

  private Response revisions(Request request, Person by) {
    String before = request.query("before");
    return CopyJson.revisions(
        desk.revisions(id(request), before == null ? 0 : version(before), REVISIONS + 1, by),
        REVISIONS);
  }

  private Response arrive(Request request, Person by, Instant now) {
    ArticleId id = id(request);
    desk.read(id, by);
    return CopyJson.others(presence.arrive(id, by.name(), now));
  }

  private Response leave(Request request, Person by) {
    presence.leave(id(request), by.name());
    return Response.empty(204);
  }

  /** Answers the desk that starts, and notes the sign-in it starts with. */
  private Response arrive(Request request, Person by) {
    Map<String, Staff.Colleague> all = staff.all();
    Instant signedIn = signedInAt(request);
    Staff.Colleague known = all.get(by.name());
    Instant last = known == null ? null : known.signedInAt();
    if (signedIn != null && (last == null || last.isBefore(signedIn))) {
      staff.noteSignIn(by.name(), signedIn);
    }
    return me(by, all);
  }

  /** Time of the sign-in that led to the token, or to the token that was renewed. */
  private static @Nullable Instant signedInAt(Request request) {
    String seconds = request.claim("auth_time");
    return seconds != null && seconds.matches("[0-9]{1,11}")
        ? Instant.ofEpochSecond(Long.parseLong(seconds))
        : null;
  }

  private Response me(Person by, Map<String, Staff.Colleague> all) {
    ObjectNode json = Json.object();
    json.put("name", by.name());
    json.put("role", by.role().word());
    ObjectNode people = json.putObject("people");
    all.values().stream()
        .filter(colleague -> colleague.name() != null)
        .forEach(colleague -> people.put(colleague.login(), colleague.name()));
    json.set("settings", SiteDesk.json(settings.current()));
    return Response.json(200, json);
  }

  private Response change(Request request, Person by, Instant now) {
    by.requireAdministrator(
        new Text(
            "The settings of the site are for administrators.",
            "Chỉ quản trị viên được đổi cài đặt của trang."));
    return site.change(request.json(), IfMatch.version(request), now);
  }

  private static long version(@Nullable String text) {
    if (text == null || !text.matches("[0-9]{1,8}")) {
      throw DeskReasons.BAD_VERSION.problem();
    }
    return Long.parseLong(text);
  }

  private static ArticleId id(Request request) {
    ArticleId id = ArticleId.parse(request.pathParameter("id"));
    if (id == null) {
      throw DeskReasons.BAD_ID.problem();
    }
    return id;
  }
}
