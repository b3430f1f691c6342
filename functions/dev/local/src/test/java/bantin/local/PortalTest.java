package bantin.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the project's own template with all its functions. */
final class PortalTest {
  @Test
  void keepsDemoArticlesAndCountsOverRestart(@TempDir Path data) throws Exception {
    String id;
    List<String> titles;
    try (Portal portal = Portal.start(data, 0)) {
      awaitArticles(portal);
      JsonNode articles = json(portal, "/api/articles?limit=50").path("articles");
      titles = titles(articles);
      assertThat(titles).hasSize(10).doesNotHaveDuplicates();
      assertThat(titles.get(0)).startsWith("Thông xe cầu Suối Đào");
      id = articles.path(0).path("id").asText();
      assertThat(
              Running.send(
                      HttpRequest.newBuilder(portal.address().resolve("/api/hits"))
                          .header("Content-Type", "application/json")
                          .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
                          .POST(
                              BodyPublishers.ofString(
                                  "{\"session\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"article\":\""
                                      + id
                                      + "\",\"kind\":\"view\",\"token\":\""
                                      + hitToken(portal, articles.path(0).path("url").asText())
                                      + "\"}")))
                  .statusCode())
          .isEqualTo(204);
      awaitView(portal, id);
      awaitPictures(portal);
    }
    try (Portal portal = Portal.start(data, 0)) {
      assertThat(titles(json(portal, "/api/articles?limit=50").path("articles"))).isEqualTo(titles);
      awaitView(portal, id);
    }
  }

  /** Waits for the demo's articles, which may follow the start of a slow machine's portal. */
  private static void awaitArticles(Portal portal) {
    Running.await(
        "the demo's ten articles",
        () -> {
          try {
            return json(portal, "/api/articles?limit=50").path("articles").size() == 10;
          } catch (IOException e) {
            return false;
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void publishesTheMissingArticlesOfAPortalThatWasClosedEarly(@TempDir Path data) throws Exception {
    List<String> titles;
    try (Portal portal = Portal.start(data, 0)) {
      awaitArticles(portal);
      titles = titles(json(portal, "/api/articles?limit=50").path("articles"));
    }
    Files.deleteIfExists(data.resolve(Demo.MARK));
    try (Portal portal = Portal.start(data, 0)) {
      Running.await("the mark", () -> Files.exists(data.resolve(Demo.MARK)));
      assertThat(titles(json(portal, "/api/articles?limit=50").path("articles"))).isEqualTo(titles);
    }
  }

  private static void awaitView(Portal portal, String id) {
    Running.await(
        "the view in the box",
        () -> {
          try {
            JsonNode visits = json(portal, "/api/visits?article=" + id);
            return visits.path("views").asInt() == 1 && visits.path("today").asInt() == 1;
          } catch (IOException e) {
            return false;
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Waits for the pictures, and for the gallery and the form on their articles' pages. */
  private static void awaitPictures(Portal portal) {
    Running.await(
        "the demo's pictures, gallery and form",
        () -> {
          try {
            JsonNode articles = json(portal, "/api/articles?limit=50").path("articles");
            return articles.findValuesAsText("url").stream()
                        .filter(url -> url.startsWith("/photos/"))
                        .count()
                    == 7
                && body(portal, articles, "Chợ phiên").contains("<figure><figure>")
                && body(portal, articles, "Trường Phổ thông").contains("/file.docx");
          } catch (IOException e) {
            return false;
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static String body(Portal portal, JsonNode articles, String title)
      throws IOException, InterruptedException {
    for (JsonNode article : articles) {
      if (article.path("title").asText().startsWith(title)) {
        return json(portal, "/api/articles/" + article.path("id").asText()).path("body").asText();
      }
    }
    throw new AssertionError("No article " + title);
  }

  private static String hitToken(Portal portal, String url)
      throws IOException, InterruptedException {
    URI page = portal.address().resolve(URI.create(url).getRawPath());
    Matcher token =
        Pattern.compile("name=\"hit-token\" content=\"([^\"]+)\"")
            .matcher(Running.send(HttpRequest.newBuilder(page)).body());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private static JsonNode json(Portal portal, String path)
      throws IOException, InterruptedException {
    return Hosted.JSON.readTree(
        Running.send(HttpRequest.newBuilder(URI.create(portal.address() + path))).body());
  }

  private static List<String> titles(JsonNode articles) {
    List<String> titles = new ArrayList<>();
    articles.forEach(article -> titles.add(article.path("title").asText()));
    return titles;
  }
}
