package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Pictures of other sites. Neither a reader nor an editor who pastes makes a request to those
 * sites.
 */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class PicturesElsewhereTest {
  /** Picture that its site lets the desk read. */
  private static final String OPEN = "https://anh.example/cho.jpg";

  /** Picture that its site refuses to the desk. */
  private static final String CLOSED = "https://kin.example/suoi.jpg";

  private static Newspaper newspaper;

  @BeforeAll
  static void open(Newspaper shared) {
    newspaper = shared;
  }

  @Test
  void copiesAPictureOnRequestAndLeavesALinkToOthers(Window window) {
    List<String> requests = new CopyOnWriteArrayList<>();
    try (BrowserContext context = window.reader(1280, false)) {
      context.onRequest(
          request -> {
            if (request.url().contains(".example/")) {
              requests.add(request.url());
            }
          });
      byte[] jpeg = Camera.jpeg(900, 600, Camera.UPRIGHT);
      context.route(OPEN, route -> answer(route, jpeg, Map.of("Access-Control-Allow-Origin", "*")));
      // Without this header the browser's driver would add a header that lets the desk read the
      // answer.
      context.route(
          CLOSED,
          route ->
              answer(route, jpeg, Map.of("Access-Control-Allow-Origin", "https://kin.example")));
      Clerk clerk = Clerk.at(newspaper, context, Newspaper.EDITOR, "#article/new");
      Page page = clerk.page();
      page.waitForSelector(Clerk.BODY);
      page.fill("#title", "Chợ phiên");
      page.selectOption("#section", "tin-tuc");
      clerk.paste(
          "<figure><img src=\"%s\" alt=\"Chợ\"><figcaption>Sáng nay.</figcaption></figure>"
                  .formatted(OPEN)
              + "<p>Bà con xuống chợ.</p><p><img src=\"%s\" alt=\"Suối\"></p>".formatted(CLOSED));
      page.locator(".elsewhere").nth(1).waitFor();
      String id = clerk.saved();
      String body = awaitBody(clerk, id, "Suối (kin.example)");
      assertThat(body)
          .contains("<figure><a href=\"" + OPEN + "\">Chợ (anh.example)</a><figcaption>Sáng nay.")
          .doesNotContain("<img");
      assertThat(requests).isEmpty();

      page.locator(".elsewhere button").nth(0).click();
      awaitBody(clerk, id, "<img src=\"/photos/");
      assertThat(requests).containsExactly(OPEN);
      page.locator(".elsewhere:visible button").click();
      clerk.await(".photo .error", "kin.example");

      // The desk shows the link as a picture again when the article is opened.
      Clerk.at(newspaper, context, Newspaper.EDITOR, "#article/" + id)
          .page()
          .locator(".elsewhere:visible a[href='" + CLOSED + "']")
          .waitFor();
      requests.clear();

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
      reader.locator(".body a[href='" + CLOSED + "']").waitFor();
      assertThat(reader.locator(".body img").count()).isEqualTo(1);
      assertThat(requests).isEmpty();
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
