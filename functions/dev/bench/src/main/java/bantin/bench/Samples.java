package bantin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import bantin.engines.Call;
import bantin.engines.Function;
import bantin.engines.Route;
import bantin.engines.Tables;
import bantin.engines.Template;
import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import bantin.photo.PhotoType;
import bantin.tallyhits.TallyHitsHandler;
import bantin.visit.HitToken;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Portal with articles, a photo and a thousand hits, filled through its own functions. Has a call
 * with a usual answer for each route.
 */
final class Samples {
  private static final int ARTICLES = 60;
  private static final int HITS = 1000 / Bench.SHARE;

  /**
   * Size of the photo that a telephone of 360 points and two pixels to a point takes: WebP, 720
   * pixels wide. As JPEG of 960 pixels it has 57,600 bytes, of which it keeps 46 %: see FIGURES.md.
   */
  private static final int PHOTO_BYTES = 26_500;

  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String WEBP_OF_ONE_PIXEL =
      "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";

  /** Secret of the tokens of hits in the benches. */
  static final String HIT_KEY = "the benches' key of hits";

  /** Text of about 3.5 KB, an article's usual size. */
  private static final String TEXT =
      """
      {"title":"Một ngày ở bản","lead":"Sáng nay trời đẹp, cả bản ra đồng từ sớm.","section":"tin-tuc",\
      "authors":["Người viết"],"tags":["Đời sống","Mùa màng"],"body":"%s"}\
      """
          .formatted("<p>Mọi người ra đồng, trẻ em tới trường, chợ phiên họp sớm.</p>".repeat(40));

  private final Map<String, RequestStreamHandler> handlers = new HashMap<>();
  private final List<String> articles = new ArrayList<>();
  private String published = "";
  private int people;
  private String photo = "";

  /** Fills the portal, with the environment of all functions and the owner's rights. */
  void fill() throws ReflectiveOperationException {
    for (Function function : Bench.template().functions()) {
      if (!function.routes().isEmpty()) {
        RequestStreamHandler handler =
            Class.forName(function.handlerClass())
                .asSubclass(RequestStreamHandler.class)
                .getConstructor()
                .newInstance();
        for (Route route : function.routes()) {
          handlers.put(route.key(), handler);
        }
      }
    }
    for (int i = 0; i < ARTICLES; i++) {
      published = draft();
      articles.add(published);
      send(versioned("PUT /api/admin/articles/{id}/publication", published).json("{}"));
    }
    photo = announced("photos", "photo", "{\"name\":\"a.jpg\",\"type\":\"image/jpeg\",\"size\":9}");
    byte[] picture = new byte[PHOTO_BYTES];
    new Random(1).nextBytes(picture);
    put(PhotoKeys.photo(new PhotoId(photo), PhotoKeys.PHONE, PhotoType.WEBP), picture);
    read();
  }

  /** Simulates readers, and folds their hits. */
  private void read() {
    for (int i = 0; i < HITS; i++) {
      send(hit(i, noon().minusSeconds(HITS - i)));
    }
    DynamodbTimeWindowEvent event = new DynamodbTimeWindowEvent();
    event.setShardId("shard");
    event.setRecords(Cost.records());
    Context context = Cost.context();
    new TallyHitsHandler().handleRequest(event, context);
  }

  private Call hit(int number, Instant time) {
    String article = articles.get(number % articles.size());
    return Call.to("POST /api/hits")
        .id("request-" + number)
        .at(time)
        .header("sec-fetch-site", "same-origin")
        .header("user-agent", Agents.READER)
        .json(
            "{\"session\":\"%022d\",\"article\":\"%s\",\"kind\":\"view\",\"token\":\"%s\",\"numbers\":true}"
                .formatted(number, article, new HitToken(HIT_KEY).issue(article, time)));
  }

  /**
   * Returns a call of a route.
   *
   * @throws IllegalStateException for a route without a call in this class
   */
  Call of(String route) {
    return as(route).header("accept-encoding", "gzip, br");
  }

