package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Story of an editor page: typed and pasted text is saved clean and never lost. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class EditorPageTest {
  private static final String BODY = Clerk.BODY;
  private static final Duration SAVE_TIME = Duration.ofSeconds(15);

  private static Newspaper newspaper;

  @BeforeAll
  static void open(Newspaper shared) {
    newspaper = shared;
  }

  private static Page atDesk(BrowserContext context, String place) {
    return atDesk(context, place, Newspaper.REPORTER);
  }

  /** Opens a tab, signs a person in and goes to a place of the desk. */
  private static Page atDesk(BrowserContext context, String place, String person) {
    return Clerk.at(newspaper, context, person, place).page();
  }

  private static void write(Page page, String text) {
    page.click(BODY);
    page.keyboard().press("Control+End");
    page.keyboard().type(text);
  }

  private static void paste(Page page, String html) {
    page.evaluate(
        """
        html => {
          const data = new DataTransfer();
          data.setData('text/html', html);
          data.setData('text/plain', 'text');
          document.querySelector('#body .ProseMirror').dispatchEvent(
              new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }
        """,
        html);
  }

  /** Saves at once with the key, instead of waiting until the desk saves by itself. */
  private static String save(Page page) {
    page.keyboard().press("Control+s");
    return saved(page);
  }

  private static String saved(Page page) {
    page.locator("#save-state", new Page.LocatorOptions().setHasText("Đã lưu lúc")).waitFor();
    return page.url().substring(page.url().lastIndexOf('/') + 1);
  }

  private static ObjectNode copy(String id) {
    String token = newspaper.token(Newspaper.EDITOR);
    return newspaper.send("GET", Newspaper.ARTICLES + "/" + id, token, null).expect(200).json();
  }

  private static void awaitBody(String id, String body) {
    try {
      Newspaper.await("the server has " + body, SAVE_TIME, () -> body(id).equals(body));
    } catch (AssertionError late) {
      assertThat(body(id)).isEqualTo(body);
      throw late;
    }
  }

  private static String body(String id) {
    return copy(id).path("body").asText().replace("&#61;", "=");
  }

  @Test
  void savesTypedTextAutomatically(Window window) {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/new");
      Chromium.watch(page, complaints);
      page.fill("#title", "Họp thôn bàn chuyện nước sạch");
      page.fill("#authors li:first-child input", "Lù A Sử");
      page.press("#authors li:first-child input", "Enter");
      page.keyboard().type("Vàng Thị Mai");
      page.keyboard().press("Alt+ArrowUp");
      write(page, "Sáng nay cả thôn họp.");
      page.keyboard().press("Enter");
      page.keyboard().type("- Bể chứa");
      page.keyboard().press("Enter");
      page.keyboard().type("Đường ống");
      String id = saved(page);
      awaitBody(id, "<p>Sáng nay cả thôn họp.</p>\n<ul><li>Bể chứa</li><li>Đường ống</li></ul>");
      assertThat(copy(id).path("title").asText()).isEqualTo("Họp thôn bàn chuyện nước sạch");
      assertThat(copy(id).path("authors"))
          .extracting(name -> name.asText())
          .containsExactly("Vàng Thị Mai", "Lù A Sử");
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void writesQuotesListsAndTablesFromTheKeyboard(Window window) {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/new");
      Chromium.watch(page, complaints);
      page.fill("#title", "Phím tắt");
      write(page, "> Nước là vàng");
      press(page, "Enter", "Enter");
      page.keyboard().type("- Bể");
      press(page, "Enter", "Tab");
      page.keyboard().type("Bể một");
      press(page, "Enter");
      page.keyboard().type("Bể hai");
      press(page, "Enter", "Shift+Tab");
      page.keyboard().type("Ống");
      press(page, "Enter", "Enter");
      page.click("[aria-label='Bảng']");
      page.keyboard().type("Hộ");
      press(page, "Tab");
      page.keyboard().type("Khối");
      press(page, "Shift+Tab", "End");
      page.keyboard().type(" dân");
      press(page, "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab");
      page.keyboard().type("mười");
      page.click("[aria-label='Thêm hàng phía trên']");
      page.click("[aria-label='Thêm cột bên trái']");
      press(page, "Shift+ArrowRight");
      awaitPressed(page, "[aria-label='Gộp ô']", "false");
      page.click("[aria-label='Gộp ô']");
      awaitPressed(page, "[aria-label='Gộp ô']", "true");
      String id = saved(page);
      String head = "<tr><th></th><th>Hộ dân</th><th>Khối</th><th></th></tr>";
      String row = "<tr><td></td><td></td><td></td><td></td></tr>";
      awaitBody(
          id,
          "<blockquote><p>Nước là vàng</p></blockquote>\n"
              + "<ul><li>Bể<ul><li>Bể một</li><li>Bể hai</li></ul></li><li>Ống</li></ul>\n"
              + "<table><tbody>"
              + head
              + row
              + row
              + row
              + "<tr><td></td><td colspan=\"2\">mười</td><td></td></tr></tbody></table>");
    }
    assertThat(complaints).isEmpty();
  }

  /** Presses keys one after another, each after the browser has told the editor its selection. */
  private static void press(Page page, String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
      page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))");
    }
  }

  private static void awaitPressed(Page page, String button, String pressed) {
    page.waitForSelector(button + "[aria-pressed='" + pressed + "']:not([aria-disabled='true'])");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"word", "google-docs", "web-page"})
  void cleansPastedText(String from, Window window) {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/new");
      Chromium.watch(page, complaints);
      page.click(BODY);
      paste(page, ClipboardHtml.read(from + ".html"));
      awaitBody(save(page), ClipboardHtml.read(from + ".clean.html").strip());
    }
    // Every breach of the page's security policy would be a complaint.
    assertThat(complaints).isEmpty();
  }

  /** The editor threw at these, or its tab ended. */
  @Test
  void keepsWordsOfPastedFormulasAndBrokenTables(Window window) {
    List<String> complaints = new ArrayList<>();
    Map<String, String> sources =
        Map.of(
            "<ul><li><math><mtext>từ</mtext><td colspan=\"x\">0</td></math></li></ul>", "từ0",
            "<table><tr><td colspan=\"1e\">từ</td><td colspan=\"x\">1</td></tr></table>", "từ1",
            "<table><tr><td colspan=\"-3\">từ</td><td rowspan=\"99999999\">2</td></tr></table>",
                "từ2",
            "<table><tr><td colspan=\"999999999\">từ</td><td>3</td></tr></table>", "từ3",
            "<p style=\"mso-list:l0 level99999 lfo1\">từ 4</p>", "từ 4",
            "<p>từ 5</p><img src=\"data:image/png;base64,@@@\" alt=\"ảnh\">", "từ 5",
            "<math><mn>từ 6</mn><annotation encoding=\"TeX\">frac</annotation></math>", "từ 6");
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/new");
      Chromium.watch(page, complaints);
      page.click(BODY);
      sources.forEach(
          (source, words) -> {
            page.keyboard().press("Control+a");
            page.keyboard().press("Delete");
            paste(page, source);
            assertThat(page.textContent(BODY)).as(source).contains(words).doesNotContain("frac");
          });
      save(page);
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void losesNothingWhenATabClosesOffline(Window window) {
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/new");
      write(page, "Đã lưu.");
      String id = save(page);
      context.setOffline(true);
      write(page, " Viết lúc mất mạng.");
      page.locator("#save-state.bad").waitFor();
      page.close();
      context.setOffline(false);

      Page next = atDesk(context, "");
      next.click("#left-list .button");
      next.locator(BODY, new Page.LocatorOptions().setHasText("Viết lúc mất mạng.")).waitFor();
      awaitBody(id, "<p>Đã lưu. Viết lúc mất mạng.</p>");
      Newspaper.await(
          "the browser has dropped the saved text",
          SAVE_TIME,
          () -> (Boolean) next.evaluate("localStorage.length === 0"));
    }
  }

  @Test
  void asksAboutTheSameWordsBesideTheTextAndLosesNoLine(Window window) {
    ObjectNode article =
        newspaper
            .draft(
                Newspaper.article("Trước đó").put("body", "<p>Một.</p>\n<p>Hai.</p>\n<p>Ba.</p>"))
            .json();
    String id = article.path("id").asText();
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/" + id);
      page.locator(BODY, new Page.LocatorOptions().setHasText("Ba.")).waitFor();
      ObjectNode editorsVersion =
          Newspaper.article("Của biên tập")
              .put("body", "<p>Một, biên tập sửa.</p>\n<p>Hai.</p>\n<p>Ba.</p>");
      newspaper
          .send(
              "PUT",
              Newspaper.ARTICLES + "/" + id,
              newspaper.token(Newspaper.EDITOR),
              editorsVersion,
              "If-Match",
              Newspaper.etag(article))
          .expect(200);
      page.fill("#title", "Của phóng viên");
      write(page, " Phóng viên thêm.");

      page.locator("#clashes:not([hidden])").waitFor();
      assertThat(page.textContent("#clashes"))
          .contains("Tiêu đề", "Của " + Newspaper.EDITOR, "Của bạn", "Của phóng viên");
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      // The question leaves the caret where it is.
      page.keyboard().type(" Viết tiếp.");
      page.fill("#title", "Của cả hai");
      page.click("#clashes button >> nth=0");

      awaitBody(
          id, "<p>Một, biên tập sửa.</p>\n<p>Hai.</p>\n<p>Ba. Phóng viên thêm. Viết tiếp.</p>");
      assertThat(copy(id).path("title").asText()).isEqualTo("Của cả hai");
    }
  }

  @Test
  void setsAddressAndCardOfAnArticle(Window window) {
    ObjectNode copy = newspaper.publish(Newspaper.article("Đường mới về bản"));
    String id = copy.path("id").asText();
    String former = copy.path("url").asText();
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/" + id, Newspaper.EDITOR);
      page.locator(BODY, new Page.LocatorOptions().setHasText("nội dung")).waitFor();
      assertThat(page.getAttribute("#slug", "placeholder")).isEqualTo("duong-moi-ve-ban");
      page.fill("#slug", "Xe tới Bản Mù");
      page.click("#card summary");
      page.fill("#cardTitle", "Xe đã tới bản");
      assertThat(page.inputValue("#slug")).isEqualTo("xe-toi-ban-mu");
      assertThat(page.textContent("#slug-address")).contains("/tin-tuc/xe-toi-ban-mu-" + id);
      assertThat(page.textContent("#card-title")).isEqualTo("Xe đã tới bản");
      assertThat(page.textContent("#card-description")).isEqualTo("Đây là lời dẫn.");
      page.click("#publish");
      page.locator("#message", new Page.LocatorOptions().setHasText("Đã đăng")).waitFor();
      Answer moved = newspaper.get(former).expect(301);
      assertThat(moved.header("Location")).isEqualTo("/tin-tuc/xe-toi-ban-mu-" + id);
      page.navigate(newspaper.at(former).toString());
      assertThat(page.title()).startsWith("Xe đã tới bản");
      assertThat(page.getAttribute("meta[property='og:title']", "content"))
          .isEqualTo("Xe đã tới bản");
      assertThat(page.textContent("h1")).isEqualTo("Đường mới về bản");
    }
  }

  @Test
  void linksAnOwnArticleFoundByWordsWithoutMarks(Window window) {
    ObjectNode other = newspaper.publish(Newspaper.article("Lễ hội Gầu Tào ở Lùng Sán"));
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/new");
      write(page, "Xem thêm ");
      page.keyboard().press("Control+k");
      page.keyboard().type("gau tao");
      page.locator("#link-found button").first().waitFor();
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
      page.locator(BODY + " a").waitFor();
      page.keyboard().type(" nhé");
      awaitBody(
          save(page),
          "<p>Xem thêm <a href=\""
              + other.path("url").asText()
              + "\">Lễ hội Gầu Tào ở Lùng Sán</a> nhé</p>");
    }
  }

  @Test
  void linksPastedAddresses(Window window) {
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/new");
      write(page, "Theo báo");
      page.keyboard().press("Control+Shift+ArrowLeft");
      Clerk.awaitSelection(page);
      pasteText(page, "https://bao.example/tin");
      page.keyboard().press("End");
      Clerk.awaitSelection(page);
      page.keyboard().type(": ");
      pasteText(page, "https://bao.example/khac");
      page.keyboard().type(" và hết.");
      awaitBody(
          save(page),
          "<p>Theo <a href=\"https://bao.example/tin\">báo</a>: "
              + "<a href=\"https://bao.example/khac\">https://bao.example/khac</a> và hết.</p>");
    }
  }

  @Test
  void showsAVideoThatLoadsWhenTheReaderWantsIt(Window window) {
    String id;
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/new", Newspaper.EDITOR);
      page.fill("#title", "Hội làng");
      page.selectOption("#section", "tin-tuc");
      page.click(BODY);
      pasteText(page, "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m5s");
      page.keyboard().type("Chú thích phim");
      page.keyboard().press("Enter");
      page.keyboard().type("https://vimeo.com/76979871");
      page.keyboard().press("Enter");
      page.keyboard().press("Enter");
      page.keyboard().type("Hết.");
      paste(page, "<iframe src=\"https://ban-do.example/m\"></iframe>");
      assertThat(page.textContent("#message-text")).contains("ban-do.example");
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      id = save(page);
      awaitBody(
          id,
          "<figure><a href=\"https://youtu.be/dQw4w9WgXcQ?t=65\">https://youtu.be/dQw4w9WgXcQ?t=65"
              + "</a><figcaption>Chú thích phim</figcaption></figure>\n"
              + "<figure><a href=\"https://vimeo.com/76979871\">https://vimeo.com/76979871</a></figure>\n"
              + "<p>Hết.</p>");
      page.click("#publish");
      page.locator("#state.published").waitFor();
    }
    List<String> complaints = new ArrayList<>();
    List<String> asked = new CopyOnWriteArrayList<>();
    try (BrowserContext context = window.reader(360, true)) {
      context.route(
          url -> url.contains("youtube") || url.contains("vimeo"),
          route -> {
            asked.add(route.request().url());
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody("phim"));
          });
      Page page = context.newPage();
      Chromium.watch(page, complaints);
      String path = newspaper.get("/api/articles/" + id).expect(200).json().path("url").asText();
      page.navigate(newspaper.at(path).toString());
      page.locator("button.video").last().waitFor();
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      assertThat(asked).as("before the click").isEmpty();
      page.locator("button.video").first().focus();
      page.keyboard().press("Enter");
      page.frameLocator("iframe.video").locator("body").waitFor();
      assertThat(asked)
          .containsExactly(
              "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=65&autoplay=1");
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void findsAndReplacesInTheText(Window window) {
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/new");
      write(page, "Bạn về bản. Ban ngày ở bản.");
      page.keyboard().press("Control+h");
      page.keyboard().type("bản");
      assertThat(page.textContent(".find output")).isEqualTo("1/2");
      page.keyboard().press("Enter");
      assertThat(page.textContent(".find output")).isEqualTo("2/2");
      page.check(".find input[type=checkbox]");
      assertThat(page.textContent(".find output")).endsWith("/4");
      page.uncheck(".find input[type=checkbox]");
      page.fill(".find p + p input:not([type=checkbox])", "thôn");
      page.locator(".find button", new Page.LocatorOptions().setHasText("Thay tất cả")).click();
      assertThat(page.textContent(".find output")).contains("2");
      assertThat(page.textContent(BODY)).isEqualTo("Bạn về thôn. Ban ngày ở thôn.");
      page.keyboard().press("Escape");
      page.keyboard().press("Control+z");
      assertThat(page.textContent(BODY)).isEqualTo("Bạn về bản. Ban ngày ở bản.");
    }
  }

  @ParameterizedTest
  @CsvSource({"GIF, image/gif", "AVIF, image/avif"})
  void takesAPhotoThatTheBrowserDrawsAnew(String name, String type, Window window) {
    String picture =
        type.equals("image/gif")
            ? "R0lGODlhAQABAIAAAP8AAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="
            : "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAA"
                + "cGljdAAAAAAAAAAAAAAAAAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAETAAAA"
                + "JwAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAABqaXBycAAAAEtpcGNvAAAA"
                + "FGlzcGUAAAAAAAAACAAAAAgAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwAAAAAE2NvbHJuY2x4AAEA"
                + "DQAGgAAAABdpcG1hAAAAAAAAAAEAAQQBAoMEAAAAL21kYXQSAAoIGAi/aICGg0IyGRlHh4Yhh5555oAA"
                + "AJBAyRxhSgnBjgTNEYw=";
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/new");
      byte[] bytes = Base64.getDecoder().decode(picture);
      page.setInputFiles(".toolbar input[type=file]", new FilePayload("a." + name, type, bytes));
      page.locator(BODY + " img[src^='/photos/']").waitFor();
    }
  }

  @Test
  void showsAndRestoresAVersionThatDiffersByALinkOnly(Window window) {
    String link = "<p>Theo <a href=\"https://bao.example/a\">báo</a></p>";
    ObjectNode copy = newspaper.draft(Newspaper.article("Theo báo").put("body", link)).json();
    String id = copy.path("id").asText();
    newspaper
        .send(
            "PUT",
            Newspaper.ARTICLES + "/" + id,
            newspaper.token(Newspaper.EDITOR),
            Newspaper.article("Theo báo").put("body", "<p>Theo báo</p>"),
            "If-Match",
            Newspaper.etag(copy))
        .expect(200);
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/" + id);
      page.locator(BODY, new Page.LocatorOptions().setHasText("Theo báo")).waitFor();
      page.click("#history-open");
      page.click("#revisions [data-version='1']");
      page.locator("#revision .dressed a[href='https://bao.example/a']").waitFor();
      page.locator("#revision .button").click();
      page.click("dialog:modal button[value=yes]");
      awaitBody(id, link);
    }
  }

  private static void pasteText(Page page, String text) {
    page.evaluate(
        """
        text => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          document.querySelector('#body .ProseMirror').dispatchEvent(
              new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }
        """,
        text);
  }

  @Test
  void namesTheFieldsThatAnEmptyArticleLacks(Window window) {
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/new");
      List<String> calls = new ArrayList<>();
      page.onRequest(request -> calls.add(request.url()));
      for (String button : List.of("#hand-in", "#preview")) {
        page.click(button);
        page.locator("#message.bad:not([hidden])").waitFor();
        assertThat(page.textContent("#message-text")).contains("Tiêu đề", "Nội dung");
        page.click("#message-close");
      }
      assertThat(calls).noneMatch(call -> call.contains("undefined"));
    }
  }

  @Test
  void makesTheToolbarOneTabStop(Window window) {
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/new");
      page.focus("#lead");
      page.keyboard().press("Tab");
      page.keyboard().press("ArrowRight");
      assertThat(focused(page)).isEqualTo("Tiêu đề mục");
      page.keyboard().press("Tab");
      page.keyboard().type("Mục mới");
      page.keyboard().press("Alt+F10");
      page.keyboard().press("Enter");
      page.keyboard().press("Tab");
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("section");
      awaitBody(save(page), "<h2>Mục mới</h2>");
    }
  }

  private static Object focused(Page page) {
    return page.evaluate("document.activeElement.getAttribute('aria-label')");
  }

  /**
   * Width and darkness of a window. Each width and each colour scheme is checked in each run, their
   * other combinations with {@code -Pnightly}.
   */
  static List<Arguments> windows() {
    List<Arguments> windows = List.of(Arguments.of(360, true), Arguments.of(1280, false));
    List<Arguments> others = List.of(Arguments.of(360, false), Arguments.of(1280, true));
    return Boolean.getBoolean("nightly")
        ? Stream.concat(windows.stream(), others.stream()).toList()
        : windows;
  }

  @ParameterizedTest
  @MethodSource("windows")
  void deskIsAccessible(int width, boolean dark, Window window) {
    String id = newspaper.draft(Newspaper.article("Bài đang viết")).json().path("id").asText();
    try (BrowserContext context = window.reader(width, dark)) {
      Page page = atDesk(context, "", Newspaper.ADMINISTRATOR);
      page.click("#tab-all");
      page.locator("#list a").first().waitFor();
      check(page, "the list", width);
      for (String place : List.of("#article/" + id, "#settings", "#numbers")) {
        page.evaluate("place => { location.hash = place; }", place);
        page.locator("main > section:not([hidden])" + (place.startsWith("#a") ? "#article" : place))
            .waitFor();
        check(page, place, width);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("windows")
  void deskDialogsAreAccessible(int width, boolean dark, Window window) {
    ObjectNode article =
        Newspaper.article("Có ảnh thiếu chữ")
            .put("body", "<figure><img src=\"/photos/x/960.jpg\" alt=\"\"></figure><p>Một.</p>");
    ObjectNode copy = newspaper.draft(article).json();
    String id = copy.path("id").asText();
    try (BrowserContext context = window.reader(width, dark)) {
      Page page = context.newPage();
      page.navigate(newspaper.at("/admin").toString());
      page.click("#sign-in");
      page.locator("input[name=username]").waitFor();
      check(page, "the sign-in", width);

      page = atDesk(context, "#article/" + id, Newspaper.EDITOR);
      page.locator(".photo").waitFor();
      check(page, "a photo without description", width);
      page.click("#publish");
      page.locator("dialog:modal").waitFor();
      check(page, "the dialog before publishing", width);
      page.keyboard().press("Escape");
      toggleSettings(page);
      page.click("#history-open");
      page.click("#revisions button");
      page.locator("#revision h3").waitFor();
      check(page, "the history", width);
      page.keyboard().press("Escape");
      toggleSettings(page);
      page.click(BODY + " > p");
      page.keyboard().press("Control+k");
      page.locator("#link-dialog[open]").waitFor();
      check(page, "the link dialog", width);
      page.keyboard().press("Escape");
      page.click(BODY + " > p");
      page.keyboard().press("Control+f");
      page.keyboard().type("một");
      check(page, "find and replace", width);
      page.keyboard().press("Escape");

      newspaper
          .send(
              "PUT",
              Newspaper.ARTICLES + "/" + id,
              newspaper.token(Newspaper.EDITOR),
              Newspaper.article("Tựa của người kia").put("body", "<p>Hai.</p>"),
              "If-Match",
              Newspaper.etag(copy))
          .expect(200);
      page.fill("#title", "Tựa của tôi");
      page.locator("#clashes:not([hidden])").waitFor();
      check(page, "the question about a clash", width);
      page.click("#clashes button >> nth=0");
      page.locator("#clashes")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
      save(page);
      toggleSettings(page);
      page.fill("#at", "2090-01-01T08:00");
      page.locator("#warnings")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
      page.click("#publish");
      page.locator("dialog:modal button[value=go]")
          .or(page.locator("#state.scheduled"))
          .first()
          .waitFor();
      if (page.locator("dialog:modal").count() > 0) {
        page.click("dialog:modal button[value=go]");
      }
      page.locator("#state.scheduled").waitFor();
      page.click("#card summary");
      check(page, "the publishing panel of a scheduled article", width);
      page.click("#unschedule");
      page.locator("#state.draft").waitFor();
      check(page, "the publishing panel of a draft", width);
    }
  }

  /** Opens or closes the article's settings, where they are a sheet. */
  private static void toggleSettings(Page page) {
    if (page.isVisible("#side-open")) {
      page.click("#side-open");
    }
  }

  private static void check(Page page, String view, int width) {
    assertThat(new AxeBuilder(page).analyze().getViolations()).as("axe on %s", view).isEmpty();
    assertThat((Boolean) page.evaluate("document.body.scrollWidth <= window.innerWidth"))
        .as("%s fits %d pixels", view, width)
        .isTrue();
  }
}
