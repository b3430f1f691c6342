package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Story of a keyboard: writing, submitting, correcting, scheduling, publishing and withdrawing
 * without a mouse.
 */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class KeyboardStoryTest {
  private static final int PHOTOS = 5;

  private final Newspaper newspaper;

  KeyboardStoryTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  @Test
  void takesAnArticleThroughTheDeskWithTheKeyboardAlone(Window window) {
    String id;
    try (BrowserContext browser = window.reader(1280, false)) {
      Clerk.copy(browser, ClipboardHtml.read("word-meeting.html"));
      Page page = browser.newPage();
      id = submit(page, signIn(page, Newspaper.REPORTER));
    }
    try (BrowserContext browser = window.reader(1280, false)) {
      Page page = browser.newPage();
      Keyboard keys = signIn(page, Newspaper.EDITOR);
      correct(page, keys, id);
      openHistory(page, keys);
      publish(page, keys, id);
    }
  }

  private Keyboard signIn(Page page, String person) {
    page.navigate(newspaper.at("/admin").toString());
    page.locator("#sign-in").waitFor();
    Keyboard keys = new Keyboard(page);
    keys.tabTo("#sign-in").press("Enter");
    page.locator("input[name=username]").waitFor();
    keys.awaitFocus("input[name=username]").type(person).press("Tab").type(person).press("Enter");
    page.locator("#desk h1:focus").waitFor();
    return keys;
  }

  /**
   * Writes and submits an article.
   *
   * @return the article's id
   */
  private static String submit(Page page, Keyboard keys) {
    keys.tabTo("#new").press("Enter").awaitFocus("#title");
    keys.type("Lùng Sán giữ nước").press("Enter").awaitFocus("#lead");
    keys.type("Ba việc cả thôn đồng ý.").tabTo(Clerk.BODY).press("Control+v");
    page.getByText("Toàn văn dán ở cửa").waitFor();
    keys.press("Alt+F10", "Home").awaitFocus("[aria-label='Thêm ảnh']");
    FileChooser chooser = page.waitForFileChooser(() -> keys.press("Enter"));
    List<FilePayload> files = new ArrayList<>();
    for (int i = 1; i <= PHOTOS; i++) {
      files.add(Camera.photo("IMG_" + i + ".jpg", 800, 600, Camera.UPRIGHT));
    }
    chooser.setFiles(files.toArray(FilePayload[]::new));
    keys.awaitFocus(Clerk.BODY);
    for (int i = 1; i <= PHOTOS; i++) {
      keys.type("Chú thích " + i).press("Tab").awaitFocus("input[name=credit]");
      keys.type("Thào Thị Dúa").press("Enter").awaitFocus("input[name=alt]");
      // The last photo's description is forgotten.
      if (i < PHOTOS) {
        keys.type("Mô tả " + i).press("Enter").awaitFocus(Clerk.BODY);
      }
    }
    keys.tabTo("#section");
    // The sections come with the person, which may take longer than writing on a busy machine.
    page.locator("#section option")
        .nth(1)
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    keys.press("ArrowDown").tabTo("#authors input").type("Vàng Seo Lử");
    keys.press("Enter").awaitFocus("#authors li:last-child input").type("Thào Thị Dúa");
    keys.tabTo("#tags").type("Nước sạch");
    Newspaper.await(
        "the photos are sized",
        Duration.ofSeconds(60),
        () -> page.locator(".photo img[src^='/photos/']").count() == PHOTOS);
    keys.tabTo("#hand-in").press("Enter").awaitFocus("dialog .button").press("Escape");
    keys.awaitFocus("#hand-in").press("Enter").awaitFocus("dialog .button").press("Enter");
    keys.awaitFocus(".photo:last-of-type input[name=alt]").type("Mô tả 5");
    keys.tabTo("#hand-in").press("Enter").awaitFocus("#state");
    assertThat(page.textContent("#state")).isEqualTo("Chờ duyệt");
    return page.url().substring(page.url().lastIndexOf('/') + 1);
  }

  private void correct(Page page, Keyboard keys, String id) {
    keys.tabTo("#tabs [role=tab]").press("ArrowRight").awaitFocus("#tab-submitted");
    page.locator("#list a[href='#article/" + id + "']").waitFor();
    keys.tabTo("#list a[href='#article/" + id + "']").press("Enter").awaitFocus(".strip a");
    keys.tabTo(Clerk.BODY).press("Control+End").type("Xem quy ước của thôn");
    keys.press("Control+Shift+ArrowLeft");
    // The browser tells the editor of the selection before it runs tasks that wait for a frame.
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))");
    keys.press("Control+k").awaitFocus("#link-address");
    keys.press("Escape").awaitFocus(Clerk.BODY).press("Control+k").type("ban.example/quy-uoc");
    keys.press("Enter").awaitFocus(Clerk.BODY).press("Control+s");
    Newspaper.await(
        "the link is saved",
        Duration.ofSeconds(15),
        () ->
            copy(id)
                .path("body")
                .asText()
                .contains(
                    "<p>Xem quy ước của <a href=\"https://ban.example/quy-uoc\">thôn</a></p>"));
    JsonNode copy = copy(id);
    assertThat(copy.path("section").asText()).isEqualTo("tin-tuc");
    assertThat(copy.path("authors"))
        .extracting(JsonNode::asText)
        .containsExactly("Vàng Seo Lử", "Thào Thị Dúa");
    assertThat(copy.path("warnings")).isEmpty();
    for (int i = 1; i <= PHOTOS; i++) {
      assertThat(copy.path("body").asText())
          .contains("Chú thích " + i + " <small>Thào Thị Dúa</small>")
          .contains("alt=\"Mô tả " + i + "\"");
    }
  }

  private JsonNode copy(String id) {
    String token = newspaper.token(Newspaper.EDITOR);
    return newspaper.send("GET", Newspaper.ARTICLES + "/" + id, token, null).json();
  }

  private static void openHistory(Page page, Keyboard keys) {
    keys.tabTo("#history-open").press("Enter");
    page.locator("#revisions button").first().waitFor();
    keys.tabTo("#revisions button").press("Enter").awaitFocus("#revision h3");
    keys.tabTo("#revision summary").press("Escape").awaitFocus("#history-open");
  }

  private void publish(Page page, Keyboard keys, String id) {
    // Day and month are equal, because browsers ask for them in different orders.
    keys.tabTo("#at").type("12122090").type("0930").type("A");
    assertThat(page.inputValue("#at")).isEqualTo("2090-12-12T09:30");
    keys.tabTo("#publish").press("Enter");
    page.locator("#state.scheduled").waitFor();
    String url = copy(id).path("url").asText();
    assertThat(newspaper.get(url).status()).isEqualTo(404);
    keys.awaitFocus("#publish").tabTo("#at").press("Backspace").tabTo("#publish").press("Enter");
    page.locator("#state.published").waitFor();
    newspaper.get(url).expect(200);
    keys.awaitFocus("#publish").tabTo("#withdrawal summary").press("Enter");
    keys.tabTo("#notice").type("Đang kiểm tra lại.").tabTo("#withdraw").press("Enter");
    keys.awaitFocus("#state");
    assertThat(page.textContent("#state")).isEqualTo("Đã gỡ");
    assertThat(newspaper.get(url).expect(410).text()).contains("Đang kiểm tra lại.");
    keys.tabTo("#sign-out").press("Enter");
    page.locator("#sign-in").waitFor();
  }
}
