package bantin.managepeople;

import bantin.http.HttpHandler;
import bantin.http.Json;
import bantin.http.RecordedEvent;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.http.Text;
import bantin.newsroom.Departures;
import bantin.newsroom.Staff;
import bantin.person.Person;
import bantin.snapshot.Snapshot;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Handler of {@code /api/admin/people}, for administrators alone. A change takes effect when a
 * person's token is renewed, after a quarter of an hour at most.
 */
public final class ManagePeopleHandler extends HttpHandler {
  /** User names that Cognito takes. */
  private static final Pattern LOGIN = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,128}");

  private final People people;
  private final InstantSource clock;

  public ManagePeopleHandler() {
    this(
        UrlConnectionHttpClient.create(),
        System.getenv("NEWSROOM_TABLE"),
        System.getenv("EDITOR_POOL"));
    Snapshot.primedBy(this::prime);
  }

  private ManagePeopleHandler(SdkHttpClient http, String newsroom, String pool) {
    this(
        CognitoIdentityProviderClient.builder().httpClient(http).build(),
        pool,
        DynamoDbClient.builder().httpClient(http).build(),
        newsroom,
        InstantSource.system());
  }

  ManagePeopleHandler(
      CognitoIdentityProviderClient cognito,
      String pool,
      DynamoDbClient db,
      String newsroom,
      InstantSource clock) {
    this.people =
        new People(
            new Accounts(cognito, pool), new Departures(db, newsroom), new Staff(db, newsroom));
    this.clock = clock;
  }

  void prime() throws IOException {
    RecordedEvent event = recorded("manage-people");
    event.replay();
  }

  @Override
  protected Response answer(Request request) {
    Person by = Person.of(request);
    by.requireAdministrator(
        new Text(
            "Only an administrator manages the people at the desk.",
            "Chỉ quản trị viên được quản lý người làm báo."));
    return answer(request, by, clock.instant()).notStored();
  }

  private Response answer(Request request, Person by, Instant now) {
    return switch (request.route()) {
      case "GET /api/admin/people" -> Response.json(200, PeopleJson.list(people.all()));
      case "POST /api/admin/people" -> {
        Invitation invitation = Invitation.of(request.json());
        people.invite(invitation, by, now);
        yield Response.json(201, Json.object().put("login", invitation.login()))
            .with("Location", "/api/admin/people/" + invitation.login());
      }
      case "PUT /api/admin/people/{login}/name" -> {
        people.rename(login(request), Invitation.name(only(request, "name")), by, now);
        yield Response.empty(204);
      }
      case "PUT /api/admin/people/{login}/role" -> {
        people.setRole(login(request), Invitation.role(only(request, "role")), by, now);
        yield Response.empty(204);
      }
      case "PUT /api/admin/people/{login}/invitation" -> {
        ObjectNode json = only(request, "mail");
        String mail = json.hasNonNull("mail") ? Invitation.mail(json) : null;
        people.inviteAgain(login(request), mail, by, now);
        yield Response.empty(204);
      }
      case "PUT /api/admin/people/{login}/access" -> {
        people.enable(login(request), by, now);
        yield Response.empty(204);
      }
      case "DELETE /api/admin/people/{login}/access" -> {
        people.disable(login(request), by, now);
        yield Response.empty(204);
      }
      case "DELETE /api/admin/people/{login}/sign-ins" -> {
        people.signOut(login(request), by, now);
        yield Response.empty(204);
      }
      default -> throw RequestReasons.NOTHING_HERE.problem();
    };
  }

  private static String login(Request request) {
    String login = request.pathParameter("login");
    if (!LOGIN.matcher(login).matches()) {
      throw PeopleReasons.NO_PERSON.problem();
    }
    return login;
  }

  /** Reads the JSON body; empty where there is none. */
  private static ObjectNode only(Request request, String field) {
    ObjectNode json = request.body().length == 0 ? Json.object() : request.json();
    RequestReasons.requireFields(json, field);
    return json;
  }
}
