package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Tables;
import bantin.engines.Template;
import bantin.engines.UserPool;
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
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Running portal without articles at its start, and the people who work for it. */
final class Newspaper implements AutoCloseable {
  static final String REPORTER = "phong-vien";
  static final String EDITOR = "bien-tap";
  static final String ADMINISTRATOR = "quan-tri";

  static final String ARTICLES = "/api/admin/articles";

  /** Zone of all stories of a run, chosen once: a second choice might be another zone. */
  @SuppressWarnings("TimeInStaticInitializer")
  private static final ZoneId ZONE_OF_NOON = zoneOfNoon(Instant.now());

  /** User agent of a reader's browser. */
  private static final String READER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  /** Longest wait for an answer: its function's process may have to start on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Access token of a person.
   *
   * @param end time from which tests use another one, well before it expires
   */
  private record Token(String text, Instant end) {
    static Token of(ObjectNode answer, Instant now) {
      long seconds = answer.path("expires_in").asLong();
      return new Token(answer.path("access_token").asText(), now.plusSeconds(seconds / 2));
    }
  }

  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
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
   * Starts a portal.
   *
   * @param data folder of its own, whose content is kept
   */
  static Newspaper open(Path data) {
    return open(Template.read(), data);
  }

  /** Starts a portal with the demo's articles, pictures and form. */
  static Newspaper openWithDemo(Path data) {
    Template template = Template.read();
    Newspaper newspaper = new Newspaper(template, data, start(template, data));
    await("the demo is complete", Duration.ofMinutes(3), newspaper::hasWholeDemo);
    return newspaper;
  }

  private boolean hasWholeDemo() {
    JsonNode articles = get("/api/articles?limit=50").expect(200).json().path("articles");
    // The oldest article gets its picture last.
    return !articles.path(articles.size() - 1).path("cover").isMissingNode()
        && !articles.path(articles.size() - 1).path("cover").isNull();
  }

  /** Starts a portal in a time zone in which no day and no week begins during a test. */
  static Newspaper openAtNoon(Path data) {
    return open(Template.read().with(Map.of("SiteZone", ZONE_OF_NOON.getId())), data);
  }

  /** The same for all portals of a run. The run has eleven hours until its midnight. */
  static ZoneId zoneOfNoon() {
    return ZONE_OF_NOON;
  }

  /** Today in such a portal. */
  static LocalDate today() {
    return LocalDate.now(ZONE_OF_NOON);
  }

