package bantin.managepeople;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Call;
import bantin.engines.Policies;
import bantin.engines.PoolMember;
import bantin.engines.Tables;
import bantin.engines.Template;
import bantin.engines.UserPool;
import bantin.engines.UserPoolServer;
import bantin.newsroom.Staff;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

final class ManagePeopleHandlerTest {
  private static final String FUNCTION = "ManagePeopleFunction";
  private static final String PEOPLE = "/api/admin/people";
  private static final String MAI =
      "{\"login\":\"mai\",\"name\":\"Vàng Thị Mai\",\"mail\":\"mai@example.vn\",\"role\":\"editor\"}";
  private static final Template TEMPLATE =
      Template.read().with(Map.of("SiteUrl", "https://tin.example"));

  private static Tables tables;

  private final List<UserPool.Mail> mails = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-23T03:00:00Z");
  private UserPool pool;
  private UserPoolServer server;
  private CognitoIdentityProviderClient cognito;
  private ManagePeopleHandler handler;

  @BeforeAll
  static void start() {
    tables = Tables.inMemory();
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @BeforeEach
  void open() throws IOException {
    tables.clear();
    pool = UserPool.inMemory(TEMPLATE, () -> now, mails::add);
    for (String group : List.of("reporter", "editor", "administrator")) {
      pool.seed(group, "subject-of-" + group, group, group, Map.of());
    }
    pool.seed("another", "subject-of-another", "another", "administrator", Map.of());
    server = UserPoolServer.of(pool, Policies.of(Template.read()));
    cognito =
        CognitoIdentityProviderClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(FUNCTION, "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    handler =
        new ManagePeopleHandler(cognito, pool.id(), tables.client(FUNCTION), "Newsroom", () -> now);
  }

  @AfterEach
  void close() {
    cognito.close();
    server.close();
  }

  @Test
  void invitesByMailInBothLanguages() throws JsonProcessingException {
    Call.Answer answer = send("POST " + PEOPLE, MAI);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo("/api/admin/people/mai");

    UserPool.Mail mail = mails.get(0);
    assertThat(mail.to()).isEqualTo("mai@example.vn");
    assertThat(mail.subject()).contains("Thư mời", "Invitation", "Bản Tin");
    assertThat(mail.html())
        .contains("https://tin.example/admin", "<b>mai</b>", "Chào bạn", "Hello")
        .doesNotContain("{", "}");
    String password = mail.html().replaceAll("(?s).*<b>([^<]+)</b></p>", "$1");
    PoolMember mai = Objects.requireNonNull(pool.signedIn("mai", password));
    assertThat(mai.mustChoosePassword()).isTrue();
    assertThat(mai.groups()).containsExactly("editor");
    assertThat(mai.attributes()).containsEntry("email_verified", "true");

    JsonNode listed = person("mai");
    assertThat(listed.path("name").asText()).isEqualTo("Vàng Thị Mai");
    assertThat(listed.path("mail").asText()).isEqualTo("mai@example.vn");
    assertThat(listed.path("role").asText()).isEqualTo("editor");
    assertThat(listed.path("state").asText()).isEqualTo("invited");
    assertThat(listed.path("createdAt").asText()).isEqualTo("2026-11-23T03:00:00Z");
    assertThat(listed.path("lastSignIn").isNull()).isTrue();
    assertThat(staff().nameOf("mai")).isEqualTo("Vàng Thị Mai");
  }

  @Test
  void listsEverybodyOverSeveralPagesWithTheLastSignIn() throws JsonProcessingException {
    IntStream.range(0, 150)
        .forEach(i -> pool.seed("p" + i, "subject" + i, "p", "reporter", Map.of("name", "Ă" + i)));
    staff().noteSignIn("p7", now.minusSeconds(60));
    staff().noteSignIn("p7", now.minusSeconds(90));

    JsonNode people = people();

    assertThat(people).hasSize(154);
    assertThat(people.findValuesAsText("role").stream().filter("reporter"::equals)).hasSize(151);
    assertThat(person("p7").path("lastSignIn").asText()).isEqualTo("2026-11-23T02:59:00Z");
    assertThat(person("administrator").path("role").asText()).isEqualTo("administrator");
    assertThat(person("administrator").path("name").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "login|Mai",
        "login|m",
        "login|mai vang",
        "login|-mai",
        "name|",
        "name|Mai\u202eiaM",
        "mail|mai",
        "mail|mai@example",
        "mail|mai@example.vn, x@example.vn",
        "role|boss",
        "phone|0123"
      })
  void refusesAnInvitationWithAReason(String field, String value) throws JsonProcessingException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(MAI);
    json.put(field, value);
    JsonNode problem = problem(send("POST " + PEOPLE, json.toString()), 400, "invalid-field");
    assertThat(problem.path("field").asText()).isEqualTo(field);
    assertThat(mails).isEmpty();
  }

  @Test
  void refusesANameThatSomebodyHas() throws JsonProcessingException {
    send("POST " + PEOPLE, MAI);
    problem(send("POST " + PEOPLE, MAI), 409, "login-taken");
    assertThat(mails).hasSize(1);
  }

  @Test
  void invitesAgainAndCorrectsTheAddress() throws JsonProcessingException {
    send("POST " + PEOPLE, MAI);
    now = now.plus(Duration.ofDays(8));
    String first = mails.get(0).html().replaceAll("(?s).*<b>([^<]+)</b></p>", "$1");
    assertThat(pool.signedIn("mai", first)).as("an old temporary password").isNull();

    done(send("PUT " + PEOPLE + "/{login}/invitation", "{\"mail\":\"mai2@example.vn\"}", "mai"));

    assertThat(mails.get(1).to()).isEqualTo("mai2@example.vn");
    String second = mails.get(1).html().replaceAll("(?s).*<b>([^<]+)</b></p>", "$1");
    pool.choosePassword(Objects.requireNonNull(pool.signedIn("mai", second)), "Mat khau moi 1!");
    assertThat(person("mai").path("state").asText()).isEqualTo("active");
    problem(send("PUT " + PEOPLE + "/{login}/invitation", "{}", "mai"), 409, "already-joined");
    assertThat(mails).hasSize(2);
  }

  @Test
  void saysWhenNoMailIsLeftToday() throws JsonProcessingException {
    for (int i = 0; i < 50; i++) {
      send("POST " + PEOPLE, MAI.replace("\"mai\"", "\"mai" + i + "\""));
    }
    problem(send("POST " + PEOPLE, MAI), 503, "mail-limit");
    assertThat(pool.find("mai")).isNull();
  }

  @Test
  void renamesChangesRolesAndEndsSignIns() throws JsonProcessingException {
    done(send("PUT " + PEOPLE + "/{login}/name", "{\"name\":\"Lù A Sử\"}", "reporter"));
    done(send("PUT " + PEOPLE + "/{login}/role", "{\"role\":\"editor\"}", "reporter"));
    done(send("DELETE " + PEOPLE + "/{login}/sign-ins", null, "reporter"));

    PoolMember changed = Objects.requireNonNull(pool.find("reporter"));
    assertThat(changed.groups()).containsExactly("editor");
    assertThat(changed.signedOutAt()).isEqualTo(now);
    assertThat(person("reporter").path("name").asText()).isEqualTo("Lù A Sử");
    assertThat(staff().nameOf("reporter")).isEqualTo("Lù A Sử");
    assertThat(staff().nameOf("editor")).isEqualTo("editor");
  }

  @Test
  void disablesAndEnables() throws JsonProcessingException {
    done(send("DELETE " + PEOPLE + "/{login}/access", null, "editor"));
    assertThat(pool.signedIn("editor", "editor")).isNull();
    assertThat(Objects.requireNonNull(pool.find("editor")).signedOutAt()).isEqualTo(now);
    assertThat(person("editor").path("state").asText()).isEqualTo("disabled");

    done(send("PUT " + PEOPLE + "/{login}/access", null, "editor"));
    assertThat(pool.signedIn("editor", "editor")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"administrator", "ADMINISTRATOR", "subject-of-administrator"})
  void refusesToEndOnesOwnAdministrationUnderAnySpelling(String self)
      throws JsonProcessingException {
    problem(
        send("PUT " + PEOPLE + "/{login}/role", "{\"role\":\"editor\"}", self),
        409,
        "own-administration");
    problem(send("DELETE " + PEOPLE + "/{login}/access", null, self), 409, "own-administration");
    assertThat(Objects.requireNonNull(pool.find("administrator")).groups())
        .containsExactly("administrator");
    assertThat(Objects.requireNonNull(pool.find("administrator")).enabled()).isTrue();
  }

  @Test
  void refusesAnAdministratorWhoLostTheRoleUnderAnOldToken() throws JsonProcessingException {
    done(send("PUT " + PEOPLE + "/{login}/role", "{\"role\":\"reporter\"}", "another"));
    for (String route : List.of("/{login}/role", "/{login}/name")) {
      String field = route.endsWith("role") ? "role" : "name";
      problem(
          as("another", "PUT " + PEOPLE + route)
              .path("login", "another")
              .json("{\"" + field + "\":\"administrator\"}")
              .of(handler),
          409,
          "administration-ended");
    }
    problem(
        as("another", "DELETE " + PEOPLE + "/{login}/access")
            .path("login", "administrator")
            .of(handler),
        409,
        "administration-ended");
    assertThat(Objects.requireNonNull(pool.find("another")).groups()).containsExactly("reporter");
  }

  @Test
  void letsAnAdministratorActAgainAfterTheRoleCameBack() {
    done(send("DELETE " + PEOPLE + "/{login}/access", null, "another"));
    done(send("PUT " + PEOPLE + "/{login}/access", null, "another"));
    done(
        as("another", "PUT " + PEOPLE + "/{login}/role")
            .path("login", "administrator")
            .json("{\"role\":\"editor\"}")
            .of(handler));
  }

  /** Each round, two administrators end each other's administration at the same moment. */
  @Test
  void keepsAnAdministratorWhenTwoEndEachOthersAdministration() throws Exception {
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 20; round++) {
        open();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Call.Answer>> answers = new ArrayList<>();
        for (List<String> pair :
            List.of(List.of("administrator", "another"), List.of("another", "administrator"))) {
          answers.add(
              both.submit(
                  () -> {
                    start.await();
                    return as(pair.get(0), "DELETE " + PEOPLE + "/{login}/access")
                        .path("login", pair.get(1))
                        .of(handler);
                  }));
        }
        start.countDown();
        List<Integer> statuses = new ArrayList<>();
        for (Future<Call.Answer> answer : answers) {
          statuses.add(answer.get().status());
        }
        assertThat(statuses).containsExactlyInAnyOrder(204, 409);
        close();
      }
      open();
    }
  }

  @Test
  void refusesOtherRolesAndStrangers() throws JsonProcessingException {
    for (String role : List.of("reporter", "editor")) {
      problem(Call.to("GET " + PEOPLE).by(role, role).of(handler), 403, "administrators-only");
    }
    problem(send("DELETE " + PEOPLE + "/{login}/access", null, "nobody"), 404, "no-such-person");
    problem(send("DELETE " + PEOPLE + "/{login}/access", null, "no body"), 404, "no-such-person");
    problem(
        send("PUT " + PEOPLE + "/{login}/role", "{\"role\":\"editor\"}", "nobody"),
        404,
        "no-such-person");
  }

  private Staff staff() {
    return new Staff(tables.client(), "Newsroom");
  }

  private static Call as(String person, String route) {
    return Call.to(route).by(person, "administrator").header("accept-language", "vi");
  }

  private Call.Answer send(String route, @Nullable String json, String... login) {
    Call call = as("administrator", route);
    if (json != null) {
      call.json(json);
    }
    for (String name : login) {
      call.path("login", name);
    }
    return call.of(handler);
  }

  private static void done(Call.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(204);
  }

  private static JsonNode problem(Call.Answer answer, int status, String type)
      throws JsonProcessingException {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.path("type").asText()).isEqualTo("urn:bantin:problem:" + type);
    assertThat(problem.path("detail").asText()).isNotBlank();
    return problem;
  }

  private JsonNode people() throws JsonProcessingException {
    Call.Answer answer = send("GET " + PEOPLE, null);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body()).path("people");
  }

  private JsonNode person(String login) throws JsonProcessingException {
    for (JsonNode person : people()) {
      if (person.path("login").asText().equals(login)) {
        return person;
      }
    }
    throw new AssertionError("Nobody is called " + login);
  }
}
