package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.BareChromium.Tab;
import bantin.stories.Chromium.Window;
import bantin.visit.Tallies;
import bantin.visit.Tally;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Readers in a real browser are counted by the definitions of visit, view and online. */
@ExtendWith(Chromium.class)
final class CountingStoryTest {
  private static final String HITS = "/api/hits";
  private static final String CRAWLER =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

  @TempDir private static Path data;
  private static Newspaper newspaper;
  private static Tally dropped;

  private Box before;
  private Map<String, Long> droppedBefore;
  private String road;
  private String bridge;

  /** Numbers of the site. */
  private record Box(long online, long today, long week, long all) {
    static Box now() {
      ObjectNode box = newspaper.get("/api/visits").expect(200).json();
      return new Box(
          box.path("online").asLong(),
          box.path("today").asLong(),
          box.path("week").asLong(),
          box.path("all").asLong());
    }

    /** Adds sessions with one visit each. */
    Box plus(int sessions) {
      return new Box(online + sessions, today + sessions, week + sessions, all + sessions);
    }
  }

  @BeforeAll
  static void open() {
    newspaper = Newspaper.openAtNoon(data);
    dropped = Tally.dropped(Newspaper.today());
  }

  @AfterAll
  static void close() {
    newspaper.close();
  }

  @BeforeEach
  void publish() {
    road = published("Đường mới về bản đã thông xe");
    bridge = published("Cầu treo qua suối đã xong");
    fold();
    before = Box.now();
    droppedBefore = dropped();
  }

  private static String published(String title) {
    return newspaper.publish(Newspaper.article(title)).path("url").asText();
  }

  /**
   * Waits until earlier hits are folded. The stream is in order, so a hit sent now is folded last.
   */
  private static void fold() {
    long sent = dropped().getOrDefault("prefetch", 0L);
    newspaper
        .send(
            HttpRequest.newBuilder(newspaper.at(HITS))
                .header("Content-Type", "application/json")
                .header("User-Agent", "Mozilla/5.0 Firefox/144.0")
                .header("Sec-Purpose", "prefetch")
                .POST(
                    BodyPublishers.ofString(
                        "{\"session\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"kind\":\"view\"}")))
        .expect(204);
    Newspaper.await(
        "the stream is folded",
        Duration.ofSeconds(20),
        () -> dropped().getOrDefault("prefetch", 0L) > sent);
  }

  /** Reads the number of hits dropped today, by reason. */
  private static Map<String, Long> dropped() {
    return tallies().read(List.of(dropped), false).byTally().getOrDefault(dropped, Map.of());
  }

  private static Tallies tallies() {
    var tables = newspaper.tables();
    return new Tallies(tables.client(), tables.name("Tallies"), 1);
  }

  /** Waits until the numbers of the site and the views of the two articles settle. */
  private void awaitNumbers(Box box, long roadViews, long bridgeViews) {
    fold();
    Newspaper.settles("the site", Box::now, box);
    Newspaper.settles(
        "views", () -> List.of(views(road), views(bridge)), List.of(roadViews, bridgeViews));
  }

  private static long views(String url) {
    String id = url.substring(url.length() - 10);
    return newspaper.get("/api/visits?article=" + id).expect(200).json().path("views").asLong();
  }

  private void assertDropped(Map<String, Long> expectedMore) {
    fold();
    Map<String, Long> now = dropped();
    for (String reason : List.of("bot", "origin", "staff", "articles")) {
      assertThat(now.getOrDefault(reason, 0L) - droppedBefore.getOrDefault(reason, 0L))
          .as(reason)
          .isEqualTo(expectedMore.getOrDefault(reason, 0L));
    }
  }

  /** Records the hits that pages send. */
  private static List<ObjectNode> hits(BrowserContext context) {
    List<ObjectNode> hits = new CopyOnWriteArrayList<>();
    context.route(
        "**" + HITS,
        route -> {
          // Playwright gives a beacon's content only for an intercepted request.
          hits.add(Answer.parse(route.request().postData()));
          route.fallback();
        });
    return hits;
  }

  /** Waits for the hits. Playwright handles requests only while a call waits. */
  private static void awaitHits(Page page, List<ObjectNode> hits, int expected) {
    page.waitForCondition(() -> hits.size() >= expected);
    assertThat(hits).hasSize(expected);
  }

  private static void visit(Page page, String path) {
    awaitAnswer(page, () -> page.navigate(newspaper.at(path).toString()));
  }

  /** Opens a page and waits for its numbers. A page left before them sends its hit again later. */
  private static void awaitAnswer(Page page, Runnable open) {
    page.waitForRequest("**" + HITS, open);
    page.locator("#visits").waitFor();
  }