  private static ZoneId zoneOfNoon(Instant now) {
    int hours = 12 - now.atOffset(ZoneOffset.UTC).getHour();
    return ZoneId.of("Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours));
  }

  private static Newspaper open(Template template, Path data) {
    try {
      Files.createDirectories(data);
      // This file tells the portal that the demo's articles exist already.
      Files.writeString(data.resolve("demo"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Newspaper(template, data, start(template, data));
  }

  private static Portal start(Template template, Path data) {
    try {
      return Portal.startOnDemand(template, data, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the portal starts", e);
    }
  }

  /** Restarts the portal with the same content. */
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

  /** See {@link Portal#mails}. */
  List<UserPool.Mail> mails() {
    return portal.mails();
  }

  Tables tables() {
    return portal.tables();
  }

  /** Returns an access token as a script gets one: the provider's endpoint takes the password. */
  String token(String person) {
    Instant now = Instant.now();
    return tokens
        .compute(
            person,
            (name, known) ->
                known != null && known.end().isAfter(now) ? known : Token.of(signIn(name), now))
        .text();
  }

  /** Returns the token endpoint's answer. A demo person's password is their name. */
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
   * Sends a GET request.
   *
   * @param headers names and values alternately
   */
  Answer get(String path, String... headers) {
    return send(withHeaders(HttpRequest.newBuilder(at(path)), headers));
  }

  /**
   * Sends a request.
   *
   * @param token null for none
   * @param json null for no body
   * @param headers names and values alternately
   */
  Answer send(
      String method,
      String path,
      @Nullable String token,
      @Nullable ObjectNode json,
      String... headers) {
    HttpRequest.Builder request = withHeaders(HttpRequest.newBuilder(at(path)), headers);
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

  /**
   * Writes JSON as UTF-8 can encode it. Half a surrogate pair, which UTF-8 cannot encode, is
   * escaped.
   */
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

  /** Sends a view of an article, in a session of its own. */
  Answer hit(String article) {
    return hit((UUID.randomUUID().toString() + UUID.randomUUID()).substring(0, 22), article);
  }

  /**
   * Sends a view of an article.
   *
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

  /** Reads the hit token in the page of an article; null if the article is not public. */
  private @Nullable String hitToken(String article) {
    Answer found = get("/api/articles/" + article);
    return found.status() == 200 ? hitTokenAt(found.json().path("url").asText()) : null;
  }

  /** Reads the hit token in the page at an address. */
  String hitTokenAt(String address) {
    return get(URI.create(address).getRawPath())
        .expect(200)
        .html()
        .select("meta[name=hit-token]")
        .attr("content");
  }

  private static HttpRequest.Builder withHeaders(HttpRequest.Builder request, String... headers) {
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

  /** Makes an article with every required field. */
  static ObjectNode article(String title) {
    return Answer.parse(
            """
        {"lead": "Đây là lời dẫn.", "section": "tin-tuc", "authors": ["Giàng Thị Mỷ"],
         "tags": ["bản làng"], "body": "<p>Đây là nội dung.</p>"}
        """)
        .put("title", title);
  }

  /** Creates a draft and returns the desk's answer with the working copy. */
  Answer draft(ObjectNode article) {
    return send("POST", ARTICLES, token(REPORTER), article).expect(201);
  }

  /** Publishes an article now and returns its working copy. */
  ObjectNode publish(ObjectNode article) {
    return publish(draft(article), null).expect(200).json();
  }

  ObjectNode publish(ObjectNode article, Instant at) {
    return publish(draft(article), at).expect(200).json();
  }

  /** Publishes a fixed page, as an administrator, and returns its working copy. */
  ObjectNode publishFixedPage(String title) {
    String token = token(ADMINISTRATOR);
    ObjectNode page = article(title).put("section", "trang");
    Answer draft = send("POST", ARTICLES, token, page).expect(201);
    String path = ARTICLES + "/" + draft.json().path("id").asText() + "/publication";
    return send(
            "PUT", path, token, Answer.JSON.createObjectNode(), "If-Match", draft.header("ETag"))
        .expect(200)
        .json();
  }

  /**
   * Publishes a draft.
   *
   * @param copy the desk's answer to the latest save
   * @param at publication time; null for now
   */
  Answer publish(Answer copy, @Nullable Instant at) {
    ObjectNode json = Answer.JSON.createObjectNode();
    if (at != null) {
      json.put("at", at.toString());
    }
    String path = ARTICLES + "/" + copy.json().path("id").asText() + "/publication";
    return send("PUT", path, token(EDITOR), json, "If-Match", copy.header("ETag"));
  }

  /** Withdraws an article and returns its working copy. */
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

  /**
   * Waits for a condition and checks it ten times a second.
   *
   * @param description condition in words, for the message of a failure
   * @param atMost longest wait; a minute at least, because a function's process may have to start
   * @throws AssertionError if the condition does not hold within that time
   */
  static void await(String description, Duration atMost, BooleanSupplier condition) {
    Duration patience = atMost.compareTo(PATIENCE) < 0 ? PATIENCE : atMost;
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            String.format(Locale.ROOT, "Not within %d ms: %s", patience.toMillis(), description));
      }
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /**
   * Waits until a value is as expected and stays so for more than a second. Numbers that few
   * readers ask for are remembered for a second.
   */
  static <T> void settles(String description, Supplier<T> value, T expected) {
    AtomicReference<T> last = new AtomicReference<>();
    AtomicInteger right = new AtomicInteger();
    try {
      await(
          description,
          Duration.ofSeconds(60),
          () -> {
            last.set(value.get());
            boolean equal = expected.equals(last.get());
            return (equal ? right.incrementAndGet() : right.getAndSet(0)) > 12;
          });
    } catch (AssertionError e) {
      assertThat(last.get()).as(description).isEqualTo(expected);
      throw e;
    }
  }

  @Override
  public void close() {
    portal.close();
  }
}
