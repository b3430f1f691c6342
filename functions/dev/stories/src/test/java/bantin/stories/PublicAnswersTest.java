package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;

/** Public answers: status, types, fields and headers. */
@ExtendWith(SharedNewspaper.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PublicAnswersTest {
  private static final Set<String> HEADLINE =
      Set.of("id", "url", "title", "lead", "section", "authors", "tags", "cover", "publishedAt");
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";

  private final Newspaper newspaper;
  private final ObjectNode sent;
  private final ObjectNode copy;
  private final String id;
  private final String url;

  PublicAnswersTest(Newspaper newspaper) {
    this.newspaper = newspaper;
    this.sent =
        Newspaper.article("Đường lên bản Hòa Bình được mở rộng")
            .put("source", "https://nguon.example/bai")
            .put(
                "body",
                "<p>Đoạn một.</p><figure><img src=\"/photos/aaaaaaaaaaaaaaaaaaaa/960.jpg\" alt=\"Con đường\">"
                    + "<figcaption>Con đường mới.</figcaption></figure><h2>Đầu đề</h2>"
                    + "<ul><li>Một</li></ul>");
    this.copy = newspaper.publish(sent);
    this.id = copy.path("id").asText();
    this.url = copy.path("url").asText();
    // An older article gives the lists a second page and the reader a link.
    newspaper.publish(Newspaper.article("Bài cũ hơn"), Instant.parse("2020-05-15T03:00:00Z"));
  }

  /** The article's photo does not exist. Pages of other stories would ask for it. */
  @AfterAll
  void withdraw() {
    newspaper.withdraw(copy, "Hết phép thử.");
  }

  Stream<String> publicPaths() {
    return Stream.of(
        "/",
        "/tin-tuc",
        "/tag/ban-lang",
        url,
        "/api/articles",
        "/api/articles/" + id,
        "/api/visits",
        "/api/visits?article=" + id,
        "/api/most-read",
        "/api/most-read?period=week",
        "/feed.xml",
        "/sitemap.xml",
        "/sitemap.xml?month=2020-05",
        "/manifest.webmanifest",
        "/apple-touch-icon.png",
        "/robots.txt",
        "/admin",
        "/api/sign-in");
  }

  /**
   * Answers to several requests of a page that did not change meanwhile. Numbers and lists follow
   * the hits of earlier tests.
   *
   * @param more requests after the first, made from its answer
   */
  private List<Answer> unchanged(String path, List<UnaryOperator<Answer>> more) {
    List<Answer> answers = new ArrayList<>();
    Newspaper.await(
        path + " stays the same",
        Duration.ofSeconds(30),
        () -> {
          answers.clear();
          Answer first = newspaper.get(path).expect(200);
          answers.add(first);
          more.forEach(request -> answers.add(request.apply(first)));
          return answers.stream().map(answer -> answer.header("ETag")).distinct().count() == 1;
        });
    return answers;
  }

  @ParameterizedTest
  @MethodSource("publicPaths")
  void carriesEtagAndCacheControl(String path) {
    List<Answer> answers =
        unchanged(
            path,
            List.of(
                first -> newspaper.get(path, "If-None-Match", "\"x\", " + first.header("ETag"))));
    Answer answer = answers.get(0);
    assertThat(answer.header("Cache-Control")).matches("(public, )?max-age=.*|no-cache");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("ETag")).matches("(W/)?\"[^\"]+\"");
    Answer again = answers.get(1).expect(304);
    assertThat(again.bytes()).isEmpty();
    assertThat(again.header("Cache-Control")).isEqualTo(answer.header("Cache-Control"));
    newspaper.get(path, "If-None-Match", "\"another\"").expect(200);
  }

  @ParameterizedTest
  @MethodSource("publicPaths")
  void answersHeadAsGetWithoutABody(String path) {
    List<Answer> answers =
        unchanged(
            path,
            List.of(
                first -> newspaper.send("HEAD", path, null, null),
                first ->
                    newspaper.send(
                        "HEAD", path, null, null, "If-None-Match", first.header("ETag"))));
    Answer get = answers.get(0);
    Answer head = answers.get(1).expect(200);
    assertThat(head.bytes()).isEmpty();
    for (String header : List.of("Content-Type", "Cache-Control", "Vary")) {
      assertThat(head.header(header)).as(header).isEqualTo(get.header(header));
    }
    assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(get.bytes().length));
    answers.get(2).expect(304);
  }

  @ParameterizedTest
  @MethodSource("publicPaths")
  void sendsRestrictivePoliciesToBrowsers(String path) {
    Answer answer = newspaper.get(path).expect(200);
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(answer.header("Permissions-Policy")).contains("camera=()");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).startsWith("same-origin");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
  }

  @Test
  void answersHeadOfAnUnknownAddressAsGet() {
    assertThat(newspaper.send("HEAD", "/a/b/c", null, null).expect(404).bytes()).isEmpty();
    newspaper.send("HEAD", "/api/hits", null, null).expect(404);
    newspaper.send("POST", "/tin-tuc", null, null).expect(404);
  }

  @Test
  void redirectsTheDesksAddressWithASlash() {
    assertThat(newspaper.get("/admin/").expect(301).header("Location")).isEqualTo("/admin");
  }

  @ParameterizedTest
  @MethodSource("publicPaths")
  void ignoresAForgedHost(String path) throws IOException {
    URI home = newspaper.at("/");
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
            + "X-Forwarded-Proto: https\r\nX-Cdn-Key: \r\nForwarded: host=evil.example\r\n"
            + "Connection: close\r\n\r\n";
    try (Socket socket = new Socket(home.getHost(), home.getPort())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("evil.example");
    }
  }

  /** Public addresses of texts. Pictures are compressed already. */
  Stream<String> publicTexts() {
    return publicPaths().filter(path -> !path.endsWith(".png"));
  }

  @ParameterizedTest
  @MethodSource("publicTexts")
  void compressesAnswersForClientsThatAcceptGzip(String path) {
    Answer plain = newspaper.get(path).expect(200);
    Answer small = newspaper.get(path, "Accept-Encoding", "gzip").expect(200);
    if (plain.bytes().length >= 1000) {
      assertThat(small.header("Content-Encoding")).isEqualTo("gzip");
      assertThat(small.bytes().length).isLessThan(plain.bytes().length);
    }
    assertThat(small.header("Vary")).contains("Accept-Encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/tin-tuc", "/thong-bao", "/tag/ban-lang"})
  void showsListPages(String path) {
    Answer answer = newspaper.get(path).expect(200);
    assertPage(answer);
    Document page = answer.html();
    assertThat(page.select("header nav a[href=/tin-tuc]").text()).isEqualTo("Tin tức");
    assertThat(page.select("header a[href=/admin]").text()).isEqualTo("Đăng nhập");
    assertThat(page.select("footer #visits h2").text()).isEqualTo("Thống kê truy cập");
    if (!path.equals("/thong-bao")) {
      assertThat(page.select("main a[href=" + url + "]").text())
          .contains(sent.path("title").asText());
    }
  }

  @Test
  void showsAnArticlePage() {
    assertThat(url).isEqualTo("/tin-tuc/duong-len-ban-hoa-binh-duoc-mo-rong-" + id);
    Answer answer = newspaper.get(url).expect(200);
    assertPage(answer);
    Document page = answer.html();
    assertThat(page.select("main h1").text()).isEqualTo(sent.path("title").asText());
    assertThat(page.select("main .lead").text()).isEqualTo(sent.path("lead").asText());
    assertThat(page.select("main .authors bdi").text()).isEqualTo("Giàng Thị Mỷ");
    assertThat(page.select("main time").attr("datetime"))
        .isEqualTo(copy.path("publishedAt").asText().replaceAll("\\.\\d+Z", "Z"));
    assertThat(page.select("main .body figcaption").text()).isEqualTo("Con đường mới.");
    assertThat(page.select("main .tags a").attr("href")).isEqualTo("/tag/ban-lang");
    assertThat(page.select("main aside a").size()).isBetween(1, 4);
    assertThat(page.select("link[rel=canonical]").attr("href"))
        .isEqualTo(newspaper.at(url).toString());
    assertThat(page.select("meta[property=og:title]").attr("content"))
        .isEqualTo(sent.path("title").asText());
    assertThat(page.select("meta[property=og:image]").attr("content"))
        .isEqualTo(newspaper.at("/photos/aaaaaaaaaaaaaaaaaaaa/960.jpg").toString());
    ObjectNode news = Answer.parse(page.select("script[type=application/ld+json]").get(0).data());
    assertThat(news.path("@type").asText()).isEqualTo("NewsArticle");
    assertThat(news.path("headline").asText()).isEqualTo(sent.path("title").asText());
    assertThat(news.path("author").get(0).path("name").asText()).isEqualTo("Giàng Thị Mỷ");
  }

  private static void assertPage(Answer answer) {
    assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html; charset=utf-8");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    Document page = answer.html();
    assertThat(page.select("html").attr("lang")).isEqualTo("vi");
    assertThat(page.select("h1")).hasSize(1);
    for (Element script : page.select("script[src]")) {
      assertThat(script.attr("src")).startsWith("/assets/");
    }
  }

  @Test
  void describesEachPageInItsOwnWords() {
    ObjectNode withoutLead = Newspaper.article("Không có lời dẫn");
    withoutLead.put("lead", "");
    ObjectNode published = newspaper.publish(withoutLead);
    LocalDate today = Newspaper.today();
    Set<String> descriptions = new HashSet<>();
    List<String> paths =
        List.of(
            "/",
            "/tin-tuc",
            "/thong-bao",
            "/tag/ban-lang",
            "/luu-tru",
            "/luu-tru/" + today.getYear(),
            "/luu-tru/" + today.toString().replace('-', '/'),
            url,
            published.path("url").asText());
    for (String path : paths) {
      Document page = newspaper.get(path).expect(200).html();
      String description = page.select("meta[name=description]").attr("content");
      assertThat(description).as(path).isNotBlank().hasSizeLessThan(300);
      assertThat(page.select("meta[property=og:description]").attr("content"))
          .isEqualTo(description);
      descriptions.add(description);
    }
    assertThat(descriptions).hasSameSizeAs(paths);
  }

  @Test
  void showsPagesInEnglishOnRequest() {
    Answer english = newspaper.get("/", "Accept-Language", "en-GB, vi;q=0.5").expect(200);
    assertThat(english.html().select("html").attr("lang")).isEqualTo("en");
    assertThat(english.html().select("header a[href=/admin]").text()).isEqualTo("Sign in");
    assertThat(english.header("Vary")).contains("Accept-Language");
    assertThat(newspaper.get("/?lang=en").html().select("html").attr("lang")).isEqualTo("en");
  }

  @Test
  void redirectsAnotherSlugOrSection() {
    for (String address :
        List.of(
            "/tin-tuc/" + id,
            "/tin-tuc/mot-ten-khac-" + id,
            "/thong-bao/duong-len-ban-hoa-binh-duoc-mo-rong-" + id,
            "/khong-co/" + id)) {
      Answer answer = newspaper.get(address).expect(301);
      assertThat(answer.header("Location")).as(address).isEqualTo(url);
      assertThat(answer.header("Cache-Control")).contains("s-maxage");
    }
  }

  @Test
  void redirectsATagInOtherLetters() {
    Answer answer = newspaper.get("/tag/" + Newspaper.encode("Bản Làng")).expect(301);
    assertThat(answer.header("Location")).isEqualTo("/tag/ban-lang");
  }

  @Test
  void listsArticlesAsJson() {
    ObjectNode all = newspaper.get("/api/articles?limit=50").expect(200).json();
    assertThat(newspaper.get("/api/articles").header("Content-Type")).isEqualTo("application/json");
    assertThat(Answer.fields(all)).containsExactlyInAnyOrder("articles", "next");
    for (JsonNode headline : all.path("articles")) {
      assertThat(Answer.fields(headline)).isEqualTo(new java.util.TreeSet<>(HEADLINE));
    }
    ObjectNode headline = headlineIn(all);
    assertThat(headline.path("url").asText()).isEqualTo(url);
    assertThat(headline.path("title")).isEqualTo(sent.path("title"));
    assertThat(headline.path("lead")).isEqualTo(sent.path("lead"));
    assertThat(headline.path("section").asText()).isEqualTo("tin-tuc");
    assertThat(headline.path("authors")).isEqualTo(sent.path("authors"));
    assertThat(headline.path("tags")).isEqualTo(sent.path("tags"));
    assertThat(headline.path("cover").toString())
        .isEqualTo("{\"url\":\"/photos/aaaaaaaaaaaaaaaaaaaa/960.jpg\",\"alt\":\"Con đường\"}");
    assertThat(headline.path("publishedAt").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
  }

  private ObjectNode headlineIn(ObjectNode list) {
    for (JsonNode article : list.path("articles")) {
      if (article.path("id").asText().equals(id)) {
        return (ObjectNode) article;
      }
    }
    throw new AssertionError("The article is not in " + list);
  }

  @Test
  void showsOneArticleAsJson() {
    ObjectNode article = newspaper.get("/api/articles/" + id).expect(200).json();
    Set<String> fields = new java.util.TreeSet<>(HEADLINE);
    fields.addAll(List.of("body", "source", "updatedAt"));
    assertThat(Answer.fields(article)).isEqualTo(fields);
    assertThat(article.path("source")).isEqualTo(sent.path("source"));
    assertThat(article.path("body").asText()).contains("<figcaption>Con đường mới.</figcaption>");
    assertThat(Instant.parse(article.path("updatedAt").asText()))
        .isBetween(Instant.now().minus(Duration.ofMinutes(10)), Instant.now());
  }

  @Test
  void listsBySectionTagAndAuthor() {
    for (String filter :
        List.of(
            "section=tin-tuc",
            "tag=" + Newspaper.encode("Bản Làng"),
            "tag=ban-lang",
            "author=" + Newspaper.encode("Giàng Thị Mỷ"),
            "author=giang-thi-my")) {
      headlineIn(newspaper.get("/api/articles?limit=50&" + filter).expect(200).json());
    }
    assertThat(newspaper.get("/api/articles?section=thong-bao").json().path("articles").toString())
        .doesNotContain(id);
    assertThat(newspaper.get("/api/articles?tag=khong-co").json().path("articles")).isEmpty();
    newspaper.get("/api/articles?tag=a&author=b").problem(400);
    newspaper.get("/api/articles?section=" + Newspaper.encode("../x")).problem(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "51", "-1", "", "abc", "1.5", "1e1", "99999999999999999999", "%2B5", "5,5"})
  void refusesALimitOutsideTheRange(String limit) {
    newspaper.get("/api/articles?limit=" + limit).problem(400);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 49, 50})
  void keepsALimitWithinTheRange(int limit) {
    JsonNode articles =
        newspaper.get("/api/articles?limit=" + limit).expect(200).json().path("articles");
    assertThat(articles.size()).isBetween(1, limit);
  }

  @Test
  void refusesAForgedOrTruncatedCursor() {
    String next = newspaper.get("/api/articles?limit=1").expect(200).json().path("next").asText();
    newspaper.get("/api/articles?limit=1&cursor=" + next).expect(200);
    List<String> forged =
        new ArrayList<>(List.of("", "a", "%00", "%F0%9F%92%A9", next + "A", next + next));
    for (int length = 0; length < next.length(); length++) {
      forged.add(next.substring(0, length));
    }
    for (int at = 0; at < next.length(); at++) {
      char letter = next.charAt(at) == 'A' ? 'B' : 'A';
      forged.add(next.substring(0, at) + letter + next.substring(at + 1));
    }
    for (String cursor : forged) {
      newspaper.get("/api/articles?cursor=" + cursor).problem(400);
    }
    // A cursor belongs to one list.
    newspaper.get("/api/articles?section=tin-tuc&cursor=" + next).problem(400);
    assertThat(newspaper.get("/tin-tuc?cursor=" + next).expect(400).header("Content-Type"))
        .startsWith("text/html");
    newspaper.get("/?cursor=" + next).expect(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/khong-co",
        "/tin-tuc/khong-co",
        "/tin-tuc/khong-co-0000000000",
        "/tag/khong-co",
        "/a/b/c",
        "/tin-tuc/",
        "/tin-tuc/a/",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/wp-login.php",
        "/favicon.ico",
        "/%00",
        "/assets/khong-co.css",
        "/admin/khong-co"
      })
  void answers404WithAPage(String path) {
    Answer answer = newspaper.get(path).expect(404);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    if (!path.startsWith("/assets/")) {
      assertPage(answer);
      assertThat(answer.html().select("nav a[href=/tin-tuc]")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/",
        "/api/khong-co",
        "/api/articles/",
        "/api/articles/abc",
        "/api/articles/0000000000",
        "/api/articles/a/b",
        "/api/admin"
      })
  void answers404WithAProblem(String path) {
    Answer answer = newspaper.get(path).expect(404);
    if (!path.equals("/api")) {
      answer.problem(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /", "DELETE /api/articles", "PUT /tin-tuc", "GET /api/hits"})
  void refusesOtherMethods(String route) {
    String[] parts = route.split(" ", 2);
    assertThat(newspaper.send(parts[0], parts[1], null, null).status()).isBetween(404, 405);
  }

  @Test
  void answers410WithTheNoticeOfAWithdrawnArticle() {
    ObjectNode article = newspaper.publish(Newspaper.article("Bài sẽ gỡ"));
    String where = article.path("url").asText();
    newspaper.get(where).expect(200);
    newspaper.withdraw(article, "Bài có <b>sai sót</b> & được gỡ.");
    Answer page = newspaper.get(where).expect(410);
    assertPage(page);
    assertThat(page.html().text()).contains("Bài có <b>sai sót</b> & được gỡ.");
    assertThat(page.html().text()).doesNotContain("Đây là nội dung.");
    // Any slug answers the same, because a withdrawn article has no address to redirect to.
    newspaper.get("/tin-tuc/" + article.path("id").asText()).expect(410);
    ObjectNode problem = newspaper.get("/api/articles/" + article.path("id").asText()).problem(410);
    assertThat(problem.path("detail").asText()).isEqualTo("Bài có <b>sai sót</b> & được gỡ.");
  }

  @Test
  void showsTheFeed() {
    Answer answer = newspaper.get("/feed.xml").expect(200);
    assertThat(answer.header("Content-Type")).startsWith("application/atom+xml");
    org.w3c.dom.Document feed = answer.xml();
    assertThat(feed.getDocumentElement().getNamespaceURI()).isEqualTo(ATOM);
    assertThat(feed.getDocumentElement().getLocalName()).isEqualTo("feed");
    NodeList entries = feed.getElementsByTagNameNS(ATOM, "entry");
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < entries.getLength(); i++) {
      org.w3c.dom.Element entry = (org.w3c.dom.Element) entries.item(i);
      for (String needed : List.of("id", "title", "updated", "author")) {
        assertThat(entry.getElementsByTagNameNS(ATOM, needed).getLength()).as(needed).isPositive();
      }
      addresses.add(
          ((org.w3c.dom.Element) entry.getElementsByTagNameNS(ATOM, "link").item(0))
              .getAttribute("href"));
    }
    assertThat(addresses).contains(newspaper.at(url).toString());
  }

  @Test
  void showsSitemapAndRobots() {
    Answer answer = newspaper.get("/sitemap.xml").expect(200);
    assertThat(answer.header("Content-Type")).startsWith("application/xml");
    NodeList places = answer.xml().getElementsByTagNameNS(SITEMAP, "loc");
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < places.getLength(); i++) {
      addresses.add(places.item(i).getTextContent());
    }
    assertThat(addresses)
        .contains(newspaper.at("/").toString(), newspaper.at("/tin-tuc").toString())
        .contains(newspaper.at(url).toString());
    assertThat(newspaper.get("/sitemap.xml?month=2020-05").expect(200).text())
        .contains("bai-cu-hon");
    newspaper.get("/sitemap.xml?month=2020-13").expect(400);

    Answer robots = newspaper.get("/robots.txt").expect(200);
    assertThat(robots.header("Content-Type")).startsWith("text/plain");
    assertThat(robots.text())
        .contains("User-agent: *")
        .contains("Disallow: /admin")
        .contains("Sitemap: " + newspaper.at("/sitemap-index.xml"));
    assertThat(newspaper.get("/sitemap-index.xml").expect(200).text())
        .contains("<loc>" + newspaper.at("/sitemap.xml") + "</loc>")
        .contains("<loc>" + newspaper.at("/sitemap.xml?month=2020-05") + "</loc>");
  }

  @Test
  void letsCachesKeepAssetsForever() {
    Document page = newspaper.get("/").html();
    List<String> assets = new ArrayList<>();
    page.select("link[href^=/assets/], script[src^=/assets/]")
        .forEach(
            element ->
                assets.add(element.hasAttr("src") ? element.attr("src") : element.attr("href")));
    assertThat(assets).hasSizeGreaterThan(3);
    for (String asset : assets) {
      Answer answer = newspaper.get(asset).expect(200);
      assertThat(answer.header("Cache-Control")).contains("max-age=31536000").contains("immutable");
      assertThat(answer.header("Content-Type")).isNotEmpty().doesNotContain("html");
      newspaper.get(asset, "If-None-Match", answer.header("ETag")).expect(304);
    }
  }

  @Test
  void namesTheSignInProvider() {
    ObjectNode site = newspaper.get("/api/sign-in").expect(200).json();
    assertThat(Answer.fields(site)).containsExactlyInAnyOrder("issuer", "clientId", "scope");
    assertThat(URI.create(site.path("issuer").asText())).isEqualTo(newspaper.issuer());
    assertThat(site.path("scope").asText()).isEqualTo("bantin/newsroom");
  }

  @Test
  void showsVisits() {
    ObjectNode box = newspaper.get("/api/visits").expect(200).json();
    assertThat(Answer.fields(box)).containsExactlyInAnyOrder("online", "today", "week", "all");
    box.forEach(number -> assertThat(number.isIntegralNumber()).isTrue());
    ObjectNode both = newspaper.get("/api/visits?article=" + id).expect(200).json();
    assertThat(Answer.fields(both))
        .containsExactlyInAnyOrder("online", "today", "week", "all", "views");
    newspaper.get("/api/visits?article=abc").problem(400);
    newspaper.get("/api/visits?article=").problem(400);
  }

  @Test
  void countsAHitAndListsTheArticleAmongTheMostRead() {
    ObjectNode article = newspaper.publish(Newspaper.article("Bài được đọc nhiều"));
    String read = article.path("id").asText();
    // Twelve views are more than other stories give any article; the list has ten places.
    for (int reader = 0; reader < 12; reader++) {
      newspaper.hit(read).expect(204);
    }
    // Another process of the function may still remember earlier numbers.
    AtomicReference<ObjectNode> latest = new AtomicReference<>();
    Newspaper.await(
        "the article is among the most read",
        Duration.ofSeconds(15),
        () -> {
          latest.set(newspaper.get("/api/most-read?period=day").expect(200).json());
          return place(latest.get(), read).path("views").asInt() == 12;
        });
    ObjectNode most = latest.get();
    assertThat(Answer.fields(most)).containsExactly("articles");
    for (JsonNode entry : most.path("articles")) {
      assertThat(Answer.fields(entry)).containsExactlyInAnyOrder("id", "url", "title", "views");
    }
    JsonNode entry = place(most, read);
    assertThat(entry.path("url")).isEqualTo(article.path("url"));
    assertThat(entry.path("title").asText()).isEqualTo("Bài được đọc nhiều");
    ObjectNode both = newspaper.get("/api/most-read?period=both").expect(200).json();
    assertThat(Answer.fields(both)).containsExactlyInAnyOrder("day", "week");
    newspaper.get("/api/most-read?period=year").problem(400);
  }

  /** Returns the article's place in the list; a missing node if the list lacks the article. */
  private static JsonNode place(ObjectNode list, String article) {
    for (JsonNode entry : list.path("articles")) {
      if (entry.path("id").asText().equals(article)) {
        return entry;
      }
    }
    return MissingNode.getInstance();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"session\":\"short\",\"kind\":\"view\"}",
        "{\"session\":\"AAAAAAAAAAAAAAAAAAAAAA\"}",
        "{\"session\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"kind\":\"look\"}",
        "{\"session\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"kind\":\"view\",\"article\":\"abc\"}",
        "{\"session\":[],\"kind\":\"view\"}"
      })
  void refusesAMalformedHit(String body) {
    newspaper.send("POST", "/api/hits", null, Answer.parse(body)).problem(400);
  }
}
