package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Template;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's pictures and form come to articles that people may be changing already. */
final class DemoTest {
  private static final String BRIDGE = "Thông xe cầu Suối Đào";
  private static final String MARKET = "Chợ phiên Bản Mây";
  private static final String LIBRARY = "“Thư viện xe máy”";
  private static final String CONTEST = "Hội thi khèn";
  private static final String TEA = "Chè cổ thụ";
  private static final String SCHOOL = "Trường Phổ thông";
  private static final String FROST = "Rét đậm";
  private static final String STREAM = "Ba trăm đoàn viên";

  private static final String CHANGED = "<p>Lời của biên tập viên.</p>";

  /** Headers that a client or a server sets by itself. */
  private static final List<String> OWN_HEADERS =
      List.of("connection", "content-length", "host", "transfer-encoding");

  private final Map<String, String> ids = new TreeMap<>();
  private URI address = URI.create("http://127.0.0.1");
  private String token = "";

  @Test
  void keepsChangesThatPeopleMakeMeanwhile(@TempDir Path data) throws Exception {
    PrintStream log = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    try (Portal portal = Portal.startOnDemand(Template.read(), data, 0, false, log)) {
      address = portal.address();
      String issuer = portal.issuer().toString();
      Demo.publish(address, issuer);
      token = token(issuer);
      for (JsonNode article : json("/api/articles?limit=50").path("articles")) {
        ids.put(article.path("title").asText(), article.path("id").asText());
      }
      change(id(TEA));
      publish(id(TEA));
      change(id(FROST));
      send(
          "DELETE",
          copy(id(STREAM)) + "/publication",
          etag(copy(id(STREAM))),
          "{\"notice\":\"Rút bài.\"}",
          200);

      Map<String, Runnable> before =
          Map.of(
              copy(id(CONTEST)),
              () -> change(id(CONTEST)),
              copy(id(LIBRARY)) + "/publication",
              () -> change(id(LIBRARY)));
      try (Loopback meddler = new Loopback(0)) {
        meddler.serve(exchange -> pass(exchange, before));
        Demo.illustrate(URI.create("http://127.0.0.1:" + meddler.port()), issuer);
      }

      assertThat(body(BRIDGE)).startsWith("<figure><img ").contains("alt=\"Cầu Suối Đào");
      assertThat(body(MARKET))
          .matches("(?s)<figure><img .*<figure><figure>(.*</figure>){4}</figure>");
      assertThat(body(SCHOOL))
          .contains("/file.docx\">Đơn dự tuyển vào lớp 6</a><figcaption>DOCX, 1 KB");
      // Published before: the picture stands above the changed text.
      assertThat(body(TEA)).startsWith("<figure><img ").endsWith("</figure>" + CHANGED);
      // Saved but not published: nothing is added or published.
      assertThat(body(FROST)).isEqualTo(CHANGED);
      assertThat(shown(FROST))
          .contains("Phòng Nông nghiệp")
          .doesNotContain("Lời của biên tập viên");
      // Saved after the demo read it.
      assertThat(body(CONTEST)).isEqualTo(CHANGED);
      assertThat(shown(CONTEST)).contains("Mười hai đội").doesNotContain("<img");
      // Saved after the demo saved it.
      assertThat(body(LIBRARY)).isEqualTo(CHANGED);
      assertThat(shown(LIBRARY)).contains("data-video").doesNotContain("<img");
      assertThat(json(copy(id(STREAM))).path("state").asText()).isEqualTo("withdrawn");
    }
  }

  /** Passes a request on. Before some changes a person makes one of their own. */
  private void pass(HttpExchange exchange, Map<String, Runnable> before) throws IOException {
    String path = exchange.getRequestURI().toString();
    if (exchange.getRequestMethod().equals("PUT") && before.containsKey(path)) {
      before.get(path).run();
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> answer =
          Running.CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OWN_HEADERS.contains(name) && !name.startsWith(":")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      Loopback.answer(exchange, answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes the text of an article, as a person at the desk does. */
  private void change(String id) {
    ObjectNode copy = json(copy(id));
    send("PUT", copy(id), etag(copy(id)), copy.put("body", CHANGED).toString(), 200);
  }

  private void publish(String id) {
    send("PUT", copy(id) + "/publication", etag(copy(id)), "{}", 200);
  }

  private String id(String beginning) {
    return ids.entrySet().stream()
        .filter(article -> article.getKey().startsWith(beginning))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static String copy(String id) {
    return "/api/admin/articles/" + id;
  }

  private String body(String beginning) {
    return json(copy(id(beginning))).path("body").asText();
  }

  /** Text that readers see. */
  private String shown(String beginning) {
    return json("/api/articles/" + id(beginning)).path("body").asText();
  }

  private ObjectNode json(String path) {
    try {
      return (ObjectNode) Hosted.JSON.readTree(send("GET", path, "", "", 200).body());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  private String etag(String path) {
    return send("GET", path, "", "", 200).headers().firstValue("ETag").orElseThrow();
  }

  private HttpResponse<String> send(
      String method, String path, String version, String json, int status) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .method(method, BodyPublishers.ofString(json))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json");
    if (!version.isEmpty()) {
      request.header("If-Match", version);
    }
    try {
      HttpResponse<String> answer = Running.send(request);
      assertThat(answer.statusCode()).as(method + " " + path + answer.body()).isEqualTo(status);
      return answer;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + path, e);
    }
  }

  private static String token(String issuer) throws IOException, InterruptedException {
    String form =
        "grant_type=password&client_id=%s&username=%s&password=%s"
            .formatted(IdentityProvider.CLIENT, Person.EDITOR.name(), Person.EDITOR.password());
    HttpResponse<String> answer =
        Running.send(
            HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    return Hosted.JSON.readTree(answer.body()).path("access_token").asText();
  }
}
