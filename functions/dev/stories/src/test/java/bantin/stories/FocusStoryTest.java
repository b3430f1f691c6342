package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Focal point and lead photo are chosen at the desk; lists and the front page follow them. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class FocusStoryTest {
  @Test
  void cropsByTheChosenPoint(Newspaper newspaper, Window window) {
    List<String> complaints = new ArrayList<>();
    publish(newspaper, window, complaints);
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = context.newPage();
      Chromium.watch(page, complaints);
      page.navigate(newspaper.at("/").toString());
      Locator photo = page.locator(".lead-story img");
      assertThat(position(photo)).isEqualTo("80% 20%");
      assertThat(photo.evaluate("photo => getComputedStyle(photo).objectFit")).isEqualTo("cover");
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void showsTheChosenPhotoInLists(Newspaper newspaper, Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, "#article/new")) {
      Page page = clerk.page();
      page.fill("#title", "Hai ảnh");
      page.selectOption("#section", "tin-tuc");
      page.setInputFiles(
          ".toolbar input[type=file]",
          new FilePayload[] {
            new FilePayload("cau.jpg", "image/jpeg", Camera.jpeg(900, 600, Camera.UPRIGHT)),
            new FilePayload("cho.jpg", "image/jpeg", Camera.jpeg(800, 600, Camera.UPRIGHT))
          });
      Locator photos = page.locator("figure.photo > div img[src^='/photos/']");
      Newspaper.await("both photos", Duration.ofSeconds(90), () -> photos.count() == 2);
      Locator buttons = page.locator("figure.photo .acts [aria-pressed]");
      for (int chosen : new int[] {1, 0, 1}) {
        buttons.nth(chosen).press("Enter");
        assertThat(buttons.nth(chosen).getAttribute("aria-pressed")).isEqualTo("true");
        assertThat(buttons.nth(1 - chosen).getAttribute("aria-pressed")).isEqualTo("false");
      }
      String chosen = folder(photos.nth(1).getAttribute("src"));
      String id = clerk.saved();
      Newspaper.await(
          "the server has the choice",
          Duration.ofSeconds(15),
          () -> chosen.equals(folder(leadPhotos(clerk.copy(id).path("body").asText()))));
      page.reload();
      Newspaper.await(
          "the desk shows the choice",
          Duration.ofSeconds(15),
          () -> buttons.count() == 2 && "true".equals(buttons.nth(1).getAttribute("aria-pressed")));
      String published =
          newspaper
              .publish(
                  Newspaper.article("Ảnh thứ hai đại diện")
                      .put("body", clerk.copy(id).path("body").asText()))
              .path("id")
              .asText();
      ObjectNode article = newspaper.get("/api/articles/" + published).expect(200).json();
      assertThat(folder(article.at("/cover/url").asText())).isEqualTo(chosen);
    }
  }

  /** Folder of a photo's renditions: lists may show another one than the editor. */
  private static String folder(String address) {
    return address.substring(0, address.lastIndexOf('/'));
  }

  private static String leadPhotos(String body) {
    return Jsoup.parseBodyFragment(body).select("img.lead-photo").attr("src");
  }

  private static void publish(Newspaper newspaper, Window window, List<String> complaints) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, "#article/new")) {
      Page page = clerk.page();
      page.waitForSelector(Clerk.BODY);
      page.fill("#title", "Chợ phiên");
      page.selectOption("#section", "tin-tuc");
      page.setInputFiles(
          ".toolbar input[type=file]",
          new FilePayload("cho.jpg", "image/jpeg", Camera.jpeg(900, 600, Camera.UPRIGHT)));
      page.locator("figure.photo > div img[src^='/photos/']")
          .first()
          .waitFor(new Locator.WaitForOptions().setTimeout(90_000));
      page.locator("figure.photo input[name=alt]").fill("Chợ");
      page.locator("figure.photo figcaption").click();
      page.keyboard().type("Người đi chợ");
      page.click(".focus summary");
      Locator point = page.locator(".focus .point");
      BoundingBox box = point.boundingBox();
      point.click(new Locator.ClickOptions().setPosition(box.width * .69, box.height * .31));
      awaitPosition(page, "70% 30%");
      assertThat(page.locator(".focus [role=status]").textContent())
          .isEqualTo("Tiêu điểm: 70 % từ trái, 30 % từ trên.");
      point.press("ArrowRight");
      point.press("ArrowUp");
      awaitPosition(page, "80% 20%");
      assertThat(point.evaluate("one => one === document.activeElement")).isEqualTo(true);
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      String id = clerk.saved();
      Newspaper.await(
          "the server has the point",
          Duration.ofSeconds(15),
          () ->
              Jsoup.parseBodyFragment(clerk.copy(id).path("body").asText())
                  .select("img")
                  .attr("class")
                  .equals("left-80 top-20"));

      // Undo takes it back; the point comes back with the page.
      page.click(Clerk.BODY + " > p:last-of-type");
      pressUntil(page, "Control+z", "50% 50%");
      pressUntil(page, "Control+y", "80% 20%");
      page.reload();
      page.click(".focus summary");
      awaitPosition(page, "80% 20%");
      page.click("#publish");
      page.locator("#state.published").waitFor();
      complaints.addAll(clerk.complaints());
    }
  }

  /** Presses keys again and again: moves that follow each other quickly are undone together. */
  private static void pressUntil(Page page, String keys, String position) {
    Newspaper.await(
        keys + " brings " + position,
        Duration.ofSeconds(15),
        () -> {
          page.keyboard().press(keys);
          return position(page.locator(".focus .crop img").first()).equals(position);
        });
  }

  private static void awaitPosition(Page page, String position) {
    Newspaper.await(
        "the crops show " + position,
        Duration.ofSeconds(15),
        () ->
            page.locator(".focus .crop img").count() == 2
                && position(page.locator(".focus .crop img").first()).equals(position)
                && position(page.locator(".focus .crop img").last()).equals(position));
  }

  private static String position(Locator photo) {
    return String.valueOf(photo.evaluate("one => getComputedStyle(one).objectPosition"));
  }
}
