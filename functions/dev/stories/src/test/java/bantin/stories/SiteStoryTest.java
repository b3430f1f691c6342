package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Story of a reader who finds the way through the site, shares an article and reads it large. */
@ExtendWith(Chromium.class)
final class SiteStoryTest {
  /** Colour of the corners of the icon that launchers cut, and whether its letters stay whole. */
  private static final String ICON =
      """
      async () => {
        const {icons} = await (await fetch('/manifest.webmanifest')).json();
        const image = new Image();
        image.src = icons.find((icon) => icon.purpose === 'maskable').src;
        await image.decode();
        const pen = new OffscreenCanvas(192, 192).getContext('2d');
        pen.drawImage(image, 0, 0, 192, 192);
        const {data} = pen.getImageData(0, 0, 192, 192);
        const pixel = (i) => data.subarray(4 * i, 4 * i + 3).join();
        const corners = new Set([0, 191, 191 * 192, 192 * 192 - 1].map(pixel));
        let farthest = 0;
        for (let i = 0; i < 192 * 192; i++) {
          if (!corners.has(pixel(i))) {
            const at = Math.hypot((i % 192) - 95.5, Math.floor(i / 192) - 95.5);
            farthest = Math.max(farthest, at);
          }
        }
        return {corners: [...corners].join(' '), safe: farthest > 10 && farthest < 0.4 * 192};
      }
      """;

  private static final int ARTICLES = 4;
  private static final String NOTICE = "Bão số 9: học sinh toàn xã nghỉ học ngày mai.";
  private static final String TEXT_SIZE =
      "() => parseFloat(getComputedStyle(document.querySelector('.body, .headline')).fontSize)";

  @TempDir private static Path data;
  private static Newspaper newspaper;
  private static ObjectNode article;

  /** Article that one story alone opens, so that its views are known. */
  private static ObjectNode oldest;

  private static String page;

  @BeforeAll
  static void open() {
    newspaper = Newspaper.openAtNoon(data);
    Instant now = Instant.now();
    List<ObjectNode> published = new ArrayList<>();
    for (int i = ARTICLES; i > 0; i--) {
      ObjectNode text = Newspaper.article("Bản làng đón đường mới, chợ phiên đông vui " + i);
      text.put("lead", "Sáng nay chuyến xe đầu tiên chạy hết con đường dài bốn cây số.");
      text.put("body", "<p>Bọn trẻ đứng đợi từ lúc gà chưa gáy, tay cầm cành đào.</p>".repeat(12));
      published.add(newspaper.publish(text, now.minusSeconds(60L * i)));
    }
    article = published.getLast();
    oldest = published.getFirst();
    ObjectNode fixed = newspaper.publishFixedPage("Giới thiệu");
    page = fixed.path("url").asText();
    writeSettings(fixed.path("id").asText());
  }

  @AfterAll
  static void close() {
    newspaper.close();
  }

  private static void writeSettings(String id) {
    String token = newspaper.token(Newspaper.ADMINISTRATOR);
    Answer settings = newspaper.send("GET", "/api/admin/settings", token, null).expect(200);
    ObjectNode changed = settings.json();
    changed.put("agency", "UBND xã Bản Mù").put("telephone", "0216 3888 999");
    ObjectNode link = changed.putArray("pages").addObject();
    link.put("article", id).put("title", "Giới thiệu").put("place", "menu");
    ObjectNode notice = changed.putObject("notice");
    notice.put("text", NOTICE).put("link", "/tin-tuc").put("until", "2099-01-01T00:00:00Z");
    newspaper
        .send("PUT", "/api/admin/settings", token, changed, "If-Match", settings.header("ETag"))
        .expect(200);
    // Functions remember the settings for seconds.
    Newspaper.await(
        "pages show the notice",
        Duration.ofSeconds(30),
        () ->
            List.of("/", article.get("url").asText()).stream()
                .allMatch(path -> newspaper.get(path).html().text().contains(NOTICE)));
  }

