package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An administrator gives the site a logo, readers see it, and it is removed again. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class LogoStoryTest {
  private static Newspaper newspaper;

  @BeforeAll
  static void open(Newspaper shared) {
    newspaper = shared;
    newspaper.publish(Newspaper.article("Chợ phiên"));
  }

  @Test
  void choosesShowsAndRemovesALogo(Window window) {
    List<String> complaints = new ArrayList<>();
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.ADMINISTRATOR, "#settings")) {
      Page page = clerk.page();
      Locator preview = page.locator("#logo img");
      page.locator("#choose-logo").waitFor();
      assertThat(preview.count()).isZero();
      page.setInputFiles("#logo input", new FilePayload("chữ.heic", "image/heic", new byte[9]));
      page.locator("#logo [role=status].error:has-text('chữ.heic')").waitFor();

      choose(page, 900, 300);
      preview.waitFor(sized());
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      save(page);
      try (BrowserContext context = window.reader(360, true)) {
        Page reader = context.newPage();
        Chromium.watch(reader, complaints);
        Locator logo = awaitLogo(reader, "img[alt='Bản Tin']");
        assertThat(logo.evaluate("image => image.naturalWidth")).isEqualTo(480);
        assertThat(logo.evaluate("image => image.currentSrc.endsWith('/480.webp')"))
            .isEqualTo(true);
        assertThat(reader.evaluate("document.documentElement.scrollWidth <= innerWidth"))
            .isEqualTo(true);
        assertThat(reader.locator(".nameplate").textContent()).isBlank();
        assertThat(new AxeBuilder(reader).analyze().getViolations()).isEmpty();
      }

      choose(page, 400, 400);
      page.waitForFunction(
          "before => document.querySelector('#logo img').getAttribute('src') !== before",
          preview.getAttribute("src"),
          new Page.WaitForFunctionOptions().setTimeout(90_000));
      save(page);
      try (BrowserContext context = window.reader(360, false)) {
        Page reader = context.newPage();
        Chromium.watch(reader, complaints);
        awaitLogo(reader, "img[alt='']");
        assertThat(reader.locator(".nameplate").textContent()).isEqualTo("Bản Tin");
        assertThat(reader.evaluate("document.documentElement.scrollWidth <= innerWidth"))
            .isEqualTo(true);
        assertThat(new AxeBuilder(reader).analyze().getViolations()).isEmpty();
      }

      page.click("#remove-logo");
      preview.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
      save(page);
      Newspaper.await(
          "the page names the site in letters",
          Duration.ofSeconds(30),
          () -> newspaper.get("/").html().select(".nameplate img").isEmpty());
      complaints.addAll(clerk.complaints());
    }
    assertThat(complaints).isEmpty();
  }

  private static void choose(Page page, int width, int height) {
    page.setInputFiles("#logo input", Camera.photo("logo.jpg", width, height, Camera.UPRIGHT));
  }

  private static void save(Page page) {
    Response saved =
        page.waitForResponse(
            answer ->
                answer.url().endsWith("/api/admin/settings")
                    && answer.request().method().equals("PUT"),
            () -> page.click("#settings-form button.button"));
    assertThat(saved.ok()).as(saved::text).isTrue();
  }

  /** Loads the front page until it shows the logo: functions remember the settings for seconds. */
  private static Locator awaitLogo(Page reader, String image) {
    Locator logo = reader.locator(".nameplate " + image);
    Newspaper.await(
        "the front page shows the logo",
        Duration.ofSeconds(30),
        () -> {
          reader.navigate(newspaper.at("/").toString());
          return logo.count() == 1;
        });
    return logo;
  }

  /** Time for the function that sizes photos to start and to size them on a busy machine. */
  private static Locator.WaitForOptions sized() {
    return new Locator.WaitForOptions().setTimeout(90_000);
  }
}
