package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Template;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Every route of the newsroom that the template declares, called by those who may not, with ids and
 * versions that are not theirs: refused, and nothing has changed. A route that is new in the
 * template is covered once {@link #RULES} says who may; until then a test fails.
 */
final class AdminRoutesTest {
  /** What a route's {@code {id}} names. */
  private enum Of {
    NOTHING,
    /** An article; reporters have their own alone. */
    ARTICLE,
    /** A photo. */
    PHOTO
  }

  /**
   * Who may call a route, and how.
   *
   * @param least the least role that may
   * @param versioned whether it wants the version that the caller has seen
   * @param body JSON that it takes; {@code FILE} stands for a file's id; null for none
   */
  private record Rule(String least, Of of, boolean versioned, @Nullable String body) {}

  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  private static final String REPORTER = "reporter";
  private static final String EDITOR = "editor";
  private static final String ADMINISTRATOR = "administrator";
  private static final List<String> ROLES = List.of(REPORTER, EDITOR, ADMINISTRATOR);

  /** Whoever is not there has left already. */
  private static final String LEAVE = "DELETE /api/admin/articles/{id}/presence";

  private static final String TEXT =
      "{\"title\":\"Đổi\",\"lead\":\"Lời dẫn.\",\"section\":\"tin-tuc\",\"authors\":[\"Mỷ\"],"
          + "\"body\":\"<p>Đổi.</p>\"}";

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          rule("GET /api/admin/articles", REPORTER, Of.NOTHING, false, null),
          rule("POST /api/admin/articles", REPORTER, Of.NOTHING, false, TEXT),
          rule("GET /api/admin/articles/{id}", REPORTER, Of.ARTICLE, false, null),
          rule("PUT /api/admin/articles/{id}", REPORTER, Of.ARTICLE, true, TEXT),
          rule("DELETE /api/admin/articles/{id}", REPORTER, Of.ARTICLE, true, null),
          rule("PUT /api/admin/articles/{id}/submission", REPORTER, Of.ARTICLE, true, "{}"),
          rule("PUT /api/admin/articles/{id}/publication", EDITOR, Of.ARTICLE, true, "{}"),
          rule(
              "DELETE /api/admin/articles/{id}/publication",
              EDITOR,
              Of.ARTICLE,
              true,
              "{\"notice\":\"Gỡ.\"}"),
          rule("GET /api/admin/articles/{id}/revisions", REPORTER, Of.ARTICLE, false, null),
          rule(
              "GET /api/admin/articles/{id}/revisions/{version}",
              REPORTER,
              Of.ARTICLE,
              false,
              null),
          rule("PUT /api/admin/articles/{id}/presence", REPORTER, Of.ARTICLE, false, "{}"),
          rule("DELETE /api/admin/articles/{id}/presence", REPORTER, Of.ARTICLE, false, null),
          rule("POST /api/admin/articles/{id}/preview", REPORTER, Of.ARTICLE, false, "{}"),
          rule("GET /api/admin/bylines", REPORTER, Of.NOTHING, false, null),
          rule("GET /api/admin/me", REPORTER, Of.NOTHING, false, null),
          rule("GET /api/admin/settings", REPORTER, Of.NOTHING, false, null),
          rule(
              "PUT /api/admin/settings",
              ADMINISTRATOR,
              Of.NOTHING,
              true,
              "{\"siteName\":\"Đổi tên\",\"sections\":[{\"name\":\"tin-tuc\",\"title\":\"Tin\"}]}"),
          rule(
              "POST /api/admin/photos",
              REPORTER,
              Of.NOTHING,
              false,
              "{\"name\":\"a.jpg\",\"type\":\"image/jpeg\",\"size\":9}"),
          rule("GET /api/admin/photos", REPORTER, Of.NOTHING, false, null),
          rule("GET /api/admin/photos/{id}", REPORTER, Of.PHOTO, false, null),
          rule("DELETE /api/admin/photos/{id}", EDITOR, Of.PHOTO, false, null),
          rule(
              "POST /api/admin/files",
              REPORTER,
              Of.NOTHING,
              false,
              "{\"name\":\"a.md\",\"type\":\"text/markdown\",\"size\":9}"),
          rule("POST /api/admin/imports", REPORTER, Of.NOTHING, false, "{\"file\":\"FILE\"}"),
          rule("GET /api/admin/visits", REPORTER, Of.NOTHING, false, null),
          rule("GET /api/admin/baseline", REPORTER, Of.NOTHING, false, null),
          rule(
              "PUT /api/admin/baseline",
              ADMINISTRATOR,
              Of.NOTHING,
              false,
              "{\"visits\":5,\"asOf\":\"2026-01-01\"}"),
          rule("POST /api/admin/recounts", ADMINISTRATOR, Of.NOTHING, false, "{\"day\":\"TODAY\"}"),
          rule("GET /api/admin/recounts/{day}", REPORTER, Of.NOTHING, false, null),
          rule("GET /api/admin/export", ADMINISTRATOR, Of.NOTHING, false, null),
          rule("POST /api/admin/import", ADMINISTRATOR, Of.NOTHING, false, "{}"));

  @TempDir private static Path data;
  private static Newspaper newspaper;
  private static Tokens tokens;

  private String own = "";
  private String theirs = "";
  private String photo = "";
  private String file = "";

  private static Map.Entry<String, Rule> rule(
      String route, String least, Of of, boolean versioned, @Nullable String body) {
    return Map.entry(route, new Rule(least, of, versioned, body));
  }

  /** JSON that the route takes; null for a route that takes none. */
  static @Nullable String sample(String route) {
    Rule rule = RULES.get(route);
    return rule == null ? null : rule.body();
  }

  /**
   * As the template has them, before anything in it is given a value. A HEAD is its GET's: {@code
   * RoutesTest} holds that it is guarded alike.
   */
  static Set<String> routes() {
    Template template = Template.read();
    Set<String> routes = new TreeSet<>();
    for (String function : template.functionIds()) {
      for (Object event : map(template.properties(function).get("Events")).values()) {
        Map<?, ?> route = map(map(event).get("Properties"));
        String path = String.valueOf(route.get("Path"));
        if (path.startsWith("/api/admin") && !"HEAD".equals(route.get("Method"))) {
          routes.add(route.get("Method") + " " + path);
        }
      }
    }
    return routes;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  @BeforeAll
  static void open() {
    newspaper = Newspaper.open(data);
    tokens = new Tokens(newspaper);
  }

  @AfterAll
  static void close() {
    newspaper.close();
  }

  @BeforeEach
  void fill() {
    own = newspaper.draft(Newspaper.article("Của phóng viên")).json().path("id").asText();
    theirs = create(newspaper.token(Newspaper.EDITOR), "/articles", TEXT).path("id").asText();
    String reporter = newspaper.token(Newspaper.REPORTER);
    photo = create(reporter, "/photos", body("POST /api/admin/photos")).at("/photo/id").asText();
    file = create(reporter, "/files", body("POST /api/admin/files")).at("/file/id").asText();
  }

  private static ObjectNode create(String token, String path, String json) {
    return newspaper
        .send("POST", "/api/admin" + path, token, Answer.parse(json))
        .expect(201)
        .json();
  }

  private static String body(String route) {
    return java.util.Objects.requireNonNull(need(route).body());
  }

  private static Rule need(String route) {
    Rule rule = RULES.get(route);
    assertThat(rule).as("who may call %s: say so in RULES", route).isNotNull();
    return java.util.Objects.requireNonNull(rule);
  }

  @Test
  void everyRouteOfTheTemplateHasARule() {
    assertThat(new TreeSet<>(RULES.keySet()))
        .as("RULES says of each route under /api/admin in template.yaml who may call it")
        .isEqualTo(routes());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void whoHasNoRightTokenIsRefused(String route) throws Exception {
    Map<String, @Nullable String> wrong = new LinkedHashMap<>();
    wrong.put("none", null);
    wrong.put("no token", "abc");
    wrong.put(
        "expired",
        tokens.signed(
            tokens.key(),
            claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(1)))));
    wrong.put(
        "signed by another",
        tokens.signed(
            new RSAKeyGenerator(2048).keyID(tokens.key().getKeyID()).generate(), claims -> claims));
    wrong.put(
        "another issuer's", tokens.signed(tokens.key(), one -> one.issuer("https://x.example")));
    wrong.put(
        "for another client", tokens.signed(tokens.key(), one -> one.claim("client_id", "other")));
    wrong.put("without scope", tokens.signed(tokens.key(), one -> one.claim("scope", "openid")));
    wrong.put("an ID token", newspaper.signIn(Newspaper.ADMINISTRATOR).path("id_token").asText());
    wrong.put("of no group", as("ai-do"));
    wrong.put("of another group", as("ai-do", "readers"));
    for (String least : ROLES.subList(0, ROLES.indexOf(need(route).least()))) {
      wrong.put("of a mere " + least, as("ai-do", least));
    }
    Map<String, Set<Map<String, AttributeValue>>> before = everything();
    wrong.forEach(
        (what, token) ->
            assertThat(call(route, own, token, version(own)).status())
                .as("%s with a token %s", route, what)
                .isIn(401, 403));
    assertThat(everything()).isEqualTo(before);
  }

  /** What the refused calls differ from: who may, is not refused. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void whoMayIsNotRefused(String route) throws Exception {
    Rule rule = need(route);
    String name = rule.least().equals(REPORTER) ? Newspaper.REPORTER : "ai-do";
    Answer answer = call(route, own, as(name, rule.least()), version(own));
    assertThat(answer.status())
        .as("%s: %s", route, answer.text())
        .isNotIn(401, 403, 405, 428)
        .isLessThan(500);
    if (route.equals("POST /api/admin/recounts")) {
      // It goes on by itself, and would change what other tests compare.
      String asked = answer.header("Location");
      String token = newspaper.token(Newspaper.EDITOR);
      Newspaper.await(
          "the recount",
          Duration.ofSeconds(60),
          () ->
              newspaper.send("GET", asked, token, null).json().path("finishedAt").asText().length()
                  > 4);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void anotherReportersThingsAreNotTheirs(String route) throws Exception {
    Rule rule = need(route);
    if (!rule.least().equals(REPORTER)) {
      return;
    }
    String other = as("phong-vien-khac", REPORTER);
    Map<String, Set<Map<String, AttributeValue>>> before = everything();
    if (rule.of() == Of.ARTICLE) {
      for (String id : List.of(own, theirs)) {
        call(route, id, other, version(id)).expect(route.equals(LEAVE) ? 204 : 403);
      }
    } else if (body(rule).contains("FILE")) {
      assertThat(call(route, own, other, null).status()).isIn(403, 404);
    } else {
      return;
    }
    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void idsOfNothingAndOfOtherThings(String route) throws Exception {
    Rule rule = need(route);
    if (rule.of() == Of.NOTHING) {
      return;
    }
    String token = as("quan-tri", ADMINISTRATOR);
    List<String> wrong =
        List.of(
            "0000000000",
            rule.of() == Of.ARTICLE ? photo : own,
            "photo%23" + photo,
            own + "%00",
            own.toUpperCase(java.util.Locale.ROOT) + "x",
            "%2e%2e%2fsettings",
            "import",
            "b%E1%BA%A3n-tin",
            "9".repeat(3000));
    Map<String, Set<Map<String, AttributeValue>>> before = everything();
    for (String id : wrong) {
      Answer answer = callAt(route, id, token, "\"1\"");
      if (!route.equals(LEAVE)) {
        assertThat(answer.status())
            .as("%s of %s: %s", route, id, answer.text())
            .isIn(400, 404, 414);
      }
    }
    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void versionsOfOtherTimesAndOfOtherArticles(String route) throws Exception {
    Rule rule = need(route);
    if (!rule.versioned()) {
      return;
    }
    String token = as("quan-tri", ADMINISTRATOR);
    // The other article is two versions on.
    for (int version = 1; version < 3; version++) {
      newspaper
          .send(
              "PUT",
              Newspaper.ARTICLES + "/" + theirs,
              newspaper.token(Newspaper.EDITOR),
              Answer.parse(TEXT),
              "If-Match",
              "\"" + version + "\"")
          .expect(200);
    }
    Map<String, Set<Map<String, AttributeValue>>> before = everything();
    call(route, own, token, null).problem(428);
    List<String> stales =
        rule.of() == Of.ARTICLE ? List.of("\"0\"", "\"99\"", version(theirs)) : List.of("\"99\"");
    for (String stale : stales) {
      assertThat(call(route, own, token, stale).problem(409).path("detail").asText()).isNotBlank();
    }
    for (String garbage : List.of("\"x\"", "W/\"\"", "\"1\", \"2\"", "\"-1\"", "\"1e9\"")) {
      assertThat(call(route, own, token, garbage).status())
          .as("%s with If-Match: %s", route, garbage)
          .isIn(400, 409, 412);
    }
    assertThat(everything()).isEqualTo(before);
  }

  /** An access token of that person, as the provider would give it out. */
  private static String as(String name, String... groups) throws Exception {
    return tokens.signed(
        tokens.key(),
        claims ->
            claims
                .claim("username", name)
                .claim("cognito:groups", groups.length == 0 ? null : List.of(groups)));
  }

  /** On an article, or on the photo where the route is about photos. */
  private Answer call(
      String route, String article, @Nullable String token, @Nullable String version) {
    return callAt(route, need(route).of() == Of.PHOTO ? photo : article, token, version);
  }

  private Answer callAt(String route, String id, @Nullable String token, @Nullable String version) {
    Rule rule = need(route);
    String[] parts = route.split(" ", 2);
    String path =
        parts[1]
            .replace("{id}", id)
            .replace("{version}", "1")
            .replace("{day}", LocalDate.now(ZONE).minusDays(1).toString());
    String json = body(rule).replace("FILE", file).replace("TODAY", LocalDate.now(ZONE).toString());
    boolean isVersioned = rule.versioned() && version != null;
    return newspaper.send(
        parts[0],
        path,
        token,
        json.isEmpty() ? null : Answer.parse(json),
        isVersioned ? new String[] {"If-Match", version} : new String[0]);
  }

  private static String body(Rule rule) {
    return rule.body() == null ? "" : rule.body();
  }

  private static String version(String id) {
    return newspaper
        .send("GET", Newspaper.ARTICLES + "/" + id, newspaper.token(Newspaper.EDITOR), null)
        .expect(200)
        .header("ETag");
  }

  private static Map<String, Set<Map<String, AttributeValue>>> everything() {
    Map<String, Set<Map<String, AttributeValue>>> all = new TreeMap<>();
    for (String table : Template.read().tables()) {
      Set<Map<String, AttributeValue>> items = new HashSet<>();
      newspaper
          .tables()
          .client()
          .scanPaginator(
              scan -> scan.tableName(newspaper.tables().name(table)).consistentRead(true))
          .items()
          .forEach(items::add);
      all.put(table, items);
    }
    return all;
  }
}