  private Call as(String route) {
    Call call = to(route);
    return switch (route) {
      case Route.DEFAULT -> call;
      case "GET /{section}", "GET /{section}/feed.xml" -> call.path("section", "tin-tuc");
      case "GET /tag/{tag}", "GET /tag/{tag}/feed.xml" -> call.path("tag", "doi-song");
      case "GET /luu-tru/{year}" -> call.path("year", "2026");
      case "GET /luu-tru/{year}/{month}" -> call.path("year", "2026").path("month", "11");
      case "GET /luu-tru/{year}/{month}/{day}" ->
          call.path("year", "2026").path("month", "11").path("day", "23");
      case "GET /tac-gia/{name}", "GET /tac-gia/{name}/feed.xml" -> call.path("name", "nguoi-viet");
      case "GET /{section}/{article}" ->
          call.path("section", "tin-tuc").path("article", "mot-ngay-o-ban-" + published);
      case "GET /api/articles/{id}" -> call.path("id", published);
      case "GET /preview/{token}" -> call.path("token", preview());
      case "GET /photos/{photo}/{file}" ->
          call.path("photo", photo).path("file", PhotoKeys.PHONE + PhotoType.WEBP.ending());
      case "GET /assets/{asset}" -> call.path("asset", style());
      case "POST /api/hits" -> hit(HITS, noon());
      case "GET /api/visits" -> call.query("article", published);
      case "GET /api/sign-in" -> call.query("code", "0").query("state", "0");
      case "PUT /api/admin/baseline" -> call.json("{\"visits\":5,\"asOf\":\"2026-01-01\"}");
      case "POST /api/admin/recounts" -> call.json("{\"day\":\"" + yesterday() + "\"}");
      case "GET /api/admin/recounts/{day}" -> call.path("day", recounted());
      case "POST /api/admin/articles" -> call.json(TEXT);
      case "PUT /api/admin/articles/{id}" -> versioned(route, draft()).json(TEXT);
      case "DELETE /api/admin/articles/{id}" -> versioned(route, draft());
      case "PUT /api/admin/articles/{id}/submission", "PUT /api/admin/articles/{id}/publication" ->
          versioned(route, draft()).json("{}");
      case "POST /api/admin/articles/{id}/restoration" -> restored(route);
      case "DELETE /api/admin/articles/{id}/publication" ->
          versioned(route, published).json("{\"notice\":\"Gỡ.\"}");
      case "GET /api/admin/articles/{id}/revisions/{version}" ->
          call.path("id", published).path("version", "1");
      case "PUT /api/admin/articles/{id}/presence", "POST /api/admin/articles/{id}/preview" ->
          call.path("id", draft()).json("{}");
      case "GET /api/admin/articles/{id}",
          "GET /api/admin/articles/{id}/revisions",
          "DELETE /api/admin/articles/{id}/presence" ->
          call.path("id", published);
      case "PUT /api/admin/settings" ->
          call.header("if-match", send(to("GET /api/admin/settings")).header("ETag"))
              .json(
                  "{\"siteName\":\"Bản"
                      + " Tin\",\"sections\":[{\"name\":\"tin-tuc\",\"title\":\"Tin\"}]}");
      case "POST /api/admin/photos" ->
          call.json("{\"name\":\"a.jpg\",\"type\":\"image/jpeg\",\"size\":9}");
      case "POST /api/admin/people" -> call.json(person("moi"));
      case "PUT /api/admin/people/{login}/name" ->
          call.path("login", invited()).json("{\"name\":\"Mai\"}");
      case "PUT /api/admin/people/{login}/role" ->
          call.path("login", invited()).json("{\"role\":\"editor\"}");
      case "PUT /api/admin/people/{login}/invitation",
          "PUT /api/admin/people/{login}/access",
          "DELETE /api/admin/people/{login}/access",
          "DELETE /api/admin/people/{login}/sign-ins" ->
          call.path("login", invited());
      case "POST /api/admin/attachments" ->
          call.json("{\"name\":\"a.pdf\",\"type\":\"application/pdf\",\"size\":9}");
      case "GET /api/admin/photos" -> call.query("unused", "true");
      case "GET /api/admin/photos/{id}" -> call.path("id", photo);
      case "DELETE /api/admin/photos/{id}" ->
          call.path(
              "id",
              announced(
                  "photos", "photo", "{\"name\":\"b.jpg\",\"type\":\"image/jpeg\",\"size\":9}"));
      case "POST /api/admin/files" ->
          call.json("{\"name\":\"a.md\",\"type\":\"text/markdown\",\"size\":9}");
      case "POST /api/admin/imports" -> call.json("{\"file\":\"" + file() + "\"}");
      case "POST /api/admin/import" -> call.body("application/zip", archive());
      default -> {
        if (route.startsWith("GET ") && !route.contains("{")) {
          yield call;
        }
        throw new IllegalStateException("Samples knows no call of " + route);
      }
    };
  }