  @Test
  void countsThreeTabsAsThreeVisits(Window window) {
    try (BrowserContext context = window.reader(1280, false)) {
      List<ObjectNode> hits = hits(context);
      Page first = context.newPage();
      visit(first, road);
      visit(context.newPage(), road);
      visit(context.newPage(), "/");
      awaitHits(first, hits, 3);
      awaitNumbers(before.plus(3), 2, 0);

      awaitAnswer(first, first::reload);
      visit(first, bridge);
      awaitAnswer(first, first::goBack);
      awaitAnswer(first, first::goForward);
      awaitHits(first, hits, 7);
      awaitNumbers(before.plus(3), 2, 1);
      assertThat(hits).as("one hit for each page").hasSize(7);
      assertThat(hits.stream().map(hit -> hit.path("session")).distinct()).hasSize(3);
      assertThat(kinds(hits)).containsOnly("view");
    }
    assertDropped(Map.of());
  }

  @Test
  void countsTheLatestAnswerWhetherAnArticleWasUseful(Window window) {
    try (BrowserContext context = window.reader(360, false)) {
      Page page = context.newPage();
      visit(page, road);
      page.click("text='Không'");
      page.getByText("Cảm ơn bạn đã trả lời").waitFor();
      awaitOpinions(road, Map.of(false, 1L));

      context.setOffline(true);
      page.click("text='Có'");
      context.setOffline(false);
      awaitOpinions(road, Map.of(true, 1L));

      awaitAnswer(page, page::reload);
      assertThat(page.locator("[aria-pressed=true][data-useful]").allTextContents())
          .containsExactly("Có");
      visit(page, bridge);
      assertThat(page.locator("[aria-pressed=true][data-useful]").count()).isZero();
      awaitNumbers(before.plus(1), 1, 1);
      awaitOpinions(road, Map.of(true, 1L));
    }
  }

  /** Waits until the day's opinions on an article are counted, by whether it was useful. */
  private static void awaitOpinions(String url, Map<Boolean, Long> expected) {
    String article = url.substring(url.length() - 10);
    Tally opinions = Tally.opinions(Newspaper.today());
    Newspaper.settles(
        "opinions",
        () -> {
          Tallies.Reading reading = tallies().read(List.of(opinions), false);
          return Stream.of(true, false)
              .filter(useful -> reading.get(opinions, Tally.opinion(article, useful)) != 0)
              .collect(
                  Collectors.toMap(
                      useful -> useful,
                      useful -> reading.get(opinions, Tally.opinion(article, useful))));
        },
        expected);
  }

  @Test
  void sendsAViewAgainThatABusySiteRefused(Window window) {
    try (BrowserContext context = window.reader(360, false)) {
      AtomicInteger tries = new AtomicInteger();
      context.route(
          "**" + HITS,
          route -> {
            if (tries.incrementAndGet() == 1) {
              route.fulfill(new Route.FulfillOptions().setStatus(429));
            } else {
              route.fallback();
            }
          });
      Page page = context.newPage();
      visit(page, road);
      awaitNumbers(before, 0, 0);
      visit(page, bridge);
      page.waitForCondition(() -> tries.get() == 3);
      awaitNumbers(before.plus(1), 1, 1);
    }
  }

  @Test
  void countsAPageFromTheBackForwardCacheOnce() throws IOException {
    try (BareChromium chromium = Chromium.bare()) {
      Tab tab = chromium.open();
      tab.navigate(newspaper.at(road));
      // Chromium keeps no page whose hit is still under way.
      tab.await("!document.getElementById('visits').hidden");
      tab.evaluate("addEventListener('pageshow', event => { window.restored = event.persisted })");
      tab.navigate(newspaper.at(bridge));
      tab.evaluate("history.back()");
      tab.await("window.restored === true && location.pathname === '" + road + "'");
      awaitPosts(tab, 3);
      awaitNumbers(before.plus(1), 1, 1);
      assertThat(tab.posts(HITS)).isEqualTo(3);
    }
  }

  @Test
  void countsAPrerenderedPageOnceItIsShown() throws IOException {
    try (BareChromium chromium = Chromium.bare()) {
      Tab tab = chromium.open();
      tab.navigate(newspaper.at(road));
      Tab ahead = tab.prerender(bridge);
      awaitNumbers(before.plus(1), 1, 0);

      tab.evaluate(
          "const link = document.createElement('a'); link.href = '%s'; link.click(); 1"
              .formatted(bridge));
      ahead.await("location.pathname === '" + bridge + "' && !document.prerendering");
      assertThat(
              ahead
                  .evaluate(
                      "const [page] = performance.getEntriesByType('navigation');"
                          + " page.activationStart > page.domContentLoadedEventEnd")
                  .asBoolean())
          .as("the script had run before the page was shown")
          .isTrue();
      awaitPosts(ahead, 1);
      awaitNumbers(before.plus(1), 1, 1);
      assertThat(List.of(tab.posts(HITS), ahead.posts(HITS))).containsExactly(1L, 1L);
    }
    assertDropped(Map.of());
  }

  private static void awaitPosts(Tab tab, int hits) {
    Newspaper.await(hits + " hits are sent", Duration.ofSeconds(10), () -> tab.posts(HITS) == hits);
  }

