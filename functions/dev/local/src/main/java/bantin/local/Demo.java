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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a few articles in an empty portal through its admin API: the reporter writes them, the
 * editor publishes them. The people get their names first. Pictures and a form follow while the
 * portal is read already. Each article is a Markdown file under {@code demo/} that starts with
 * lines of {@code name: value}. The list of files is {@code demo/articles.txt}, their licence
 * {@code demo/LICENCE.txt}.
 */
final class Demo {
  /** Name of the file in the data folder that marks the articles as published. */
  static final String MARK = "demo";

  private static final Duration TIMEOUT = Duration.ofSeconds(35);

  /** Time in which the portal checks an upload and makes its files for readers. */
  private static final Duration CHECK = Duration.ofMinutes(1);

  /** Answers to a change of an article that a person has changed or deleted meanwhile. */
  private static final Set<Integer> OVERTAKEN = Set.of(404, 409);

  private record Picture(String name, String caption) {
    /** Reads a name and a caption with a comma between them. */
    static Picture of(String text) {
      String[] parts = text.split(", ", 2);
      return new Picture(parts[0], parts[1]);
    }
  }

  /**
   * @param hoursAgo the age of the publication, in hours
   * @param picture picture above the text; null where there is none
   * @param gallery pictures below the text; may be empty
   * @param form name of the form below the text; null where there is none
   */
  private record Article(
      ObjectNode json,
      int hoursAgo,
      @Nullable Picture picture,
      List<Picture> gallery,
      @Nullable String form) {
    String title() {
      return json.path("title").asText();
    }

    boolean isIllustrated() {
      return picture != null || !gallery.isEmpty() || form != null;
    }
  }

  private record Answer(int status, Map<String, List<String>> headers, String text) {}

  private final URI portal;
  private final String issuer;

  /** Addresses of uploaded pictures by their names. */
  private final Map<String, String> pictures = new TreeMap<>();

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
   * Adds drawn pictures and a form to the articles that name them, as an editor does. An article
   * that a person changes meanwhile stays as that person left it.
   *
   * @throws IOException if the portal refuses a file; the message names its article
   */
  static void illustrate(URI portal, String issuer) throws IOException, InterruptedException {
    new Demo(portal, issuer).illustrateAll();
  }

  private void illustrateAll() throws IOException, InterruptedException {
    Map<String, String> asEditor =
        Map.of(
            "Authorization", "Bearer " + token(Person.EDITOR), "Content-Type", "application/json");
    Map<String, String> ids = idsByTitle();
    for (Map.Entry<String, Article> file : articles().entrySet()) {
      String id = ids.get(file.getValue().title());
      if (id != null && file.getValue().isIllustrated()) {
        illustrate(file.getKey(), file.getValue(), id, asEditor);
      }
    }
  }

  /** The demo's articles by the names of their files, in the order of the list. */
  private static Map<String, Article> articles() throws IOException {
    Map<String, Article> articles = new LinkedHashMap<>();
    for (String name : resource("articles.txt").lines().toList()) {
      if (!name.isBlank()) {
        articles.put(name, article(resource(name)));
      }
    }
    return articles;
  }

  /** Ids of the public articles by their titles. */
  private Map<String, String> idsByTitle() throws IOException {
    Map<String, String> ids = new TreeMap<>();
    JsonNode published =
        read(get(portal.resolve("/api/articles?limit=50"), Map.of())).path("articles");
    for (JsonNode article : published) {
      ids.put(article.path("title").asText(), article.path("id").asText());
    }
    return ids;
  }

  private void illustrate(String name, Article article, String id, Map<String, String> asEditor)
      throws IOException, InterruptedException {
    StringBuilder above = new StringBuilder();
    StringBuilder below = new StringBuilder();
    if (article.picture() != null) {
      above.append(figure(name, article.picture(), asEditor));
    }
    if (!article.gallery().isEmpty()) {
      below.append("<figure>");
      for (Picture picture : article.gallery()) {
        below.append(figure(name, picture, asEditor));
      }
      below.append("</figure>");
    }
    if (article.form() != null) {
      below.append(form(name, article.form(), asEditor));
    }
    URI address = portal.resolve("/api/admin/articles/" + id);
    Answer found = get(address, asEditor);
    if (found.status() == 404) {
      return;
    }
    ObjectNode copy = (ObjectNode) read(found);
    boolean isPublic =
        copy.path("state").asText().equals("published")
            && copy.path("version").asLong() == copy.path("publishedVersion").asLong();
    if (!isPublic) {
      // Publishing it would publish a person's unfinished change.
      return;
    }
    copy.put("body", above + copy.path("body").asText() + below);
    Answer saved = put(name, address, asEditor, found, copy.toString());
    if (saved != null) {
      put(name, URI.create(address + "/publication"), asEditor, saved, "{}");
    }
  }

