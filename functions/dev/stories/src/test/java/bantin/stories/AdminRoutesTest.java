package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Template;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Every newsroom route of the template refuses callers without permission, other people's ids and
 * wrong versions. A refused call changes nothing.
 *
 * <p>A test fails for a new route until {@link #RULES} holds its rule.
 */
final class AdminRoutesTest {
  /** Kind of thing that a route's {@code {id}} names. */
  private enum Id {
    NOTHING,
    /** An article; reporters may call only their own. */
    ARTICLE,
    /** A photo. */
    PHOTO
  }

  /**
   * Rule of a route: its callers and its input.
   *
   * @param role lowest role that may call it
   * @param id kind of thing that the address names
   * @param versioned true if a call must name the version that the caller has seen
   * @param body JSON of a call; {@code FILE} stands for a file's id; null for none
   */
  private record Rule(String role, Id id, boolean versioned, @Nullable String body) {}

  private static final String REPORTER = "reporter";
  private static final String EDITOR = "editor";
  private static final String ADMINISTRATOR = "administrator";
  private static final List<String> ROLES = List.of(REPORTER, EDITOR, ADMINISTRATOR);

  /**
   * Route that ends a presence. A stranger gets 204 as well, because an absent person has left
   * already.
   */
  private static final String LEAVE = "DELETE /api/admin/articles/{id}/presence";

  private static final String TEXT =
      "{\"title\":\"Đổi\",\"lead\":\"Lời dẫn.\",\"section\":\"tin-tuc\",\"authors\":[\"Mỷ\"],"
          + "\"body\":\"<p>Đổi.</p>\"}";

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          rule("GET /api/admin/articles", REPORTER, Id.NOTHING, false, null),
          rule("POST /api/admin/articles", REPORTER, Id.NOTHING, false, TEXT),
          rule("GET /api/admin/articles/{id}", REPORTER, Id.ARTICLE, false, null),
          rule("PUT /api/admin/articles/{id}", REPORTER, Id.ARTICLE, true, TEXT),
          rule("DELETE /api/admin/articles/{id}", REPORTER, Id.ARTICLE, true, null),
          rule("POST /api/admin/articles/{id}/restoration", REPORTER, Id.ARTICLE, true, null),
          rule("PUT /api/admin/articles/{id}/submission", REPORTER, Id.ARTICLE, true, "{}"),
          rule("PUT /api/admin/articles/{id}/publication", EDITOR, Id.ARTICLE, true, "{}"),
          rule(
              "DELETE /api/admin/articles/{id}/publication",
              EDITOR,
              Id.ARTICLE,
              true,
              "{\"notice\":\"Gỡ.\"}"),
          rule("GET /api/admin/articles/{id}/revisions", REPORTER, Id.ARTICLE, false, null),
          rule(
              "GET /api/admin/articles/{id}/revisions/{version}",
              REPORTER,
              Id.ARTICLE,
              false,
              null),
          rule("PUT /api/admin/articles/{id}/presence", REPORTER, Id.ARTICLE, false, "{}"),
          rule("DELETE /api/admin/articles/{id}/presence", REPORTER, Id.ARTICLE, false, null),
          rule("POST /api/admin/articles/{id}/preview", REPORTER, Id.ARTICLE, false, "{}"),
          rule("GET /api/admin/bylines", REPORTER, Id.NOTHING, false, null),
          rule("GET /api/admin/me", REPORTER, Id.NOTHING, false, null),
          rule("GET /api/admin/settings", REPORTER, Id.NOTHING, false, null),
          rule(
              "PUT /api/admin/settings",
              ADMINISTRATOR,
              Id.NOTHING,
              true,
              "{\"siteName\":\"Đổi tên\",\"sections\":[{\"name\":\"tin-tuc\",\"title\":\"Tin\"}]}"),
          rule(
              "POST /api/admin/photos",
              REPORTER,
              Id.NOTHING,
              false,
              "{\"name\":\"a.jpg\",\"type\":\"image/jpeg\",\"size\":9}"),
          rule(
              "POST /api/admin/attachments",
              REPORTER,
              Id.NOTHING,
              false,
              "{\"name\":\"a.pdf\",\"type\":\"application/pdf\",\"size\":9}"),
          rule("GET /api/admin/photos", REPORTER, Id.NOTHING, false, null),
          rule("GET /api/admin/photos/{id}", REPORTER, Id.PHOTO, false, null),
          rule("DELETE /api/admin/photos/{id}", EDITOR, Id.PHOTO, false, null),
          rule(
              "POST /api/admin/files",
              REPORTER,
              Id.NOTHING,
              false,
              "{\"name\":\"a.md\",\"type\":\"text/markdown\",\"size\":9}"),
          rule("POST /api/admin/imports", REPORTER, Id.NOTHING, false, "{\"file\":\"FILE\"}"),
          rule("GET /api/admin/visits", REPORTER, Id.NOTHING, false, null),
          rule("GET /api/admin/baseline", REPORTER, Id.NOTHING, false, null),
          rule(
              "PUT /api/admin/baseline",
              ADMINISTRATOR,
              Id.NOTHING,
              false,
              "{\"visits\":5,\"asOf\":\"2026-01-01\"}"),
          rule("POST /api/admin/recounts", ADMINISTRATOR, Id.NOTHING, false, "{\"day\":\"TODAY\"}"),
          rule("GET /api/admin/recounts/{day}", REPORTER, Id.NOTHING, false, null),
          rule("GET /api/admin/people", ADMINISTRATOR, Id.NOTHING, false, null),
          rule(
              "POST /api/admin/people",
              ADMINISTRATOR,
              Id.NOTHING,
              false,
              "{\"login\":\"mai\",\"name\":\"Mai\",\"mail\":\"mai@example.vn\",\"role\":\"editor\"}"),
          rule(
              "PUT /api/admin/people/{login}/name",
              ADMINISTRATOR,
              Id.NOTHING,
              false,
              "{\"name\":\"Mai\"}"),
          rule(
              "PUT /api/admin/people/{login}/role",
              ADMINISTRATOR,
              Id.NOTHING,
              false,
              "{\"role\":\"editor\"}"),
          rule("PUT /api/admin/people/{login}/invitation", ADMINISTRATOR, Id.NOTHING, false, "{}"),
          rule("PUT /api/admin/people/{login}/access", ADMINISTRATOR, Id.NOTHING, false, null),
          rule("DELETE /api/admin/people/{login}/access", ADMINISTRATOR, Id.NOTHING, false, null),
          rule("DELETE /api/admin/people/{login}/sign-ins", ADMINISTRATOR, Id.NOTHING, false, null),
          rule("GET /api/admin/export", ADMINISTRATOR, Id.NOTHING, false, null),
          rule("POST /api/admin/import", ADMINISTRATOR, Id.NOTHING, false, "{}"));

  @TempDir private static Path data;
  private static Newspaper newspaper;
  private static Tokens tokens;

  private static RSAKey foreignKey;
  private static String idToken = "";

  /** Things that refused calls leave as they are. A test that changes one makes others. */
  private static String copy = "";

  private static String editorCopy = "";
  private static String photo = "";
  private static String file = "";

  private static Map.Entry<String, Rule> rule(
      String route, String role, Id id, boolean versioned, @Nullable String body) {
    return Map.entry(route, new Rule(role, id, versioned, body));
  }

  /** Returns a JSON body for the route; null for a route without one. */
  static @Nullable String sample(String route) {
    Rule rule = RULES.get(route);
    return rule == null ? null : rule.body();
  }

  /**
   * Lists the routes as the template declares them, before any value is filled in. {@code
   * RoutesTest} checks that a HEAD is guarded like its GET.
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
  static void open() throws Exception {
    newspaper = Newspaper.openAtNoon(data);
    tokens = new Tokens(newspaper);
    foreignKey = new RSAKeyGenerator(2048).keyID(tokens.key().getKeyID()).generate();
    idToken = newspaper.signIn(Newspaper.ADMINISTRATOR).path("id_token").asText();
    fill();
  }

  @AfterAll
  static void close() {
    newspaper.close();
  }

  private static void fill() {
    copy = newspaper.draft(Newspaper.article("Của phóng viên")).json().path("id").asText();
    editorCopy = create(newspaper.token(Newspaper.EDITOR), "/articles", TEXT).path("id").asText();
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
    return java.util.Objects.requireNonNull(ruleOf(route).body());
  }

  private static Rule ruleOf(String route) {
    Rule rule = RULES.get(route);
    assertThat(rule).as("RULES must say who may call %s", route).isNotNull();
    return java.util.Objects.requireNonNull(rule);
  }

  @Test
  void knowsARuleForEveryRouteOfTheTemplate() {
    assertThat(new TreeSet<>(RULES.keySet()))
        .as("RULES must hold each route under /api/admin in template.yaml")
        .isEqualTo(routes());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void refusesInvalidAndInsufficientTokens(String route) throws Exception {
    Map<String, @Nullable String> wrong = new LinkedHashMap<>();
    wrong.put("none", null);
    wrong.put("no token", "abc");
    wrong.put(
        "expired",
        tokens.signed(
            tokens.key(),
            claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(1)))));
    wrong.put("signed by another", tokens.signed(foreignKey, claims -> claims));
    wrong.put(
        "another issuer's",
        tokens.signed(tokens.key(), claims -> claims.issuer("https://x.example")));
    wrong.put(
        "for another client",
        tokens.signed(tokens.key(), claims -> claims.claim("client_id", "other")));
    wrong.put(
        "without scope", tokens.signed(tokens.key(), claims -> claims.claim("scope", "openid")));
    wrong.put("an ID token", idToken);
    wrong.put("of no group", tokenOf("ai-do"));
    wrong.put("of another group", tokenOf("ai-do", "readers"));
    for (String lower : ROLES.subList(0, ROLES.indexOf(ruleOf(route).role()))) {
      wrong.put("of a mere " + lower, tokenOf("ai-do", lower));
    }
    Map<String, Set<Map<String, AttributeValue>>> before = tables();
    wrong.forEach(
        (kind, token) ->
            assertThat(call(route, copy, token, version(copy)).status())
                .as("%s with a token: %s", route, kind)
                .isIn(401, 403));
    assertThat(tables()).isEqualTo(before);
  }

  /**
   * The least permitted role is not refused, which shows that the other calls fail for their
   * tokens.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void admitsTheLeastPermittedRole(String route) throws Exception {
    Rule rule = ruleOf(route);
    String name = rule.role().equals(REPORTER) ? Newspaper.REPORTER : "ai-do";
    Answer answer = call(route, copy, tokenOf(name, rule.role()), version(copy));
    assertThat(answer.status())
        .as("%s: %s", route, answer.text())
        .isNotIn(401, 403, 405, 428)
        .isLessThan(500);
    if (!route.startsWith("GET ")) {
      fill(); // The call may have changed or deleted them.
    }
    if (route.equals("POST /api/admin/recounts")) {
      // The recount continues in the background, and would change tables that other tests compare.
      String path = answer.header("Location");
      String token = newspaper.token(Newspaper.EDITOR);
      Newspaper.await(
          "the recount",
          Duration.ofSeconds(60),
          () ->
              newspaper.send("GET", path, token, null).json().path("finishedAt").asText().length()
                  > 4);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void refusesAnotherReportersArticlesAndFiles(String route) throws Exception {
    Rule rule = ruleOf(route);
    if (!rule.role().equals(REPORTER)) {
      return;
    }
    String stranger = tokenOf("phong-vien-khac", REPORTER);
    Map<String, Set<Map<String, AttributeValue>>> before = tables();
    if (rule.id() == Id.ARTICLE) {
      for (String id : List.of(copy, editorCopy)) {
        call(route, id, stranger, version(id)).expect(route.equals(LEAVE) ? 204 : 403);
      }
    } else if (body(rule).contains("FILE")) {
      assertThat(call(route, copy, stranger, null).status()).isIn(403, 404);
    } else {
      return;
    }
    assertThat(tables()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void refusesIdsOfNothingAndOfOtherThings(String route) throws Exception {
    Rule rule = ruleOf(route);
    if (rule.id() == Id.NOTHING) {
      return;
    }
    String token = tokenOf("quan-tri", ADMINISTRATOR);
    List<String> wrong =
        List.of(
            "0000000000",
            rule.id() == Id.ARTICLE ? photo : copy,
            "photo%23" + photo,
            copy + "%00",
            copy.toUpperCase(java.util.Locale.ROOT) + "x",
            "%2e%2e%2fsettings",
            "import",
            "b%E1%BA%A3n-tin",
            "9".repeat(3000));
    Map<String, Set<Map<String, AttributeValue>>> before = tables();
    for (String id : wrong) {
      Answer answer = callAt(route, id, token, "\"1\"");
      if (!route.equals(LEAVE)) {
        assertThat(answer.status())
            .as("%s of %s: %s", route, id, answer.text())
            .isIn(400, 404, 414);
      }
    }
    assertThat(tables()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void refusesStaleAndForeignVersions(String route) throws Exception {
    Rule rule = ruleOf(route);
    if (!rule.versioned()) {
      return;
    }
    fill();
    String token = tokenOf("quan-tri", ADMINISTRATOR);
    // The other article is two versions ahead.
    for (int version = 1; version < 3; version++) {
      newspaper
          .send(
              "PUT",
              Newspaper.ARTICLES + "/" + editorCopy,
              newspaper.token(Newspaper.EDITOR),
              Answer.parse(TEXT),
              "If-Match",
              "\"" + version + "\"")
          .expect(200);
    }
    Map<String, Set<Map<String, AttributeValue>>> before = tables();
    call(route, copy, token, null).problem(428);
    List<String> stales =
        rule.id() == Id.ARTICLE
            ? List.of("\"0\"", "\"99\"", version(editorCopy))
            : List.of("\"99\"");
    for (String stale : stales) {
      assertThat(call(route, copy, token, stale).problem(409).path("detail").asText()).isNotBlank();
    }
    for (String garbage : List.of("\"x\"", "W/\"\"", "\"1\", \"2\"", "\"-1\"", "\"1e9\"")) {
      assertThat(call(route, copy, token, garbage).status())
          .as("%s with If-Match: %s", route, garbage)
          .isIn(400, 409, 412);
    }
    assertThat(tables()).isEqualTo(before);
  }

  /** Makes an access token of a person, as the provider would. */
  private static String tokenOf(String name, String... groups) throws Exception {
    return tokens.signed(
        tokens.key(),
        claims ->
            claims
                .claim("username", name)
                .claim("cognito:groups", groups.length == 0 ? null : List.of(groups)));
  }

  /** Calls a route with an article's id, or with the photo's id if the route is about photos. */
  private Answer call(
      String route, String article, @Nullable String token, @Nullable String version) {
    return callAt(route, ruleOf(route).id() == Id.PHOTO ? photo : article, token, version);
  }

  private Answer callAt(String route, String id, @Nullable String token, @Nullable String version) {
    Rule rule = ruleOf(route);
    String[] parts = route.split(" ", 2);
    String path =
        parts[1]
            .replace("{id}", id)
            .replace("{version}", "1")
            .replace("{login}", Newspaper.REPORTER)
            .replace("{day}", Newspaper.today().minusDays(1).toString());
    String json = body(rule).replace("FILE", file).replace("TODAY", Newspaper.today().toString());
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

  private static Map<String, Set<Map<String, AttributeValue>>> tables() {
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