  @Test
  void dropsOtherClientsAndCountsThemByReason(Window window) {
    try (BrowserContext crawler =
            window.browser().newContext(Window.options(1280, false).setUserAgent(CRAWLER));
        BrowserContext clerk = window.reader(1280, false);
        BrowserContext elsewhere = window.reader(1280, false)) {
      Page page = crawler.newPage();
      visit(page, road);
      visit(page, bridge);

      clerk.addCookies(List.of(new Cookie("staff", "1").setUrl(newspaper.at("/").toString())));
      visit(clerk.newPage(), road);

      Page other = elsewhere.newPage();
      // The sign-in provider serves as another site, because it has a port of its own.
      other.navigate(newspaper.issuer() + "/.well-known/openid-configuration");
      other.waitForRequest(
          "**" + HITS,
          () ->
              other.evaluate(
                  "to => navigator.sendBeacon(to, JSON.stringify("
                      + "{session: 'BBBBBBBBBBBBBBBBBBBBBB', kind: 'view'}))",
                  newspaper.at(HITS).toString()));
      // A beacon has no result on the page, so the test waits for the dropped hits.
      Newspaper.await(
          "the beacon is dropped",
          Duration.ofSeconds(10),
          () -> dropped().getOrDefault("origin", 0L) > droppedBefore.getOrDefault("origin", 0L));
      awaitNumbers(before, 0, 0);
    }
    assertDropped(Map.of("bot", 2L, "staff", 1L, "origin", 1L));
  }

  @Test
  void beatsEveryFourMinutesWhileATabIsVisible(Window window) {
    try (BrowserContext context = window.reader(1280, false)) {
      // The hits are answered here and not counted. The page's clock is the test's.
      context.route("**" + HITS, route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
      List<ObjectNode> hits = hits(context);
      Page page = context.newPage();
      page.clock().install();
      visit(page, road);
      awaitHits(page, hits, 1);
      page.clock().fastForward("03:50");
      assertThat(kinds(hits)).containsExactly("view");
      beats(page, hits, 2, "00:10");
      beats(page, hits, 3, "04:00");
      show(page, "hidden");
      page.clock().fastForward("04:00");
      page.clock().fastForward("04:00");
      assertThat(kinds(hits)).containsExactly("view", "beat", "beat");
      // A tab shown again after more than four minutes beats at once.
      show(page, "visible");
      awaitHits(page, hits, 4);
      assertThat(kinds(hits)).containsExactly("view", "beat", "beat", "beat");
    }
    awaitNumbers(before, 0, 0);
  }

  private static void beats(Page page, List<ObjectNode> hits, int expected, String wait) {
    page.clock().fastForward(wait);
    awaitHits(page, hits, expected);
  }

  private static List<String> kinds(List<ObjectNode> hits) {
    return hits.stream().map(hit -> hit.path("kind").asText()).toList();
  }

  /** Sets the page's visibility, because Playwright's pages are always visible. */
  private static void show(Page page, String state) {
    page.evaluate(
        "state => { Object.defineProperty(document, 'visibilityState',"
            + " { value: state, configurable: true });"
            + " document.dispatchEvent(new Event('visibilitychange')); }",
        state);
  }

  @Test
  void showsWholePagesIfCountingIsBlocked(Window window) {
    List<String> complaints = new CopyOnWriteArrayList<>();
    // Blocked addresses, each with the blocked request that the page sends last.
    Map<String, String> blocks =
        Map.of(
            "**/api/hits", "/api/hits",
            "**/api/{hits,visits*,most-read*}", "/api/visits?",
            "**/*.js", ".js");
    for (Map.Entry<String, String> block : blocks.entrySet()) {
      String blocked = block.getKey();
      try (BrowserContext context = window.reader(1280, false)) {
        List<Request> failed = new CopyOnWriteArrayList<>();
        context.route(blocked, route -> route.abort("blockedbyclient"));
        context.onRequestFailed(failed::add);
        Page page = context.newPage();
        page.onPageError(error -> complaints.add(blocked + ": " + error));
        page.onDialog(dialog -> complaints.add(blocked + ": " + dialog.message()));
        page.navigate(newspaper.at(road).toString());
        page.waitForCondition(
            () -> failed.stream().anyMatch(request -> request.url().contains(block.getValue())));
        page.evaluate("new Promise(done => setTimeout(done))");
        assertThat(page.locator("h1").textContent()).isEqualTo("Đường mới về bản đã thông xe");
        assertThat(page.locator(".body").isVisible()).isTrue();
        boolean numbers = blocked.endsWith("/hits");
        if (numbers) {
          page.locator("#visits").waitFor();
        }
        assertThat(page.locator("#visits").isVisible()).isEqualTo(numbers);
        for (String text : page.locator("[data-count]:visible").allTextContents()) {
          assertThat(text).as("a number").matches("[0-9.]+");
        }
      }
    }
    assertThat(complaints).isEmpty();
    awaitNumbers(before, 0, 0);
  }
}
