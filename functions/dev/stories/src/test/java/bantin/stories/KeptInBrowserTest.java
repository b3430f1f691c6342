package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Texts and photos that the server does not have stay in the browser, and the desk names them. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class KeptInBrowserTest {
  private static final Locator.WaitForOptions UPLOAD =
      new Locator.WaitForOptions().setTimeout(60_000);

  private final Newspaper newspaper;

  KeptInBrowserTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  @Test
  void keepsTwoNewArticlesThatWereBegunOffline(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "")) {
      Page page = clerk.page();
      clerk.browser().setOffline(true);
      for (String title : List.of("Bài thứ nhất", "Bài thứ hai")) {
        page.click("#new");
        page.fill("#title", title);
        clerk.write("Chữ của " + title);
        page.click(".strip a");
        page.waitForSelector("#desk:not([hidden])");
      }
      clerk.await("#left-list", "Bài thứ nhất");
      clerk.await("#left-list", "Bài thứ hai");
      clerk.browser().setOffline(false);
      for (String title : List.of("Bài thứ nhất", "Bài thứ hai")) {
        page.locator("#left-list li", new Page.LocatorOptions().setHasText(title))
            .locator(".button")
            .click();
        clerk.await(Clerk.BODY, "Chữ của " + title);
        assertThat(clerk.copy(clerk.saved()).path("title").asText()).isEqualTo(title);
        page.click(".strip a");
        page.waitForSelector("#desk:not([hidden])");
      }
      page.locator("#left[hidden]")
          .waitFor(
              new Locator.WaitForOptions()
                  .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
    }
  }

  @Test
  void continuesANewArticleAfterAReload(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "#article/new")) {
      clerk.browser().setOffline(true);
      clerk.page().fill("#title", "Chưa kịp lưu");
      clerk.write("Câu đầu.");
      clerk.browser().setOffline(false);
      clerk.page().reload();
      clerk.await(Clerk.BODY, "Câu đầu.");
      assertThat(clerk.page().inputValue("#title")).isEqualTo("Chưa kịp lưu");
      clerk.saved();
    }
  }

  @Test
  void staysWithANewArticleThatIsSavedWhileThePageLoadsAnew(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "#article/new")) {
      Page page = clerk.page();
      page.fill("#title", "Vừa lưu xong");
      clerk.write("Câu cuối.");
      String id = clerk.saved();
      // The reload began before the server answered, so it asks for the address of that time.
      page.evaluate("history.replaceState(null, '', '#article/new')");
      page.reload();
      clerk.await(Clerk.BODY, "Câu cuối.");
      assertThat(clerk.saved()).isEqualTo(id);
    }
  }

  /**
   * Lets the portal do the next saves, and drops its answers.
   *
   * @return ids of the articles that were saved so far
   */
  private static List<String> loseAnswersToSaves(Page page, int count) {
    List<String> saved = new CopyOnWriteArrayList<>();
    page.route(
        Pattern.compile("/api/admin/articles(/[^/]+)?$"),
        route -> {
          if (route.request().method().equals("GET") || saved.size() == count) {
            route.resume();
          } else {
            saved.add(Answer.parse(route.fetch().text()).path("id").asText());
            route.abort();
          }
        });
    return saved;
  }

  @Test
  void savesOneDraftWhereTheAnswerWasLost(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "#article/new")) {
      Page page = clerk.page();
      List<String> saved = loseAnswersToSaves(page, 1);
      page.fill("#title", "Câu trả lời bị mất");
      page.waitForCondition(() -> saved.size() == 1);
      page.reload();
      assertThat(clerk.saved()).isEqualTo(saved.get(0));
      assertThat(clerk.copy(saved.get(0)).path("title").asText()).isEqualTo("Câu trả lời bị mất");
    }
  }

  @Test
  void writesEachWordOnceWhereTwoAnswersWereLost(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "#article/new")) {
      Page page = clerk.page();
      List<String> saved = loseAnswersToSaves(page, 2);
      clerk.write("Một");
      page.waitForCondition(() -> saved.size() == 1);
      clerk.write(" hai");
      page.keyboard().press("Control+s");
      page.waitForCondition(() -> saved.size() == 2);
      clerk.write(" ba");
      page.keyboard().press("Control+s");
      String id = clerk.saved();
      assertThat(saved).containsOnly(id);
      assertThat(clerk.copy(id).path("body").asText()).isEqualTo("<p>Một hai ba</p>");
      assertThat(page.textContent(Clerk.BODY)).isEqualTo("Một hai ba");
      assertThat(page.isVisible("#clashes")).isFalse();
    }
  }

  @Test
  void offersATextThatTheServerRefusedAsTooLong(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "#article/new")) {
      Page page = clerk.page();
      page.fill("#title", "Bài quá dài");
      clerk.paste(("<p>" + "chữ ".repeat(200) + "</p>").repeat(400));
      page.locator("#save-state.bad").waitFor();
      clerk.await("#count", "quá");
      page.click(".strip a");
      clerk.await("#left-list", "Bài quá dài");
      page.click("#left-list .button");
      page.waitForCondition(() -> page.inputValue("#title").equals("Bài quá dài"));
      assertThat(page.textContent(Clerk.BODY).length()).isGreaterThan(300_000);
    }
  }

  @Test
  void keepsAPhotoThatFailedWithItsNameAndCaption(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "#article/new")) {
      Page page = clerk.page();
      page.fill("#title", "Ảnh hỏng");
      page.selectOption("#section", "tin-tuc");
      clerk.write("Trước ảnh.");
      page.keyboard().press("Enter");
      FileChooser chooser = page.waitForFileChooser(() -> page.click("[aria-label='Thêm ảnh']"));
      byte[] noPicture = "This is no picture.".repeat(50).getBytes(StandardCharsets.UTF_8);
      chooser.setFiles(new FilePayload("IMG_7.jpg", "image/jpeg", noPicture));
      page.keyboard().type("Bà con ở chợ");
      page.locator(".pending .error:not(:empty)").waitFor(UPLOAD);
      page.fill("figure input[name=alt]", "Người mua bán");
      Newspaper.await(
          "the server has the caption",
          Duration.ofSeconds(20),
          () -> {
            String id = clerk.saved();
            return !id.equals("new")
                && clerk.copy(id).path("body").asText().contains("Bà con ở chợ");
          });

      page.reload();
      page.locator(".pending").waitFor();
      assertThat(page.textContent(".pending strong")).isEqualTo("IMG_7.jpg");
      assertThat(page.textContent("figcaption")).isEqualTo("Bà con ở chợ");
      assertThat(page.inputValue("figure input[name=alt]")).isEqualTo("Người mua bán");
      assertThat(page.textContent("#message-text")).contains("IMG_7.jpg");
      page.click("#hand-in");
      clerk.await("dialog:modal", "IMG_7.jpg");
      page.keyboard().press("Escape");

      FileChooser again = page.waitForFileChooser(() -> page.click(".pending button >> nth=0"));
      again.setFiles(Camera.photo("IMG_7.jpg", 800, 600, Camera.UPRIGHT));
      page.locator("figure img[src^='/photos/']").waitFor(UPLOAD);
      Newspaper.await(
          "the photo is saved with its words",
          Duration.ofSeconds(20),
          () -> {
            String body = clerk.copy(clerk.saved()).path("body").asText();
            return body.contains("alt=\"Người mua bán\"")
                && body.contains("<figcaption>Bà con ở chợ");
          });
      page.waitForCondition(() -> (Boolean) page.evaluate("localStorage.length === 0"));
    }
  }

  @Test
  void removesAPhotoThatFailed(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "#article/new")) {
      Page page = clerk.page();
      clerk.write("Có chữ.");
      clerk.saved();
      clerk.browser().setOffline(true);
      FileChooser chooser = page.waitForFileChooser(() -> page.click("[aria-label='Thêm ảnh']"));
      chooser.setFiles(Camera.photo("IMG_8.jpg", 800, 600, Camera.UPRIGHT));
      page.locator(".pending .error:not(:empty)").waitFor(UPLOAD);
      assertThat(page.textContent(".pending strong")).isEqualTo("IMG_8.jpg");
      clerk.browser().setOffline(false);
      page.click(".pending button >> nth=1");
      assertThat(page.locator("figure").count()).isZero();
      page.waitForCondition(() -> (Boolean) page.evaluate("localStorage.length === 0"));
    }
  }

  @Test
  void asksBeforeUnsavedSettingsAreLeft(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.ADMINISTRATOR, "#settings")) {
      Page page = clerk.page();
      page.waitForSelector("#sections li");
      page.fill("#contact", "Điện thoại: 0200 000 000");
      page.click("#places a >> nth=0");
      page.locator("dialog:modal").waitFor();
      page.click("dialog:modal button[value='']");
      assertThat(page.inputValue("#contact")).isEqualTo("Điện thoại: 0200 000 000");
      assertThat(page.isVisible("#settings")).isTrue();
      page.click("#places a >> nth=0");
      page.click("dialog:modal button[value=yes]");
      page.waitForSelector("#desk:not([hidden])");
    }
  }

  @Test
  void offersANewSectionAtOnceInAnOpenEditor(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.ADMINISTRATOR, "#article/new")) {
      Page writing = clerk.page();
      writing.fill("#title", "Đang viết");
      clerk.newTab(Newspaper.ADMINISTRATOR, "#settings");
      Page page = clerk.page();
      page.waitForSelector("#sections li");
      page.click("#add-section");
      page.keyboard().type("Văn hóa");
      page.click("#settings-form .button");
      clerk.await("#message", "Đã lưu cài đặt");
      writing
          .locator("#section option[value=van-hoa]")
          .waitFor(
              new Locator.WaitForOptions()
                  .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
      assertThat(writing.inputValue("#title")).isEqualTo("Đang viết");
      ObjectNode article = Newspaper.article("Bài trong mục mới").put("section", "van-hoa");
      ObjectNode copy = newspaper.publish(article);
      page.click("#sections li:last-child button >> nth=2");
      page.click("#settings-form .button");
      clerk.await("#message.bad", "Bài trong mục mới");
      newspaper.withdraw(copy, "");
      page.click("#settings-form .button");
      clerk.await("#message:not(.bad)", "Đã lưu cài đặt");
    }
  }
}
