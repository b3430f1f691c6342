package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Story of a move: an administrator exports and imports a portal with two buttons. */
@ExtendWith(Chromium.class)
final class ArchiveDeskTest {
  @Test
  void movesAnArticleFromOnePortalToAnother(@TempDir Path folder, Window window) {
    Path file = folder.resolve("part.zip");
    List<String> complaints = new ArrayList<>();
    String url;
    try (Newspaper old = Newspaper.open(folder.resolve("old"));
        BrowserContext context = window.reader(360, false)) {
      url = old.publish(Newspaper.article("Chuyển nhà")).path("url").asText();
      Page page = settings(old, context);
      Chromium.watch(page, complaints);
      Download download = page.waitForDownload(() -> page.click("#export"));
      assertThat(download.suggestedFilename()).matches("bantin-\\d{4}-\\d\\d-\\d\\d-0001\\.zip");
      download.saveAs(file);
      awaitState(page, "Đã xong: 1 tệp");
      page.setInputFiles("#import-files", file);
      page.locator("#message.bad").waitFor();
      assertThat(page.textContent("#message")).isNotBlank();
    }
    try (Newspaper fresh = Newspaper.open(folder.resolve("new"));
        BrowserContext context = window.reader(1280, true)) {
      Page page = settings(fresh, context);
      Chromium.watch(page, complaints);
      page.setInputFiles("#import-files", file);
      awaitState(page, "Đã nhập xong bản lưu.");
      assertThat(fresh.get(url).expect(200).text()).contains("Chuyển nhà");
    }
    // The browser's console reports the refused import, like every answer of 400 and more.
    assertThat(complaints).allMatch(complaint -> complaint.contains("409"));
  }

  private static Page settings(Newspaper portal, BrowserContext context) {
    Page page = context.newPage();
    page.navigate(portal.at("/admin#settings").toString());
    page.click("#sign-in");
    page.fill("input[name=username]", Newspaper.ADMINISTRATOR);
    page.fill("input[name=password]", Newspaper.ADMINISTRATOR);
    page.press("input[name=password]", "Enter");
    page.locator("#export").waitFor();
    return page;
  }

  private static void awaitState(Page page, String text) {
    page.locator("#archive-state", new Page.LocatorOptions().setHasText(text))
        .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
  }
}