  /** Noon of the day. The front page shows what was read in the week that has this day. */
  private static Instant noon() {
    return LocalDate.now(ZONE).atTime(LocalTime.NOON).atZone(ZONE).toInstant();
  }

  private static Call to(String route) {
    return Call.to(route)
        .by("quan-tri", "administrator")
        .at(noon())
        .header("accept-language", "vi")
        .header("host", "tin.example")
        .header("x-forwarded-proto", "https");
  }

  private Call versioned(String route, String id) {
    String version = send(to("GET /api/admin/articles/{id}").path("id", id)).header("ETag");
    return to(route).path("id", id).header("if-match", version);
  }

  private String draft() {
    return json(send(to("POST /api/admin/articles").json(TEXT))).path("id").asText();
  }

  private static String person(String login) {
    return "{\"login\":\"%s\",\"name\":\"Mai\",\"mail\":\"mai@example.vn\",\"role\":\"reporter\"}"
        .formatted(login);
  }

  private String invited() {
    String login = "nguoi-" + people++;
    send(to("POST /api/admin/people").json(person(login)));
    return login;
  }

  private Call restored(String route) {
    String id = draft();
    send(versioned("DELETE /api/admin/articles/{id}", id));
    Call.Answer trash = send(to("GET /api/admin/articles").query("state", "trash"));
    for (JsonNode article : json(trash).path("articles")) {
      if (article.path("id").asText().equals(id)) {
        return to(route).path("id", id).header("if-match", "\"" + article.path("version") + "\"");
      }
    }
    throw new IllegalStateException("The trash does not list " + id);
  }

  private String preview() {
    Call call = to("POST /api/admin/articles/{id}/preview").path("id", draft()).json("{}");
    return send(call).header("Location").replace("/preview/", "");
  }

  private String style() {
    String front = send(to("GET /")).body();
    int start = front.indexOf("/assets/style") + "/assets/".length();
    return front.substring(start, front.indexOf('"', start));
  }

  /** A day whose sessions are kept, by the clock of the function that checks it. */
  private static String yesterday() {
    return LocalDate.now(ZONE).minusDays(1).toString();
  }

  private String recounted() {
    String day = yesterday();
    send(to("POST /api/admin/recounts").json("{\"day\":\"" + day + "\"}"));
    return day;
  }

  private String file() {
    String id =
        announced("files", "file", "{\"name\":\"a.md\",\"type\":\"text/markdown\",\"size\":9}");
    put(
        PhotoKeys.file(new PhotoId(id)),
        "# Một ngày ở bản\n\nSáng nay trời đẹp.\n".getBytes(UTF_8));
    return id;
  }

  private String announced(String collection, String field, String json) {
    return json(send(to("POST /api/admin/" + collection).json(json)))
        .path(field)
        .path("id")
        .asText();
  }

  /** Exports the portal with a photo that an import can decode, and empties its tables. */
  private byte[] archive() {
    put(
        PhotoKeys.photo(new PhotoId(photo), PhotoKeys.PHONE, PhotoType.WEBP),
        Base64.getDecoder().decode(WEBP_OF_ONE_PIXEL));
    byte[] part = send(to("GET /api/admin/export")).bytes();
    URI endpoint = URI.create(environment("AWS_ENDPOINT_URL_DYNAMODB"));
    try (Tables tables = Tables.at(endpoint, Template.read())) {
      tables.clear();
    }
    return part;
  }

  private Call.Answer send(Call call) {
    String route = call.route();
    RequestStreamHandler handler = handlers.get(route);
    if (handler == null) {
      throw new IllegalStateException("The template has no route " + route);
    }
    Call.Answer answer = call.of(handler);
    if (answer.status() >= 400 || !answer.log().isEmpty()) {
      throw new IllegalStateException(
          route + ": " + answer.status() + " " + answer.body() + answer.log());
    }
    return answer;
  }

  private static JsonNode json(Call.Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(String key, byte[] bytes) {
    try (S3Client bucket =
        S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      bucket.putObject(
          put -> put.bucket(environment("PHOTOS_BUCKET")).key(key).contentType("image/jpeg"),
          RequestBody.fromBytes(bytes));
    }
  }

  private static String environment(String name) {
    return requireNonNull(System.getenv(name), name);
  }
}