  private static String today() {
    return Newspaper.today().toString().replace('-', '/');
  }

  private static void go(Page page, String path) {
    page.navigate(newspaper.at(path).toString());
  }

  private static String address() {
    return newspaper.at(article.get("url").asText()).toString();
  }

  @Test
  void leadsFromAnArticleToItsAuthorItsFeedsAndItsDay(Window window) {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = window.reader(360, false)) {
      Page page = context.newPage();
      Chromium.watch(page, complaints);
      go(page, article.get("url").asText());
      page.locator(".authors a").click();
      page.waitForURL("**/tac-gia/giang-thi-my");
      assertThat(page.locator(".headline").count()).isEqualTo(ARTICLES);
      List<Locator> feeds = page.locator("link[type='application/atom+xml']").all();
      assertThat(feeds).hasSize(2);
      for (Locator feed : feeds) {
        String path = feed.getAttribute("href");
        Answer answer = newspaper.get(path).expect(200);
        assertThat(answer.header("Content-Type")).as(path).startsWith("application/atom+xml");
        assertThat(answer.xml().getElementsByTagName("entry").getLength())
            .as(path)
            .isEqualTo(ARTICLES);
      }
      page.getByText("Lưu trữ").click();
      page.locator(".months a").click();
      page.locator(".calendar a").last().click();
      page.waitForURL("**/luu-tru/" + today());
      assertThat(page.locator(".headline").count()).isEqualTo(ARTICLES);
      page.locator(".trail").getByText("Trang chủ").click();
      assertThat(page.locator(".lead-story .headline").count()).isEqualTo(1);
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void offersRelatedArticlesTheNoticeAndAFixedPage(Window window) {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = window.reader(360, false)) {
      Page page = context.newPage();
      Chromium.watch(page, complaints);
      go(page, article.get("url").asText());
      assertThat(page.locator(".next h3").count()).isEqualTo(ARTICLES - 1);
      page.locator(".next a").first().click();
      page.getByText("chợ phiên đông vui 2").first().waitFor();
      page.locator(".notice a").click();
      page.waitForURL("**/tin-tuc");
      page.locator("nav").getByText("Giới thiệu").first().click();
      page.waitForURL("**" + SiteStoryTest.page);
      assertThat(page.locator("h1").textContent()).isEqualTo("Giới thiệu");
      assertThat(page.locator(".notice").textContent()).contains(NOTICE);
      assertThat(page.locator("body > footer").textContent()).contains("UBND xã Bản Mù");
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void offersRelatedAndMostReadArticlesBesideTheTextOnAWideScreen(Window window) {
    String id = article.get("id").asText();
    newspaper.hit(id).expect(204);
    Newspaper.await(
        "the article is among the most read",
        Duration.ofSeconds(15),
        () ->
            newspaper
                .get("/api/most-read?period=both")
                .json()
                .path("day")
                .findValuesAsText("id")
                .contains(id));
    try (BrowserContext wide = window.reader(1280, false);
        BrowserContext phone = window.reader(360, false)) {
      Page page = wide.newPage();
      page.addInitScript(
          "window.moved = 0; new PerformanceObserver((list) => { for (const shift of"
              + " list.getEntries()) window.moved += shift.value; }).observe({ type:"
              + " 'layout-shift', buffered: true });");
      go(page, article.get("url").asText());
      page.locator(".most-read h3:text-is('Hôm nay') + ol a").first().waitFor();
      assertThat(page.locator(".most-read li").allTextContents())
          .contains(article.get("title").asText());
      assertThat(page.locator(".next").boundingBox().x)
          .isGreaterThan(
              page.locator(".story").boundingBox().x + page.locator(".story").boundingBox().width);
      assertThat(((Number) page.evaluate("moved")).doubleValue()).isZero();

      Page narrow = phone.newPage();
      List<String> asked = new ArrayList<>();
      narrow.onRequest(request -> asked.add(request.url()));
      go(narrow, article.get("url").asText());
      narrow.locator("#visits:not([hidden])").waitFor();
      assertThat(narrow.locator(".next").boundingBox().y)
          .isGreaterThan(narrow.locator(".tags, .source, .body").last().boundingBox().y);
      assertThat(narrow.isVisible(".most-read")).isFalse();
      assertThat(asked).noneMatch(address -> address.contains("most-read"));
    }
  }

  @Test
  void copiesTheAddressAndLinksElsewhereWithoutASheet(Window window) {
    try (BrowserContext context = window.reader(1280, false)) {
      context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
      Page page = context.newPage();
      List<String> hosts = new ArrayList<>();
      page.onRequest(request -> hosts.add(URI.create(request.url()).getAuthority()));
      go(page, article.get("url").asText());
      assertThat(page.locator(".reading .sheet").isVisible()).isFalse();
      assertThat(page.locator(".reading a:visible").allTextContents())
          .containsExactly("Zalo", "Facebook");
      page.getByText("Sao chép liên kết").click();
      page.getByText("Đã sao chép").waitFor();
      assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(address());
      assertThat(hosts)
          .as("hosts that the page asked")
          .containsOnly(newspaper.at("/").getAuthority());
    }
  }

  /** Chromium for Linux has no sheet. The page gets one that records what is shared. */
  @Test
  void opensTheSystemsSheetWhereThereIsOne(Window window) {
    try (BrowserContext context = window.reader(360, false)) {
      context.addInitScript("navigator.share = async (data) => { window.shared = data; };");
      Page page = context.newPage();
      go(page, article.get("url").asText());
      assertThat(page.locator(".reading .link:visible").count()).isZero();
      page.locator(".reading .sheet").click();
      assertThat(page.evaluate("window.shared.url")).isEqualTo(address());
      assertThat(page.evaluate("window.shared.title"))
          .isEqualTo("Bản làng đón đường mới, chợ phiên đông vui 1 – Bản Tin");
    }
  }

  @Test
  void remembersTheTextSizeAndMovesNothingWhileThePageLoads(Window window) {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = window.reader(360, false)) {
      Page page = context.newPage();
      Chromium.watch(page, complaints);
      go(page, article.get("url").asText());
      double usual = size(page);
      page.locator("[data-size='2']").click();
      assertThat(size(page)).isEqualTo(usual * 2);
      context.addInitScript(
          "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) =>"
              + " { window.moved += entry.value; })).observe({ type: 'layout-shift', buffered: true });");
      page.reload();
      page.locator("#visits dd").first().waitFor();
      assertThat(size(page)).isEqualTo(usual * 2);
      assertThat(page.locator("[aria-pressed='true']").getAttribute("data-size")).isEqualTo("2");
      assertThat(moved(page)).isLessThan(.001);
      go(page, "/tin-tuc");
      assertThat(page.evaluate("document.documentElement.dataset.text")).isEqualTo("2");
      page.goBack();
      // The buttons act from this moment on.
      page.locator("[data-size='2'][aria-pressed='true']").waitFor();
      page.locator("[data-size='0']").click();
      assertThat(size(page)).isEqualTo(usual);
      // This page is short: the numbers arrive in view.
      go(page, "/luu-tru");
      page.locator("#visits dd").first().waitFor();
      assertThat(moved(page)).isLessThan(.001);
    }
    assertThat(complaints).isEmpty();
  }

  /** Sum of the layout's shifts since the page was opened. */
  private static double moved(Page page) {
    return ((Number) page.evaluate("window.moved")).doubleValue();
  }

  @Test
  void offersNoReadingAloudWithoutAVoice(Window window) {
    try (BrowserContext context = window.reader(360, false)) {
      Page page = context.newPage();
      go(page, article.get("url").asText());
      page.locator("#visits dd").first().waitFor();
      assertThat(page.evaluate("speechSynthesis.getVoices().length")).isEqualTo(0);
      assertThat(page.locator(".listen").isVisible()).isFalse();
    }
  }

  /** Chromium has no voice here. The page gets one whose sentences end when the test says so. */
  @Test
  void readsAloudPausesGoesOnAndMarksTheSentence(Window window) {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = window.reader(360, false)) {
      context.addInitScript(
          """
          window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
          const voices = [{ lang: 'en-US' }, { lang: 'vi_VN' }];
          window.spoken = [];
          Object.defineProperty(window, 'speechSynthesis', { value: {
            getVoices: () => voices,
            speak(words) { if (words.text) { window.now = words; window.spoken.push(words.text); } },
            cancel() { window.now = null; },
          } });
          """);
      Page page = context.newPage();
      Chromium.watch(page, complaints);
      List<String> scripts = new ArrayList<>();
      page.onRequest(request -> scripts.add(request.url()));
      go(page, article.get("url").asText());
      page.locator("#visits dd").first().waitFor();
      assertThat(scripts).noneMatch(url -> url.contains("listen"));
      Locator listen = page.locator(".listen");
      listen.click();
      awaitIn(page, "window.spoken.length === 1");
      String title = "Bản làng đón đường mới, chợ phiên đông vui 1";
      assertThat(marked(page)).isEqualTo(title);
      assertThat(page.evaluate("window.now.voice.lang")).isEqualTo("vi_VN");
      page.evaluate("window.now.onend()");
      assertThat(marked(page)).startsWith("Sáng nay chuyến xe đầu tiên");
      listen.click();
      page.getByText("Nghe tiếp").waitFor();
      assertThat(page.evaluate("window.now")).isNull();
      listen.click();
      page.getByText("Tạm dừng").waitFor();
      assertThat(marked(page)).startsWith("Sáng nay chuyến xe đầu tiên");
      // The text goes on to its end, and the page follows it.
      while ((Boolean) page.evaluate("!!window.now && window.spoken.length < 100")) {
        page.evaluate("() => { const { now } = window; window.now = null; now.onend(); }");
      }
      assertThat(listen.textContent()).isEqualTo("Nghe bài");
      assertThat(page.evaluate("CSS.highlights.size")).isEqualTo(0);
      assertThat((List<?>) page.evaluate("window.spoken")).hasSize(2 + 1 + 12);
      awaitIn(page, "scrollY > 0"); // The page glides there.
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void opensKeptPagesWithoutANetworkAndCountsTheirViewsLater(Window window) throws IOException {
    String path = oldest.get("url").asText();
    String id = oldest.get("id").asText();
    List<String> errors = new ArrayList<>();
    // The minutes of this zone differ from those of the site's zone.
    var options = Window.options(360, false).setTimezoneId("Asia/Kathmandu");
    try (Line line = Line.to(newspaper.at("/"));
        BrowserContext context = window.browser().newContext(options)) {
      Page page = context.newPage();
      page.onPageError(errors::add);
      page.navigate(line.at(path));
      awaitIn(page, "navigator.serviceWorker.controller");
      awaitKept(page);
      for (String list : List.of("/tin-tuc", "/tac-gia/giang-thi-my", "/luu-tru/" + today())) {
        page.navigate(line.at(list));
        awaitKept(page);
      }
      page.navigate(line.at("/"));
      awaitKept(page);
      awaitViews(id, 1);
      awaitIn(page, "document.querySelector('link[rel=manifest]')");
      JsonObject installability =
          context.newCDPSession(page).send("Page.getInstallabilityErrors", new JsonObject());
      assertThat(installability.getAsJsonArray("installabilityErrors")).isEmpty();
      assertThat(page.evaluate(ICON)).isEqualTo(Map.of("corners", "163,23,29", "safe", true));

      line.cut();
      Page tab = context.newPage();
      tab.onPageError(errors::add);
      tab.navigate(line.at(path));
      assertThat(tab.locator(".body").textContent()).contains("cành đào");
      assertThat(tab.locator("main .kept").textContent())
          .startsWith("Không có mạng: đây là bản lưu")
          .contains(timeOfKept(tab, tab.getAttribute("body", "data-zone")));
      assertThat(tab.getAttribute("body", "data-zone")).startsWith("Etc/GMT");
      assertThat(
              tab.evaluate(
                  "document.fonts.ready.then((fonts) => fonts.check('1rem \"Be Vietnam Pro\"'))"))
          .isEqualTo(true);
      awaitIn(tab, "JSON.parse(localStorage.late ?? '[]').length === 1");
      tab.locator(".trail a").first().click();
      tab.locator(".lead-story").waitFor();
      awaitIn(tab, "JSON.parse(localStorage.late).length === 2");
      assertThat(tab.locator("main .kept").count()).isEqualTo(1);
      tab.locator("header nav a[href='/tin-tuc']").click();
      tab.locator(".list .headline").first().waitFor();
      assertThat(tab.locator("main .kept").count()).isEqualTo(1);
      awaitIn(tab, "JSON.parse(localStorage.late).length === 3");
      for (String list : List.of("/tac-gia/giang-thi-my", "/luu-tru/" + today())) {
        tab.navigate(line.at(list));
        assertThat(tab.locator("main .kept").count()).as(list).isEqualTo(1);
      }
      for (String other : List.of("/thong-bao", "/tin-tuc?cursor=older")) {
        assertThatThrownBy(() -> tab.navigate(line.at(other)))
            .as(other)
            .isInstanceOf(PlaywrightException.class);
      }

      line.mend();
      page.navigate(line.at("/tin-tuc"));
      awaitIn(page, "localStorage.late === undefined");
      assertThat(page.locator("main .kept").count()).isZero();
      awaitViews(id, 2);
    }
    assertThat(errors).isEmpty();
  }

  /** Hour and minute at which a kept page was made, in a time zone. */
  private static String timeOfKept(Page page, String zone) {
    String date = page.getAttribute("body", "data-kept-at");
    return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
        .withZoneSameInstant(ZoneId.of(zone))
        .format(DateTimeFormatter.ofPattern("HH:mm"));
  }

  private static void awaitKept(Page page) {
    awaitIn(page, "caches.match(location.href, { cacheName: 'pages', ignoreVary: true })");
  }

  /** Waits until an expression is true in a page. Its policy forbids the browser's own polling. */
  private static void awaitIn(Page page, String expression) {
    Newspaper.await(
        expression,
        Duration.ofSeconds(30),
        () ->
            (Boolean)
                page.evaluate("Promise.resolve(" + expression + ").then((found) => !!found)"));
  }

  private static long views(String id) {
    return newspaper.get("/api/visits?article=" + id).json().path("views").asLong();
  }

  private static void awaitViews(String id, long views) {
    Newspaper.settles("the article has " + views + " views", () -> views(id), views);
  }

  private static String marked(Page page) {
    return (String) page.evaluate("[...CSS.highlights.get('listen')].map(String).join()");
  }

  private static double size(Page page) {
    return ((Number) page.evaluate(TEXT_SIZE)).doubleValue();
  }

  @Test
  void printsTheArticleAlone(Window window) {
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = context.newPage();
      go(page, article.get("url").asText());
      page.evaluate("addEventListener('beforeprint', () => { window.printed = true; })");
      page.getByText("In bài").click();
      awaitIn(page, "window.printed");
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(page.locator(".body").isVisible()).isTrue();
      assertThat(page.locator(".printed").textContent()).startsWith(address());
      assertThat(page.locator(".byline time").first().textContent())
          .contains(today().substring(0, 4));
      assertThat(page.locator(".byline time").first().isVisible()).isTrue();
      for (String left :
          List.of(".reading", ".next", ".notice", "body > footer", "body > header nav")) {
        assertThat(page.locator(left).isVisible()).as(left).isFalse();
      }
    }
  }
}
