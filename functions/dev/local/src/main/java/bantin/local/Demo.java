package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a few articles in an empty portal through its admin API: the reporter writes them, the
 * editor publishes them. The people get their names first. Each is a Markdown file under {@code
 * demo/} that starts with lines of {@code name: value}. The list of files is {@code
 * demo/articles.txt}.
 */
final class Demo {
  /** Name of the file in the data folder that marks the articles as published. */
  static final String MARK = "demo";

  private static final Duration TIMEOUT = Duration.ofSeconds(35);

  /**
   * @param hoursAgo the age of the publication, in hours
   */
  private record Article(ObjectNode json, int hoursAgo) {}

  private record Answer(int status, Map<String, List<String>> headers, String text) {}

  private final URI portal;
  private final String issuer;

  private Demo(URI portal, String issuer) {
    this.portal = portal;
    this.issuer = issuer;
  }

  /**
   * @throws IOException if the portal refuses an article; the message names it and the reason
   */
  static void publish(URI portal, String issuer) throws IOException {
    new Demo(portal, issuer).publishAll();
  }

  private void publishAll() throws IOException {
    String reporter = token(Person.REPORTER);
    String editor = token(Person.EDITOR);
    nameThePeople();
    for (String name : resource("articles.txt").lines().toList()) {
      if (!name.isBlank()) {
        publish(name, article(resource(name)), reporter, editor);
      }
    }
  }

  /** Gives the demo people their names, as an administrator does. */
  private void nameThePeople() throws IOException {
    String administrator = token(Person.ADMINISTRATOR);
    for (Person one : Person.ALL) {
      Answer named =
          send(
              "PUT",
              portal.resolve("/api/admin/people/" + one.name() + "/name"),
              Map.of(
                  "Content-Type", "application/json", "Authorization", "Bearer " + administrator),
              Hosted.JSON.createObjectNode().put("name", one.fullName()).toString());
      require(one.name(), named, 204);
    }
  }

  private String token(Person person) throws IOException {
    String form =
        "grant_type=password&client_id=%s&username=%s&password=%s"
            .formatted(IdentityProvider.CLIENT, person.name(), person.password());
    Answer answer =
        send(
            "POST",
            URI.create(issuer + "/oauth2/token"),
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            form);
    return Hosted.JSON.readTree(answer.text()).path("access_token").asText();
  }

  private static Article article(String text) {
    Map<String, String> front = new TreeMap<>();
    String rest = text;
    while (!rest.startsWith("\n")) {
      String[] lineAndRest = rest.split("\n", 2);
      String[] pair = lineAndRest[0].split(": ", 2);
      front.put(pair[0], pair[1]);
      rest = lineAndRest[1];
    }
    ObjectNode json = Hosted.JSON.createObjectNode();
    json.put("title", front.get("title"));
    json.put("lead", front.get("lead"));
    json.put("section", front.get("section"));
    list(json, "authors", front.get("authors"));
    list(json, "tags", front.get("tags"));
    String html = HtmlRenderer.builder().build().render(Parser.builder().build().parse(rest));
    json.put("body", html);
    if (front.containsKey("source")) {
      json.put("source", front.get("source"));
    }
    return new Article(json, Integer.parseInt(front.getOrDefault("hours-ago", "1")));
  }

  private static void list(ObjectNode json, String name, @Nullable String values) {
    var list = json.putArray(name);
    if (values != null) {
      for (String value : values.split(", ")) {
        list.add(value);
      }
    }
  }

  private void publish(String name, Article article, String reporter, String editor)
      throws IOException {
    Answer created =
        send(
            "POST",
            portal.resolve("/api/admin/articles"),
            Map.of("Content-Type", "application/json", "Authorization", "Bearer " + reporter),
            article.json().toString());
    require(name, created, 201);
    String location = header(created, "Location");
    Instant at =
        Instant.now().minus(article.hoursAgo(), ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    Answer published =
        send(
            "PUT",
            URI.create(portal.resolve(location) + "/publication"),
            Map.of(
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + editor,
                "If-Match",
                header(created, "ETag")),
            Hosted.JSON.createObjectNode().put("at", at.toString()).toString());
    if (published.status() != 204) {
      require(name, published, 200);
    }
  }

  private static void require(String name, Answer answer, int status) throws IOException {
    if (answer.status() != status) {
      throw new IOException(name + " is answered " + answer.status() + " " + answer.text());
    }
  }

  private static String header(Answer answer, String name) throws IOException {
    for (Map.Entry<String, List<String>> header : answer.headers().entrySet()) {
      if (name.equalsIgnoreCase(header.getKey())) {
        return header.getValue().get(0);
      }
    }
    throw new IOException("an answer has no " + name);
  }

  private static Answer send(String method, URI address, Map<String, String> headers, String body)
      throws IOException {
    HttpURLConnection request = (HttpURLConnection) address.toURL().openConnection();
    request.setRequestMethod(method);
    request.setReadTimeout((int) TIMEOUT.toMillis());
    headers.forEach(request::setRequestProperty);
    request.setDoOutput(true);
    try (var out = request.getOutputStream()) {
      out.write(body.getBytes(UTF_8));
    }
    int status = request.getResponseCode();
    InputStream in = status < 400 ? request.getInputStream() : request.getErrorStream();
    String text = in == null ? "" : new String(in.readAllBytes(), UTF_8);
    return new Answer(status, request.getHeaderFields(), text);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Demo.class.getResourceAsStream("/demo/" + name)) {
      if (in == null) {
        throw new IOException("there is no demo/" + name);
      }
      return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n");
    }
  }
}
