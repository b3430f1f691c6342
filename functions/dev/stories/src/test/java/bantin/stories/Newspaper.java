package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Tables;
import bantin.engines.Template;
import bantin.local.Portal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A portal that runs, and the people who work for it. It begins without an article. */
final class Newspaper implements AutoCloseable {
  static final String REPORTER = "phong-vien";
  static final String EDITOR = "bien-tap";
  static final String ADMINISTRATOR = "quan-tri";

  static final String ARTICLES = "/api/admin/articles";

  /** No crawler's. */
  private static final String READER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final Map<String, String> hitTokens = new ConcurrentHashMap<>();
  private final Template template;
  private final Path data;
  private Portal portal;

  private Newspaper(Template template, Path data, Portal portal) {
    this.template = template;
    this.data = data;
    this.portal = portal;
  }

  /**
   * @param data a folder of its own; what is in it already stays
   */
  static Newspaper open(Path data) {
    return open(Template.read(), data);
  }

  /** The same where no day begins, and no week, while a test runs. */
  static Newspaper openAtNoon(Path data) {
    return open(Template.read().with(Map.of("SiteZone", zoneOfNoon())), data);
  }

  static String zoneOfNoon() {
    int hours = 12 - Instant.now().atOffset(ZoneOffset.UTC).getHour();
    return "Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours);
  }

