package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A photo in the editor: chosen by a click, described, removed, and brought back. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class ChosenPhotoStoryTest {
  private static final String PHOTO = Clerk.BODY + " > figure.photo";

  private final Newspaper newspaper;

  ChosenPhotoStoryTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void showsItsFieldsAndLeavesWithDelete(int width, Window window) {
    BrowserContext browser = window.reader(width, false);
    try (Clerk clerk = Clerk.at(newspaper, browser, Newspaper.REPORTER, "#article/new")) {
      Page page = clerk.page();
      page.fill("#title", "Chợ phiên");
      page.setInputFiles(
          ".toolbar input[type=file]",
          new FilePayload("cho.jpg", "image/jpeg", Camera.jpeg(900, 600, Camera.UPRIGHT)));
      page.locator(PHOTO + " > div > img[src^='/photos/']").waitFor();
      Locator fields = page.locator(PHOTO + " > .fields");
      assertThat(fields.isVisible()).as("a photo without a description").isTrue();
      fields.locator("input[name=alt]").fill("Người đi chợ");
      page.click(Clerk.BODY + " > p:last-child");
      fields.waitFor(hidden());

      page.click(PHOTO + " > div > img");
      page.locator(PHOTO + ".selected").waitFor();
      fields.waitFor();
      page.keyboard().type("Sáng nay");
      assertThat(page.textContent(PHOTO + " figcaption")).isEqualTo("Sáng nay");
      assertThat(fields.isVisible()).as("the caret in the caption").isTrue();

      page.keyboard().press("Escape");
      page.locator(PHOTO + ".selected").waitFor();
      page.keyboard().press("Delete");
      page.locator(PHOTO).waitFor(hidden());
      page.keyboard().press("Control+z");
      page.locator(PHOTO + " > div > img[src^='/photos/']").waitFor();
      assertThat(page.textContent(PHOTO + " figcaption")).isEqualTo("Sáng nay");
      assertThat(page.inputValue(PHOTO + " input[name=alt]")).isEqualTo("Người đi chợ");
      clerk.saved();
      assertThat(clerk.complaints()).isEmpty();
    }
  }

  private static Locator.WaitForOptions hidden() {
    return new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
  }
}
