package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Template;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills of the whole portal lose no acknowledged hit and count none twice.
 *
 * <p>Each run kills three times. {@code -Pnightly} kills twenty times, so that more kinds of
 * unfinished work meet a kill. {@code -Dkills.seed=} changes the readers and the moments.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such signal")
final class ProcessKillTest {
  private static final int KILLS = Boolean.getBoolean("nightly") ? 20 : 3;
  private static final int READERS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final long seed = Long.getLong("kills.seed", 20261123);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path folder;
  private @Nullable PortalProcess portal;
  private volatile URI address = URI.create("http://127.0.0.1:9");
  private volatile boolean reading = true;

  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();

  /** Acknowledged views by session, as the reference for the portal's numbers. */
  private final Map<String, Set<String>> articlesBySession = new ConcurrentHashMap<>();

  /** Hit tokens by article; the front page's token by its path. */
  private final Map<String, String> tokens = new HashMap<>();

  private final Set<String> sessionsWithViews = ConcurrentHashMap.newKeySet();

  /** Times of a session's last hit: sent first, and acknowledged. */
  private final Map<String, List<Instant>> lastHits = new ConcurrentHashMap<>();

  @BeforeEach
  void setTheTimeZoneToNoon() throws IOException {
    String template = Files.readString(Template.read().file());
    String moved =
        template.replace("Default: Asia/Ho_Chi_Minh", "Default: " + Newspaper.zoneOfNoon());
    assertThat(moved).isNotEqualTo(template);
    Files.writeString(folder.resolve("template.yaml"), moved);
  }

  @AfterEach
  void end() throws InterruptedException {
    reading = false;
    if (portal != null) {
      portal.kill(new Random(seed));
    }
  }

  @Test
  void countsAcknowledgedHitsOnceAfterKills() throws Exception {
    Random random = new Random(seed);
    start();
    List<String> articles = new ArrayList<>();
    Newspaper.await(
        "the demo's articles are published",
        PATIENCE,
        () -> Files.exists(folder.resolve("data/demo")));
    tokens.put("/", token("/"));
    for (JsonNode article : get("/api/articles?limit=50").path("articles")) {
      articles.add(text(article, "id"));
      tokens.put(text(article, "id"), token(URI.create(text(article, "url")).getRawPath()));
    }
    assertThat(articles).hasSizeGreaterThan(5);
    String last = articles.remove(articles.size() - 1);

    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    List<Future<?>> work = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      Random readerRandom = new Random(random.nextLong());
      work.add(readers.submit(() -> read(readerRandom, articles)));
    }
    for (int kill = 0; kill < KILLS; kill++) {
      // The number decides which writes, batches and transactions are under way at the kill.
      int enough = acknowledged.get() + 10 + random.nextInt(200);
      Newspaper.await("hits are acknowledged", PATIENCE, () -> acknowledged.get() >= enough);
      kill(random);
      start();
    }
    reading = false;
    for (Future<?> task : work) {
      task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    readers.shutdown();

    // The stream is in order, so every hit is folded once this hit is.
    send(session(random), last, true);
    Newspaper.await(
        "the stream is folded", PATIENCE, () -> get("/api/visits?article=" + last, "views") == 1);
    System.out.printf(
        Locale.ROOT,
        "%d kills, seed %d: %d hits acknowledged, %d attempts not; %d visits, %d views%n",
        KILLS,
        seed,
        acknowledged.get(),
        unanswered.get(),
        sessionsWithViews.size(),
        articlesBySession.values().stream().mapToInt(Set::size).sum());
    assertThat(unanswered).as("unanswered attempts").hasValueGreaterThan(KILLS);
    assertNumbers(expectedViews());
  }

  private void start() throws IOException, InterruptedException {
    portal = PortalProcess.start(folder, folder.resolve("data"));
    address = portal.address();
  }

  private void kill(Random random) throws InterruptedException {
    PortalProcess running = portal;
    portal = null;
    if (running != null) {
      running.kill(random);
    }
  }

  /** Sends hits of one reader after the other until the test ends. */
  private void read(Random random, List<String> articles) {
    while (reading) {
      String session = session(random);
      int hits = 1 + random.nextInt(8);
      for (int i = 0; i < hits && reading; i++) {
        // Popularity differs between articles, and some pages hold no article.
        int index = (int) (articles.size() * 1.3 * random.nextDouble() * random.nextDouble());
        String article = index < articles.size() ? articles.get(index) : null;
        boolean view = random.nextInt(5) > 0;
        int times = random.nextInt(6) == 0 ? 2 : 1;
        for (int time = 0; time < times; time++) {
          send(session, article, view);
        }
      }
    }
  }

