package bantin.stories;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Story of an article: from a text in Word and five photos to the reader, with the obstacles on the
 * way.
 */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class NewsroomStoryTest {
  private static final String TITLE = "Lùng Sán họp bàn giữ nước đầu nguồn";
  private static final Duration SIZING_TIME = Duration.ofMinutes(2);

  /**
   * Time between an editor's click and the publication, enough for three answers on a slow machine.
   */
  private static final Duration LEAD_TIME = Duration.ofSeconds(20);

  private static final List<String> CAPTIONS =
      List.of(
          "Bốn mươi hai hộ ngồi kín sân nhà văn hóa",
          "Mó nước dưới gốc vầu",
          "Trưởng thôn đọc quy ước",
          "Bể số 2 nhìn từ nương",
          "Đi xem đường ống");

  private final Newspaper newspaper;

  NewsroomStoryTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  /**
   * Opens a reader's page that is not counted, because other tests of this portal count their own
   * readers.
   */
  private static Page reader(BrowserContext context) {
    Page page = context.newPage();
    page.setExtraHTTPHeaders(Map.of("Sec-Purpose", "prefetch"));
    return page;
  }

  @Test
  void takesAWordTextWithFivePhotosToReaders(Window window) {
    String id;
    try (Clerk reporter = Clerk.at(newspaper, window, Newspaper.REPORTER, "")) {
      id = submit(reporter);
      assertThat(reporter.complaints()).isEmpty();
    }
    try (Clerk editor = Clerk.at(newspaper, window, Newspaper.EDITOR, "");
        BrowserContext phone = window.reader(360, false)) {
      correct(editor, id);
      String url = publishOnTheSecond(editor, id);
      Page reader = reader(phone);
      reader.navigate(newspaper.at(url).toString());
      assertFivePhotos(reader);

      editor.await("#state", "Đã đăng");
      editor.page().click("#withdrawal summary");
      editor.page().fill("#notice", "Bài có một con số sai, tòa soạn đang kiểm tra lại.");
      editor.page().click("#withdraw");
      editor.await("#state", "Đã gỡ");
      assertThat(editor.complaints()).isEmpty();

      Response gone = reader.navigate(newspaper.at(url).toString());
      assertThat(gone.status()).isEqualTo(410);
      assertThat(reader.textContent("main"))
          .contains("Bài có một con số sai, tòa soạn đang kiểm tra lại.");
      assertThat(newspaper.get("/").text()).doesNotContain(id);
    }
  }

  /**
   * Writes and submits an article.
   *
   * @return the article's id
   */
  private static String submit(Clerk reporter) {
    Page page = reporter.page();
    page.click("#new");
    page.fill("#title", TITLE);
    page.fill("#lead", "Cả thôn đồng ý ba việc để mó nước không cạn vào tháng Giêng.");
    reporter.paste(ClipboardHtml.read("word-meeting.html"));
    page.selectOption("#section", "tin-tuc");
    page.fill("#authors li:first-child input", "Vàng Seo Lử");
    page.click("#add-author");
    page.keyboard().type("Thào Thị Dúa");
    page.fill("#tags", "Nước sạch, Lùng Sán");
    addPhotos(page);
    for (int i = 0; i < CAPTIONS.size(); i++) {
      Locator photo = page.locator(".photo").nth(i);
      photo.locator("figcaption").click();
      page.keyboard().type(CAPTIONS.get(i));
      photo.locator("input[name=credit]").fill("Thào Thị Dúa");
      // The last photo's description is forgotten.
      photo.locator("input[name=alt]").fill(i == 4 ? "" : "Ảnh " + (i + 1) + " của buổi họp");
    }
    page.click("#hand-in");
    reporter.await("dialog:modal", "Ảnh 5: thiếu mô tả");
    assertThat(page.textContent("#state")).isEqualTo("Bản nháp");
    page.click("dialog:modal .button");
    page.keyboard().type("Hai người đi dọc đường ống");
    page.locator("#warnings").waitFor(hidden());
    page.click("#hand-in");
    reporter.await("#state", "Chờ duyệt");
    return reporter.saved();
  }

  private static Locator.WaitForOptions hidden() {
    return new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
  }

  private static void addPhotos(Page page) {
    page.evaluate(
        """
        () => {
          window.progress = new Set();
          new MutationObserver(() => {
            const bars = [...document.querySelectorAll('.photo progress:not([hidden])')];
            window.most = Math.max(window.most ?? 0, bars.length);
            for (const bar of bars) if (bar.value > 0) window.progress.add(bar.value);
          }).observe(document.querySelector('#body'), {subtree: true, childList: true, attributes: true});
        }
        """);
    FileChooser chooser =
        page.waitForFileChooser(() -> page.click("button[aria-label='Thêm ảnh']"));
    assertThat(chooser.isMultiple()).isTrue();
    chooser.setFiles(
        new FilePayload[] {
          Camera.photo("IMG_0001.jpg", 2400, 1600, Camera.UPRIGHT),
          Camera.photo("IMG_0002.jpg", 2000, 1500, Camera.UPRIGHT),
          Camera.photo("IMG_0003.jpg", 1800, 1200, Camera.TURNED),
          Camera.photo("ảnh chị Chứ.jpg", 1280, 960, Camera.UPRIGHT),
          Camera.photo("IMG_0005.jpg", 700, 500, Camera.UPRIGHT)
        });
    Newspaper.await(
        "five photos are sized",
        SIZING_TIME,
        () -> page.locator(".photo img[src^='/photos/']").count() == 5);
    assertThat(page.evaluate("window.most")).as("photos on their way at once").isEqualTo(5);
    assertThat((Integer) page.evaluate("window.progress.size")).isPositive();
  }

  private static void correct(Clerk editor, String id) {
    Page page = editor.page();
    page.click("#tab-submitted");
    page.click("#list a[href='#article/" + id + "']");
    editor.await(Clerk.BODY, "Năm ngoái mó cạn");
    page.locator(Clerk.BODY + " p", new Page.LocatorOptions().setHasText("Toàn văn dán ở cửa"))
        .click();
    page.keyboard().press("End");
    page.keyboard().type(" Ai cần bản in thì hỏi trưởng thôn.");
    page.keyboard().press("Control+s");
    editor.saved();
  }

  /**
   * Schedules an article, and checks as readers and programs that it appears at its second.
   *
   * <p>The proof does not depend on the speed of this machine. An answer that arrived before the
   * time must lack the article, and an answer to a request sent after it must have it.
   *
   * @return the article's address
   */
  private String publishOnTheSecond(Clerk editor, String id) {
    Page page = editor.page();
    Instant at = Instant.now().plus(LEAD_TIME).truncatedTo(ChronoUnit.SECONDS);
    // Chromium leaves out seconds that are zero, as this text does.
    page.fill("#at", at.atZone(Newspaper.zoneOfNoon()).toLocalDateTime().toString());
    page.click("#publish");
    editor.await("#state", "Hẹn giờ");
    ObjectNode copy = editor.copy(id);
    assertThat(copy.path("publishedAt").asText()).isEqualTo(at.toString().replace("Z", ".000Z"));
    String url = copy.path("url").asText();
    Map<String, Predicate<Answer>> places =
        Map.of(
            url,
            answer -> answer.status() == 200,
            "/",
            answer -> answer.text().contains(id),
            "/api/articles?section=tin-tuc",
            answer -> answer.text().contains(id));
    Set<String> seenBefore = new HashSet<>();
    Set<String> seenAfter = new HashSet<>();
    while (!seenAfter.equals(places.keySet())) {
      places.forEach(
          (place, shows) -> {
            Instant sent = Instant.now();
            boolean shown = shows.test(newspaper.get(place));
            if (Instant.now().isBefore(at)) {
              assertThat(shown).as("%s before the publication", place).isFalse();
              seenBefore.add(place);
            } else if (!sent.isBefore(at)) {
              assertThat(shown).as("%s after the publication", place).isTrue();
              seenAfter.add(place);
            }
          });
    }
    assertThat(seenBefore).as("addresses asked before the publication").isEqualTo(places.keySet());
    return url;
  }

  private void assertFivePhotos(Page reader) {
    assertThat(reader.textContent("h1")).isEqualTo(TITLE);
    assertThat(reader.textContent("main"))
        .contains("Vàng Seo Lử", "Thào Thị Dúa", "Ai cần bản in thì hỏi trưởng thôn.");
    assertThat(reader.locator("main table tr").count()).isEqualTo(3);
    assertThat(reader.locator("main ol li").allTextContents())
        .contains("Không phát nương trên mó nước");
    Locator photos = reader.locator("main figure img");
    assertThat(photos.count()).isEqualTo(5);
    for (int i = 0; i < 5; i++) {
      Locator photo = photos.nth(i);
      photo.scrollIntoViewIfNeeded();
      Newspaper.await(
          "photo " + i + " is shown",
          Duration.ofSeconds(10),
          () -> (Boolean) photo.evaluate("img => img.complete && img.naturalWidth > 0"));
      assertThat(photo.getAttribute("srcset")).contains("480.jpg 480w");
      assertThat((String) photo.evaluate("img => img.currentSrc")).endsWith(".webp");
      assertThat(photo.getAttribute("alt")).isNotBlank();
      int width = Integer.parseInt(photo.getAttribute("width"));
      int height = Integer.parseInt(photo.getAttribute("height"));
      assertThat(width > height).as("orientation of photo %d", i).isEqualTo(i != 2);
      byte[] largest = newspaper.get(photo.getAttribute("src").replace("/720.", "/1600.")).bytes();
      assertThat(new String(largest, ISO_8859_1)).doesNotContain("Exif", Camera.MAKER);
    }
    assertThat(reader.locator("main figcaption").allTextContents())
        .allMatch(text -> text.contains("Thào Thị Dúa"));
    assertThat((Boolean) reader.evaluate("document.body.scrollWidth <= window.innerWidth"))
        .isTrue();
  }
}
