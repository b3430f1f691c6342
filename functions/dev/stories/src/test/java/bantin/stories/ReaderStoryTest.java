package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Story of a reader: an editor publishes an article, a reader opens it in a browser and is counted.
 */
@ExtendWith(Chromium.class)
class ReaderStoryTest {
  /** Bytes that an article's page may transfer without its photos (40 KB). */
  private static final long BUDGET = 40 * 1024;

  @TempDir private static Path data;
  private static Newspaper newspaper;
  private static ObjectNode article;

  @BeforeAll
  static void open() {
    newspaper = Newspaper.openAtNoon(data);
    String paragraph =
        "<p>Sáng nay chuyến xe đầu tiên chạy hết con đường dài bốn cây số, qua ba con suối, tới tận"
            + " sân trường của bản; bọn trẻ đứng đợi từ lúc gà chưa gáy, tay cầm cành đào.</p>";
    article =
        newspaper.publish(
            Newspaper.article("Đường mới về bản đã thông xe").put("body", paragraph.repeat(25)));
    // The functions are warmed up first, because this story does not measure cold starts.
    newspaper.get("/api/visits").expect(200);
    newspaper.get("/").expect(200);
  }

  @AfterAll
  static void close() {
    newspaper.close();
  }

  @Test
  void countsAReaderWithinSecondsAndAfterARestart(Window window) {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = window.reader(360, false)) {
      Page page = context.newPage();
      Chromium.watch(page, complaints);
      page.navigate(newspaper.at("/").toString());
      page.getByText("Đường mới về bản đã thông xe").first().click();
      page.waitForURL("**" + article.get("url").asText());
      assertThat(page.locator("h1").textContent()).isEqualTo("Đường mới về bản đã thông xe");
      awaitNumber(page.locator("#views [data-count=views]"), "1");
      awaitNumber(page.locator("#visits [data-count=today]"), "1");
      assertThat(page.locator("#visits [data-count=online]").textContent()).isEqualTo("1");
    }
    assertCounted();
    newspaper.restart();
    assertCounted();
    assertThat(complaints).isEmpty();
  }

  private static void awaitNumber(Locator number, String value) {
    number.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
    Newspaper.await(
        "the reader is counted", Duration.ofSeconds(10), () -> value.equals(number.textContent()));
  }

  private static void assertCounted() {
    Newspaper.await(
        "one session has opened the article",
        Duration.ofSeconds(15),
        () ->
            newspaper
                    .get("/api/visits?article=" + article.get("id").asText())
                    .json()
                    .path("views")
                    .asLong()
                == 1);
    // One of the function's instances may still remember an older answer about the whole site.
    Newspaper.await(
        "one visit today, this week and in all",
        Duration.ofSeconds(15),
        () -> {
          ObjectNode box = newspaper.get("/api/visits").json();
          return List.of(
                  box.get("today").asLong(), box.get("week").asLong(), box.get("all").asLong())
              .equals(List.of(1L, 1L, 1L));
        });
  }

  @Test
  void keepsAnArticlesPageWithinItsBudget(Window window) {
    List<Request> requests = new ArrayList<>();
    try (BrowserContext context = window.reader(360, false)) {
      Page page = context.newPage();
      // A prefetching browser is not counted, and fetches the same bytes.
      page.setExtraHTTPHeaders(Map.of("Sec-Purpose", "prefetch"));
      page.onRequestFinished(requests::add);
      page.navigate(newspaper.at(article.get("url").asText()).toString());
      page.locator("#visits dd").first().waitFor();
      long bytes =
          requests.stream()
              .mapToLong(
                  request -> request.sizes().responseBodySize + request.sizes().responseHeadersSize)
              .sum();
      assertThat(requests).extracting(Request::url).anyMatch(url -> url.endsWith(".woff2"));
      assertThat(bytes).isBetween(10_000L, BUDGET);
    }
  }

  @ParameterizedTest
  @CsvSource({"360,false", "360,true", "1280,false", "1280,true"})
  void pagesAreAccessible(int width, boolean dark, Window window) {
    try (BrowserContext context = window.reader(width, dark)) {
      Page page = context.newPage();
      page.setExtraHTTPHeaders(Map.of("Sec-Purpose", "prefetch"));
      for (String path :
          List.of("/", "/tin-tuc", article.get("url").asText(), "/khong-co", "/admin")) {
        page.navigate(newspaper.at(path).toString());
        AxeResults results = new AxeBuilder(page).analyze();
        assertThat(results.getViolations()).as("axe on %s", path).isEmpty();
        assertThat((Boolean) page.evaluate("document.body.scrollWidth <= window.innerWidth"))
            .as("%s fits %d pixels", path, width)
            .isTrue();
      }
    }
  }
}
