package bantin.stories;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hostile strings in every field of the newsroom, and pasted into the editor. The desk, its
 * history, previews and notices of withdrawal must run none of them.
 *
 * <p>The pages must also ask no other host, and cause no violation of their security policy.
 */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class HostileDeskTest {
  /** Address without a server, which no page may request. */
  private static final String ELSEWHERE = "http://127.0.0.1:9/";

  /**
   * Picture of another host: a body with it is refused, and the editor turns a pasted one into a
   * link.
   */
  private static final String BEACON = "<img src=\"" + ELSEWHERE + "beacon.png\" alt=\"x\">";

  private static final List<String> EDITOR_STRINGS =
      List.of(
          "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x"
              + " onerror=window.ran=1&gt;\">",
          "<svg></p><style><a id=\"</style><img src=x onerror=window.ran=1>\">",
          "<form><math><mtext></form><form><mglyph><style></math><img src onerror=window.ran=1>",
          "<p style=\"background:url(" + ELSEWHERE + "css)\">nền</p>",
          "<style>@import url("
              + ELSEWHERE
              + "import);p{background:url("
              + ELSEWHERE
              + "p)}</style>",
          BEACON,
          "<img srcset=\""
              + ELSEWHERE
              + "a.png 1x\" src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
          "<p><a href=\"vbscript:msgbox(1)\">a</a><a href=\"&#106;avascript:window.ran=1\">b</a></p>",
          "<table background=\""
              + ELSEWHERE
              + "t\"><tr><td onmouseover=window.ran=1>ô</td></tr></table>",
          "<p>\u202Egnab nab\u202C <b>\u2066chữ\u2069</b></p>");

  private static Newspaper newspaper;

  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void open(Newspaper shared) {
    newspaper = shared;
  }

  /** Lists the strings of the corpus that would run or fetch something if a page let them. */
  private static List<String> strings() throws IOException {
    try (InputStream in = HostileDeskTest.class.getResourceAsStream("hostile-strings.json")) {
      List<String> strings = new ArrayList<>();
      for (JsonNode node : Answer.JSON.readTree(in)) {
        String text = node.textValue();
        if (text.contains("<") || text.contains("javascript:") || text.contains("&#x3c;")) {
          strings.add(text);
        }
      }
      return Stream.concat(strings.stream(), EDITOR_STRINGS.stream()).toList();
    }
  }

  @Test
  void runsNoStoredString(Window window) throws IOException {
    List<String> ids = new ArrayList<>();
    int kept = 0;
    for (String string : strings()) {
      ObjectNode article = Newspaper.article("Lạ");
      for (String field :
          List.of("title", "lead", "source", "authors", "tags", "body", "caption")) {
        ObjectNode tried = withField(article.deepCopy(), field, string);
        if (newspaper.send("POST", Newspaper.ARTICLES, editor(), tried).status() == 201) {
          article = tried;
          kept++;
        }
      }
      ids.add(newspaper.draft(article).json().path("id").asText());
    }
    assertThat(kept).isGreaterThan(3 * ids.size());

    try (BrowserContext context = window.reader(1280, false)) {
      Clerk clerk = Clerk.at(newspaper, watch(context), Newspaper.EDITOR, "");
      clerk.page().waitForSelector("#list tr");
      checkNothingRan(clerk.page(), "the list");
      for (String id : ids) {
        clerk.page().evaluate("id => { location.hash = '#article/' + id; }", id);
        clerk.page().waitForSelector(Clerk.BODY);
        clerk.page().waitForFunction("id => location.hash.endsWith(id)", id);
        clerk.page().waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        checkNothingRan(clerk.page(), "the editor of " + id);
      }
      Page reader = context.newPage();
      Chromium.watch(reader, clerk.complaints());
      for (String id : ids) {
        String preview = Newspaper.ARTICLES + "/" + id + "/preview";
        ObjectNode made =
            newspaper
                .send("POST", preview, editor(), Answer.JSON.createObjectNode())
                .expect(201)
                .json();
        reader.navigate(newspaper.at(made.path("url").asText()).toString());
        checkNothingRan(reader, "the preview of " + id);
      }
      complaints.addAll(clerk.complaints());
    }
    // The strings name a photo that does not exist.
    complaints.removeIf(complaint -> complaint.contains("404 (Not Found)"));
    assertThat(complaints).isEmpty();
  }

  @Test
  void runsNoPastedString(Window window) throws IOException {
    try (BrowserContext context = window.reader(1280, false)) {
      Clerk clerk = Clerk.at(newspaper, watch(context), Newspaper.REPORTER, "#article/new");
      Page page = clerk.page();
      page.waitForSelector(Clerk.BODY);
      for (String string : strings()) {
        page.evaluate(
            """
            html => {
              const data = new DataTransfer();
              data.setData('text/html', html);
              data.setData('text/plain', html);
              document.querySelector('#body .ProseMirror').dispatchEvent(
                  new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
            }
            """,
            string);
        checkNothingRan(page, string);
      }
      clerk.write(" Hết.");
      String id = clerk.saved();
      assertThat(clerk.copy(id).path("body").asText()).contains("Hết.");
      complaints.addAll(clerk.complaints());
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void runsNoNoticeOrSetting(Window window) {
    String hostile = "<img src=x onerror=window.ran=1>\"'</script><script>window.ran=1</script>";
    String administrator = newspaper.token(Newspaper.ADMINISTRATOR);
    Answer now = newspaper.send("GET", "/api/admin/settings", administrator, null).expect(200);
    ObjectNode settings = now.json();
    settings.put("siteName", "Tin " + hostile).put("contact", hostile).put("licence", hostile);
    settings
        .putArray("sections")
        .addObject()
        .put("name", "tin-tuc")
        .put("title", "<img src=x onerror=window.ran=1>");
    newspaper
        .send("PUT", "/api/admin/settings", administrator, settings, "If-Match", now.header("ETag"))
        .expect(200);
    ObjectNode withdrawn = newspaper.publish(Newspaper.article("Sẽ gỡ"));
    String path = withdrawn.path("url").asText();
    newspaper.withdraw(withdrawn, hostile);
    try (BrowserContext context = window.reader(360, true)) {
      Clerk clerk = Clerk.at(newspaper, watch(context), Newspaper.ADMINISTRATOR, "#settings");
      clerk.page().waitForSelector("#sections li");
      checkNothingRan(clerk.page(), "the settings");
      Page reader = context.newPage();
      Chromium.watch(reader, complaints);
      for (String page : List.of("/", "/tin-tuc", "/tag/ban-lang", "/nowhere", path)) {
        reader.navigate(newspaper.at(page).toString());
        checkNothingRan(reader, page);
        assertThat(reader.textContent("body")).as(page).contains("window.ran=1");
      }
      complaints.addAll(clerk.complaints());
    } finally {
      Answer then = newspaper.send("GET", "/api/admin/settings", administrator, null).expect(200);
      newspaper.send(
          "PUT", "/api/admin/settings", administrator, now.json(), "If-Match", then.header("ETag"));
    }
    // The console reports answers of 404 and 410, like every error.
    assertThat(complaints)
        .allMatch(complaint -> complaint.contains("404") || complaint.contains("410"));
  }

  /** A hostile photo name and comment must not reach readers. */
  @Test
  void dropsAPhotosNameAndMetadata() {
    String hostile = "<script>window.ran=1</script>";
    byte[] jpeg = withComment(Camera.jpeg(900, 600, Camera.UPRIGHT), hostile);
    ObjectNode announcement = Answer.JSON.createObjectNode();
    announcement.put("name", hostile.replace("/", "") + ".jpg").put("type", "image/jpeg");
    announcement.put("size", jpeg.length);
    String reporter = newspaper.token(Newspaper.REPORTER);
    ObjectNode announced =
        newspaper.send("POST", "/api/admin/photos", reporter, announcement).expect(201).json();
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(announced.path("upload").path("url").asText()))
            .PUT(BodyPublishers.ofByteArray(jpeg));
    announced
        .path("upload")
        .path("headers")
        .properties()
        .forEach(header -> put.header(header.getKey(), header.getValue().asText()));
    newspaper.send(put).expect(200);
    String id = announced.path("photo").path("id").asText();
    Newspaper.await(
        "the photo is sized",
        Duration.ofSeconds(60),
        () ->
            newspaper
                .send("GET", "/api/admin/photos/" + id, reporter, null)
                .json()
                .path("state")
                .asText()
                .equals("ready"));
    for (int width : new int[] {480, 960, 1600}) {
      byte[] file = newspaper.get("/photos/" + id + "/" + width + ".jpg").expect(200).bytes();
      assertThat(new String(file, ISO_8859_1)).doesNotContain("script", Camera.MAKER, "Exif");
    }
  }

  /** Malformed UTF-8 becomes a visible replacement character, as in API Gateway. */
  @Test
  void replacesMalformedUtf8() {
    byte[] json = "{\"title\":\"a?\"}".getBytes(UTF_8);
    for (byte[] broken : new byte[][] {{(byte) 0xC3}, {(byte) 0xFF}, {(byte) 0xED, (byte) 0xA0}}) {
      ByteBuffer body = ByteBuffer.allocate(json.length + broken.length);
      body.put(json, 0, 11).put(broken).put(json, 11, json.length - 11);
      Answer answer =
          newspaper
              .send(
                  HttpRequest.newBuilder(newspaper.at(Newspaper.ARTICLES))
                      .header("Authorization", "Bearer " + editor())
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofByteArray(body.array())))
              .expect(201);
      assertThat(answer.json().path("title").asText()).matches("a\uFFFD+\\?");
    }
  }

  private static String editor() {
    return newspaper.token(Newspaper.EDITOR);
  }

  private static ObjectNode withField(ObjectNode article, String field, String string) {
    switch (field) {
      case "authors", "tags" -> article.putArray(field).add(string);
      case "body" -> article.put("body", "<p>Trước.</p>" + string);
      case "caption" ->
          article.put(
              "body",
              article.path("body").asText()
                  + "<figure><img src=\"/photos/aaaaaaaaaaaaaaaaaaaa/960.jpg\" alt=\""
                  + escape(string)
                  + "\" width=\"9\" height=\"6\"><figcaption>"
                  + escape(string)
                  + " <small>"
                  + escape(string)
                  + "</small></figcaption></figure>");
      default -> article.put(field, string);
    }
    return article;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Collects requests that leave the portal, its provider and its bucket. */
  private BrowserContext watch(BrowserContext context) {
    context.onRequest(
        request -> {
          if (request.url().startsWith(ELSEWHERE)
              || !request.url().matches("(http://127|blob:|data:).*")) {
            complaints.add(request.frame().url() + " asked for " + request.url());
          }
        });
    return context;
  }

  private void checkNothingRan(Page page, String source) {
    Object ran = page.evaluate("() => 'ran' in window");
    if (Boolean.TRUE.equals(ran)) {
      complaints.add("A script ran: " + source);
    }
  }

  /** Inserts a comment segment behind the file's first two bytes. */
  private static byte[] withComment(byte[] jpeg, String comment) {
    byte[] text = comment.getBytes(ISO_8859_1);
    ByteBuffer all = ByteBuffer.allocate(jpeg.length + 4 + text.length);
    all.put(jpeg, 0, 2).putShort((short) 0xfffe).putShort((short) (2 + text.length)).put(text);
    return all.put(jpeg, 2, jpeg.length - 2).array();
  }
}