  private static Newspaper open(Template template, Path data) {
    try {
      Files.createDirectories(data);
      // This file says that the demo's articles are there already.
      Files.writeString(data.resolve("demo"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Newspaper(template, data, start(template, data));
  }

  private static Portal start(Template template, Path data) {
    try {
      return Portal.start(template, data, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the portal starts", e);
    }
  }

  /** Stops, and starts again with the same content. */
  void restart() {
    portal.close();
    tokens.clear();
    portal = start(template, data);
  }

  Path data() {
    return data;
  }

  URI at(String path) {
    return URI.create(portal.address() + path);
  }

  URI issuer() {
    return portal.issuer();
  }

  /** See {@link Portal#tokensLast}. */
  void tokensLast(Duration time) {
    portal.tokensLast(time);
  }

  /** See {@link Portal#endSignIns}. */
  void endSignIns(String person) {
    portal.endSignIns(person);
  }

  Tables tables() {
    return portal.tables();
  }

  /** An access token, as a script gets one: the provider says where, and takes the password. */
  String token(String person) {
    return tokens.computeIfAbsent(person, name -> signIn(name).path("access_token").asText());
  }

  /** All that the token endpoint answers; a demo person's password is their name. */
  ObjectNode signIn(String person) {
    ObjectNode site = get("/api/sign-in").expect(200).json();
    URI discovery = URI.create(site.path("issuer").asText() + "/.well-known/openid-configuration");
    String endpoint =
        send(HttpRequest.newBuilder(discovery)).json().path("token_endpoint").asText();
    String form =
        "grant_type=password&client_id="
            + encode(site.path("clientId").asText())
            + "&username="
            + encode(person)
            + "&password="
            + encode(person)
            + "&scope="
            + encode("openid " + site.path("scope").asText());
    return send(HttpRequest.newBuilder(URI.create(endpoint))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)))
        .expect(200)
        .json();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /**
   * @param headers names and values by turns
   */
  Answer get(String path, String... headers) {
    return send(with(HttpRequest.newBuilder(at(path)), headers));
  }

  /**
   * @param token null for none
   * @param json null for no body
   * @param headers names and values by turns
   */
  Answer send(
      String method,
      String path,
      @Nullable String token,
      @Nullable ObjectNode json,
      String... headers) {
    HttpRequest.Builder request = with(HttpRequest.newBuilder(at(path)), headers);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (json == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(text(json)));
    }
    return send(request);
  }

  /** As UTF-8 has it; what UTF-8 cannot say, half a surrogate pair, is escaped. */
  static String text(JsonNode json) {
    String text = json.toString();
    try {
      return UTF_8.newEncoder().canEncode(text)
          ? text
          : Answer.JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("A tree is always JSON", e);
    }
  }

  /** What a reader's browser sends that has begun to read, in a session of its own. */
  Answer hit(String article) {
    return hit((UUID.randomUUID().toString() + UUID.randomUUID()).substring(0, 22), article);
  }

  /**
   * @param session 22 characters of base64url
   */
  Answer hit(String session, String article) {
    ObjectNode hit = Answer.JSON.createObjectNode();
    hit.put("session", session).put("article", article).put("kind", "view");
    String token = hitTokens.get(article);
    if (token == null) {
      token = hitToken(article);
      if (token != null) {
        hitTokens.put(article, token);
      }
    }
    hit.put("token", token);
    return send("POST", "/api/hits", null, hit, "User-Agent", READER);
  }

  /** The token in the page of an article; none where the article is not public. */
  private @Nullable String hitToken(String article) {
    Answer found = get("/api/articles/" + article);
    return found.status() == 200 ? hitTokenAt(found.json().path("url").asText()) : null;
  }

  /** The token in the page at this address. */
  String hitTokenAt(String address) {
    return get(URI.create(address).getRawPath())
        .expect(200)
        .html()
        .select("meta[name=hit-token]")
        .attr("content");
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the portal answers", e);
    }
  }

  /** An article that lacks nothing. */
  static ObjectNode article(String title) {
    return Answer.parse(
            """
        {"lead": "Đây là lời dẫn.", "section": "tin-tuc", "authors": ["Giàng Thị Mỷ"],
         "tags": ["bản làng"], "body": "<p>Đây là nội dung.</p>"}
        """)
        .put("title", title);
  }

  /** The working copy. */
  Answer draft(ObjectNode article) {
    return send("POST", ARTICLES, token(REPORTER), article).expect(201);
  }

  /** The working copy of an article that readers see from now on. */
  ObjectNode publish(ObjectNode article) {
    return publish(draft(article), null).expect(200).json();
  }

  ObjectNode publish(ObjectNode article, Instant at) {
    return publish(draft(article), at).expect(200).json();
  }

  /**
   * @param copy what the desk answered when the copy was saved last
   * @param at null for now
   */
  Answer publish(Answer copy, @Nullable Instant at) {
    ObjectNode json = Answer.JSON.createObjectNode();
    if (at != null) {
      json.put("at", at.toString());
    }
    String path = ARTICLES + "/" + copy.json().path("id").asText() + "/publication";
    return send("PUT", path, token(EDITOR), json, "If-Match", copy.header("ETag"));
  }

  /** The working copy after it. */
  ObjectNode withdraw(ObjectNode copy, String notice) {
    return send(
            "DELETE",
            ARTICLES + "/" + copy.path("id").asText() + "/publication",
            token(EDITOR),
            Answer.JSON.createObjectNode().put("notice", notice),
            "If-Match",
            etag(copy))
        .expect(200)
        .json();
  }

  static String etag(ObjectNode copy) {
    return "\"" + copy.path("version").asLong() + "\"";
  }

  /** Waits until it is so, asking ten times a second; fails after the given time. */
  static void await(String what, Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            String.format(Locale.ROOT, "Not within %d ms: %s", atMost.toMillis(), what));
      }
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /**
   * Waits until it is so and stays so for longer than numbers are remembered where few ask for
   * them, which is a second.
   */
  static <T> void settles(String what, Supplier<T> value, T expected) {
    AtomicReference<T> last = new AtomicReference<>();
    AtomicInteger right = new AtomicInteger();
    try {
      await(
          what,
          Duration.ofSeconds(60),
          () -> {
            last.set(value.get());
            boolean equal = expected.equals(last.get());
            return (equal ? right.incrementAndGet() : right.getAndSet(0)) > 12;
          });
    } catch (AssertionError e) {
      assertThat(last.get()).as(what).isEqualTo(expected);
      throw e;
    }
  }

  @Override
  public void close() {
    portal.close();
  }
}
