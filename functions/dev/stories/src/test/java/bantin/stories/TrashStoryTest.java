package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deleted articles come back, and a schedule is taken back without a trace for readers. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class TrashStoryTest {
  private final Newspaper newspaper;

  TrashStoryTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  @Test
  void takesBackADeletionFromItsMessageAndFromTheTrash(Window window) {
    String id = newspaper.draft(Newspaper.article("Xóa rồi lấy lại")).json().path("id").asText();
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "#article/" + id)) {
      Page page = clerk.page();
      delete(clerk);
      page.click("#message-act");
      clerk.await(Clerk.BODY, "nội dung");
      assertThat(clerk.copy(id).path("state").asText()).isEqualTo("draft");

      delete(clerk);
      page.click("#tab-trash");
      page.locator("#list tr", new Page.LocatorOptions().setHasText("Xóa rồi lấy lại"))
          .locator("button")
          .click();
      clerk.await(Clerk.BODY, "nội dung");
      assertThat(clerk.copy(id).path("state").asText()).isEqualTo("draft");
    }
  }

  private static void delete(Clerk clerk) {
    clerk.await(Clerk.BODY, "nội dung");
    clerk.page().click("#delete");
    clerk.await("dialog:modal", "Xóa rồi lấy lại");
    clerk.page().click("dialog:modal button[value=yes]");
    clerk.await("#message", "Xóa rồi lấy lại");
    clerk.page().waitForSelector("#desk:not([hidden])");
  }

  @Test
  void takesBackAScheduleAndLeavesThePublicVersion(Window window) {
    ObjectNode copy = newspaper.publish(Newspaper.article("Bản đang đăng"));
    String id = copy.path("id").asText();
    String open = "/api/articles/" + id;
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, "#article/" + id)) {
      Page page = clerk.page();
      clerk.await(Clerk.BODY, "nội dung");
      page.fill("#title", "Bản hẹn giờ");
      page.fill("#at", "2090-01-01T08:00");
      page.click("#publish");
      clerk.await("#state.scheduled", "Hẹn giờ");
      clerk.await("#state-detail", "bạn đọc đang thấy bản đăng lúc");
      assertThat(newspaper.get(open).expect(200).json().path("title").asText())
          .isEqualTo("Bản đang đăng");
      page.click("#unschedule");
      clerk.await("#state.published", "Đã đăng");
      assertThat(newspaper.get(open).expect(200).json().path("title").asText())
          .isEqualTo("Bản đang đăng");
      assertThat(Instant.parse(clerk.copy(id).path("publishedAt").asText()))
          .isEqualTo(Instant.parse(copy.path("publishedAt").asText()));
    }
  }
}
