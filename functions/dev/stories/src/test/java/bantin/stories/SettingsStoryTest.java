package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An administrator changes the site's settings, readers see it, and it is taken back again. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class SettingsStoryTest {
  private static final String SETTINGS = "/api/admin/settings";
  private static final String SAVE = "#settings-form button.button";
  private static final String TEXT = "#site-notice";
  private static final String LINK = "#site-notice-link";
  private static final String END = "#site-notice-until";
  private static final String TITLE = "#pages input";

  private static Newspaper newspaper;
  private ObjectNode before;

  @BeforeAll
  static void open(Newspaper shared) {
    newspaper = shared;
    newspaper.publish(Newspaper.article("Chợ phiên"));
  }

  @BeforeEach
  void remember() {
    before = settings().json();
  }

  @AfterEach
  void takeBack() {
    change(before);
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
        Locator logo = await(reader, ".nameplate img[alt='Bản Tin']");
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
        await(reader, ".nameplate img[alt='']");
        assertThat(reader.locator(".nameplate").textContent()).isEqualTo("Bản Tin");
        assertThat(reader.evaluate("document.documentElement.scrollWidth <= innerWidth"))
            .isEqualTo(true);
        assertThat(new AxeBuilder(reader).analyze().getViolations()).isEmpty();
      }

      page.click("#remove-logo");
      preview.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
      save(page);
      awaitNone(".nameplate img");
      complaints.addAll(clerk.complaints());
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void showsAnUrgentNoticeUntilItIsRemoved(Window window) {
    List<String> complaints = new ArrayList<>();
    String text = "Bão số 9: học sinh toàn xã nghỉ học.";
    String tomorrow = wall(Duration.ofDays(1));
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.ADMINISTRATOR, "#settings")) {
      Page page = clerk.page();
      page.waitForSelector("#sections li");
      page.fill(TEXT, text);
      page.fill(LINK, "/tin-tuc");
      page.click(SAVE);
      clerk.await("#message.bad", "Thông báo khẩn cần có nội dung và thời điểm kết thúc.");
      page.fill(END, wall(Duration.ofDays(-1)));
      page.click(SAVE);
      clerk.await("#message.bad", "Thông báo khẩn này đã hết hạn");
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo(END.substring(1));
      page.fill(END, "1" + tomorrow);
      page.click(SAVE);
      assertThat(page.locator(END + ":invalid").count()).isOne();
      assertThat(page.inputValue(TEXT)).isEqualTo(text);
      assertThat(page.inputValue(LINK)).isEqualTo("/tin-tuc");
      assertThat(notice().isNull()).isTrue();

      page.fill(END, tomorrow);
      save(page);
      clerk.await("#message:not(.bad)", "Đã lưu cài đặt");
      assertThat(page.inputValue(END)).isEqualTo(tomorrow);
      try (BrowserContext context = window.reader(360, false)) {
        Page reader = context.newPage();
        Chromium.watch(reader, complaints);
        assertThat(await(reader, "header .notice a[href='/tin-tuc']").textContent())
            .isEqualTo(text);
      }

      for (String field : List.of(TEXT, LINK, END)) {
        page.fill(field, "");
      }
      save(page);
      assertThat(notice().isNull()).isTrue();
      awaitNone(".notice");
      complaints.addAll(clerk.complaints());
    }
    assertThat(complaints).allMatch(complaint -> complaint.contains("400"));
  }

  @Test
  void keepsSettingsFreeToChangeAfterTheEndOfANotice(Window window) {
    Instant end = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.SECONDS);
    ObjectNode changed = before.deepCopy();
    changed.putObject("notice").put("text", "Nước lũ").put("until", end.toString());
    change(changed);
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.ADMINISTRATOR, "#settings")) {
      Page page = clerk.page();
      page.waitForSelector("#sections li");
      assertThat(page.inputValue(TEXT)).isEqualTo("Nước lũ");
      awaitNone(".notice");
      page.fill("#contact", "Tổ 3, xã Bản Mây");
      save(page);
      assertThat(Instant.parse(notice().path("until").asText())).isEqualTo(end);
    }
  }

  @Test
  void linksAFixedPageAtTheFoot(Window window) {
    List<String> complaints = new ArrayList<>();
    String id = newspaper.publishFixedPage("Liên hệ ban biên tập").path("id").asText();
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.ADMINISTRATOR, "#settings")) {
      Page page = clerk.page();
      page.locator("#other-pages option[value='" + id + "']").waitFor(attached());
      page.selectOption("#other-pages", id);
      assertThat(page.locator("#pages li").count()).isZero();
      page.click("#add-page");
      page.waitForFunction("document.activeElement.matches('#pages input')");
      assertThat(page.inputValue(TITLE)).isEqualTo("Liên hệ ban biên tập");
      assertThat(page.locator("#other-pages option[value='" + id + "']").count()).isZero();
      page.selectOption("#pages select", "footer");
      page.fill(TITLE, "");
      page.click(SAVE);
      assertThat(page.locator(TITLE + ":invalid:focus").count()).isOne();
      page.fill(TITLE, "  ");
      page.click(SAVE);
      clerk.await("#message.bad", "Trang nào cũng cần có tên hiển thị.");
      assertThat(page.inputValue("#pages select")).isEqualTo("footer");
      page.fill(TITLE, "Liên hệ");
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      save(page);
      clerk.await("#message:not(.bad)", "Đã lưu cài đặt");
      try (BrowserContext context = window.reader(360, false)) {
        Page reader = context.newPage();
        Chromium.watch(reader, complaints);
        await(reader, "footer a:text-is('Liên hệ')").click();
        reader.locator("h1:text-is('Liên hệ ban biên tập')").waitFor();
        assertThat(reader.locator("header nav a:text-is('Liên hệ')").count()).isZero();
      }

      page.click("#pages button:last-child");
      assertThat(page.locator("#other-pages:focus option[value='" + id + "']").count()).isOne();
      save(page);
      awaitNone("footer a[href$='" + id + "']");
      complaints.addAll(clerk.complaints());
    }
    assertThat(complaints).allMatch(complaint -> complaint.contains("400"));
  }

  /** Time of the site's clocks, as its administrators type it. */
  private static String wall(Duration ahead) {
    return LocalDateTime.ofInstant(Instant.now().plus(ahead), Newspaper.zoneOfNoon())
        .truncatedTo(ChronoUnit.MINUTES)
        .toString();
  }

  private static Answer settings() {
    return newspaper
        .send("GET", SETTINGS, newspaper.token(Newspaper.ADMINISTRATOR), null)
        .expect(200);
  }

  private static JsonNode notice() {
    return settings().json().path("notice");
  }

  private static void change(ObjectNode settings) {
    newspaper
        .send(
            "PUT",
            SETTINGS,
            newspaper.token(Newspaper.ADMINISTRATOR),
            settings,
            "If-Match",
            settings().header("ETag"))
        .expect(200);
  }

  /** Waits until no page of readers holds an element any more. */
  private static void awaitNone(String selector) {
    Newspaper.await(
        "the front page shows no " + selector,
        Duration.ofSeconds(30),
        () -> newspaper.get("/").html().select(selector).isEmpty());
  }

  private static Locator.WaitForOptions attached() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
  }

  private static void choose(Page page, int width, int height) {
    page.setInputFiles("#logo input", Camera.photo("logo.jpg", width, height, Camera.UPRIGHT));
  }

  private static void save(Page page) {
    Response saved =
        page.waitForResponse(
            answer -> answer.url().endsWith(SETTINGS) && answer.request().method().equals("PUT"),
            () -> page.click(SAVE));
    assertThat(saved.ok()).as(saved::text).isTrue();
  }

  /** Loads the front page until it shows an element: functions remember settings for seconds. */
  private static Locator await(Page reader, String selector) {
    Locator element = reader.locator(selector);
    Newspaper.await(
        "the front page shows " + selector,
        Duration.ofSeconds(30),
        () -> {
          reader.navigate(newspaper.at("/").toString());
          return element.count() == 1;
        });
    return element;
  }

  /** Time for the function that sizes photos to start and to size them on a busy machine. */
  private static Locator.WaitForOptions sized() {
    return new Locator.WaitForOptions().setTimeout(90_000);
  }
}
