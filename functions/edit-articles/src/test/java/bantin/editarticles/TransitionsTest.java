package bantin.editarticles;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.engines.Tables;
import bantin.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rights for each role, action and state: all combinations. */
final class TransitionsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final String WHOLE =
      "{\"title\":\"Một\",\"section\":\"tin-tuc\",\"body\":\"<p>Thân bài.</p>\"}";

  private static final List<String> STATES =
      List.of("draft", "submitted", "scheduled", "published", "withdrawn");

  /**
   * Statuses of the answers for an article in each of {@link #STATES} in turn. 200 and 204 come
   * with a change, all others without any.
   */
  private static final List<Rule> RULES =
      List.of(
          new Rule("reporter", true, "read", "200 200 200 200 200"),
          new Rule("reporter", true, "save", "200 200 403 403 403"),
          new Rule("reporter", true, "submit", "200 200 403 403 403"),
          new Rule("reporter", true, "publish", "403 403 403 403 403"),
          new Rule("reporter", true, "withdraw", "403 403 403 403 403"),
          new Rule("reporter", true, "delete", "204 204 403 403 403"),
          new Rule("reporter", true, "preview", "201 201 201 201 201"),
          new Rule("reporter", true, "history", "200 200 200 200 200"),
          new Rule("reporter", false, "read", "403 403 403 403 403"),
          new Rule("reporter", false, "save", "403 403 403 403 403"),
          new Rule("reporter", false, "submit", "403 403 403 403 403"),
          new Rule("reporter", false, "publish", "403 403 403 403 403"),
          new Rule("reporter", false, "withdraw", "403 403 403 403 403"),
          new Rule("reporter", false, "delete", "403 403 403 403 403"),
          new Rule("reporter", false, "preview", "403 403 403 403 403"),
          new Rule("reporter", false, "history", "403 403 403 403 403"),
          new Rule("editor", false, "read", "200 200 200 200 200"),
          new Rule("editor", false, "save", "200 200 200 200 200"),
          new Rule("editor", false, "submit", "200 200 409 409 200"),
          new Rule("editor", false, "publish", "200 200 200 200 200"),
          new Rule("editor", false, "withdraw", "409 409 200 200 409"),
          new Rule("editor", false, "delete", "204 204 409 409 204"),
          new Rule("editor", false, "preview", "201 201 201 201 201"),
          new Rule("editor", false, "history", "200 200 200 200 200"),
          new Rule("administrator", false, "read", "200 200 200 200 200"),
          new Rule("administrator", false, "save", "200 200 200 200 200"),
          new Rule("administrator", false, "submit", "200 200 409 409 200"),
          new Rule("administrator", false, "publish", "200 200 200 200 200"),
          new Rule("administrator", false, "withdraw", "409 409 200 200 409"),
          new Rule("administrator", false, "delete", "204 204 409 409 204"),
          new Rule("administrator", false, "preview", "201 201 201 201 201"),
          new Rule("administrator", false, "history", "200 200 200 200 200"));

  private record Rule(String role, boolean own, String action, String statuses) {}

  /** One cell of the table. */
  record Attempt(String role, boolean own, String action, String state, int status) {
    boolean changes() {
      return status < 400 && !List.of("read", "preview", "history").contains(action);
    }

    @Override
    public String toString() {
      return role + (own ? " of their own " : " of another's ") + state + ": " + action;
    }
  }

  private static Tables tables;

  /** Articles for attempts that must not change them, by state and author. */
  private static final Map<String, Answer> KEPT = new HashMap<>();

  @BeforeAll
  static void open() {
    tables = Tables.inMemory();
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  static List<Attempt> attempts() {
    List<Attempt> attempts = new ArrayList<>();
    for (Rule rule : RULES) {
      String[] statuses = rule.statuses.split(" ");
      for (int i = 0; i < STATES.size(); i++) {
        attempts.add(
            new Attempt(
                rule.role, rule.own, rule.action, STATES.get(i), Integer.parseInt(statuses[i])));
      }
    }
    return attempts;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attempts")
  void isAnsweredAsTheTableSays(Attempt attempt) {
    String author = attempt.own ? "phong-vien" : "nguoi-khac";
    Answer copy =
        attempt.changes()
            ? article(attempt.state, author)
            : KEPT.computeIfAbsent(
                attempt.state + " of " + author, key -> article(attempt.state, author));
    List<Map<String, AttributeValue>> before = everything();

    Answer answer = act(attempt, copy);

    assertThat(answer.status()).as(answer.body()).isEqualTo(attempt.status);
    if (attempt.status >= 400) {
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(everything()).containsExactlyInAnyOrderElementsOf(before);
    }
    if (attempt.changes()) {
      JsonNode last = history(copy).path(0);
      assertThat(last.path("savedBy").asText()).isEqualTo("phong-vien");
      assertThat(last.path("from").asLong()).isEqualTo(version(copy));
      assertThat(last.path("version").asLong()).isEqualTo(version(copy) + 1);
      String taken = attempt.state.equals("scheduled") ? "cancelled" : "withdrawn";
      assertThat(last.path("action").asText())
          .isEqualTo(
              Map.of(
                      "save", "saved",
                      "submit", "submitted",
                      "publish", "published",
                      "withdraw", taken,
                      "delete", "deleted")
                  .get(attempt.action));
    }
  }

  private Answer act(Attempt attempt, Answer copy) {
    String id = id(copy);
    String path = "/api/admin/articles/{id}";
    Call call =
        switch (attempt.action) {
          case "read" -> Call.to("GET " + path);
          case "save" -> Call.to("PUT " + path).json(WHOLE.replace("Một", "Hai"));
          case "submit" -> Call.to("PUT " + path + "/submission");
          case "publish" -> Call.to("PUT " + path + "/publication").json(at(NOW));
          case "withdraw" ->
              Call.to("DELETE " + path + "/publication").json("{\"notice\":\"Nhầm\"}");
          case "delete" -> Call.to("DELETE " + path);
          case "preview" -> Call.to("POST " + path + "/preview");
          case "history" -> Call.to("GET " + path + "/revisions");
          default -> throw new IllegalArgumentException(attempt.action);
        };
    return call.path("id", id)
        .header("If-Match", "\"" + version(copy) + "\"")
        .by("phong-vien", attempt.role)
        .of(handler());
  }

  private static EditArticlesHandler handler() {
    return new EditArticlesHandler(
        tables.client("EditArticlesFunction"),
        "Newsroom",
        "Articles",
        "Bản Tin",
        ZoneId.of("Asia/Ho_Chi_Minh"),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static String at(Instant time) {
    return "{\"at\":\"" + time + "\"}";
  }

  /** An article of somebody's, brought into the state by an editor. */
  private Answer article(String state, String owner) {
    Answer copy =
        Call.to("POST /api/admin/articles").by(owner, "reporter").json(WHOLE).of(handler());
    return switch (state) {
      case "draft" -> copy;
      case "submitted" -> edit("PUT", copy, "submission", "{}");
      case "scheduled" -> edit("PUT", copy, "publication", at(NOW.plusSeconds(3600)));
      case "published" -> edit("PUT", copy, "publication", at(NOW.minusSeconds(3600)));
      case "withdrawn" ->
          edit("DELETE", edit("PUT", copy, "publication", at(NOW)), "publication", "{}");
      default -> throw new IllegalArgumentException(state);
    };
  }

  private Answer edit(String method, Answer copy, String what, String json) {
    Answer answer =
        Call.to(method + " /api/admin/articles/{id}/" + what)
            .path("id", id(copy))
            .header("If-Match", "\"" + version(copy) + "\"")
            .by("bien-tap", "editor")
            .json(json)
            .of(handler());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private JsonNode history(Answer copy) {
    return json(Call.to("GET /api/admin/articles/{id}/revisions")
            .path("id", id(copy))
            .by("bien-tap", "editor")
            .of(handler()))
        .path("revisions");
  }

  private static List<Map<String, AttributeValue>> everything() {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (String table : List.of("Newsroom", "Articles")) {
      items.addAll(
          tables.client().scanPaginator(scan -> scan.tableName(table)).items().stream().toList());
    }
    return items;
  }

  private static String id(Answer answer) {
    return json(answer).path("id").asText();
  }

  private static long version(Answer answer) {
    return json(answer).path("version").asLong();
  }

  private static JsonNode json(Answer answer) {
    return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
