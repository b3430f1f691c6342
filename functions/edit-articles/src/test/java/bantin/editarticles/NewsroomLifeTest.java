package bantin.editarticles;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.ArticleId;
import bantin.article.Lookup;
import bantin.article.PageLink;
import bantin.article.PublicArticles;
import bantin.article.SiteSettings;
import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.engines.Tables;
import bantin.http.Json;
import bantin.newsroom.NewsroomKeys;
import bantin.newsroom.Photo;
import bantin.newsroom.Photos;
import bantin.newsroom.Staff;
import bantin.photo.PhotoId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Features of the newsroom besides states: history, presence, previews, settings. */
final class NewsroomLifeTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final String CREATE = "POST /api/admin/articles";
  private static final String ONE = "/api/admin/articles/{id}";
  private static Tables tables;

  private Instant now = NOW;

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
  }

  @Test
  void readsAndRestoresEveryVersion() {
    String id = create("{\"title\":\"Một\",\"body\":\"<p>Cũ</p>\"}");
    save(id, 1, "{\"title\":\"Hai\",\"body\":\"<p>Mới</p>\"}");

    JsonNode list = json(editor("GET " + ONE + "/revisions").path("id", id));
    assertThat(list.path("revisions").findValuesAsText("action"))
        .containsExactly("saved", "created");
    assertThat(list.path("next").isNull()).isTrue();
    JsonNode first =
        json(editor("GET " + ONE + "/revisions/{version}").path("id", id).path("version", "1"));
    assertThat(first.path("body").asText()).isEqualTo("<p>Cũ</p>");
    ObjectNode again = Json.object();
    again.set("title", first.path("title"));
    again.set("body", first.path("body"));
    save(id, 2, again.toString());
    assertThat(json(editor("GET " + ONE).path("id", id)).path("title").asText()).isEqualTo("Một");
    assertThat(
            status(
                editor("GET " + ONE + "/revisions/{version}").path("id", id).path("version", "9")))
        .isEqualTo(404);
    assertThat(
            status(
                editor("GET " + ONE + "/revisions/{version}").path("id", id).path("version", "x")))
        .isEqualTo(400);
  }

  @Test
  void createsOneDraftForARequestThatIsSentAgain() {
    JsonNode first = createWithKey(reporter(CREATE), "Một");
    assertThat(createWithKey(reporter(CREATE), "Một")).isEqualTo(first);

    JsonNode longer = createWithKey(reporter(CREATE), "Một hai");
    assertThat(longer.path("id")).isEqualTo(first.path("id"));
    assertThat(longer.path("version").asLong()).isEqualTo(2);
    assertThat(longer.path("title").asText()).isEqualTo("Một hai");
  }

  @Test
  void namesTheDraftOfTheKeyWhereItWasChangedSince() {
    String first = createWithKey(reporter(CREATE), "Một").path("id").asText();
    save(first, 1, "{\"title\":\"Người khác sửa\"}");
    JsonNode problem = json(withKey(reporter(CREATE), "Một hai"), 409);
    assertThat(problem.path("type").asText()).endsWith("stale-version");
    assertThat(problem.path("id").asText()).isEqualTo(first);
    assertThat(problem.path("version").asLong()).isEqualTo(2);
    assertThat(json(editor("GET " + ONE).path("id", first)).path("title").asText())
        .isEqualTo("Người khác sửa");
    assertThat(createWithKey(reporter(CREATE), "Người khác sửa").path("id").asText())
        .isEqualTo(first);
  }

  @Test
  void createsAnotherDraftWhereTheFirstIsInTheTrash() {
    String first = createWithKey(reporter(CREATE), "Một").path("id").asText();
    assertThat(status(reporter("DELETE " + ONE).path("id", first).header("If-Match", "1")))
        .isEqualTo(204);
    JsonNode second = createWithKey(reporter(CREATE), "Một hai");
    assertThat(second.path("id").asText()).isNotEqualTo(first);
    assertThat(second.path("title").asText()).isEqualTo("Một hai");
  }

  @Test
  void keepsApartTheSameKeyOfTwoPeople() {
    assertThat(createWithKey(editor(CREATE), "Một").path("id"))
        .isNotEqualTo(createWithKey(reporter(CREATE), "Một").path("id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "with a space in it", ""})
  void refusesAKeyOfAnotherForm(String key) {
    Call call = reporter(CREATE).json("{\"title\":\"Một\"}").header("Idempotency-Key", key);
    assertThat(status(call)).isEqualTo(400);
  }

  private JsonNode createWithKey(Call call, String title) {
    return json(withKey(call, title), 201);
  }

  private static Call withKey(Call call, String title) {
    return call.json("{\"title\":\"" + title + "\"}")
        .header("Idempotency-Key", "new-0123456789-abc");
  }

  @Test
  void pagesALongHistory() {
    String id = create("{\"title\":\"0\"}");
    for (int version = 1; version <= 60; version++) {
      save(id, version, "{\"title\":\"" + version + "\"}");
    }
    JsonNode first = json(editor("GET " + ONE + "/revisions").path("id", id));
    assertThat(first.path("revisions")).hasSize(50);
    String next = first.path("next").asText();
    JsonNode second =
        json(editor("GET " + ONE + "/revisions").path("id", id).query("before", next));
    assertThat(second.path("revisions").findValuesAsText("version"))
        .hasSize(11)
        .startsWith("11")
        .endsWith("1");
  }

  @Test
  void keepsTheHistoryOfADeletedArticleForEditors() {
    String id = create("{\"title\":\"Một\"}");
    assertThat(status(reporter("DELETE " + ONE).path("id", id).header("If-Match", "1")))
        .isEqualTo(204);
    assertThat(status(reporter("GET " + ONE + "/revisions").path("id", id))).isEqualTo(404);
    JsonNode list = json(editor("GET " + ONE + "/revisions").path("id", id));
    assertThat(list.path("revisions").path(0).path("action").asText()).isEqualTo("deleted");
    assertThat(list.path("revisions").path(0).path("title").asText()).isEqualTo("Một");
  }

  @Test
  void listsOfTheDeskStandWithoutBrokenItems() {
    String id = create("{\"title\":\"Một\"}");
    for (Map<String, AttributeValue> item :
        List.of(
            Map.of(
                "article",
                fromS("x"),
                "part",
                fromS("copy"),
                "state",
                fromS("draft"),
                "savedAt",
                fromS("2026-11-23T02:00:00.000Z")),
            Map.of("article", fromS(id), "part", fromS("revision#00000000")),
            Map.of("article", fromS("bylines"), "part", fromS("x")))) {
      tables.client().putItem(put -> put.tableName("Newsroom").item(item));
    }
    assertThat(json(editor("GET /api/admin/articles").query("state", "draft")).path("articles"))
        .hasSize(1);
    assertThat(json(editor("GET " + ONE + "/revisions").path("id", id)).path("revisions"))
        .hasSize(1);
    assertThat(status(editor("GET /api/admin/bylines"))).isEqualTo(200);
  }

  @Test
  void forgetsSilentPeople() {
    String id = create("{}");
    assertThat(arrive(id, "bien-tap").path("others")).isEmpty();
    now = NOW.plusSeconds(30);
    JsonNode others = arrive(id, "quan-tri").path("others");
    assertThat(others.path(0).path("name").asText()).isEqualTo("bien-tap");
    assertThat(others.path(0).path("since").asText()).isEqualTo("2026-11-23T03:00:00.000Z");
    arrive(id, "bien-tap");
    now = NOW.plusSeconds(85);
    assertThat(arrive(id, "quan-tri").path("others").path(0).path("since").asText())
        .isEqualTo("2026-11-23T03:00:00.000Z");
    now = NOW.plusSeconds(90);
    assertThat(arrive(id, "quan-tri").path("others")).isEmpty();
    assertThat(
            status(Call.to("DELETE " + ONE + "/presence").path("id", id).by("quan-tri", "editor")))
        .isEqualTo(204);
    assertThat(arrive(id, "bien-tap").path("others")).isEmpty();
  }

  private JsonNode arrive(String id, String person) {
    return json(Call.to("PUT " + ONE + "/presence").path("id", id).by(person, "editor").json("{}"));
  }

  @Test
  void showsAPreviewAsReadersWouldSeeItForADay() {
    String id = create("{\"title\":\"Một\",\"section\":\"tin-tuc\",\"body\":\"<p>Thân.</p>\"}");
    Answer answer = reporter("POST " + ONE + "/preview").path("id", id).of(handler());
    assertThat(answer.status()).isEqualTo(201);
    String url = read(answer).path("url").asText();
    assertThat(url).matches("/preview/[A-Za-z0-9_-]{22}");
    String token = url.substring("/preview/".length());
    PublicArticles published = new PublicArticles(tables.client(), "Articles");
    assertThat(published.preview(token, NOW)).isInstanceOf(Lookup.Found.class);
    assertThat(published.preview(token, NOW.plusSeconds(86_399))).isInstanceOf(Lookup.Found.class);
    assertThat(published.preview(token, NOW.plusSeconds(86_400)))
        .isInstanceOf(Lookup.Missing.class);
    assertThat(published.find(new ArticleId(id), NOW)).isInstanceOf(Lookup.Missing.class);
    assertThat(reporter("POST " + ONE + "/preview").path("id", id).of(handler()).body())
        .doesNotContain(token);
  }

  @Test
  void bylinesAreSuggestedOnceHandedIn() {
    String id =
        create(
            "{\"title\":\"Một\",\"section\":\"tin-tuc\",\"body\":\"<p>b</p>\","
                + "\"authors\":[\"Đỗ Thị Ỷ\",\"Giàng A Páo\",\"Ánh Tuyết\"]}");
    assertThat(json(reporter("GET /api/admin/bylines")).path("authors")).isEmpty();
    assertThat(
            status(
                reporter("PUT " + ONE + "/submission").path("id", id).header("If-Match", "\"1\"")))
        .isEqualTo(200);
    assertThat(json(reporter("GET /api/admin/bylines")).path("authors"))
        .hasToString("[\"Ánh Tuyết\",\"Đỗ Thị Ỷ\",\"Giàng A Páo\"]");
  }

  @Test
  void findsArticlesByTitleAndOwner() {
    create("{\"title\":\"Đường về bản Sín Chéng\"}");
    create("{\"title\":\"Chợ phiên\"}");
    json(
        Call.to("POST /api/admin/articles")
            .by("bien-tap", "editor")
            .json("{\"title\":\"Con đường mới\"}"),
        201);
    assertThat(find("find", "DUONG"))
        .containsExactlyInAnyOrder("Đường về bản Sín Chéng", "Con đường mới");
    assertThat(find("mine", "true")).containsExactly("Con đường mới");
    assertThat(find("find", "không có")).isEmpty();
    assertThat(status(editor("GET /api/admin/articles").query("mine", "maybe"))).isEqualTo(400);
  }

  @Test
  void listsForReportersHoldTheirOwnArticlesAlone() {
    for (int i = 0; i < 6; i++) {
      now = NOW.plusSeconds(i);
      boolean own = i % 2 == 0;
      json(
          Call.to("POST /api/admin/articles")
              .by(own ? "phong-vien" : "dong-nghiep", "reporter")
              .json("{\"title\":\"Đường " + i + "\",\"authors\":[\"Lan\"],\"tags\":[\"chợ\"]}"),
          201);
    }
    for (String[] query :
        new String[][] {
          {"limit", "50"}, {"mine", "false"}, {"state", "draft"}, {"find", "duong"}
        }) {
      JsonNode list = json(reporter("GET /api/admin/articles").query(query[0], query[1]));
      assertThat(list.path("articles").findValuesAsText("title"))
          .as(query[0])
          .containsExactly("Đường 4", "Đường 2", "Đường 0");
      assertThat(list.path("next").isNull()).isTrue();
    }
    JsonNode first = json(reporter("GET /api/admin/articles").query("limit", "2"));
    assertThat(first.path("articles").findValuesAsText("title"))
        .containsExactly("Đường 4", "Đường 2");
    JsonNode second =
        json(
            reporter("GET /api/admin/articles")
                .query("limit", "2")
                .query("before", first.path("next").asText()));
    assertThat(second.path("articles").findValuesAsText("title")).containsExactly("Đường 0");
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(find("find", "duong")).hasSize(6);
  }

  @Test
  void listsForReportersLeaveOutPublishedArticlesOfOthers() {
    for (String writer : new String[] {"phong-vien", "dong-nghiep"}) {
      String id =
          json(
                  Call.to("POST /api/admin/articles")
                      .by(writer, "reporter")
                      .json(
                          "{\"title\":\"Bài của "
                              + writer
                              + "\",\"section\":\"tin-tuc\",\"body\":\"<p>b</p>\"}"),
                  201)
              .path("id")
              .asText();
      assertThat(
              status(editor("PUT " + ONE + "/publication").path("id", id).header("If-Match", "1")))
          .isEqualTo(200);
    }
    assertThat(
            json(reporter("GET /api/admin/articles").query("state", "published"))
                .path("articles")
                .findValuesAsText("title"))
        .containsExactly("Bài của phong-vien");
  }

  @Test
  void revisionsHoldHashesOfTheirPhotos() {
    Photos photos = new Photos(tables.client(), "Newsroom");
    PhotoId photo = PhotoId.random();
    photos.announce(Photo.announced(photo, "a.jpg", "image/jpeg", 10, NOW, "phong-vien"));
    String id =
        create(
            "{\"title\":\"Một\",\"section\":\"tin-tuc\",\"body\":\"<img src='/photos/"
                + photo
                + "/960.jpg' alt='Chợ'>\"}");
    assertThat(revision(id, 1).path("photos")).isEmpty();
    Call publish = editor("PUT " + ONE + "/publication").path("id", id).header("If-Match", "1");
    Answer early = publish.of(handler());
    assertThat(early.status()).isEqualTo(422);
    assertThat(read(early).path("photos").path(0).asText()).isEqualTo(photo.value());

    photos.ready(photo, 1200, 800, "ab12");
    assertThat(status(publish)).isEqualTo(200);
    JsonNode shown = revision(id, 2).path("photos").path(0);
    assertThat(shown.path("id").asText()).isEqualTo(photo.value());
    assertThat(shown.path("content").asText()).isEqualTo("ab12");
  }

  private JsonNode revision(String id, int version) {
    return json(
        editor("GET " + ONE + "/revisions/{version}")
            .path("id", id)
            .path("version", String.valueOf(version)));
  }

  private java.util.List<String> find(String name, String value) {
    return json(editor("GET /api/admin/articles").query(name, value))
        .path("articles")
        .findValuesAsText("title");
  }

  @Test
  void photosLackingTextAreToldAndReadersGetEverySize() {
    PhotoId photo = PhotoId.random();
    Photos photos = new Photos(tables.client(), "Newsroom");
    photos.announce(Photo.announced(photo, "a.jpg", "image/jpeg", 10, NOW, "phong-vien"));
    photos.ready(photo, 1200, 800, "ab12");
    String src = "/photos/" + photo + "/960.jpg";
    String body =
        "<figure><img src=\\\""
            + src
            + "\\\" alt=\\\"Chợ\\\" width=\\\"1200\\\" height=\\\"800\\\">"
            + "<figcaption>Chợ <small>Ảnh: Lan</small></figcaption></figure>"
            + "<p><img src=\\\"/photos/b/960.jpg\\\" alt=\\\"\\\"></p>";
    String id = create("{\"title\":\"Một\",\"section\":\"tin-tuc\",\"body\":\"" + body + "\"}");

    JsonNode copy = json(editor("GET " + ONE).path("id", id));
    assertThat(copy.path("warnings").findValuesAsText("code")).containsExactly("alt", "caption");
    assertThat(copy.path("warnings").findValuesAsText("photo")).containsExactly("2", "2");
    assertThat(copy.path("body").asText()).doesNotContain("srcset");
    assertThat(Objects.requireNonNull(photos.find(photo)).usedBy()).containsExactly(id);

    assertThat(status(editor("PUT " + ONE + "/publication").path("id", id).header("If-Match", "1")))
        .isEqualTo(200);
    Lookup.Found found =
        (Lookup.Found) new PublicArticles(tables.client(), "Articles").find(new ArticleId(id), NOW);
    String srcset =
        "/photos/"
            + photo
            + "/480.jpg 480w, "
            + src
            + " 960w, /photos/"
            + photo
            + "/1600.jpg 1200w";
    assertThat(found.article().body())
        .contains("srcset=\"" + srcset + "\"", "sizes=\"", "<small>Ảnh: Lan</small>")
        .containsOnlyOnce("loading=\"lazy\"");
    assertThat(Objects.requireNonNull(found.article().headline().cover()).srcset())
        .isEqualTo(srcset);
  }

  @Test
  void listsOfferTheSmallRenditionOfAPhotoThatHasIt() {
    PhotoId photo = PhotoId.random();
    Photos photos = new Photos(tables.client(), "Newsroom");
    photos.announce(Photo.announced(photo, "a.jpg", "image/jpeg", 10, NOW, "phong-vien"));
    photos.ready(photo, 1200, 800, "ab12");
    String body = "<img src='" + photo.phoneUrl() + "' alt='Chợ' width='1200' height='800'>";
    String id = create("{\"title\":\"Một\",\"section\":\"tin-tuc\",\"body\":\"" + body + "\"}");
    assertThat(status(editor("PUT " + ONE + "/publication").path("id", id).header("If-Match", "1")))
        .isEqualTo(200);
    assertThat(cover(id)).startsWith("/photos/" + photo + "/320.jpg 320w, ");

    // As a photo was recorded before the small renditions.
    tables
        .client()
        .updateItem(
            update ->
                update
                    .tableName("Newsroom")
                    .key(
                        Map.of(
                            "article", fromS("photo#" + photo),
                            "part", fromS("photo")))
                    .updateExpression("REMOVE small"));
    String other = create("{\"title\":\"Hai\",\"section\":\"tin-tuc\",\"body\":\"" + body + "\"}");
    assertThat(
            status(editor("PUT " + ONE + "/publication").path("id", other).header("If-Match", "1")))
        .isEqualTo(200);
    assertThat(cover(other)).startsWith("/photos/" + photo + "/480.jpg 480w, ");
  }

  private String cover(String id) {
    Lookup.Found found =
        (Lookup.Found) new PublicArticles(tables.client(), "Articles").find(new ArticleId(id), NOW);
    return Objects.requireNonNull(found.article().headline().cover()).srcset();
  }

  @Test
  void refusesPicturesOfOtherSites() {
    String body = "<figure><img src=\\\"https://anh.example/a.jpg\\\" alt=\\\"Chợ\\\"></figure>";
    Answer refused =
        editor("POST /api/admin/articles")
            .json("{\"title\":\"Một\",\"section\":\"tin-tuc\",\"body\":\"" + body + "\"}")
            .of(handler());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(read(refused).path("field").asText()).isEqualTo("body");
    assertThat(read(refused).at("/pictures/0").asText()).isEqualTo("https://anh.example/a.jpg");
    assertThat(read(refused).path("detail").asText()).contains("/api/admin/photos");
  }

  /** Saved before such pictures were refused. */
  @Test
  void publishesLinkInPlaceOfStoredPictureOfAnotherSite() {
    String id = create("{\"title\":\"Một\",\"section\":\"tin-tuc\",\"body\":\"<p>Cũ.</p>\"}");
    tables
        .client()
        .updateItem(
            update ->
                update
                    .tableName("Newsroom")
                    .key(NewsroomKeys.copy(new ArticleId(id)))
                    .updateExpression("SET body = :body")
                    .expressionAttributeValues(
                        Map.of(
                            ":body",
                            AttributeValue.fromS(
                                "<figure><img src=\"https://anh.example/a.jpg\" alt=\"Chợ\" />"
                                    + "</figure>"))));
    String link = "<figure><a href=\"https://anh.example/a.jpg\">Chợ (anh.example)</a></figure>";
    assertThat(json(editor("GET " + ONE).path("id", id)).path("body").asText()).isEqualTo(link);
    assertThat(status(editor("PUT " + ONE + "/publication").path("id", id).header("If-Match", "1")))
        .isEqualTo(200);
    Lookup.Found found =
        (Lookup.Found) new PublicArticles(tables.client(), "Articles").find(new ArticleId(id), NOW);
    assertThat(found.article().body()).isEqualTo(link);
    assertThat(found.article().headline().cover()).isNull();
  }

  @Test
  void settingsAreTheAdministratorsAndShownToAll() {
    JsonNode before = json(reporter("GET /api/admin/settings"));
    assertThat(before.path("version").asLong()).isZero();
    String json =
        "{\"siteName\":\"Bản tin Mường\",\"accent\":\"#0B5394\",\"contact\":\"a@b.vn\\nĐT 0214\","
            + "\"licence\":\"CC BY\",\"sections\":[{\"name\":\"tin-tuc\",\"title\":\"Tin\"},"
            + "{\"name\":\"van-hoa\",\"title\":\"Văn hóa\"}]}";
    assertThat(status(editor("PUT /api/admin/settings").header("If-Match", "\"0\"").json(json)))
        .isEqualTo(403);
    assertThat(status(admin("PUT /api/admin/settings").json(json))).isEqualTo(428);
    JsonNode after = json(admin("PUT /api/admin/settings").header("If-Match", "\"0\"").json(json));
    assertThat(after.path("accent").asText()).isEqualTo("#0b5394");
    assertThat(status(admin("PUT /api/admin/settings").header("If-Match", "\"0\"").json(json)))
        .isEqualTo(409);
    JsonNode me = json(Call.to("GET /api/admin/me").by("phong-vien", "reporter"));
    assertThat(me.path("role").asText()).isEqualTo("reporter");
    assertThat(me.path("settings").path("siteName").asText()).isEqualTo("Bản tin Mường");
    create("{\"section\":\"van-hoa\"}");
  }

  @Test
  void takesAReadyPhotoAsLogoAndKeepsIt() {
    Photos photos = new Photos(tables.client(), "Newsroom");
    PhotoId photo = PhotoId.random();
    photos.announce(Photo.announced(photo, "a.png", "image/png", 10, NOW, "quan-tri"));
    ObjectNode settings = (ObjectNode) json(reporter("GET /api/admin/settings"));
    assertThat(settings.path("logo").isNull()).isTrue();
    settings.putObject("logo").put("photo", photo.value());
    assertThat(status(change(settings, 0))).isEqualTo(400);
    photos.ready(photo, 1200, 400, "ab12");
    JsonNode logo = json(change(settings, 0)).path("logo");
    assertThat(logo.path("url").asText()).isEqualTo(photo.phoneUrl());
    assertThat(logo.path("width").asInt()).isEqualTo(1200);
    assertThat(photos.remove(photo)).as("places that hold the photo").containsExactly("site");

    settings.set("logo", logo);
    assertThat(json(change(settings, 1)).path("logo")).isEqualTo(logo);
    settings.putNull("logo");
    assertThat(json(change(settings, 2)).path("logo").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "{}", "{\"photo\":7}", "{\"photo\":\"00000000000000000000\"}"})
  void refusesALogoThatIsNoPhoto(String logo) {
    Call.Answer refused =
        admin("PUT /api/admin/settings")
            .header("If-Match", "0")
            .json(
                "{\"siteName\":\"Tin\",\"sections\":[{\"name\":\"tin-tuc\",\"title\":\"Tin\"}],"
                    + "\"logo\":"
                    + logo
                    + "}")
            .of(handler());
    assertThat(refused.status()).isEqualTo(400);
    assertThat(read(refused).path("field").asText()).isEqualTo("logo");
  }

  private static Call change(ObjectNode settings, int version) {
    return admin("PUT /api/admin/settings")
        .header("If-Match", String.valueOf(version))
        .json(settings.toString());
  }

  @Test
  void keepsThePublisherInTheSettings() {
    String publisher =
        "\"agency\":\"UBND xã\",\"responsible\":\"Bà Mai\",\"address\":\"Tổ 3\","
            + "\"telephone\":\"0214\",\"mail\":\"tin@xa.example\",\"copyright\":\"UBND xã\"";
    String json =
        "{\"siteName\":\"Tin\",\"sections\":[{\"name\":\"tin-tuc\",\"title\":\"Tin\"}],"
            + publisher
            + "}";
    json(admin("PUT /api/admin/settings").header("If-Match", "0").json(json));
    assertThat(json(reporter("GET /api/admin/settings")).toString()).contains(publisher);
    String wrong = json.replace("tin@xa.example", "tin xa.example");
    Call.Answer refused =
        admin("PUT /api/admin/settings").header("If-Match", "1").json(wrong).of(handler());
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("\"field\":\"mail\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text':'Bão','until':'2026-11-30T00:00:00+07:00'} | 200",
        "{'text':'Bão','link':'/thong-bao','until':'2020-11-30T00:00:00Z'} | 200",
        "{'text':'Bão','link':'https://xa.example/a','until':'2026-11-30T00:00:00Z'} | 200",
        "{'text':'','link':'','until':null} | 200",
        "{'text':'Bão'} | 400",
        "{'text':'','until':'2026-11-30T00:00:00Z'} | 400",
        "{'text':'Bão','link':'javascript:alert(1)','until':'2026-11-30T00:00:00Z'} | 400",
        "{'text':'Bão','link':'//evil.example','until':'2026-11-30T00:00:00Z'} | 400",
        "'Bão' | 400",
      },
      quoteCharacter = '`')
  void takesAnUrgentNoticeWithATextAndAnEnd(String notice, int status) {
    String json =
        "{\"siteName\":\"Tin\",\"sections\":[{\"name\":\"tin-tuc\",\"title\":\"Tin\"}],\"notice\":"
            + notice.replace('\'', '"')
            + "}";
    Call change = admin("PUT /api/admin/settings").header("If-Match", "0");
    assertThat(status(change.json(json))).isEqualTo(status);
  }

  private String createPage(String text) {
    return json(admin("POST /api/admin/articles").json(text), 201).path("id").asText();
  }

  @Test
  void leavesFixedPagesToAdministrators() {
    String text = "{\"title\":\"Giới thiệu\",\"section\":\"trang\",\"body\":\"<p>Xã</p>\"}";
    assertThat(status(editor("POST /api/admin/articles").json(text))).isEqualTo(403);
    String id = createPage(text);
    assertThat(status(editor("PUT " + ONE).path("id", id).header("If-Match", "1").json(text)))
        .isEqualTo(403);
    Call publication =
        Call.to("PUT " + ONE + "/publication").path("id", id).header("If-Match", "1");
    assertThat(status(publication.by("bien-tap", "editor"))).isEqualTo(403);
    String end = "{\"until\":\"2999-01-01T00:00:00Z\"}";
    assertThat(status(publication.by("quan-tri", "administrator").json(end))).isEqualTo(400);
  }

  @Test
  void linksAPublishedPageUntilItIsTakenOut() {
    String text = "{\"title\":\"Giới thiệu\",\"section\":\"trang\",\"body\":\"<p>Xã</p>\"}";
    String id = createPage(text);
    String json =
        "{\"siteName\":\"Tin\",\"sections\":[{\"name\":\"tin-tuc\",\"title\":\"Tin\"}],"
            + "\"pages\":[{\"article\":\""
            + id
            + "\",\"title\":\"Về xã\",\"place\":\"footer\"}]}";
    assertThat(status(admin("PUT /api/admin/settings").header("If-Match", "0").json(json)))
        .as("not published yet")
        .isEqualTo(400);
    json(admin("PUT " + ONE + "/publication").path("id", id).header("If-Match", "1"));
    JsonNode after = json(admin("PUT /api/admin/settings").header("If-Match", "0").json(json));
    assertThat(after.path("publishedPages").toString()).contains(id, "Giới thiệu");
    assertThat(new SiteSettings(tables.client(), "Articles", "Tin").current().pages())
        .containsExactly(
            new PageLink(new ArticleId(id), "/trang/gioi-thieu-" + id, "Về xã", false));
    Call.Answer kept =
        admin("DELETE " + ONE + "/publication")
            .path("id", id)
            .header("If-Match", "2")
            .json("{}")
            .of(handler());
    assertThat(kept.status()).isEqualTo(409);
    assertThat(kept.body()).contains("urn:bantin:problem:page-linked");
    String without = json.substring(0, json.indexOf(",\"pages\"")) + "}";
    json(admin("PUT /api/admin/settings").header("If-Match", "1").json(without));
    Call withdrawal = admin("DELETE " + ONE + "/publication").path("id", id);
    json(withdrawal.header("If-Match", "2").json("{}"));
  }

  @Test
  void notesASignInOnceWhenTheDeskStarts() {
    Instant first = Instant.parse("2026-11-23T02:00:00Z");
    Staff staff = new Staff(tables.client(), "Newsroom");
    Call start = Call.to("GET /api/admin/me").by("phong-vien", "reporter");
    json(start.signedInAt(first));
    json(start.signedInAt(first.minusSeconds(60)));
    assertThat(signedInAt(staff)).isEqualTo(first);
    json(start.signedInAt(first.plusSeconds(60)));
    assertThat(signedInAt(staff)).isEqualTo(first.plusSeconds(60));
  }

  private static @Nullable Instant signedInAt(Staff staff) {
    return Objects.requireNonNull(staff.all().get("phong-vien")).signedInAt();
  }

  @Test
  void namesPeopleToTheDeskAndInConflicts() {
    new Staff(tables.client(), "Newsroom").rename("bien-tap", "Vàng Thị Mai");
    JsonNode me = json(Call.to("GET /api/admin/me").by("phong-vien", "reporter"));
    assertThat(me.path("people")).hasToString("{\"bien-tap\":\"Vàng Thị Mai\"}");
    String id = create("{\"title\":\"Một\",\"section\":\"tin-tuc\",\"body\":\"<p>b</p>\"}");
    String text = "{\"title\":\"Hai\",\"section\":\"tin-tuc\",\"body\":\"<p>c</p>\"}";
    json(editor("PUT " + ONE).path("id", id).header("If-Match", "1").json(text));
    Call.Answer late =
        reporter("PUT " + ONE).path("id", id).header("If-Match", "1").json(text).of(handler());
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("Vàng Thị Mai", "\"savedBy\":\"bien-tap\"");
  }

  @Test
  void takesASectionThatAnotherProcessHasJustAdded() {
    EditArticlesHandler remembering = handler();
    Call old = reporter("POST /api/admin/articles").json("{\"section\":\"tin-tuc\"}");
    assertThat(old.of(remembering).status()).isEqualTo(201);
    String json =
        "{\"siteName\":\"Bản Tin\",\"sections\":[{\"name\":\"tin-tuc\",\"title\":\"Tin\"},"
            + "{\"name\":\"van-hoa\",\"title\":\"Văn hóa\"}]}";
    json(admin("PUT /api/admin/settings").header("If-Match", "0").json(json));

    Call article = reporter("POST /api/admin/articles").json("{\"section\":\"van-hoa\"}");
    assertThat(article.of(remembering).status()).isEqualTo(201);
    Call none = reporter("POST /api/admin/articles").json("{\"section\":\"khong-co\"}");
    assertThat(none.of(remembering).status()).isEqualTo(400);
  }

  @Test
  void keepsASectionWithArticles() {
    String id = create("{\"title\":\"Một\",\"section\":\"thong-bao\",\"body\":\"<p>b</p>\"}");
    editor("PUT " + ONE + "/publication").path("id", id).header("If-Match", "1").of(handler());
    String json =
        "{\"siteName\":\"Bản Tin\",\"sections\":[{\"name\":\"tin-tuc\",\"title\":\"Tin\"}]}";
    assertThat(status(admin("PUT /api/admin/settings").header("If-Match", "0").json(json)))
        .isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sections\":[{\"name\":\"tin-tuc\",\"title\":\"Tin\"}]}",
        "{\"siteName\":\"a\",\"sections\":[]}",
        "{\"siteName\":\"a\",\"sections\":[{\"name\":\"admin\",\"title\":\"Tin\"}]}",
        "{\"siteName\":\"a\",\"sections\":[{\"name\":\"Tin tức\",\"title\":\"Tin\"}]}",
        "{\"siteName\":\"a\",\"sections\":[{\"name\":\"a\",\"title\":\"\"}]}",
        "{\"siteName\":\"a\",\"sections\":[{\"name\":\"a\",\"title\":\"A\"},{\"name\":\"a\",\"title\":\"B\"}]}",
        "{\"siteName\":\"a\",\"accent\":\"red\",\"sections\":[{\"name\":\"a\",\"title\":\"A\"}]}",
        "{\"siteName\":\"a\",\"accent\":\"#ffff00\",\"sections\":[{\"name\":\"a\",\"title\":\"A\"}]}",
        "{\"siteName\":\"a\",\"theme\":\"x\",\"sections\":[{\"name\":\"a\",\"title\":\"A\"}]}"
      })
  void settingsThatCannotBeAreRefused(String json) {
    assertThat(status(admin("PUT /api/admin/settings").header("If-Match", "0").json(json)))
        .isEqualTo(400);
    assertThat(json(reporter("GET /api/admin/settings")).path("version").asLong()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"PUT,/presence", "POST,/preview", "GET,/revisions"})
  void nothingOfAnArticleThatIsNotThere(String method, String what) {
    assertThat(status(editor(method + " " + ONE + what).path("id", "0000000000").json("{}")))
        .isEqualTo(404);
    assertThat(status(editor(method + " " + ONE + what).path("id", "nonsense!").json("{}")))
        .isEqualTo(404);
  }

  private EditArticlesHandler handler() {
    return handler(tables.client("EditArticlesFunction"));
  }

  private EditArticlesHandler handler(DynamoDbClient client) {
    return new EditArticlesHandler(
        client,
        "Newsroom",
        "Articles",
        "Bản Tin",
        ZoneId.of("Asia/Ho_Chi_Minh"),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void endsPreviewsWhenTheArticleIsWithdrawnOrDeleted() {
    String id = create("{\"title\":\"Một\",\"section\":\"tin-tuc\",\"body\":\"<p>Kín.</p>\"}");
    List<String> tokens = List.of(preview(id), preview(id));
    json(editor("PUT " + ONE + "/publication").path("id", id).header("If-Match", "1"));
    tokens.forEach(token -> assertThat(previewed(token)).isInstanceOf(Lookup.Found.class));

    json(editor("DELETE " + ONE + "/publication").path("id", id).header("If-Match", "2"));
    tokens.forEach(token -> assertThat(previewed(token)).isInstanceOf(Lookup.Missing.class));

    String later = preview(id);
    assertThat(previewed(later)).isInstanceOf(Lookup.Found.class);
    assertThat(status(editor("DELETE " + ONE).path("id", id).header("If-Match", "3")))
        .isEqualTo(204);
    assertThat(previewed(later)).isInstanceOf(Lookup.Missing.class);
  }

  private String preview(String id) {
    String url = json(editor("POST " + ONE + "/preview").path("id", id), 201).path("url").asText();
    return url.substring("/preview/".length());
  }

  private Lookup previewed(String token) {
    return new PublicArticles(tables.client(), "Articles").preview(token, NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/submission", "/publication"})
  void answersThatAnArticleWasDeletedMeanwhile(String path) {
    String text = "{\"title\":\"Một\",\"section\":\"tin-tuc\",\"body\":\"<p>b</p>\"}";
    String id = create(text);
    DynamoDbClient late =
        interrupted(
            "transactWriteItems",
            () ->
                assertThat(status(editor("DELETE " + ONE).path("id", id).header("If-Match", "1")))
                    .isEqualTo(204));
    Call call = editor("PUT " + ONE + path).path("id", id).header("If-Match", "1");
    Answer answer = (path.isEmpty() ? call.json(text) : call).of(handler(late));
    assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    assertThat(answer.body()).contains("deleted");
  }

  @Test
  void waitsForAnotherTransactionUnderWay() {
    String id = create("{\"title\":\"Một\"}");
    DynamoDbClient busy =
        interrupted(
            "transactWriteItems",
            () -> {
              throw TransactionCanceledException.builder()
                  .cancellationReasons(
                      CancellationReason.builder().code("TransactionConflict").build())
                  .build();
            });
    Answer answer =
        editor("PUT " + ONE)
            .path("id", id)
            .header("If-Match", "1")
            .json("{\"title\":\"Hai\"}")
            .of(handler(busy));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void looksUpThePhotosOfABodyTogether() {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 250; i++) {
      body.append("<img src='").append(PhotoId.random().url()).append("' alt='x'>");
    }
    AtomicInteger updates = new AtomicInteger();
    DynamoDbClient counted = watched("updateItem", updates::incrementAndGet);
    ObjectNode article = Json.object().put("title", "Một").put("body", body.toString());
    Answer answer =
        reporter("POST /api/admin/articles").json(article.toString()).of(handler(counted));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(updates).hasValue(0);
  }

  @Test
  void publishesWhereEndedArticlesCannotBeSettled() {
    String id = create("{\"title\":\"Một\",\"section\":\"tin-tuc\",\"body\":\"<p>b</p>\"}");
    DynamoDbClient failing =
        interrupted(
            "queryPaginator",
            () -> {
              throw DynamoDbException.builder().message("Throttled").build();
            });
    Answer answer =
        editor("PUT " + ONE + "/publication")
            .path("id", id)
            .header("If-Match", "1")
            .json("{\"until\":\"2026-12-23T03:00:00Z\"}")
            .of(handler(failing));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.log()).singleElement().asString().contains("WARN", "Throttled");
  }

  @Test
  void publishesIntoNoSectionThatTheSiteHasGivenUp() {
    ObjectNode site = (ObjectNode) json(admin("GET /api/admin/settings"));
    ObjectNode wider = site.deepCopy();
    wider.withArray("sections").addObject().put("name", "tam").put("title", "Tạm");
    json(admin("PUT /api/admin/settings").header("If-Match", "0").json(wider.toString()));
    now = NOW.plusSeconds(60);
    String text = "{\"title\":\"Một\",\"section\":\"tam\",\"body\":\"<p>b</p>\"}";
    String draft = create(text);
    String scheduled = create(text);
    Call later = editor("PUT " + ONE + "/publication").path("id", scheduled);
    json(later.header("If-Match", "1").json("{\"at\":\"2026-12-23T03:00:00Z\"}"));
    Call narrow = admin("PUT /api/admin/settings").header("If-Match", "1").json(site.toString());
    assertThat(status(narrow)).isEqualTo(409);

    json(editor("DELETE " + ONE + "/publication").path("id", scheduled).header("If-Match", "2"));
    assertThat(status(narrow)).isEqualTo(200);
    now = NOW.plusSeconds(120);
    Answer refused =
        editor("PUT " + ONE + "/publication")
            .path("id", draft)
            .header("If-Match", "1")
            .of(handler());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("\"missing\":[\"section\"]");
  }

  /** Client that does something once, before its first call of this method. */
  private static DynamoDbClient interrupted(String method, Runnable once) {
    AtomicBoolean done = new AtomicBoolean();
    return watched(
        method,
        () -> {
          if (done.compareAndSet(false, true)) {
            once.run();
          }
        });
  }

  private static DynamoDbClient watched(String method, Runnable before) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                before.run();
              }
              try {
                return called.invoke(tables.client("EditArticlesFunction"), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private String create(String json) {
    return json(reporter(CREATE).json(json), 201).path("id").asText();
  }

  private void save(String id, long version, String json) {
    json(editor("PUT " + ONE).path("id", id).header("If-Match", "\"" + version + "\"").json(json));
  }

  private int status(Call call) {
    return call.of(handler()).status();
  }

  private JsonNode json(Call call) {
    return json(call, 200);
  }

  private JsonNode json(Call call, int status) {
    Answer answer = call.of(handler());
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return read(answer);
  }

  private static JsonNode read(Answer answer) {
    return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static Call reporter(String route) {
    return Call.to(route).by("phong-vien", "reporter");
  }

  private static Call editor(String route) {
    return Call.to(route).by("bien-tap", "editor");
  }

  private static Call admin(String route) {
    return Call.to(route).by("quan-tri", "administrator");
  }
}
