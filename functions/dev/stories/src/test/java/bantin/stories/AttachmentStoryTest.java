package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.SampleFiles;
import bantin.stories.Chromium.Window;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files are attached at the desk; readers see name, type and size, and download them. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class AttachmentStoryTest {
  private static final String FILES = ".toolbar input[accept='.pdf,.docx,.xlsx']";
  private static final String PDF = "application/pdf";
  private static final byte[] SMALL = SampleFiles.xlsx();

  /** Larger than a function may answer. */
  private static final byte[] LARGE = SampleFiles.pdf(5 << 20);

  private static Newspaper newspaper;

  @BeforeAll
  static void open(Newspaper shared) {
    newspaper = shared;
  }

  @Test
  void attachesPublishesAndDownloadsFiles(Window window) throws IOException {
    String id;
    List<String> complaints = new ArrayList<>();
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, "#article/new")) {
      Page page = clerk.page();
      page.waitForSelector(Clerk.BODY);
      page.fill("#title", "Kế hoạch đợt 2");
      page.selectOption("#section", "thong-bao");
      clerk.write("Xem tệp kèm theo.");
      page.setInputFiles(
          FILES,
          new FilePayload[] {
            new FilePayload("Kế hoạch đợt 2.pdf", PDF, LARGE),
            new FilePayload("Thu chi.xlsx", "", SMALL)
          });
      page.locator("figure.attachment a[href^='/photos/']").nth(1).waitFor(checked());
      assertThat(page.locator("figure.attachment small").allTextContents())
          .containsExactly("PDF, 5 MB", "XLSX, 1 KB");
      page.locator("figure.attachment input[name=shown-name]").nth(1).fill("Bảng thu chi");
      page.click(Clerk.BODY + " > p:last-of-type");
      page.keyboard().press("Control+End");
      page.keyboard().type("Hết.");
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      id = clerk.saved();
      Newspaper.await(
          "the server has both files and the name",
          Duration.ofSeconds(15),
          () ->
              body(clerk, id).select("figure > a[href^=/photos/] + figcaption").size() == 2
                  && body(clerk, id).select("figure > a").text().contains("Bảng thu chi"));
      assertThat(newestVersion(page)).contains("[Tệp: Kế hoạch đợt 2.pdf]", "[Tệp: Bảng thu chi]");

      // Taken out, and back again.
      page.locator("figure.attachment button:text-is('Bỏ tệp')").nth(2).click();
      Newspaper.await(
          "the server has one file",
          Duration.ofSeconds(15),
          () -> body(clerk, id).select("figure").size() == 1);
      page.keyboard().press("Control+z");
      Newspaper.await(
          "the server has both files",
          Duration.ofSeconds(15),
          () -> body(clerk, id).select("figure").size() == 2);
      page.click("#publish");
      page.locator("#state.published").waitFor();
      complaints.addAll(clerk.complaints());
    }
    try (BrowserContext context = window.reader(360, false)) {
      Page page = context.newPage();
      Chromium.watch(page, complaints);
      String path = newspaper.get("/api/articles/" + id).expect(200).json().path("url").asText();
      page.navigate(newspaper.at(path).toString());
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      assertThat(page.locator(".body figure figcaption").allTextContents())
          .containsExactly("PDF, 5 MB", "XLSX, 1 KB");
      downloads(page, "Kế hoạch đợt 2.pdf", "Kế hoạch đợt 2.pdf", LARGE);
      downloads(page, "Bảng thu chi", "Thu chi.xlsx", SMALL);
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void namesRefusedFilesUntilTheyAreSentAgainOrRemoved(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, "#article/new")) {
      Page page = clerk.page();
      page.waitForSelector(Clerk.BODY);
      page.fill("#title", "Kế hoạch");
      page.setInputFiles(FILES, new FilePayload("Đơn.docm", "", SMALL));
      clerk.await("#message.bad", "Đơn.docm: tệp có macro");
      byte[] program = "MZ This program cannot be run in DOS mode".getBytes(UTF_8);
      page.setInputFiles(FILES, new FilePayload("Đơn.docx", "", program));
      Locator refused = page.locator("figure.attachment .pending:visible");
      Locator error = refused.locator(".error");
      page.locator("figure.attachment .error:text('không phải là tệp DOCX')").waitFor(checked());
      assertThat(error.textContent()).startsWith("Đơn.docx: ");
      assertThat(page.locator("#warning-list").textContent()).contains("Tệp Đơn.docx: chưa tải");
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      String id = clerk.saved();
      assertThat(body(clerk, id).select("figure")).isEmpty();

      // The browser keeps its place and its name, and another file may take the place.
      page.reload();
      page.locator("figure.attachment .pending:visible strong:text-is('Đơn.docx')").waitFor();
      page.setInputFiles(
          "figure.attachment input[type=file]",
          new FilePayload("Đơn mới.docx", "", SampleFiles.docx()));
      page.locator("figure.attachment a[href^='/photos/']").waitFor(checked());
      Newspaper.await(
          "the server has the file",
          Duration.ofSeconds(15),
          () -> body(clerk, id).select("figure > a[href$=/file.docx]").size() == 1);
    }
  }

  /**
   * Photos become figures, other files attachments, where they are dropped. An attachment moves by
   * its buttons.
   */
  @Test
  void takesDroppedFilesInAndMovesAnAttachmentWithTheKeyboard(Window window, @TempDir Path folder)
      throws IOException {
    Path photo = Files.write(folder.resolve("Chợ.jpg"), Camera.jpeg(640, 480, Camera.UPRIGHT));
    Path file = Files.write(folder.resolve("Thu chi.xlsx"), SMALL);
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, "#article/new")) {
      Page page = clerk.page();
      page.waitForSelector(Clerk.BODY);
      page.fill("#title", "Thu chi");
      clerk.write("Một.\nHai.\nBa.");
      drop(page, page.locator(Clerk.BODY + " > p").first(), photo, file);
      page.locator("figure.attachment a[href^='/photos/']").waitFor(checked());
      page.locator("figure.photo img[src^='/photos/']").waitFor(checked());
      assertThat(page.locator(Clerk.BODY + " > p").allTextContents())
          .containsExactly("Một.", "Hai.", "Ba.");
      String id = clerk.saved();
      awaitBody(clerk, id, "Một.", "attachment", "photo", "Hai.", "Ba.");

      page.locator("figure.attachment input[name=shown-name]").focus();
      press(page, "Tab", "Lên");
      press(page, "Tab", "Xuống");
      press(page, "Enter", "Xuống");
      press(page, "Enter", "Xuống");
      awaitBody(clerk, id, "Một.", "photo", "Hai.", "attachment", "Ba.");
      press(page, "Shift+Tab", "Lên");
      press(page, "Enter", "Lên");
      awaitBody(clerk, id, "Một.", "photo", "attachment", "Hai.", "Ba.");
    }
  }

  /** Drags files from a folder and drops them on an element, as the browser itself does it. */
  private static void drop(Page page, Locator place, Path... files) {
    JsonArray paths = new JsonArray();
    for (Path file : files) {
      paths.add(file.toString());
    }
    JsonObject data = new JsonObject();
    data.add("items", new JsonArray());
    data.add("files", paths);
    data.addProperty("dragOperationsMask", 1);
    BoundingBox box = place.boundingBox();
    CDPSession session = page.context().newCDPSession(page);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      JsonObject event = new JsonObject();
      event.addProperty("type", type);
      event.addProperty("x", box.x + box.height);
      event.addProperty("y", box.y + box.height / 2);
      event.add("data", data);
      session.send("Input.dispatchDragEvent", event);
    }
    session.detach();
  }

  /** Presses a key, and waits until the button has the focus. */
  private static void press(Page page, String key, String button) {
    page.keyboard().press(key);
    page.waitForCondition(() -> page.evaluate("document.activeElement.textContent").equals(button));
  }

  /** Waits until the server's text has these blocks. */
  private static void awaitBody(Clerk clerk, String id, String... blocks) {
    Newspaper.await(
        "the text is " + List.of(blocks),
        Duration.ofSeconds(15),
        () ->
            body(clerk, id).body().children().stream()
                .map(AttachmentStoryTest::block)
                .toList()
                .equals(List.of(blocks)));
  }

  private static String block(Element block) {
    if (!block.tagName().equals("figure")) {
      return block.text();
    }
    return block.select("img").isEmpty() ? "attachment" : "photo";
  }

  private static void downloads(Page page, String link, String name, byte[] file)
      throws IOException {
    Download download =
        page.waitForDownload(() -> page.locator(".body a:text-is('" + link + "')").click());
    assertThat(download.suggestedFilename()).isEqualTo(name);
    assertThat(Files.readAllBytes(download.path())).isEqualTo(file);
  }

  /** Text of the newest version, as the comparison of versions reads it. */
  private static String newestVersion(Page page) {
    page.click("#history-open");
    page.locator("#revisions button").first().click();
    String text = page.textContent("#revision details .version");
    page.keyboard().press("Escape");
    return text;
  }

  private static Document body(Clerk clerk, String id) {
    return Jsoup.parseBodyFragment(clerk.copy(id).path("body").asText());
  }

  /** Time for the function that checks files to start on a busy machine. */
  private static Locator.WaitForOptions checked() {
    return new Locator.WaitForOptions().setTimeout(90_000);
  }
}
