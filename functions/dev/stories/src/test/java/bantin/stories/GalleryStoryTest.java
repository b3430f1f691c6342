package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Photos become a gallery at the desk; readers see a grid, and each photo opens large. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class GalleryStoryTest {
  private static final String GALLERY = Clerk.BODY + " > figure:has(> figure)";
  private static final String CAPTIONS = "figcaption";

  private static Newspaper newspaper;

  @BeforeAll
  static void open(Newspaper shared) {
    newspaper = shared;
  }

  @Test
  void makesReordersAndPublishesAGallery(Window window) {
    String id;
    List<String> complaints = new ArrayList<>();
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, "#article/new")) {
      Page page = clerk.page();
      page.waitForSelector(Clerk.BODY);
      page.fill("#title", "Chợ phiên");
      page.selectOption("#section", "tin-tuc");
      page.setInputFiles(
          ".toolbar input[type=file]", new FilePayload[] {photo("mot"), photo("hai"), photo("ba")});
      page.locator("figure.photo img[src^='/photos/']").nth(2).waitFor(sized());
      for (int i = 0; i < 3; i++) {
        page.locator("figure.photo input[name=alt]").nth(i).fill("Ảnh " + (i + 1));
        page.locator("figure.photo figcaption").nth(i).click();
        page.keyboard().type("Chú thích " + (i + 1));
      }
      Locator button = page.locator(".toolbar button[aria-label='Bộ ảnh']");
      button.click();
      assertThat(button.getAttribute("aria-pressed")).isEqualTo("true");
      assertThat(captions(page)).containsExactly("Chú thích 1", "Chú thích 2", "Chú thích 3");
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();

      // The last one comes first: by its button, with the keyboard.
      page.locator(GALLERY + " figure > div > img").last().click();
      Locator up = page.locator(GALLERY + " button:text-is('Lên')").last();
      up.focus();
      page.keyboard().press("Enter");
      page.keyboard().press("Enter");
      assertThat(captions(page)).containsExactly("Chú thích 3", "Chú thích 1", "Chú thích 2");

      // By mouse behind the last one.
      page.locator(GALLERY + " figure img")
          .first()
          .dragTo(page.locator(GALLERY + " figcaption").last());
      assertThat(captions(page)).containsExactly("Chú thích 1", "Chú thích 2", "Chú thích 3");

      // Enter in a caption goes on below the gallery.
      putCaretIn(page.locator(GALLERY + " figcaption").first());
      page.keyboard().press("Enter");
      page.keyboard().type("Bà con xuống chợ.");
      id = clerk.saved();
      awaitPhotos(clerk, id, "body > figure > figure > figcaption", 3);

      // Taken apart, and put together again.
      putCaretIn(page.locator(GALLERY + " figcaption").nth(1));
      button.click();
      awaitPhotos(clerk, id, "body > figure > figcaption", 3);
      page.keyboard().press("Control+z");
      awaitPhotos(clerk, id, "body > figure > figure > figcaption", 3);

      // A gallery with one photo left is that photo.
      page.locator(GALLERY + " figure > div > img").last().click();
      page.locator(GALLERY + " figure .fields button:text-is('Bỏ ảnh')").last().click();
      page.locator(GALLERY + " figure > div > img").last().click();
      page.keyboard().press("Delete");
      awaitPhotos(clerk, id, "body > figure > figcaption", 1);
      page.keyboard().press("Control+z");
      page.keyboard().press("Control+z");
      awaitPhotos(clerk, id, "body > figure > figure > figcaption", 3);
      page.click("#publish");
      page.locator("#state.published").waitFor();
      complaints.addAll(clerk.complaints());
    }
    try (BrowserContext context = window.reader(360, false)) {
      Page page = context.newPage();
      Chromium.watch(page, complaints);
      String path = newspaper.get("/api/articles/" + id).expect(200).json().path("url").asText();
      page.navigate(newspaper.at(path).toString());
      Locator opener = page.locator("button.enlarge");
      opener.nth(2).waitFor();
      BoundingBox first = opener.nth(0).boundingBox();
      BoundingBox second = opener.nth(1).boundingBox();
      assertThat(second.y).isEqualTo(first.y);
      assertThat(second.x).isGreaterThan(first.x + first.width);
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();

      opener.nth(1).focus();
      page.keyboard().press("Enter");
      Locator caption = page.locator("dialog.enlarged[open] p");
      assertThat(caption.textContent()).isEqualTo("2/3  Chú thích 2");
      Newspaper.await(
          "the photo is loaded",
          Duration.ofSeconds(15),
          () ->
              page.evaluate("document.querySelector('dialog.enlarged img').naturalWidth > 0")
                  .equals(true));
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      page.keyboard().press("ArrowRight");
      assertThat(caption.textContent()).startsWith("3/3");
      page.keyboard().press("ArrowRight");
      assertThat(caption.textContent()).startsWith("1/3");
      swipe(page, 300, 60);
      assertThat(caption.textContent()).startsWith("2/3");
      swipe(page, 60, 300);
      assertThat(caption.textContent()).startsWith("1/3");
      page.locator("dialog .next-photo").click();
      assertThat(caption.textContent()).startsWith("2/3");
      page.locator("dialog .previous").click();
      assertThat(caption.textContent()).startsWith("1/3");
      page.locator("dialog .close").click();
      page.locator("dialog.enlarged:not([open])").waitFor(hidden());
      opener.first().click();
      page.keyboard().press("Escape");
      page.locator("dialog.enlarged:not([open])").waitFor(hidden());
      // The dialog tells of its end in a task of its own.
      page.locator(".enlarge:focus").and(opener.first()).waitFor();
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void savesAGalleryWithoutARefusedPhotoAndKeepsItsPlace(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, "#article/new")) {
      Page page = clerk.page();
      page.waitForSelector(Clerk.BODY);
      page.fill("#title", "Chợ phiên");
      FilePayload broken = new FilePayload("hai.jpg", "image/jpeg", "chữ".getBytes(UTF_8));
      page.setInputFiles(
          ".toolbar input[type=file]", new FilePayload[] {photo("mot"), broken, photo("ba")});
      page.locator("figure.photo img[src^='/photos/']").nth(1).waitFor(sized());
      page.locator(".pending:visible .error").waitFor();
      for (int i = 0; i < 3; i++) {
        page.locator("figure.photo figcaption").nth(i).click();
        page.keyboard().type("Chú thích " + (i + 1));
      }
      page.click(".toolbar button[aria-label='Bộ ảnh']");
      String id = clerk.saved();
      awaitPhotos(clerk, id, "body > figure > figure > figcaption", 2);
      assertThat(clerk.copy(id).path("body").asText()).contains("</figure>\n<p>Chú thích 2</p>");
      assertThat(captions(page)).containsExactly("Chú thích 1", "Chú thích 2", "Chú thích 3");

      page.reload();
      page.locator(".pending:visible", new Page.LocatorOptions().setHasText("hai.jpg")).waitFor();
      assertThat(captions(page)).containsExactly("Chú thích 1", "Chú thích 2", "Chú thích 3");
    }
  }

  /** Time for the function that sizes photos to start and to size them on a busy machine. */
  private static Locator.WaitForOptions sized() {
    return new Locator.WaitForOptions().setTimeout(90_000);
  }

  private static Locator.WaitForOptions hidden() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
  }

  private static FilePayload photo(String name) {
    return new FilePayload(name + ".jpg", "image/jpeg", Camera.jpeg(900, 600, Camera.UPRIGHT));
  }

  /** Clicks until the caret is there. A photo that was just dragged may still be selected. */
  private static void putCaretIn(Locator caption) {
    Newspaper.await(
        "the caret is in the caption",
        Duration.ofSeconds(15),
        () -> {
          caption.click();
          Clerk.awaitSelection(caption.page());
          return caption
              .evaluate("caption => caption.contains(getSelection().anchorNode)")
              .equals(true);
        });
  }

  private static List<String> captions(Page page) {
    return page.locator(GALLERY + " " + CAPTIONS).allTextContents();
  }

  private static void swipe(Page page, int from, int to) {
    page.evaluate(
        """
        ([from, to]) => {
          const dialog = document.querySelector('dialog.enlarged');
          const touch = x => new Touch({identifier: 1, target: dialog, clientX: x, clientY: 300});
          dialog.dispatchEvent(new TouchEvent('touchstart', {touches: [touch(from)], changedTouches: [touch(from)]}));
          dialog.dispatchEvent(new TouchEvent('touchend', {changedTouches: [touch(to)]}));
        }
        """,
        List.of(from, to));
  }

  private static void awaitPhotos(Clerk clerk, String id, String captions, int count) {
    try {
      Newspaper.await(
          "the server has " + count + " " + captions,
          Duration.ofSeconds(15),
          () -> {
            Document body = Jsoup.parseBodyFragment(clerk.copy(id).path("body").asText());
            return body.select(captions).size() == count && body.select("img").size() == count;
          });
    } catch (AssertionError late) {
      throw new AssertionError(late.getMessage() + ", it has " + clerk.copy(id), late);
    }
  }
}