  /**
   * Changes an article in the version that an answer showed.
   *
   * @return null where a person has changed or deleted it meanwhile
   */
  private static @Nullable Answer put(
      String name, URI address, Map<String, String> asEditor, Answer shown, String json)
      throws IOException {
    Map<String, String> headers = new TreeMap<>(asEditor);
    headers.put("If-Match", header(shown, "ETag"));
    Answer changed = send("PUT", address, headers, json);
    if (OVERTAKEN.contains(changed.status())) {
      return null;
    }
    require(name, changed, 200);
    return changed;
  }

  private String figure(String name, Picture picture, Map<String, String> asEditor)
      throws IOException, InterruptedException {
    String address = pictures.get(picture.name());
    if (address == null) {
      byte[] jpeg = DemoPictures.draw(picture.name());
      address = upload(name, "photo", picture.name() + ".jpg", "image/jpeg", jpeg, asEditor);
      pictures.put(picture.name(), address);
    }
    return "<figure><img src=\"%s\" alt=\"%s\" width=\"1200\" height=\"800\"><figcaption>%s (hình vẽ)</figcaption></figure>"
        .formatted(address, picture.caption(), picture.caption());
  }

  private String form(String name, String title, Map<String, String> asEditor)
      throws IOException, InterruptedException {
    byte[] docx = DemoForm.docx(title);
    String address = upload(name, "attachment", title + ".docx", DemoForm.TYPE, docx, asEditor);
    return "<figure><a href=\"%s\">%s</a><figcaption>DOCX, %d KB</figcaption></figure>"
        .formatted(address, title, Math.max(1, docx.length / 1024));
  }

  /**
   * Uploads a file, and returns its address once readers can have it.
   *
   * @param kind {@code photo} or {@code attachment}
   */
  private String upload(
      String name,
      String kind,
      String fileName,
      String type,
      byte[] content,
      Map<String, String> asEditor)
      throws IOException, InterruptedException {
    ObjectNode file = Hosted.JSON.createObjectNode();
    file.put("name", fileName).put("type", type).put("size", content.length);
    URI uploads = portal.resolve("/api/admin/" + kind + "s");
    Answer announced = send("POST", uploads, asEditor, file.toString());
    require(name, announced, 201);
    JsonNode answer = read(announced);
    Map<String, String> signed = new TreeMap<>();
    answer
        .at("/upload/headers")
        .properties()
        .forEach(header -> signed.put(header.getKey(), header.getValue().asText()));
    URI bucket = URI.create(answer.at("/upload/url").asText());
    require(name, send("PUT", bucket, signed, content), 200);
    URI state = portal.resolve("/api/admin/photos/" + answer.path(kind).path("id").asText());
    Instant end = Instant.now().plus(CHECK);
    JsonNode checked = read(get(state, asEditor));
    while (!checked.path("state").asText().equals("ready")) {
      if (Instant.now().isAfter(end)) {
        throw new IOException("the file " + fileName + " of " + name + " is not ready");
      }
      Thread.sleep(200);
      checked = read(get(state, asEditor));
    }
    // Before, the portal did not know which renditions the photo would have.
    return checked.path("url").asText();
  }

  private void publishAll() throws IOException {
    String reporter = token(Person.REPORTER);
    String editor = token(Person.EDITOR);
    nameThePeople();
    // A portal that was closed early has some of the articles.
    Set<String> known = idsByTitle().keySet();
    for (Map.Entry<String, Article> file : articles().entrySet()) {
      if (!known.contains(file.getValue().title())) {
        publish(file.getKey(), file.getValue(), reporter, editor);
      }
    }
  }

  /** Gives the demo people their names, as an administrator does. */
  private void nameThePeople() throws IOException {
    String administrator = token(Person.ADMINISTRATOR);
    for (Person person : Person.ALL) {
      Answer named =
          send(
              "PUT",
              portal.resolve("/api/admin/people/" + person.name() + "/name"),
              Map.of(
                  "Content-Type", "application/json", "Authorization", "Bearer " + administrator),
              Hosted.JSON.createObjectNode().put("name", person.fullName()).toString());
      require(person.name(), named, 204);
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
    List<Picture> gallery =
        front.containsKey("gallery")
            ? Stream.of(front.get("gallery").split("; ")).map(Picture::of).toList()
            : List.of();
    String picture = front.get("picture");
    return new Article(
        json, hoursAgo, picture == null ? null : Picture.of(picture), gallery, front.get("form"));
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
