package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import bantin.doctor.Smoke;
import bantin.stories.Relay.Lie;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The doctor's checks from outside, at a healthy portal and through a {@link Relay} that lies. */
@ExtendWith(SharedNewspaper.class)
final class SmokeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration THREE_SECONDS = Duration.ofSeconds(3);

  /** Most lies are noticed by other checks than that of the count. */
  private static final Duration NONE = Duration.ZERO;

  private static final AtomicBoolean PUBLISHED = new AtomicBoolean();

  private final Newspaper newspaper;

  SmokeTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  /** Publishes an article with a photo, once for all tests. */
  @BeforeEach
  void publish() throws IOException {
    if (!PUBLISHED.getAndSet(true)) {
      ObjectNode article = Newspaper.article("Khói bếp sớm");
      article.put(
          "body", "<figure><img src=\"" + photo() + "\" alt=\"Bếp\"></figure><p>Thân bài.</p>");
      newspaper.publish(article);
    }
  }

  @Test
  void findsNothingWrongAtAHealthyPortal() {
    List<String> report = Smoke.report(newspaper.at("").toString(), PATIENCE);
    assertThat(report).hasSize(9).allMatch(line -> line.startsWith("OK "));
    assertThat(report.getLast()).matches(".*views of \"Khói bếp sớm\" went from \\d+ to \\d+.*");
  }

  /** Lies of the relay, with the check that notices each, and its finding. */
  static Stream<Arguments> lies() {
    return Stream.of(
        lie(
            "front page",
            "answers 502",
            (request, truth) -> request.equals("GET /") ? truth.with(502) : truth),
        lie(
            "front page",
            "without the safety header content-security-policy",
            (request, truth) -> truth.without("content-security-policy")),
        lie(
            "front page",
            "no token for hits",
            (request, truth) ->
                request.equals("GET /")
                    ? truth.saying(truth.body().replace("hit-token", "other"))
                    : truth),
        lie(
            "HEAD",
            "/feed.xml answers 200 to GET, and 404 to HEAD",
            (request, truth) -> request.equals("HEAD /feed.xml") ? truth.with(404) : truth),
        lie(
            "lists",
            "/api/articles?limit=50 answers 200 without a list",
            (request, truth) ->
                request.equals("GET /api/articles?limit=50") ? truth.saying("{}") : truth),
        lie(
            "front page",
            "its address is http://elsewhere.example/",
            (request, truth) ->
                request.equals("GET /")
                    ? truth.saying(
                        truth.body().replaceAll("127\\.0\\.0\\.1:\\d+", "elsewhere.example"))
                    : truth),
        lie(
            "lists",
            "an article in the list lacks one of",
            (request, truth) ->
                request.equals("GET /api/articles?limit=50")
                    ? truth.saying(truth.body().replace("\"publishedAt\"", "\"other\""))
                    : truth),
        lie(
            "lists",
            "a wrong limit is answered with 200",
            (request, truth) -> request.endsWith("limit=0") ? truth.with(200) : truth),
        lie(
            "article",
            "\" answers 500",
            (request, truth) ->
                request.startsWith("GET /tin-tuc/khoi-bep-som") ? truth.with(500) : truth),
        lie(
            "article",
            "has another heading",
            (request, truth) ->
                request.startsWith("GET /tin-tuc/khoi-bep-som")
                    ? truth.saying(truth.body().replace("Khói bếp sớm", "Khói bếp muộn"))
                    : truth),
        lie(
            "article",
            "without its text",
            (request, truth) ->
                request.startsWith("GET /api/articles/")
                    ? truth.saying(truth.body().replace("\"body\"", "\"other\""))
                    : truth),
        lie(
            "assets",
            ".css",
            (request, truth) -> request.contains(".css") ? truth.with(404) : truth),
        lie(
            "assets",
            "is not kept by browsers",
            (request, truth) ->
                request.contains(".js") ? truth.with("cache-control", "no-cache") : truth),
        lie(
            "photo",
            "960.jpg answers 200 text/html",
            (request, truth) ->
                request.startsWith("GET /photos/")
                    ? truth.with("content-type", "text/html")
                    : truth),
        lie(
            "missing pages",
            "a page that does not exist answers 200",
            (request, truth) ->
                request.startsWith("GET /tin-tuc/khong-co") ? truth.with(200) : truth),
        lie(
            "missing pages",
            "answers 404 in the API",
            (request, truth) ->
                request.equals("GET /api/articles/0000000000")
                    ? truth.saying("<html>Not Found</html>")
                    : truth),
        lie(
            "desk",
            "the desk answers 404, its sign-in 200",
            (request, truth) -> request.equals("GET /admin") ? truth.with(404) : truth),
        lie(
            "desk",
            "answers 200 to a stranger",
            (request, truth) -> request.startsWith("GET /api/admin/") ? truth.with(200) : truth),
        lie(
            "counting",
            "a reader's hit is answered with 503",
            (request, truth) -> request.startsWith("POST ") ? truth.with(503) : truth),
        // The portal itself drops a hit with such a token.
        lie(
            "counting",
            "dropped as \"token\"",
            (request, truth) ->
                request.startsWith("GET /tin-tuc/")
                    ? truth.saying(
                        truth
                            .body()
                            .replaceAll(
                                "hit-token\" content=\"[^\"]+", "hit-token\" content=\"forged"))
                    : truth),
        lie(
            "counting",
            "is not counted after 3 seconds",
            (request, truth) ->
                request.startsWith("GET /api/visits") ? truth.saying("{\"views\":7}") : truth));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("lies")
  void noticesAWrongAnswer(String check, String text, Lie lie) throws IOException {
    try (Relay relay = new Relay(newspaper.at(""), lie)) {
      assertThat(
              wrong(
                  Smoke.report(
                      relay.address().toString(), check.equals("counting") ? THREE_SECONDS : NONE)))
          .anyMatch(line -> line.contains("  " + check + "  ") && line.contains(text));
    }
  }

  @Test
  void findsNothingWrongThroughAnHonestRelay() throws IOException {
    try (Relay relay = new Relay(newspaper.at(""), (request, truth) -> truth)) {
      assertThat(wrong(Smoke.report(relay.address().toString(), PATIENCE))).isEmpty();
    }
  }

  @Test
  void looksAtNoArticleInAnEmptyPortal() throws IOException {
    Lie lie =
        (request, truth) ->
            request.equals("GET /api/articles?limit=50")
                ? truth.saying("{\"articles\":[],\"next\":null}")
                : truth;
    try (Relay relay = new Relay(newspaper.at(""), lie)) {
      List<String> report = Smoke.report(relay.address().toString(), NONE);
      assertThat(wrong(report)).isEmpty();
      assertThat(report)
          .filteredOn(line -> line.startsWith("NOT LOOKED AT"))
          .satisfiesExactly(
              line -> assertThat(line).contains("article").contains("no article is published yet"),
              line -> assertThat(line).contains("photo"),
              line ->
                  assertThat(line).contains("counting").contains("no article is published yet"));
    }
  }

  private static Arguments lie(String check, String text, Lie lie) {
    return arguments(check, text, lie);
  }

  private static List<String> wrong(List<String> report) {
    return report.stream().filter(line -> line.startsWith("WRONG")).toList();
  }

  /** Uploads a photo, waits until it is sized, and returns its address. */
  private String photo() throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(1200, 800, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
    String token = newspaper.token(Newspaper.REPORTER);
    ObjectNode file = Answer.JSON.createObjectNode();
    file.put("name", "bếp.jpg").put("type", "image/jpeg").put("size", jpeg.size());
    ObjectNode announced =
        newspaper.send("POST", "/api/admin/photos", token, file).expect(201).json();
    HttpRequest.Builder upload =
        HttpRequest.newBuilder(URI.create(announced.at("/upload/url").asText()))
            .PUT(BodyPublishers.ofByteArray(jpeg.toByteArray()));
    announced
        .at("/upload/headers")
        .properties()
        .forEach(header -> upload.header(header.getKey(), header.getValue().asText()));
    newspaper.send(upload).expect(200);
    String state = "/api/admin/photos/" + announced.at("/photo/id").asText();
    Newspaper.await(
        "the photo is sized",
        PATIENCE,
        () ->
            newspaper
                .send("GET", state, token, null)
                .json()
                .path("state")
                .asText()
                .equals("ready"));
    return announced.at("/photo/url").asText();
  }
}
