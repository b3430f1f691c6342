package bantin.stories;

import static bantin.stories.Newspaper.ARTICLES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers and refusals of the desk's API. */
@ExtendWith(SharedNewspaper.class)
final class AdminAnswersTest {
  private final Newspaper newspaper;

  AdminAnswersTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  @Test
  void createsADraft() {
    ObjectNode sent = Newspaper.article("Bài mới");
    Answer created = newspaper.draft(sent);
    ObjectNode copy = created.json();
    String path = ARTICLES + "/" + copy.path("id").asText();
    assertThat(created.header("Location")).isEqualTo(path);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.header("Content-Type")).isEqualTo("application/json");
    assertThat(created.header("Cache-Control")).isEqualTo("no-store");
    assertThat(copy.path("id").asText()).matches("[0-9a-hjkmnp-tv-z]{10}");
    assertThat(copy.path("version").asLong()).isEqualTo(1);
    assertThat(copy.path("state").asText()).isEqualTo("draft");
    assertThat(copy.path("savedBy").asText()).isEqualTo(Newspaper.REPORTER);
    sent.properties()
        .forEach(field -> assertThat(copy.path(field.getKey())).isEqualTo(field.getValue()));
    Answer read = newspaper.send("GET", path, editor(), null).expect(200);
    assertThat(read.json()).isEqualTo(copy);
    assertThat(read.header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void savesAnUnfinishedDraftButNeitherSubmitsNorPublishesIt() {
    Answer empty = newspaper.draft(Answer.JSON.createObjectNode());
    for (String part : List.of("/submission", "/publication")) {
      ObjectNode problem = act(empty.json(), "PUT", part, null, "\"1\"").problem(422);
      assertThat(problem.path("missing").toString()).isEqualTo("[\"title\",\"section\",\"body\"]");
    }
    ObjectNode untitled = Newspaper.article(" \t ");
    Answer copy = newspaper.draft(untitled);
    assertThat(act(copy.json(), "PUT", "/publication", null, "\"1\"").problem(422).path("missing"))
        .hasToString("[\"title\"]");
    newspaper.get("/api/articles/" + copy.json().path("id").asText()).problem(404);
  }

  @ParameterizedTest
  @CsvSource({
    "title, 300, 301",
    "lead, 1000, 1001",
    "source, 300, 301",
  })
  void limitsTexts(String field, int limit, int excess) {
    // Each of these letters is one character in two UTF-16 units.
    newspaper.draft(Newspaper.article("Dài").put(field, "𠀀".repeat(limit)));
    assertRefused(
        Newspaper.article("Dài").put(field, "𠀀".repeat(excess)), field, limit + " are allowed");
  }

  @ParameterizedTest
  @CsvSource({"authors, 20", "tags, 30"})
  void limitsLists(String field, int limit) {
    newspaper.draft(Newspaper.article("Nhiều").set(field, names(limit)));
    assertRefused(
        Newspaper.article("Nhiều").set(field, names(limit + 1)), field, limit + " are allowed");
  }

  private static ArrayNode names(int count) {
    ArrayNode names = Answer.JSON.createArrayNode();
    for (int i = 0; i < count; i++) {
      names.add("Tên " + i);
    }
    return names;
  }

  @Test
  void limitsTheBody() {
    String paragraph = "<p>" + "ă".repeat(500) + "</p>";
    newspaper.draft(Newspaper.article("Dài").put("body", paragraph.repeat(300)));
    assertRefused(Newspaper.article("Dài").put("body", paragraph.repeat(400)), "body", "300 KB");
    assertRefused(Newspaper.article("Dài").put("body", "x".repeat(4 << 20)), "body", "300 KB");
  }

  @Test
  void limitsTheRequest() {
    ObjectNode huge = Newspaper.article("Dài").put("body", "x".repeat(11 << 20));
    assertThat(newspaper.send("POST", ARTICLES, editor(), huge).status()).isEqualTo(413);
  }

  @Test
  void refusesInvalidFieldsByName() {
    assertRefused(Newspaper.article("Lạ").put("color", "red"), "color", "no such field");
    assertRefused(Newspaper.article("Lạ").put("section", "khong-co"), "section", "tin-tuc");
    assertRefused(Newspaper.article("Lạ").put("section", "admin"), "section", "tin-tuc");
    assertRefused(Newspaper.article("Lạ").put("title", 5), "title", "string");
    assertRefused(Newspaper.article("Lạ").put("authors", "Một"), "authors", "array");
    assertRefused(Newspaper.article("Lạ").put("body", "<script>1</script>"), "body", "<script>");
  }

  private void assertRefused(ObjectNode article, String field, String reason) {
    ObjectNode problem = newspaper.send("POST", ARTICLES, editor(), article).problem(400);
    assertThat(problem.path("field").asText()).isEqualTo(field);
    assertThat(problem.path("detail").asText()).startsWith(field + ":").contains(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "\"a\"", "{", "{\"title\":\"a\"", "{} {}", "{'a':1}"})
  void refusesOtherBodiesThanAJsonObject(String body) {
    post("application/json", body).problem(400);
  }

  @Test
  void refusesOtherContentTypesThanJson() {
    post("text/plain", "{}").problem(415);
    post("application/x-www-form-urlencoded", "title=a").problem(415);
    post("application/json; charset=utf-8", "{}").expect(201);
  }

  private Answer post(String type, String body) {
    return newspaper.send(
        HttpRequest.newBuilder(newspaper.at(ARTICLES))
            .header("Authorization", "Bearer " + editor())
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void requiresTheVersionThatAChangeStartedFrom() {
    ObjectNode copy = newspaper.draft(Newspaper.article("Bản một")).json();
    ObjectNode second = Newspaper.article("Bản hai");
    String path = path(copy);
    newspaper.send("PUT", path, editor(), second).problem(428);
    newspaper.send("PUT", path, editor(), second, "If-Match", "abc").problem(400);
    Answer saved = newspaper.send("PUT", path, editor(), second, "If-Match", "\"1\"").expect(200);
    assertThat(saved.header("ETag")).isEqualTo("\"2\"");
    assertThat(saved.json().path("title").asText()).isEqualTo("Bản hai");

    ObjectNode stale =
        newspaper
            .send(
                "PUT",
                path,
                newspaper.token(Newspaper.REPORTER),
                Newspaper.article("Bản ba"),
                "If-Match",
                "\"1\"")
            .problem(409);
    assertThat(stale.path("savedBy").asText()).isEqualTo(Newspaper.EDITOR);
    assertThat(Instant.parse(stale.path("savedAt").asText())).isBefore(Instant.now());
    assertThat(stale.path("version").asLong()).isEqualTo(2);
    assertThat(newspaper.send("GET", path, editor(), null).json()).isEqualTo(saved.json());

    for (String part : List.of("/submission", "/publication")) {
      act(copy, "PUT", part, null, null).problem(428);
      act(copy, "PUT", part, null, "\"1\"").problem(409);
    }
    newspaper.send("DELETE", path, editor(), null).problem(428);
    newspaper.send("DELETE", path, editor(), null, "If-Match", "\"1\"").problem(409);
    newspaper.get("/api/articles/" + copy.path("id").asText()).problem(404);
  }

  @Test
  void takesAnArticleThroughItsStates() {
    ObjectNode copy = newspaper.draft(Newspaper.article("Từ đầu đến cuối")).json();
    act(copy, "DELETE", "/publication", null, Newspaper.etag(copy)).problem(409);
    copy =
        newspaper
            .send(
                "PUT",
                path(copy) + "/submission",
                newspaper.token(Newspaper.REPORTER),
                null,
                "If-Match",
                Newspaper.etag(copy))
            .expect(200)
            .json();
    assertListed("submitted", copy);
    copy = act(copy, "PUT", "/publication", null, Newspaper.etag(copy)).expect(200).json();
    assertListed("published", copy);
    String at = copy.path("publishedAt").asText();
    newspaper
        .send("DELETE", path(copy), editor(), null, "If-Match", Newspaper.etag(copy))
        .problem(409);
    act(copy, "PUT", "/submission", null, Newspaper.etag(copy)).problem(409);

    // Readers see a correction once it is published. The publication time stays.
    ObjectNode next = Newspaper.article("Từ đầu đến cuối, đã sửa");
    copy =
        newspaper
            .send("PUT", path(copy), editor(), next, "If-Match", Newspaper.etag(copy))
            .expect(200)
            .json();
    String open = "/api/articles/" + copy.path("id").asText();
    assertThat(newspaper.get(open).json().path("title").asText()).isEqualTo("Từ đầu đến cuối");
    copy = act(copy, "PUT", "/publication", null, Newspaper.etag(copy)).expect(200).json();
    assertThat(newspaper.get(open).json().path("title")).isEqualTo(next.path("title"));
    assertThat(copy.path("publishedAt").asText()).isEqualTo(at);

    copy = newspaper.withdraw(copy, "Đã gỡ.");
    assertListed("withdrawn", copy);
    newspaper.get(open).problem(410);
    copy = act(copy, "PUT", "/publication", null, Newspaper.etag(copy)).expect(200).json();
    newspaper.get(open).expect(200);
    copy = newspaper.withdraw(copy, "");
    newspaper
        .send("DELETE", path(copy), editor(), null, "If-Match", Newspaper.etag(copy))
        .expect(204);
    newspaper.send("GET", path(copy), editor(), null).problem(404);
    newspaper.get(open).problem(410);
  }

  @Test
  void listsScheduledArticles() {
    Answer draft = newspaper.draft(Newspaper.article("Hẹn giờ"));
    assertListed("draft", draft.json());
    Instant later = Instant.now().plusSeconds(86_400);
    ObjectNode copy = newspaper.publish(draft, later).expect(200).json();
    assertListed("scheduled", copy);
    assertThat(list("?state=published").toString()).doesNotContain(copy.path("id").asText());
    newspaper.send("GET", ARTICLES + "?state=nonsense", editor(), null).problem(400);
    newspaper.send("GET", ARTICLES + "?limit=0", editor(), null).problem(400);
  }

  private void assertListed(String state, ObjectNode copy) {
    assertThat(copy.path("state").asText()).isEqualTo(state);
    assertThat(list("?state=" + state).toString()).contains(copy.path("id").asText());
    assertThat(list("").toString()).contains(copy.path("id").asText());
  }

  private ObjectNode list(String query) {
    return newspaper.send("GET", ARTICLES + query, editor(), null).expect(200).json();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"at\":\"tomorrow\"}",
        "{\"at\":5}",
        "{\"at\":\"2026-13-01T00:00:00Z\"}",
        "{\"at\":\"+99999-01-01T00:00:00Z\"}",
        "{\"at\":\"0001-01-01T00:00:00Z\"}",
        "{\"at\":\"2030-01-02T00:00:00Z\",\"until\":\"2030-01-01T00:00:00Z\"}",
        "{\"when\":\"2030-01-02T00:00:00Z\"}"
      })
  void refusesAnInvalidPublication(String body) {
    ObjectNode copy = newspaper.draft(Newspaper.article("Lúc nào")).json();
    act(copy, "PUT", "/publication", Answer.parse(body), "\"1\"").problem(400);
    assertThat(newspaper.send("GET", path(copy), editor(), null).json()).isEqualTo(copy);
  }

  private static String path(ObjectNode copy) {
    return ARTICLES + "/" + copy.path("id").asText();
  }

  private String editor() {
    return newspaper.token(Newspaper.EDITOR);
  }

  private Answer act(
      ObjectNode copy,
      String method,
      String part,
      @Nullable ObjectNode json,
      @Nullable String etag) {
    String path = path(copy) + part;
    return etag == null
        ? newspaper.send(method, path, editor(), json)
        : newspaper.send(method, path, editor(), json, "If-Match", etag);
  }
}
