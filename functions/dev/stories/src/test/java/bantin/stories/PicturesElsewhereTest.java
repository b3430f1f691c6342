package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of other sites: neither a reader nor an editor who pastes asks those sites. */
@ExtendWith(Chromium.class)
final class PicturesElsewhereTest {
  private static final String GIVEN = "https://anh.example/cho.jpg";
  private static final String KEPT = "https://kin.example/suoi.jpg";

  @TempDir private static Path data;
  private static Newspaper newspaper;

  @BeforeAll
  static void open() {
    newspaper = Newspaper.open(data);
  }

  @AfterAll
  static void close() {
    newspaper.close();
  }

  @Test
  void takesPictureInOnceEditorSaysSoAndLeavesLinkToTheOther(Window window) {
    List<String> asked = new CopyOnWriteArrayList<>();
    try (BrowserContext context = window.reader(1280, false)) {
      context.onRequest(
          request -> {
            if (request.url().contains(".example/")) {
              asked.add(request.url());
            }
          });
      byte[] jpeg = Camera.jpeg(900, 600, Camera.UPRIGHT);
      context.route(
          GIVEN, route -> answer(route, jpeg, Map.of("Access-Control-Allow-Origin", "*")));
      // Without this header the browser's driver would add one that lets the desk read the answer.
      context.route(
          KEPT,
          route ->
              answer(route, jpeg, Map.of("Access-Control-Allow-Origin", "https://kin.example")));
      Clerk clerk = Clerk.at(newspaper, context, Newspaper.EDITOR, "#article/new");
      Page page = clerk.page();
      page.waitForSelector(Clerk.BODY);
      page.fill("#title", "Chợ phiên");
      page.selectOption("#section", "tin-tuc");
      clerk.paste(
          "<figure><img src=\"%s\" alt=\"Chợ\"><figcaption>Sáng nay.</figcaption></figure>"
                  .formatted(GIVEN)
              + "<p>Bà con xuống chợ.</p><p><img src=\"%s\" alt=\"Suối\"></p>".formatted(KEPT));
      page.locator(".elsewhere").nth(1).waitFor();
      String id = clerk.saved();
      String body = awaitBody(clerk, id, "Suối (kin.example)");
      assertThat(body)
          .contains("<figure><a href=\"" + GIVEN + "\">Chợ (anh.example)</a><figcaption>Sáng nay.")
          .doesNotContain("<img");
      assertThat(asked).isEmpty();

      page.locator(".elsewhere button").nth(0).click();
      awaitBody(clerk, id, "<img src=\"/photos/");
      assertThat(asked).containsExactly(GIVEN);
      page.locator(".elsewhere:visible button").click();
      clerk.await(".photo .error", "kin.example");

      // Opened anew, the link is a picture to be taken in again.
      Clerk.at(newspaper, context, Newspaper.EDITOR, "#article/" + id)
          .page()
          .locator(".elsewhere:visible a[href='" + KEPT + "']")
          .waitFor();
      asked.clear();

      ObjectNode copy = clerk.copy(id);
      Answer published =
          newspaper.send(
              "PUT",
              Newspaper.ARTICLES + "/" + id + "/publication",
              newspaper.token(Newspaper.EDITOR),
              Answer.JSON.createObjectNode(),
              "If-Match",
              "\"" + copy.path("version").asLong() + "\"");
      Page reader = context.newPage();
      reader.navigate(newspaper.at(published.expect(200).json().path("url").asText()).toString());
      reader.locator(".body a[href='" + KEPT + "']").waitFor();
      assertThat(reader.locator(".body img").count()).isEqualTo(1);
      assertThat(asked).isEmpty();
    }
  }

  private static void answer(Route route, byte[] jpeg, Map<String, String> headers) {
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("image/jpeg")
            .setHeaders(headers)
            .setBodyBytes(jpeg));
  }

  private static String awaitBody(Clerk clerk, String id, String part) {
    Newspaper.await(
        "the body holds " + part,
        Duration.ofSeconds(60),
        () -> clerk.copy(id).path("body").asText().contains(part));
    return clerk.copy(id).path("body").asText();
  }
}
