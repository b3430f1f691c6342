package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks of the desk: the article as readers see it, one red button, and nothing that moves. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class DeskLooksTest {
  private static final String TITLE = "Thông xe cầu Suối Đào, học sinh thôn Nà Lành hết lội suối";

  private final Newspaper newspaper;

  DeskLooksTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  private Clerk at(Window window, int width, int height, String person, String place) {
    BrowserContext browser =
        window.browser().newContext(Window.options(width, false).setViewportSize(width, height));
    return Clerk.at(newspaper, browser, person, place);
  }

  private String article() {
    return newspaper
        .draft(
            Newspaper.article(TITLE)
                .put("lead", "Sáng nay cây cầu bê tông dài 36 mét chính thức thông xe.")
                .put(
                    "body", "<p>Từ hôm nay không ai phải đi vòng.</p>" + "<p>Dòng.</p>".repeat(60)))
        .json()
        .path("id")
        .asText();
  }

  @ParameterizedTest
  @CsvSource({"1280, 768", "360, 740"})
  void showsTheTextAndTheMainActionAtOnceAndWhileScrolling(int width, int height, Window window) {
    try (Clerk clerk = at(window, width, height, Newspaper.EDITOR, "#article/" + article())) {
      Page page = clerk.page();
      clerk.await(Clerk.BODY, "Từ hôm nay");
      awaitInSight(page, Clerk.BODY + " > p");
      awaitInSight(page, "#publish");
      page.evaluate("window.scrollTo(0, document.body.scrollHeight)");
      awaitInSight(page, "#publish");
      awaitInSight(page, ".toolbar button");
    }
  }

  /** Waits for the first frames, in which fonts and the panel still find their places. */
  private static void awaitInSight(Page page, String selector) {
    page.waitForCondition(() -> inSight(page, selector));
  }

  /** Tells if the middle of the element is on the screen and nothing lies above it. */
  private static boolean inSight(Page page, String selector) {
    return (Boolean)
        page.evaluate(
            """
            selector => {
              const element = document.querySelector(selector);
              const box = element.getBoundingClientRect();
              const y = box.y + box.height / 2;
              const top = document.elementFromPoint(box.x + Math.min(box.width / 2, 40), y);
              return box.bottom <= innerHeight && !!top && (element === top || element.contains(top));
            }
            """,
            selector);
  }

  @Test
  void setsTitleAndLeadAsReadersSeeThem(Window window) {
    String id = newspaper.publish(Newspaper.article(TITLE)).path("id").asText();
    String url = newspaper.get("/api/articles/" + id).expect(200).json().path("url").asText();
    try (Clerk clerk = at(window, 1280, 768, Newspaper.EDITOR, "#article/" + id)) {
      clerk.await(Clerk.BODY, "nội dung");
      List<Object> desk = List.of(face(clerk.page(), "#title"), face(clerk.page(), "#lead"));
      assertThat(clerk.page().evaluate("getComputedStyle(title).borderTopWidth")).isEqualTo("0px");
      Page reader = clerk.browser().newPage();
      reader.navigate(newspaper.at(url).toString());
      assertThat(desk)
          .containsExactly(face(reader, ".story h1"), face(reader, ".story > header .lead"));
    }
  }

  private static Object face(Page page, String selector) {
    return page.evaluate(
        """
        selector => {
          const style = getComputedStyle(document.querySelector(selector));
          return [style.fontSize, style.fontWeight, style.color, style.letterSpacing].join(' ');
        }
        """,
        selector);
  }

  @Test
  void keepsRedForPublishing(Window window) {
    try (Clerk clerk = at(window, 1280, 768, Newspaper.EDITOR, "#article/" + article())) {
      clerk.await(Clerk.BODY, "Từ hôm nay");
      assertThat(red(clerk.page())).isEqualTo(List.of("publish"));
      clerk.page().click(".strip a");
      clerk.page().waitForSelector("#tabs [aria-selected=true]");
      assertThat(red(clerk.page())).isEqualTo(List.of());
    }
  }

  /** Names the visible elements outside of the text that are painted in the accent colour. */
  private static Object red(Page page) {
    return page.evaluate(
        """
        () => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.color = 'var(--accent)';
          const accent = getComputedStyle(probe).color;
          probe.remove();
          return [...document.querySelectorAll('body *')].filter(element => {
            if (!element.checkVisibility() || element.closest('.ProseMirror')) return false;
            const style = getComputedStyle(element);
            const text = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
            return style.backgroundColor === accent || (text && style.color === accent)
              || (parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none' && style.outlineColor === accent)
              || (parseFloat(style.borderTopWidth) > 0 && style.borderTopColor === accent && style.backgroundColor !== accent);
          }).map(element => element.id || element.localName);
        }
        """);
  }

  @Test
  void drawsTheRingForTheKeyboardAlone(Window window) {
    try (Clerk clerk = at(window, 1280, 768, Newspaper.EDITOR, "")) {
      Page page = clerk.page();
      page.waitForSelector("#desk h1:focus");
      assertThat(outline(page)).as("a heading that a script has focused").isEqualTo("none");
      page.click("#new");
      page.waitForSelector("#title:focus");
      assertThat(outline(page)).as("after a click").isEqualTo("none");
      page.keyboard().press("Tab");
      page.waitForSelector("#lead:focus");
      assertThat(outline(page)).as("after Tab").isEqualTo("solid");
      page.keyboard().type("S");
      assertThat(outline(page)).as("while writing").isEqualTo("none");
    }
  }

  private static Object outline(Page page) {
    return page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
  }

  @ParameterizedTest
  @CsvSource({"1280, 768", "360, 740"})
  void keepsTheToolbarsHeightInATable(int width, int height, Window window) {
    try (Clerk clerk = at(window, width, height, Newspaper.REPORTER, "#article/new")) {
      Page page = clerk.page();
      page.click(Clerk.BODY);
      double before = box(page, ".toolbar").height;
      page.click("[aria-label='Bảng']");
      page.keyboard().type("Hộ");
      assertThat(page.textContent(Clerk.BODY + " th >> nth=0")).isEqualTo("Hộ");
      assertThat(box(page, ".toolbar").height).isEqualTo(before);
      assertThat((Boolean) page.evaluate("document.body.scrollWidth <= innerWidth")).isTrue();
    }
  }

  private static BoundingBox box(Page page, String selector) {
    return page.locator(selector).first().boundingBox();
  }

  @Test
  void movesNothingWhenAColleagueArrives(Window window) {
    String id = article();
    try (Clerk reporter = at(window, 1280, 768, Newspaper.REPORTER, "#article/" + id)) {
      reporter.await(Clerk.BODY, "Từ hôm nay");
      newspaper
          .send(
              "PUT",
              Newspaper.ARTICLES + "/" + id + "/presence",
              newspaper.token(Newspaper.EDITOR),
              Answer.JSON.createObjectNode())
          .expect(200);
      double before = box(reporter.page(), "#title").y;
      reporter
          .page()
          .locator("#others", new Page.LocatorOptions().setHasText(Newspaper.EDITOR))
          .waitFor(new com.microsoft.playwright.Locator.WaitForOptions().setTimeout(30_000));
      assertThat(box(reporter.page(), "#title").y).isEqualTo(before);
    }
  }

  @Test
  void countsDownBeforeALimitAndKeepsTheTextBeyondIt(Window window) {
    try (Clerk clerk = at(window, 1280, 768, Newspaper.REPORTER, "#article/new")) {
      Page page = clerk.page();
      page.fill("#title", "a".repeat(200));
      assertThat(page.textContent("#title-limit")).isEmpty();
      page.fill("#title", "a".repeat(290));
      assertThat(page.textContent("#title-limit")).isEqualTo("Còn 10 ký tự");
      page.fill("#title", "a".repeat(312));
      assertThat(page.textContent("#title-limit")).isEqualTo("Quá 12 ký tự");
      assertThat(page.inputValue("#title")).hasSize(312);
      clerk.write("Ba chữ đây");
      clerk.await("#count", "3 chữ");
      page.waitForSelector("#save-state.bad");
      page.fill("#title", "Ngắn lại");
      clerk.saved();
      assertThat(page.getAttribute("#title", "aria-invalid")).isNull();
    }
  }

  @Test
  void countsTheRowsOfAList(Window window) {
    newspaper.draft(Newspaper.article("Bài để đếm"));
    try (Clerk clerk = at(window, 1280, 768, Newspaper.ADMINISTRATOR, "#desk/all")) {
      Page page = clerk.page();
      page.waitForSelector("#list a");
      int rows = page.locator("#list tr").count();
      assertThat(page.textContent("#tab-all small")).startsWith(String.valueOf(rows));
    }
  }
}
