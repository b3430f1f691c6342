package bantin.editarticles;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.ArticleId;
import bantin.article.Card;
import bantin.article.Headline;
import bantin.article.ListName;
import bantin.article.Lookup;
import bantin.article.PublicArticles;
import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.engines.Tables;
import bantin.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class EditArticlesHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final String ARTICLES = "POST /api/admin/articles";
  private static final String ARTICLE = "/api/admin/articles/{id}";
  private static Tables tables;

  private EditArticlesHandler handler;
  private PublicArticles published;

  @BeforeAll
  static void open() {
    tables = Tables.inMemory();
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @BeforeEach
  void clear() {
    tables.clear();
    handler = at(NOW);
    published = new PublicArticles(tables.client(), tables.name("Articles"));
  }

  private static EditArticlesHandler at(Instant now) {
    return new EditArticlesHandler(
        tables.client("EditArticlesFunction"),
        tables.name("Newsroom"),
        tables.name("Articles"),
        "Bản Tin",
        ZoneId.of("Asia/Ho_Chi_Minh"),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void createsADraftWithItsAddressAndVersion() {
    Answer created = reporter(ARTICLES).json("{\"title\":\"Đường mới\"}").of(handler);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.header("Location")).isEqualTo("/api/admin/articles/" + id(created));
    JsonNode copy = json(reporter("GET " + ARTICLE).path("id", id(created)).of(handler));
    assertThat(copy.get("title").asText()).isEqualTo("Đường mới");
    assertThat(copy.get("state").asText()).isEqualTo("draft");
    assertThat(copy.get("savedBy").asText()).isEqualTo("phong-vien");
  }

  @ParameterizedTest
  @CsvSource({"title,300", "lead,1000", "source,300", "cardTitle,150", "cardDescription,300"})
  void refusesATextOverItsLimitByName(String field, int limit) {
    // Outside the BMP, so that characters are counted and not their halves.
    assertThat(create(field, "😀".repeat(limit)).status()).isEqualTo(201);
    Answer refused = create(field, "😀".repeat(limit + 1));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(json(refused).get("field").asText()).isEqualTo(field);
    assertThat(json(refused).get("detail").asText()).contains(String.valueOf(limit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Đường-mới", "duong moi", "-duong", "duong/moi", "a\"><b>"})
  void refusesASlugThatNoAddressHas(String slug) {
    Answer refused = create("slug", slug);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).get("field").asText()).isEqualTo("slug");
  }

  @Test
  void publishesUnderTheChosenAddressWithItsCard() {
    String text =
        "{\"title\":\"Một\",\"section\":\"tin-tuc\",\"body\":\"<p>b</p>\","
            + "\"slug\":\"xe-toi-ban\",\"cardTitle\":\"Thẻ\",\"cardDescription\":\"Mô tả\"}";
    Answer created = reporter(ARTICLES).json(text).of(handler);
    assertThat(created.status()).isEqualTo(201);
    JsonNode copy = json(publish(id(created), "\"1\"", ""));
    assertThat(copy.get("slug").asText()).isEqualTo("xe-toi-ban");
    assertThat(copy.get("cardTitle").asText()).isEqualTo("Thẻ");
    assertThat(copy.get("url").asText()).isEqualTo("/tin-tuc/xe-toi-ban-" + id(created));
    assertThat(published.find(new ArticleId(id(created)), NOW))
        .isInstanceOfSatisfying(
            Lookup.Found.class,
            found -> {
              assertThat(found.article().headline().slug()).isEqualTo("xe-toi-ban");
              assertThat(found.article().card()).isEqualTo(new Card("Thẻ", "Mô tả"));
            });
  }

  private Answer create(String field, String value) {
    return reporter(ARTICLES).json(Json.object().put(field, value).toString()).of(handler);
  }

  @ParameterizedTest
  @CsvSource({"authors,20", "tags,30"})
  void tooManyNamesAreRefused(String field, int limit) {
    assertThat(reporter(ARTICLES).json(names(field, limit)).of(handler).status()).isEqualTo(201);
    Answer refused = reporter(ARTICLES).json(names(field, limit + 1)).of(handler);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).get("detail").asText()).contains(field, String.valueOf(limit));
  }

  private static String names(String field, int count) {
    ObjectNode json = Json.object();
    ArrayNode names = json.putArray(field);
    IntStream.range(0, count).forEach(i -> names.add("Tên " + i));
    return json.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"titel\":\"a\"}",
        "{\"title\":1}",
        "{\"title\":\"a\\u0000b\"}",
        "{\"title\":\"a\\ud800b\"}",
        "{\"section\":\"khong-co\"}",
        "{\"authors\":\"Lan\"}",
        "{\"authors\":[\"Lan\",\"LAN\"]}",
        "{\"tags\":[\"!!!\"]}",
        "{\"body\":\"<script>1</script>\"}",
        "[1]",
        "{\"title\":\"a\"",
        "{\"title\":\"a\",\"title\":\"b\"}"
      })
  void refusesTextsThatCannotBeKeptUnchanged(String body) {
    assertThat(reporter(ARTICLES).json(body).of(handler).status()).isEqualTo(400);
    JsonNode list = json(editor("GET /api/admin/articles").of(handler));
    assertThat(list.get("articles")).isEmpty();
  }

  @Test
  void anotherTypeThanJsonIsRefused() {
    assertThat(reporter(ARTICLES).body("text/plain", "{}").of(handler).status()).isEqualTo(415);
  }

  @Test
  void refusesAChangeWithoutItsStartingVersion() {
    String id = create();
    assertThat(editor("PUT " + ARTICLE).path("id", id).json("{}").of(handler).status())
        .isEqualTo(428);
    assertThat(editor("PUT " + ARTICLE + "/publication").path("id", id).of(handler).status())
        .isEqualTo(428);
    assertThat(save(id, "x", "{}").status()).isEqualTo(400);
  }

  @Test
  void losesNeitherTextOfAStaleChange() {
    String id = create();
    assertThat(save(id, "\"1\"", "{\"title\":\"Của biên tập\"}").header("ETag")).isEqualTo("\"2\"");
    Answer stale =
        reporter("PUT " + ARTICLE)
            .path("id", id)
            .header("If-Match", "\"1\"")
            .json("{\"title\":\"Của phóng viên\"}")
            .of(handler);
    assertThat(stale.status()).isEqualTo(409);
    assertThat(json(stale).get("savedBy").asText()).isEqualTo("bien-tap");
    assertThat(json(stale).get("savedAt").asText()).isEqualTo("2026-11-23T03:00:00.000Z");
    assertThat(json(stale).get("version").asLong()).isEqualTo(2);
    assertThat(read(id).get("title").asText()).isEqualTo("Của biên tập");
  }

  @Test
  void keepsEverySavedVersionAsARevision() {
    String id = create();
    save(id, "\"1\"", "{\"title\":\"Hai\"}");
    var revisions =
        tables
            .client()
            .query(
                query ->
                    query
                        .tableName(tables.name("Newsroom"))
                        .keyConditionExpression("article = :id AND begins_with(part, :revision)")
                        .expressionAttributeValues(
                            Map.of(":id", text(id), ":revision", text("revision#"))))
            .items();
    assertThat(revisions)
        .extracting(item -> item.get("title"))
        .containsExactly(text("Một"), text("Hai"));
  }

  @Test
  void publishesIntoEveryListOfAnArticle() {
    String id = create();
    JsonNode copy = json(publish(id, "\"1\"", ""));
    assertThat(copy.get("state").asText()).isEqualTo("published");
    assertThat(copy.get("url").asText()).isEqualTo("/tin-tuc/mot-" + id);
    for (ListName list :
        List.of(
            ListName.ALL,
            ListName.section("tin-tuc"),
            ListName.tag("XÂY DỰNG"),
            ListName.author("Lù A Sử"))) {
      assertThat(list(list, NOW)).as(list.key()).containsExactly("Một");
    }
    assertThat(published.find(new ArticleId(id), NOW)).isInstanceOf(Lookup.Found.class);
  }

  @Test
  void keepsTheTimeOfACorrectionAndLeavesFormerLists() {
    String id = create();
    publish(id, "\"1\"", "");
    save(
        id,
        "\"2\"",
        "{\"title\":\"Hai\",\"section\":\"thong-bao\",\"body\":\"<p>b</p>\",\"tags\":[\"mới\"]}");
    assertThat(list(ListName.ALL, NOW)).containsExactly("Một");
    handler = at(NOW.plusSeconds(60));
    JsonNode copy = json(publish(id, "\"3\"", ""));
    assertThat(copy.get("publishedAt").asText()).isEqualTo("2026-11-23T03:00:00.000Z");
    assertThat(list(ListName.ALL, NOW)).containsExactly("Hai");
    assertThat(list(ListName.section("thong-bao"), NOW)).containsExactly("Hai");
    assertThat(list(ListName.tag("mới"), NOW)).containsExactly("Hai");
    assertThat(list(ListName.section("tin-tuc"), NOW)).isEmpty();
    assertThat(list(ListName.tag("xây dựng"), NOW)).isEmpty();
    assertThat(list(ListName.author("Lù A Sử"), NOW)).isEmpty();
  }

  @Test
  void anArticleMayLeaveMoreListsThanOneTransactionHolds() {
    String id = id(reporter(ARTICLES).json(crowded("cũ")).of(handler));
    publish(id, "\"1\"", "");
    save(id, "\"2\"", crowded("mới"));
    assertThat(publish(id, "\"3\"", "").status()).isEqualTo(200);
    assertThat(list(ListName.tag("thẻ cũ 7"), NOW)).isEmpty();
    assertThat(list(ListName.author("người cũ 7"), NOW)).isEmpty();
    assertThat(list(ListName.tag("thẻ mới 7"), NOW)).hasSize(1);
    assertThat(list(ListName.author("người mới 7"), NOW)).hasSize(1);
    assertThat(list(ListName.ALL, NOW)).hasSize(1);
  }

  private static String crowded(String word) {
    ObjectNode json = Json.object().put("title", "Đông").put("section", "tin-tuc").put("body", "b");
    ArrayNode tags = json.putArray("tags");
    IntStream.range(0, 30).forEach(i -> tags.add("thẻ " + word + " " + i));
    ArrayNode authors = json.putArray("authors");
    IntStream.range(0, 20).forEach(i -> authors.add("người " + word + " " + i));
    return json.toString();
  }

  @Test
  void showsAScheduledArticleFromItsSecondToItsEnd() {
    String id = create();
    JsonNode copy =
        json(
            publish(
                id,
                "\"1\"",
                "{\"at\":\"2026-11-23T10:00:05+07:00\",\"until\":\"2026-11-23T10:01:00+07:00\"}"));
    assertThat(copy.get("state").asText()).isEqualTo("scheduled");
    Instant at = NOW.plusSeconds(5);
    Instant until = NOW.plusSeconds(60);
    for (Instant before : List.of(NOW, at.minusMillis(1))) {
      assertThat(list(ListName.ALL, before)).isEmpty();
      assertThat(published.find(new ArticleId(id), before)).isInstanceOf(Lookup.Missing.class);
    }
    for (Instant during : List.of(at, until.minusMillis(1))) {
      assertThat(list(ListName.ALL, during)).containsExactly("Một");
      assertThat(published.find(new ArticleId(id), during)).isInstanceOf(Lookup.Found.class);
    }
    assertThat(list(ListName.ALL, until)).isEmpty();
    assertThat(published.find(new ArticleId(id), until)).isInstanceOf(Lookup.Gone.class);
    assertThat(states("scheduled")).containsExactly("Một");
    assertThat(states("published")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"at\":\"tomorrow\"}",
        "{\"at\":\"2026-11-23T10:00:05\"}",
        "{\"at\":\"+99999-01-01T00:00:00Z\"}",
        "{\"at\":5}",
        "{\"until\":\"2020-01-01T00:00:00Z\"}",
        "{\"at\":\"2026-11-24T03:00:00.123Z\",\"until\":\"2026-11-24T03:00:00.1239Z\"}",
        "{\"at\":\"2026-11-24T03:00:00Z\",\"until\":\"2026-11-24T03:00:00.000000001Z\"}",
        "{\"when\":\"2026-11-23T10:00:05Z\"}"
      })
  void refusesImpossibleTimes(String body) {
    String id = create();
    assertThat(publish(id, "\"1\"", body).status()).isEqualTo(400);
    assertThat(read(id).get("state").asText()).isEqualTo("draft");
  }

  @Test
  void leavesOnlyTheNoticeOfAWithdrawnArticle() {
    String id = create();
    publish(id, "\"1\"", "");
    Answer withdrawn =
        editor("DELETE " + ARTICLE + "/publication")
            .path("id", id)
            .header("If-Match", "\"2\"")
            .json("{\"notice\":\"Đăng nhầm, xin lỗi bạn đọc.\"}")
            .of(handler);
    assertThat(json(withdrawn).get("state").asText()).isEqualTo("withdrawn");
    assertThat(list(ListName.ALL, NOW)).isEmpty();
    assertThat(list(ListName.tag("xây dựng"), NOW)).isEmpty();
    assertThat(published.find(new ArticleId(id), NOW))
        .isEqualTo(new Lookup.Gone("Đăng nhầm, xin lỗi bạn đọc.", NOW));
    assertThat(read(id).get("body").asText()).isEqualTo("<p>Thân bài.</p>");
  }

  @Test
  void publishingSaysWhatIsMissing() {
    String id = id(reporter(ARTICLES).json("{\"lead\":\"Sa pô\"}").of(handler));
    Answer refused = publish(id, "\"1\"", "");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(json(refused).get("missing").toString())
        .isEqualTo("[\"title\",\"section\",\"body\"]");
    Answer handedIn =
        reporter("PUT " + ARTICLE + "/submission")
            .path("id", id)
            .header("If-Match", "\"1\"")
            .of(handler);
    assertThat(handedIn.status()).isEqualTo(422);
  }

  @Test
  void letsReportersSubmitAndNotPublish() {
    String id = create();
    Answer refused =
        reporter("PUT " + ARTICLE + "/publication")
            .path("id", id)
            .header("If-Match", "\"1\"")
            .of(handler);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(list(ListName.ALL, NOW)).isEmpty();
    assertThat(read(id).get("version").asLong()).isEqualTo(1);
    Answer handedIn =
        reporter("PUT " + ARTICLE + "/submission")
            .path("id", id)
            .header("If-Match", "\"1\"")
            .of(handler);
    assertThat(json(handedIn).get("state").asText()).isEqualTo("submitted");
  }

  @Test
  void keepsReportersFromArticlesOfOthers() {
    String id = id(editor(ARTICLES).json("{\"title\":\"Của biên tập\"}").of(handler));
    assertThat(reporter("GET " + ARTICLE).path("id", id).of(handler).status()).isEqualTo(403);
    assertThat(
            reporter("PUT " + ARTICLE)
                .path("id", id)
                .header("If-Match", "\"1\"")
                .json("{}")
                .of(handler)
                .status())
        .isEqualTo(403);
    assertThat(
            reporter("DELETE " + ARTICLE)
                .path("id", id)
                .header("If-Match", "\"1\"")
                .of(handler)
                .status())
        .isEqualTo(403);
    assertThat(read(id).get("title").asText()).isEqualTo("Của biên tập");
  }

  @Test
  void refusesPeopleWithoutAGroup() {
    assertThat(Call.to("GET /api/admin/articles").by("la").of(handler).status()).isEqualTo(403);
    assertThat(Call.to("GET /api/admin/articles").of(handler).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "lead", "source", "authors", "tags", "body"})
  void refusesTextThatTurnsItsDirection(String field) {
    ObjectNode manuscript = Json.object();
    String hostile = "ảnh \u202Egpj.exe";
    if (field.equals("authors") || field.equals("tags")) {
      manuscript.putArray(field).add(hostile);
    } else {
      manuscript.put(field, hostile);
    }
    Answer refused = reporter(ARTICLES).json(manuscript.toString()).of(handler);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).path("field").asText()).isEqualTo(field);
    assertThat(json(refused).path("detail").asText()).contains("U+202E", "in “ảnh [?]gpj.exe”");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title | a\u202Eb | Có ký tự U+202E làm đảo chiều chữ",
        "title | a\u0007b | Có ký tự U+0007 không hiển thị được",
        "body | <script>a</script> | Không được chứa <script>",
        "body | <p onclick=\"a\">a</p> | Không được chứa <p onclick>",
        "body | <a href=\"javascript:a\">a</a> | Có địa chỉ trong <a href>",
        "body | <img src=\"https://anh.example/a.jpg\"> | ảnh không nằm trên trang này (https:",
      })
  void refusesTextInVietnameseAlone(String field, String text, String sentence) {
    Answer refused =
        reporter(ARTICLES)
            .header("Accept-Language", "vi")
            .json(Json.object().put(field, text).toString())
            .of(handler);
    String detail = json(refused).path("detail").asText();
    assertThat(detail).startsWith(field + ": ").contains(sentence);
    assertThat(detail).doesNotContainPattern("\\b(the|it|its|is|which|that)\\b");
  }

  @Test
  void refusesLongBodiesInVietnamese() {
    Answer refused =
        reporter(ARTICLES)
            .header("Accept-Language", "vi")
            .json(Json.object().put("body", "a".repeat(307_201)).toString())
            .of(handler);
    assertThat(json(refused).path("detail").asText())
        .isEqualTo(
            "body: Nội dung dài 307201 byte, chỉ được tối đa 307200 (300 KB): hãy chia thành nhiều"
                + " bài.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vi | Ảnh 1 chưa có mô tả cho người khiếm thị. | Ảnh 1 chưa có chú thích.",
        "en | Photo 1 has no text for those who cannot see it. | Photo 1 has no caption."
      })
  void warnsOfPhotosInTheCallersLanguage(String language, String alt, String caption) {
    Answer created =
        reporter(ARTICLES)
            .header("Accept-Language", language)
            .json(Json.object().put("body", "<img src=\"/photos/a/960.jpg\">").toString())
            .of(handler);
    assertThat(json(created).path("warnings").findValuesAsText("text"))
        .containsExactly(alt, caption);
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "lead", "source"})
  void refusesTextThatNobodySees(String field) {
    Answer refused =
        reporter(ARTICLES).json(Json.object().put(field, "\u200B\u3164").toString()).of(handler);
    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void deletesPublishedArticlesOnlyAfterTheirWithdrawal() {
    String id = create();
    publish(id, "\"1\"", "");
    assertThat(delete(id, "\"2\"").status()).isEqualTo(409);
    editor("DELETE " + ARTICLE + "/publication")
        .path("id", id)
        .header("If-Match", "\"2\"")
        .of(handler);
    Answer deleted = delete(id, "\"3\"");
    assertThat(deleted.status()).as(deleted.log().toString()).isEqualTo(204);
    assertThat(editor("GET " + ARTICLE).path("id", id).of(handler).status()).isEqualTo(404);
  }

  @Test
  void listsPageThroughAllOnce() {
    for (int i = 0; i < 5; i++) {
      handler = at(NOW.plusSeconds(i));
      reporter(ARTICLES).json("{\"title\":\"Bài " + i + "\"}").of(handler);
    }
    JsonNode first = json(editor("GET /api/admin/articles").query("limit", "3").of(handler));
    assertThat(titles(first)).containsExactly("Bài 4", "Bài 3", "Bài 2");
    JsonNode second =
        json(
            editor("GET /api/admin/articles")
                .query("limit", "3")
                .query("before", first.get("next").asText())
                .of(handler));
    assertThat(titles(second)).containsExactly("Bài 1", "Bài 0");
    assertThat(second.get("next").isNull()).isTrue();
  }

  private String create() {
    return id(
        reporter(ARTICLES)
            .json(
                "{\"title\":\"Một\",\"lead\":\"Sa pô\",\"section\":\"tin-tuc\","
                    + "\"authors\":[\"Lù A Sử\"],\"tags\":[\"Xây dựng\"],"
                    + "\"body\":\"<p>Thân bài.</p>\"}")
            .of(handler));
  }

  private Answer save(String id, String version, String body) {
    return editor("PUT " + ARTICLE)
        .path("id", id)
        .header("If-Match", version)
        .json(body)
        .of(handler);
  }

  private Answer publish(String id, String version, String body) {
    Call call =
        editor("PUT " + ARTICLE + "/publication").path("id", id).header("If-Match", version);
    return (body.isEmpty() ? call : call.json(body)).of(handler);
  }

  private Answer delete(String id, String version) {
    return editor("DELETE " + ARTICLE).path("id", id).header("If-Match", version).of(handler);
  }

  private JsonNode read(String id) {
    return json(editor("GET " + ARTICLE).path("id", id).of(handler));
  }

  private List<String> list(ListName list, Instant now) {
    return published.newest(list, 10, now).headlines().stream().map(Headline::title).toList();
  }

  private List<String> states(String state) {
    return titles(json(editor("GET /api/admin/articles").query("state", state).of(handler)));
  }

  private static List<String> titles(JsonNode list) {
    return list.get("articles").findValuesAsText("title");
  }

  private static Call reporter(String route) {
    return Call.to(route).by("phong-vien", "reporter");
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "100, 200", "0, 400", "101, 400", "1000, 400", "ten, 400"})
  void listsOneToAHundredArticles(String limit, int status) {
    assertThat(editor("GET /api/admin/articles").query("limit", limit).of(handler).status())
        .isEqualTo(status);
  }

  @Test
  void showsVersionsToTheirReadersAlone() {
    String id = id(editor(ARTICLES).json("{\"title\":\"Của biên tập\"}").of(handler));
    Call version = Call.to("GET " + ARTICLE + "/revisions/{version}");
    version.path("id", id).path("version", "1");
    assertThat(version.by("bien-tap", "editor").of(handler).status()).isEqualTo(200);
    assertThat(version.by("phong-vien", "reporter").of(handler).status()).isEqualTo(403);
  }

  @Test
  void restoresFixedPagesForAdministratorsAlone() {
    Call create = Call.to(ARTICLES).by("quan-tri", "administrator");
    String id = id(create.json("{\"title\":\"Xã\",\"section\":\"trang\"}").of(handler));
    Call.to("DELETE " + ARTICLE)
        .by("quan-tri", "administrator")
        .path("id", id)
        .header("If-Match", "\"1\"")
        .of(handler);
    Call restore =
        Call.to("POST " + ARTICLE + "/restoration").path("id", id).header("If-Match", "\"2\"");
    assertThat(restore.by("bien-tap", "editor").of(handler).status()).isEqualTo(403);
    assertThat(restore.by("quan-tri", "administrator").of(handler).status()).isEqualTo(200);
  }

  private static Call editor(String route) {
    return Call.to(route).by("bien-tap", "editor");
  }

  private static String id(Answer answer) {
    return json(answer).get("id").asText();
  }

  private static JsonNode json(Answer answer) {
    return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
