package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people on one article, a tab that crashes and a network that fails: no line is lost. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class NothingIsLostTest {
  private static final Duration SAVE_TIME = Duration.ofSeconds(20);

  /** Milliseconds in which two desks learn of each other. Each desk asks every twenty seconds. */
  private static final double NOTICE_MILLIS = 30_000;

  private final Newspaper newspaper;

  NothingIsLostTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  private void awaitBody(Clerk clerk, String id, String body) {
    Newspaper.await(
        "the server has " + body,
        SAVE_TIME,
        () -> clerk.copy(id).path("body").asText().equals(body));
  }

  @Test
  void showsBothTextsToTwoPeopleWhoSaveTheSameArticle(Window window) {
    ObjectNode article = Newspaper.article("Họp thôn");
    article.put("body", "<p>Một.</p>\n<p>Hai.</p>\n<p>Ba.</p>");
    String id = newspaper.draft(article).json().path("id").asText();
    String place = "#article/" + id;
    try (Clerk reporter = Clerk.at(newspaper, window, Newspaper.REPORTER, place)) {
      reporter.await(Clerk.BODY, "Ba.");
      try (Clerk editor = Clerk.at(newspaper, window, Newspaper.EDITOR, place)) {
        editor.await("#others", Newspaper.REPORTER);
        reporter
            .page()
            .locator("#others", new Page.LocatorOptions().setHasText(Newspaper.EDITOR))
            .waitFor(new Locator.WaitForOptions().setTimeout(NOTICE_MILLIS));

        editor.page().fill("#title", "Họp thôn Lùng Sán");
        editor.page().fill("#lead", "Biên tập viết lại lời dẫn.");
        editor.write(" Biên tập thêm.");
        editor.page().keyboard().press("Control+s");
        editor.saved();
        awaitBody(editor, id, "<p>Một.</p>\n<p>Hai.</p>\n<p>Ba. Biên tập thêm.</p>");

        Page page = reporter.page();
        page.fill("#title", "Họp thôn bàn chuyện nước");
        page.locator(Clerk.BODY + " p").first().click();
        page.keyboard().press("End");
        page.keyboard().type(" Phóng viên thêm.");
        // Only the title is asked about: each changed other words of the rest.
        page.locator("#clashes:not([hidden])").waitFor();
        assertThat(page.textContent("#clashes"))
            .contains(Newspaper.EDITOR, "Lùng Sán", "Họp thôn bàn chuyện nước")
            .doesNotContain("lời dẫn");
        page.fill("#title", "Họp thôn Lùng Sán bàn chuyện nước");
        page.click("#clashes button >> nth=0");
        awaitBody(
            reporter, id, "<p>Một. Phóng viên thêm.</p>\n<p>Hai.</p>\n<p>Ba. Biên tập thêm.</p>");
        JsonNode copy = reporter.copy(id);
        assertThat(copy.path("title").asText()).isEqualTo("Họp thôn Lùng Sán bàn chuyện nước");
        assertThat(copy.path("lead").asText()).isEqualTo("Biên tập viết lại lời dẫn.");

        // The editor continues after the reporter's save, and sees the result.
        editor.write(" Và câu cuối.");
        awaitBody(
            editor,
            id,
            "<p>Một. Phóng viên thêm.</p>\n<p>Hai.</p>\n<p>Ba. Biên tập thêm. Và câu cuối.</p>");
        assertThat(editor.copy(id).path("title").asText())
            .isEqualTo("Họp thôn Lùng Sán bàn chuyện nước");
        assertThat(editor.page().isVisible("#clashes")).isFalse();
        editor.page().navigate("about:blank");
      }
      // The editor's name disappears from the reporter's page after the editor leaves.
      reporter
          .page()
          .locator("#others")
          .waitFor(
              new Locator.WaitForOptions()
                  .setState(WaitForSelectorState.HIDDEN)
                  .setTimeout(NOTICE_MILLIS));
    }
  }

  /** Crashes the tab's process, so that the page cannot run a last handler. */
  private static void crash(Page page) {
    AtomicBoolean crashed = new AtomicBoolean();
    page.onCrash(tabPage -> crashed.set(true));
    CDPSession tab = page.context().newCDPSession(page);
    String id =
        tab.send("Target.getTargetInfo")
            .getAsJsonObject("targetInfo")
            .get("targetId")
            .getAsString();
    // The message goes through the browser, because a crashing tab never answers.
    CDPSession browser = page.context().browser().newBrowserCDPSession();
    JsonObject target = new JsonObject();
    target.addProperty("targetId", id);
    JsonObject message = browser.send("Target.attachToTarget", target);
    message.addProperty("message", "{\"id\":1,\"method\":\"Page.crash\"}");
    browser.send("Target.sendMessageToTarget", message);
    page.context().waitForCondition(crashed::get);
  }

  @Test
  void restoresTheTextOfACrashedTab(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "#article/new")) {
      clerk.page().fill("#title", "Viết dở thì máy treo");
      clerk.write("Câu chưa kịp lưu.");
      assertThat(clerk.page().url()).as("the server has no article yet").endsWith("#article/new");
      crash(clerk.page());

      clerk.newTab(Newspaper.REPORTER, "");
      clerk.await("#left-list", "Viết dở thì máy treo");
      clerk.page().click("#left-list .button");
      clerk.await(Clerk.BODY, "Câu chưa kịp lưu.");
      String id = clerk.saved();
      awaitBody(clerk, id, "<p>Câu chưa kịp lưu.</p>");

      clerk.write(" Câu sau.");
      assertThat(clerk.copy(id).path("body").asText()).doesNotContain("Câu sau");
      crash(clerk.page());
      clerk.newTab(Newspaper.REPORTER, "#article/" + id);
      clerk.await(Clerk.BODY, "Câu chưa kịp lưu. Câu sau.");
      clerk.await("#message", "Đã khôi phục phần chưa lưu");
      awaitBody(clerk, id, "<p>Câu chưa kịp lưu. Câu sau.</p>");
      assertThat(clerk.copy(id).path("title").asText()).isEqualTo("Viết dở thì máy treo");
    }
  }

  @Test
  void savesOfflineTextOnceTheNetworkReturns(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "#article/new")) {
      clerk.page().fill("#title", "Mất mạng");
      clerk.write("Có mạng.");
      String id = clerk.saved();
      clerk.browser().setOffline(true);
      clerk.write(" Không mạng.");
      clerk.await("#save-state.bad", "còn giữ trong trình duyệt này");
      clerk.write(" Vẫn viết.");
      assertThat((String) clerk.page().evaluate("JSON.stringify(localStorage)"))
          .contains("Có mạng. Không mạng. Vẫn viết.");
      clerk.browser().setOffline(false);
      clerk.saved();
      awaitBody(clerk, id, "<p>Có mạng. Không mạng. Vẫn viết.</p>");
      Newspaper.await(
          "the browser has dropped the saved text",
          SAVE_TIME,
          () -> (Boolean) clerk.page().evaluate("localStorage.length === 0"));
    }
  }
}
