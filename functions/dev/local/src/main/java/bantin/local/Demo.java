package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
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
 * editor publishes them. The people get their names first. Pictures follow while the portal is read
 * already. Each article is a Markdown file under {@code demo/} that starts with lines of {@code
 * name: value}. The list of files is {@code demo/articles.txt}.
 */
final class Demo {
  /** Name of the file in the data folder that marks the articles as published. */
  static final String MARK = "demo";

  private static final Duration TIMEOUT = Duration.ofSeconds(35);

  /** Time in which a picture is made into its renditions. */
  private static final Duration SIZING = Duration.ofMinutes(1);

  /**
   * @param hoursAgo the age of the publication, in hours
   * @param picture name of the picture and what it shows; null where there is none
   */
  private record Article(ObjectNode json, int hoursAgo, @Nullable String picture) {}

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

  /**
   * Adds a drawn picture to the articles that name one, as an editor does.
   *
   * @throws IOException if the portal refuses a picture; the message names its article
   */
  static void illustrate(URI portal, String issuer) throws IOException, InterruptedException {
    new Demo(portal, issuer).illustrateAll();
  }

  private void illustrateAll() throws IOException, InterruptedException {
    String editor = token(Person.EDITOR);
    Map<String, String> addresses = new TreeMap<>();
    JsonNode published =
        read(get(portal.resolve("/api/articles?limit=50"), Map.of())).path("articles");
    for (JsonNode one : published) {
      addresses.put(one.path("title").asText(), one.path("id").asText());
    }
    for (String name : resource("articles.txt").lines().toList()) {
      Article article = name.isBlank() ? null : article(resource(name));
      if (article != null && article.picture() != null) {
        String id = addresses.get(article.json().path("title").asText());
        if (id != null) {
          illustrate(name, article, article.picture(), id, editor);
        }
      }
    }
  }

  private void illustrate(String name, Article article, String picture, String id, String editor)
      throws IOException, InterruptedException {
    String[] nameAndText = picture.split(", ", 2);
    URI copy = portal.resolve("/api/admin/articles/" + id);
    Map<String, String> asEditor = Map.of("Authorization", "Bearer " + editor);
    ObjectNode text = article.json().deepCopy();
    String figure =
        "<figure><img src=\"%s\" alt=\"%s\" width=\"1280\" height=\"800\"><figcaption>%s (hình vẽ)</figcaption></figure>"
            .formatted(
                upload(name, DemoPictures.draw(nameAndText[0]), editor),
                nameAndText[1],
                nameAndText[1]);
    text.put("body", figure + text.path("body").asText());
    for (URI address : List.of(copy, URI.create(copy + "/publication"))) {
      Map<String, String> headers = new TreeMap<>(asEditor);
      headers.put("Content-Type", "application/json");
      headers.put("If-Match", header(get(copy, asEditor), "ETag"));
      Answer saved = send("PUT", address, headers, address.equals(copy) ? text.toString() : "{}");
      require(name, saved, 200);
    }
  }

  /** Uploads a picture, and returns the address of its photo once readers can see it. */
  private String upload(String name, byte[] jpeg, String editor)
      throws IOException, InterruptedException {
    Map<String, String> asEditor = Map.of("Authorization", "Bearer " + editor);
    Map<String, String> headers = new TreeMap<>(asEditor);
    headers.put("Content-Type", "application/json");
    ObjectNode file = Hosted.JSON.createObjectNode();
    file.put("name", name.replace(".md", ".jpg")).put("type", "image/jpeg");
    file.put("size", jpeg.length);
    Answer announced = send("POST", portal.resolve("/api/admin/photos"), headers, file.toString());
    require(name, announced, 201);
    JsonNode photo = read(announced);
    Map<String, String> signed = new TreeMap<>();
    photo
        .at("/upload/headers")
        .properties()
        .forEach(one -> signed.put(one.getKey(), one.getValue().asText()));
    URI bucket = URI.create(photo.at("/upload/url").asText());
    require(name, send("PUT", bucket, signed, jpeg), 200);
    URI state = portal.resolve("/api/admin/photos/" + photo.at("/photo/id").asText());
    Instant end = Instant.now().plus(SIZING);
    while (!read(get(state, asEditor)).path("state").asText().equals("ready")) {
      if (Instant.now().isAfter(end)) {
        throw new IOException("the picture of " + name + " is not ready");
      }
      Thread.sleep(200);
    }
    return photo.at("/photo/url").asText();
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
    int hoursAgo = Integer.parseInt(front.getOrDefault("hours-ago", "1"));
    return new Article(json, hoursAgo, front.get("picture"));
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

  private static JsonNode read(Answer answer) throws IOException {
    require("The demo", answer, answer.status() == 201 ? 201 : 200);
    return Hosted.JSON.readTree(answer.text());
  }

  private static Answer get(URI address, Map<String, String> headers) throws IOException {
    return send("GET", address, headers, new byte[0]);
  }

  private static Answer send(String method, URI address, Map<String, String> headers, String body)
      throws IOException {
    return send(method, address, headers, body.getBytes(UTF_8));
  }

  private static Answer send(String method, URI address, Map<String, String> headers, byte[] body)
      throws IOException {
    HttpURLConnection request = (HttpURLConnection) address.toURL().openConnection();
    request.setRequestMethod(method);
    request.setReadTimeout((int) TIMEOUT.toMillis());
    headers.forEach(request::setRequestProperty);
    if (!method.equals("GET")) {
      request.setDoOutput(true);
      try (var out = request.getOutputStream()) {
        out.write(body);
      }
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