  private static String session(Random random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Sends a hit until it is acknowledged. */
  private void send(String session, @Nullable String article, boolean view) {
    ObjectNode hit = Answer.JSON.createObjectNode();
    hit.put("session", session).put("article", article).put("kind", view ? "view" : "beat");
    hit.put("token", tokens.get(article == null ? "/" : article));
    Instant first = Instant.now();
    while (!isAcknowledged(hit)) {
      unanswered.incrementAndGet();
      if (Duration.between(first, Instant.now()).compareTo(PATIENCE) > 0) {
        throw new AssertionError("Not acknowledged: " + hit);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    lastHits.put(session, List.of(first, Instant.now()));
    if (view) {
      sessionsWithViews.add(session);
    }
    if (view && article != null) {
      articlesBySession.computeIfAbsent(session, key -> new HashSet<>()).add(article);
    }
    acknowledged.incrementAndGet();
  }

  private boolean isAcknowledged(ObjectNode hit) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/api/hits"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Firefox/144.0")
            .POST(BodyPublishers.ofString(hit.toString()))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString(UTF_8));
      if (answer.statusCode() / 100 == 4 || answer.headers().map().containsKey("x-not-counted")) {
        throw new AssertionError(answer + " to " + hit + ": " + answer.body());
      }
      return answer.statusCode() == 204;
    } catch (IOException e) {
      return false; // The hit may have been written or not.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a hit is sent", e);
    }
  }

  private Map<String, Long> expectedViews() {
    Map<String, Long> views = new HashMap<>();
    articlesBySession
        .values()
        .forEach(articles -> articles.forEach(article -> views.merge(article, 1L, Long::sum)));
    return views;
  }

  private void assertNumbers(Map<String, Long> views) throws IOException, InterruptedException {
    long visits = sessionsWithViews.size();
    Instant from = Instant.now();
    Newspaper.settles(
        "seed " + seed + ": today, this week, in all",
        this::visits,
        List.of(visits, visits, visits));
    long online = get("/api/visits", "online");
    assertThat(online)
        .as("seed %d: online", seed)
        // Online is counted in steps of ten seconds, including the step that has just begun. A hit
        // takes time as well.
        .isBetween(
            lastHitsAfter(0, Instant.now().minusSeconds(300)),
            lastHitsAfter(1, from.minusSeconds(315)));
    Map<String, Long> found = new HashMap<>();
    for (String article : views.keySet()) {
      found.put(article, get("/api/visits?article=" + article, "views"));
    }
    assertThat(found).as("seed %d: views", seed).isEqualTo(views);
    for (String period : List.of("day", "week")) {
      Map<String, Long> mostRead = new HashMap<>();
      List<Long> order = new ArrayList<>();
      for (JsonNode article : get("/api/most-read?period=" + period).path("articles")) {
        mostRead.put(text(article, "id"), article.path("views").asLong());
        order.add(article.path("views").asLong());
      }
      assertThat(mostRead).as("seed %d: most read of the %s", seed, period).isEqualTo(views);
      assertThat(order).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }
  }

  private List<Long> visits() {
    try {
      JsonNode box = get("/api/visits");
      return Stream.of("today", "week", "all").map(field -> box.path(field).asLong()).toList();
    } catch (IOException e) {
      return List.of(); // The portal is starting.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the box is read", e);
    }
  }

  private long lastHitsAfter(int which, Instant time) {
    return lastHits.entrySet().stream()
        .filter(last -> sessionsWithViews.contains(last.getKey()))
        .filter(last -> last.getValue().get(which).isAfter(time))
        .count();
  }

  private long get(String path, String field) {
    try {
      return get(path).path(field).asLong();
    } catch (IOException e) {
      return -1; // The portal is starting.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + path + " is read", e);
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(20)).build();
    return Answer.JSON.readTree(client.send(request, BodyHandlers.ofByteArray()).body());
  }

  /** Reads the hit token in the page at a path. */
  private String token(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(20)).build();
    String page = client.send(request, BodyHandlers.ofString(UTF_8)).body();
    return Jsoup.parse(page).select("meta[name=hit-token]").attr("content");
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asText();
  }
}
