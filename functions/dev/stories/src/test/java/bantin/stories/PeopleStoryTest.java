package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.UserPool;
import bantin.stories.Chromium.Window;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Story of a colleague: invited, made an editor, and disabled when she leaves. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class PeopleStoryTest {
  private static final String MAI = "vang.thi.mai";
  private static final String PASSWORD = "Ban Mường mùa xuân 26";

  @Test
  void invitesAColleagueChangesHerRoleAndDisablesHer(Newspaper newspaper, Window window) {
    try (Clerk administrator = Clerk.at(newspaper, window, Newspaper.ADMINISTRATOR, "#people");
        BrowserContext hers = window.reader(1280, false)) {
      Page people = administrator.page();
      people.fill("#invite-name", "Vàng Thị Mai");
      people.fill("#invite-mail", "mai@example.vn");
      assertThat(people.inputValue("#invite-login")).isEqualTo(MAI);
      people.click("#invite-form .button");
      await(row(people), "Chờ nhận lời");
      await(row(people), "Chưa đăng nhập");

      List<UserPool.Mail> mails =
          newspaper.mails().stream().filter(mail -> mail.to().equals("mai@example.vn")).toList();
      assertThat(mails).hasSize(1);
      Document mail = Jsoup.parse(mails.get(0).html());
      assertThat(mail.select("a").attr("href")).isEqualTo(newspaper.at("/admin").toString());
      assertThat(mail.select("b").get(0).text()).isEqualTo(MAI);

      Page page = hers.newPage();
      page.navigate(mail.select("a").attr("href"));
      page.click("#sign-in");
      signIn(page, mail.select("b").get(1).text());
      page.fill("#new_password", PASSWORD);
      page.press("#new_password", "Enter");
      page.waitForSelector("#places:not([hidden])");
      page.waitForCondition(() -> page.textContent("#person").equals("Vàng Thị Mai"));
      assertThat(page.locator("a[href='#people']").isVisible()).isFalse();
      await(page.locator("#list-empty"), "Bạn chưa có bản nháp nào");
      page.click("#list-empty button");
      page.waitForSelector("#title:focus");
      page.fill("#title", "Bài đầu tiên");
      page.locator("#save-state", new Page.LocatorOptions().setHasText("Đã lưu lúc")).waitFor();

      people.reload();
      await(row(people), "Đang dùng");
      assertThat(row(people).textContent()).doesNotContain("Chưa đăng nhập");
      row(people).locator("select").selectOption("editor");
      await(people.locator("#message"), "Đã lưu thay đổi");
      page.reload();
      page.waitForSelector("#places:not([hidden])");

      people.navigate(newspaper.at("/admin#desk/all").toString());
      await(people.locator("#list"), "Bài đầu tiên");
      assertThat(people.textContent("#list")).contains("Vàng Thị Mai");

      people.navigate(newspaper.at("/admin#people").toString());
      row(people).getByText("Khóa", new Locator.GetByTextOptions().setExact(true)).click();
      people.locator("dialog[open] .button").click();
      await(row(people), "Đã khóa");
      try (BrowserContext again = window.reader(1280, false)) {
        Page refused = again.newPage();
        refused.navigate(newspaper.at("/admin").toString());
        refused.click("#sign-in");
        signIn(refused, PASSWORD);
        await(refused.locator("[role=alert]"), "Tên hoặc mật khẩu không đúng");
      }

      assertThat(people.isDisabled("tr[data-login=quan-tri] select")).isTrue();
      String token = newspaper.token(Newspaper.ADMINISTRATOR);
      String own = "/api/admin/people/" + Newspaper.ADMINISTRATOR;
      String editor = "{\"role\":\"editor\"}";
      assertThat(
              newspaper
                  .send("PUT", own + "/role", token, Answer.parse(editor))
                  .problem(409)
                  .path("type")
                  .asText())
          .isEqualTo("urn:bantin:problem:own-administration");
      newspaper.send("DELETE", own + "/access", token, null).problem(409);
      assertThat(administrator.complaints()).isEmpty();
    }
  }

  private static void signIn(Page page, String password) {
    page.fill("input[name=username]", MAI);
    page.fill("input[name=password]", password);
    page.press("input[name=password]", "Enter");
  }

  private static Locator row(Page page) {
    return page.locator("tr[data-login='" + MAI + "']");
  }

  private static void await(Locator place, String text) {
    place.filter(new Locator.FilterOptions().setHasText(text)).waitFor();
  }
}
