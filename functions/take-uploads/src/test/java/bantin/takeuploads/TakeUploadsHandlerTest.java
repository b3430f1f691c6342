package bantin.takeuploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.engines.Call;
import bantin.engines.S3Server;
import bantin.engines.Tables;
import bantin.http.Text;
import bantin.newsroom.NewsroomKeys;
import bantin.newsroom.Photo;
import bantin.newsroom.Photos;
import bantin.newsroom.SentFile;
import bantin.newsroom.SentFiles;
import bantin.photo.AttachmentFile;
import bantin.photo.AttachmentType;
import bantin.photo.PhotoFault;
import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

final class TakeUploadsHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final byte[] BYTES = "not a photo at all".getBytes(UTF_8);
  private static final byte[] OTHER_BYTES = "another of one size".substring(0, 18).getBytes(UTF_8);

  private static Tables tables;
  private static S3Server buckets;
  private static Photos photos;
  private static TakeUploadsHandler handler;

  @BeforeAll
  static void start() throws IOException {
    tables = Tables.inMemory();
    buckets = S3Server.inMemory();
    photos = new Photos(tables.client(), tables.name("Newsroom"));
    S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(buckets.endpoint())
            .region(Region.AP_SOUTHEAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("TakeUploadsFunction", S3Server.SECRET)))
            .build();
    handler =
        new TakeUploadsHandler(
            tables.client("TakeUploadsFunction"),
            tables.name("Newsroom"),
            new PhotoBucket(
                presigner, buckets.client("TakeUploadsFunction"), buckets.name("Photos")));
  }

  @AfterAll
  static void stop() {
    tables.close();
    buckets.close();
  }

  @BeforeEach
  void clear() {
    tables.clear();
  }

  @Test
  void acceptsUploadOfAnnouncedPhoto() throws Exception {
    Call.Answer answer = announce("họp.jpg", "image/jpeg", BYTES.length);
    assertThat(answer.status()).isEqualTo(201);
    JsonNode json = JSON.readTree(answer.body());
    PhotoId id = new PhotoId(json.path("photo").path("id").asText());
    assertThat(json.path("photo").path("url").asText()).isEqualTo("/photos/" + id + "/960.jpg");
    assertThat(answer.header("Location")).isEqualTo("/api/admin/photos/" + id);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    JsonNode upload = json.path("upload");
    assertThat(upload.path("method").asText()).isEqualTo("PUT");
    assertThat(send(upload, BYTES)).isEqualTo(200);
    assertThat(stored(PhotoKeys.upload(id))).isEqualTo(BYTES);

    JsonNode shown = JSON.readTree(show(id).body());
    assertThat(shown.path("state").asText()).isEqualTo("waiting");
    assertThat(shown.path("name").asText()).isEqualTo("họp.jpg");
    assertThat(shown.path("why").isNull()).isTrue();
    assertThat(shown.path("savedBy").asText()).isEqualTo("phong-vien");

    photos.ready(id, 1600, 900, "ab12");
    assertThat(JSON.readTree(show(id).body()).path("url").asText())
        .isEqualTo("/photos/" + id + "/720.jpg");
  }

  @ParameterizedTest
  @CsvSource({
    "POST /api/admin/photos, photo, a.png, uploads/",
    "POST /api/admin/attachments, attachment, a.pdf, uploads/",
    "POST /api/admin/files, file, a.md, files/"
  })
  void refusesSecondUploadToSameAddress(String route, String kind, String name, String prefix)
      throws Exception {
    JsonNode json =
        JSON.readTree(
            Call.to(route)
                .by("phong-vien", "reporter")
                .at(NOW)
                .json(announcement(name))
                .of(handler)
                .body());
    JsonNode upload = json.path("upload");
    assertThat(send(upload, BYTES)).isEqualTo(200);
    assertThat(send(upload, OTHER_BYTES)).isEqualTo(412);
    assertThat(stored(prefix + json.path(kind).path("id").asText())).isEqualTo(BYTES);
  }

  @Test
  void refusesUploadWithoutSignedCondition() throws Exception {
    JsonNode upload = JSON.readTree(announce("a.jpg", "image/jpeg", BYTES.length).body());
    ((ObjectNode) upload.path("upload").path("headers")).remove("If-None-Match");
    assertThat(send(upload.path("upload"), BYTES)).isEqualTo(403);
    ((ObjectNode) upload.path("upload").path("headers")).put("If-None-Match", "\"other\"");
    assertThat(send(upload.path("upload"), BYTES)).isEqualTo(403);
  }

  @Test
  void refusesUploadOfAnotherSizeOrType() throws Exception {
    JsonNode upload =
        JSON.readTree(announce("a.jpg", "image/jpeg", BYTES.length).body()).path("upload");
    assertThat(send(upload, "<script>alert(1)</script>".getBytes(UTF_8))).isEqualTo(403);
    ((ObjectNode) upload.path("headers")).put("Content-Type", "text/html");
    assertThat(send(upload, BYTES)).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "a.heic, image/heic, 10, type",
    "A.HEIC, image/jpeg, 10, type",
    "a.gif, image/gif, 10, type",
    "a.svg, image/svg+xml, 10, type",
    "a.jpg, image/jpeg, 26214401, size",
    "a.jpg, image/jpeg, 0, size",
    "a.jpg, image/jpeg, -1, size",
    "'', image/jpeg, 10, name",
    "a\u202Egpj.exe, image/jpeg, 10, name",
    "a\uD83F\uDFFE.jpg, image/jpeg, 10, name",
    "a\uDB40\uDC41.jpg, image/jpeg, 10, name",
    "a\uFDD0.jpg, image/jpeg, 10, name",
    "\u200B\u3164, image/jpeg, 10, name",
  })
  void refusesAnnouncementOfOtherFiles(String name, String type, long size, String field)
      throws Exception {
    Call.Answer answer = announce(name, type, size);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).path("field").asText()).isEqualTo(field);
  }

  /** JSON can escape half a pair, and UTF-8 cannot store it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"a\\ud83d.jpg", "\\ud83d\\ud83d.jpg", "\\ude00\\ud83d.jpg", "a.jpg\\ude00"})
  void refusesNamesWithHalfASurrogatePair(String escaped) throws Exception {
    for (String route : List.of("POST /api/admin/photos", "POST /api/admin/files")) {
      Call.Answer answer =
          Call.to(route)
              .by("phong-vien", "reporter")
              .at(NOW)
              .json("{\"name\":\"" + escaped + "\",\"type\":\"image/jpeg\",\"size\":10}")
              .of(handler);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(JSON.readTree(answer.body()).path("type").asText()).endsWith(":file-name-unseen");
    }
  }

  @Test
  void explainsHowToConvertHeic() throws Exception {
    assertThat(JSON.readTree(announce("IMG_1.HEIC", "", 10).body()).path("detail").asText())
        .contains("Most Compatible");
  }

  @Test
  void accepts25MbAtMost() {
    assertThat(announce("a.png", "image/png", 26_214_400).status()).isEqualTo(201);
  }

  @Test
  void tellsTypeByEnding() throws Exception {
    Call.Answer answer =
        Call.to("POST /api/admin/files")
            .by("phong-vien", "reporter")
            .at(NOW)
            .json("{\"name\":\"bài.MD\",\"type\":\"\",\"size\":" + BYTES.length + "}")
            .of(handler);
    assertThat(answer.status()).isEqualTo(201);
    JsonNode json = JSON.readTree(answer.body());
    assertThat(json.path("upload").path("headers").path("Content-Type").asText())
        .isEqualTo("text/markdown");
    assertThat(send(json.path("upload"), BYTES)).isEqualTo(200);
    PhotoId id = new PhotoId(json.path("file").path("id").asText());
    assertThat(stored(PhotoKeys.file(id))).isEqualTo(BYTES);
    assertThat(new SentFiles(tables.client(), tables.name("Newsroom")).find(id, NOW))
        .isEqualTo(new SentFile(id, "bài.MD", BYTES.length, NOW, "phong-vien"));
    Call.Answer old =
        Call.to("POST /api/admin/files")
            .by("phong-vien", "reporter")
            .json("{\"name\":\"bài.doc\",\"type\":\"\",\"size\":5}")
            .of(handler);
    assertThat(old.status()).isEqualTo(400);
    assertThat(old.body()).contains(".docx");
  }

  @Test
  void showsStateOfPhoto() throws Exception {
    PhotoId ready = photo(NOW);
    PhotoId refused = photo(NOW);
    assertThat(photos.ready(ready, 4000, 3000, "ab12")).isTrue();
    assertThat(photos.refused(refused, "type: This is no photo.")).isTrue();
    // A photo's state is final.
    assertThat(photos.refused(ready, "type: no")).isFalse();
    JsonNode first = JSON.readTree(show(ready).body());
    assertThat(first.path("state").asText()).isEqualTo("ready");
    assertThat(first.path("width").asInt()).isEqualTo(4000);
    assertThat(first.path("height").asInt()).isEqualTo(3000);
    assertThat(first.path("content").asText()).isEqualTo("ab12");
    JsonNode second = JSON.readTree(show(refused).body());
    assertThat(second.path("state").asText()).isEqualTo("refused");
    assertThat(second.path("code").asText()).isEqualTo("type");
    assertThat(second.path("why").asText()).isEqualTo("This is no photo.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "side | One side of the photo has 31000 pixels, and at most 30000 are taken: make it smaller"
            + " or cut it in two. | Một cạnh của ảnh dài 31000 điểm ảnh, chỉ nhận tối đa 30000: hãy"
            + " thu nhỏ ảnh hoặc cắt làm đôi.",
        "type | This is no DOCX file, whatever its name says. | Đây không phải tệp DOCX, dù tên tệp"
            + " thế nào.",
        "type | This is no JPEG, PNG or WebP photo, whatever its name says. | Đây không phải ảnh"
            + " JPEG, PNG hoặc WebP, dù tên tệp thế nào.",
        "old | Send another: this one is old. | Send another: this one is old."
      })
  void tellsWhyAnUploadWasRefusedInTheCallersLanguage(String code, String stored, String vietnamese)
      throws Exception {
    PhotoId id = photo(NOW);
    photos.refused(id, code + ": " + stored);
    Call call = Call.to("GET /api/admin/photos/{id}").path("id", id.value()).by("lan", "reporter");
    JsonNode english = JSON.readTree(call.of(handler).body());
    assertThat(english.path("why").asText()).isEqualTo(stored);
    JsonNode other = JSON.readTree(call.header("Accept-Language", "vi").of(handler).body());
    assertThat(other.path("why").asText()).isEqualTo(vietnamese);
    assertThat(other.path("code").asText()).isEqualTo(code);
  }

  @Test
  void findsTheWordsOfEachFaultInBothLanguages() {
    for (PhotoFault fault : PhotoFault.values()) {
      Text text = Text.of(fault.english(), fault.vietnamese(), 51, 50);
      assertThat(RefusedUpload.why(text.english())).as(fault.name()).isEqualTo(text);
    }
    for (AttachmentFile.Fault fault : AttachmentFile.Fault.values()) {
      Text text = Text.of(fault.english(), fault.vietnamese(), "PDF");
      assertThat(RefusedUpload.why(text.english())).as(fault.name()).isEqualTo(text);
    }
  }

  @Test
  void answers404OnUnknownPhoto() {
    assertThat(show(PhotoId.random()).status()).isEqualTo(404);
    assertThat(
            Call.to("GET /api/admin/photos/{id}")
                .path("id", "../articles")
                .by("phong-vien", "reporter")
                .of(handler)
                .status())
        .isEqualTo(404);
  }

  @Test
  void listsPhotosUnusedForThirtyDays() throws Exception {
    PhotoId old = photo(NOW.minus(Duration.ofDays(31)));
    PhotoId refused = photo(NOW.minus(Duration.ofDays(40)));
    photos.refused(refused, "type: no");
    PhotoId used = photo(NOW.minus(Duration.ofDays(31)));
    use(used);
    photo(NOW.minus(Duration.ofDays(29)));
    assertThat(unused()).containsExactlyInAnyOrder(old.value(), refused.value());
  }

  @Test
  void listsOthersUnusedPhotosForEditorsOnly() throws Exception {
    PhotoId own = photo(NOW.minus(Duration.ofDays(31)));
    PhotoId foreign = PhotoId.random();
    photos.announce(
        Photo.announced(
            foreign, "b.jpg", "image/jpeg", 10, NOW.minus(Duration.ofDays(31)), "dong-nghiep"));
    assertThat(unused()).containsExactly(own.value());
    assertThat(
            Call.to("GET /api/admin/photos")
                .query("unused", "true")
                .by("bien-tap", "editor")
                .at(NOW)
                .of(handler)
                .body())
        .contains(own.value(), foreign.value());
  }

  @Test
  void pagesUnusedPhotosPastUsedOnes() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 720; i++) {
      PhotoId id = photo(NOW.minus(Duration.ofDays(40)).plusSeconds(i));
      if (i % 2 == 0) {
        photos.ready(id, 10, 10, "ab12");
      }
      if (i % 10 == 0) {
        expected.add(id.value());
      } else {
        use(id);
      }
    }
    assertThat(unused()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(
            Call.to("GET /api/admin/photos")
                .query("unused", "true")
                .query("after", "nonsense")
                .by("phong-vien", "reporter")
                .at(NOW)
                .of(handler)
                .status())
        .isEqualTo(400);
  }

  @Test
  void deletesPhotoWithAllFilesForEditor() {
    PhotoId id = photo(NOW);
    put(PhotoKeys.upload(id));
    PhotoKeys.photos(id).forEach(TakeUploadsHandlerTest::put);
    assertThat(delete(id, "reporter").status()).isEqualTo(403);
    assertThat(photos.find(id)).isNotNull();
    assertThat(delete(id, "editor").status()).isEqualTo(204);
    assertThat(photos.find(id)).isNull();
    assertThat(
            buckets
                .client()
                .listObjectsV2(list -> list.bucket(buckets.name("Photos")))
                .contents()
                .stream()
                .filter(object -> object.key().contains(id.value())))
        .isEmpty();
    assertThat(delete(id, "editor").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "Kế hoạch.pdf, application/pdf",
    "Đơn.DOCX, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "Thu chi.xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  })
  void acceptsAttachmentByItsName(String name, String type) throws Exception {
    Call.Answer answer = attach(name, BYTES.length);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    JsonNode json = JSON.readTree(answer.body());
    PhotoId id = new PhotoId(json.path("attachment").path("id").asText());
    assertThat(answer.header("Location")).isEqualTo("/api/admin/photos/" + id);
    assertThat(send(json.path("upload"), BYTES)).isEqualTo(200);
    photos.ready(id, "ab12");
    JsonNode shown = JSON.readTree(show(id).body());
    assertThat(shown.path("state").asText()).isEqualTo("ready");
    assertThat(shown.path("type").asText()).isEqualTo(type);
    assertThat(shown.path("name").asText()).isEqualTo(name);
    assertThat(shown.path("url").asText())
        .isEqualTo(json.path("attachment").path("url").asText())
        .startsWith("/photos/" + id + "/file.");
  }

  @ParameterizedTest
  @CsvSource({
    "a.docm, attachment-macros",
    "a.XLSM, attachment-macros",
    "a.exe, attachment-type",
    "a.pdf.exe, attachment-type",
    "a.doc, attachment-type",
    "a, attachment-type"
  })
  void refusesAttachmentOfOtherTypes(String name, String reason) throws Exception {
    Call.Answer answer = attach(name, 10);
    assertThat(answer.status()).isEqualTo(400);
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("type").asText()).isEqualTo("urn:bantin:problem:" + reason);
    assertThat(problem.path("field").asText()).isEqualTo("name");
  }

  @Test
  void refusesAttachmentOfMoreThan25Megabytes() throws Exception {
    assertThat(attach("a.pdf", 25 << 20).status()).isEqualTo(201);
    JsonNode problem = JSON.readTree(attach("a.pdf", (25 << 20) + 1).body());
    assertThat(problem.path("type").asText()).endsWith(":upload-too-large");
  }

  @Test
  void removesUnusedAttachmentWithItsFile() {
    PhotoId id = PhotoId.random();
    photos.announce(Photo.announced(id, "a.pdf", "application/pdf", 10, NOW, "phong-vien"));
    put(PhotoKeys.attachment(id, AttachmentType.PDF));
    assertThat(delete(id, "editor").status()).isEqualTo(204);
    assertThat(photos.find(id)).isNull();
    assertThatThrownBy(() -> stored(PhotoKeys.attachment(id, AttachmentType.PDF)))
        .isInstanceOf(NoSuchKeyException.class);
  }

  private static Call.Answer attach(String name, long size) {
    return Call.to("POST /api/admin/attachments")
        .by("phong-vien", "reporter")
        .at(NOW)
        .json(
            JSON.createObjectNode().put("name", name).put("type", "").put("size", size).toString())
        .of(handler);
  }

  @Test
  void keepsPhotoInUse() throws Exception {
    PhotoId id = photo(NOW);
    put(PhotoKeys.photo(id, 960));
    use(id);
    Call.Answer answer = delete(id, "administrator");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(JSON.readTree(answer.body()).path("usedBy").path(0).asText())
        .isEqualTo("7h3k9m2p4q");
    assertThat(photos.find(id)).isNotNull();
    assertThat(stored(PhotoKeys.photo(id, 960))).isNotEmpty();
  }

  @Test
  void refusesPeopleOutsideNewsroom() {
    assertThat(
            Call.to("POST /api/admin/photos")
                .by("ai-do")
                .json("{\"name\":\"a.jpg\",\"type\":\"image/jpeg\",\"size\":5}")
                .of(handler)
                .status())
        .isEqualTo(403);
  }

  private static String announcement(String name) {
    return JSON.createObjectNode()
        .put("name", name)
        .put("type", "image/png")
        .put("size", BYTES.length)
        .toString();
  }

  private static Call.Answer announce(String name, String type, long size) {
    return Call.to("POST /api/admin/photos")
        .by("phong-vien", "reporter")
        .at(NOW)
        .json(
            JSON.createObjectNode()
                .put("name", name)
                .put("type", type)
                .put("size", size)
                .toString())
        .of(handler);
  }

  private static int send(JsonNode upload, byte[] bytes) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(upload.path("url").asText()))
            .PUT(BodyPublishers.ofByteArray(bytes));
    upload
        .path("headers")
        .properties()
        .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
    return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static Call.Answer show(PhotoId id) {
    return Call.to("GET /api/admin/photos/{id}")
        .path("id", id.value())
        .by("phong-vien", "reporter")
        .of(handler);
  }

  private static Call.Answer delete(PhotoId id, String role) {
    return Call.to("DELETE /api/admin/photos/{id}")
        .path("id", id.value())
        .by("bien-tap", role)
        .of(handler);
  }

  private static List<String> unused() throws Exception {
    List<String> ids = new ArrayList<>();
    String after = "";
    do {
      Call call =
          Call.to("GET /api/admin/photos")
              .query("unused", "true")
              .by("phong-vien", "reporter")
              .at(NOW);
      JsonNode page =
          JSON.readTree((after.isEmpty() ? call : call.query("after", after)).of(handler).body());
      page.path("photos").forEach(photo -> ids.add(photo.path("id").asText()));
      after = page.path("next").asText("");
      after = after.equals("null") ? "" : after;
    } while (!after.isEmpty());
    return ids;
  }

  private static PhotoId photo(Instant at) {
    PhotoId id = PhotoId.random();
    photos.announce(Photo.announced(id, "a.jpg", "image/jpeg", 10, at, "phong-vien"));
    return id;
  }

  /** Marks the photo as used, as edit-articles does. */
  private static void use(PhotoId id) {
    tables
        .client()
        .updateItem(
            update ->
                update
                    .tableName(tables.name("Newsroom"))
                    .key(NewsroomKeys.photo(id))
                    .updateExpression("ADD usedBy :article")
                    .expressionAttributeValues(
                        Map.of(":article", AttributeValue.fromSs(List.of("7h3k9m2p4q")))));
  }

  private static void put(String key) {
    buckets
        .client()
        .putObject(
            put -> put.bucket(buckets.name("Photos")).key(key), RequestBody.fromBytes(BYTES));
  }

  private static byte[] stored(String key) {
    return buckets
        .client()
        .getObjectAsBytes(get -> get.bucket(buckets.name("Photos")).key(key))
        .asByteArray();
  }
}
