package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.w3c.dom.NodeList;

/**
 * Strings that break what is carelessly made, as title, lead, body, author and tag: each is refused
 * with a reason, or shown harmless and unchanged everywhere. {@code -Dhostile.strings=} names
 * another JSON array of strings to try.
 */
@ExtendWith({Delivered.class, Chromium.class})
final class HostileStringsTest {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final Set<String> RUNS =
      Set.of("script", "iframe", "object", "embed", "form", "style", "link", "meta", "base", "svg");

  /** Each string makes up to two articles, and the front page has room for ten at least. */
  private static final int AT_ONCE = 5;

  private final Newspaper newspaper;
  private final List<String> findings = new ArrayList<>();
  private final List<Sent> latest = new ArrayList<>();
  private final List<String> pages = new ArrayList<>();

  /** Those that would run something, were it not for the escaping. */
  private final List<String> dangerous = new ArrayList<>();

  /** An article made of a string, and its page's path. */
  private record Sent(String string, ObjectNode article, String path) {
    String id() {
      return path.substring(path.length() - 10);
    }

    String text(String field) {
      return article.path(field).asText().strip();
    }

    String first(String list) {
      return article.path(list).get(0).asText().strip();
    }

    /** What a reader sees of the body. */
    String body() {
      return Jsoup.parseBodyFragment(article.path("body").asText()).body().text();
    }
  }

  HostileStringsTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  private static List<String> strings() throws IOException {
    String other = System.getProperty("hostile.strings");
    try (InputStream in =
        other == null
            ? HostileStringsTest.class.getResourceAsStream("hostile-strings.json")
            : Files.newInputStream(Path.of(other))) {
      List<String> strings = new ArrayList<>();
      Answer.JSON.readTree(in).forEach(node -> strings.add(node.textValue()));
      return strings;
    }
  }

  @Test
  void areRefusedOrShownHarmlessAndUnchanged(Window window) throws IOException {
    int refused = 0;
    for (String string : strings()) {
      ObjectNode whole = Newspaper.article("Lạ");
      articles(string).forEach((field, article) -> whole.set(field, article.get(field)));
      if (answer(whole).status() != 201) {
        whole.setAll(Newspaper.article("Lạ"));
        for (Map.Entry<String, ObjectNode> one : articles(string).entrySet()) {
          if (takes(string, one.getKey(), one.getValue())) {
            whole.set(one.getKey(), one.getValue().get(one.getKey()));
          } else {
            refused++;
          }
        }
      }
      everything(string, whole);
      if (string.contains("<") || string.contains("&")) {
        ObjectNode html = Newspaper.article("Lạ").put("body", string);
        if (takes(string, "body", html)) {
          html(string, html);
        } else {
          refused++;
        }
      }
    }
    lists();
    Answer sitemap = newspaper.get("/sitemap.xml").expect(200);
    String addresses = sitemap.xml().getDocumentElement().getTextContent();
    for (String page : pages) {
      check("sitemap", page, addresses.contains(newspaper.at(page).toString()), true);
    }
    nothingRuns(window);
    assertThat(findings).isEmpty();
    assertThat(refused).isPositive();
    assertThat(pages.size()).isGreaterThan(refused);
  }

  private static Map<String, ObjectNode> articles(String string) {
    Map<String, ObjectNode> articles = new LinkedHashMap<>();
    articles.put("title", Newspaper.article(string));
    articles.put("lead", Newspaper.article("Lạ").put("lead", string));
    articles.put("body", Newspaper.article("Lạ").put("body", "<p>" + escape(string) + "</p>"));
    for (String list : List.of("authors", "tags")) {
      ObjectNode article = Newspaper.article("Lạ");
      article.putArray(list).add(string);
      articles.put(list, article);
    }
    return articles;
  }

  private static String escape(String string) {
    return string.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Whether the field may hold it; where not, the refusal says which field. */
  private boolean takes(String string, String field, ObjectNode article) {
    Answer answer = answer(article);
    if (answer.status() == 201) {
      return true;
    }
    check(field, string, answer.status(), 400);
    check(field, string, answer.json().path("field").asText(), field);
    return false;
  }

  private Answer answer(ObjectNode article) {
    return newspaper.send("POST", Newspaper.ARTICLES, newspaper.token(Newspaper.EDITOR), article);
  }

  private void check(String where, String string, @Nullable Object found, @Nullable Object wanted) {
    if (!Objects.equals(found, wanted)) {
      findings.add(
          "%s: %s: %s is not %s".formatted(where, shown(string), shown(found), shown(wanted)));
    }
  }

  /** In ASCII: what is hostile to a page is so to a report. */
  private static String shown(@Nullable Object value) {
    StringBuilder shown = new StringBuilder();
    String.valueOf(value)
        .chars()
        .forEach(c -> shown.append(c >= ' ' && c <= '~' ? (char) c : String.format("\\u%04x", c)));
    return shown.toString();
  }

  /** Null where it lacks something. */
  private @Nullable String published(String string, ObjectNode article) {
    Answer answer = newspaper.publish(newspaper.draft(article), null);
    if (answer.status() == 422) {
      check("publication", string, answer.problem(422).path("missing").isEmpty(), false);
      return null;
    }
    String path = answer.expect(200).json().path("url").asText();
    pages.add(path);
    if (string.matches("(?s).*[<\"'`].*")) {
      dangerous.add(path);
    }
    return path;
  }

  /** HTML as it was sent: what a browser would show of it is shown, and nothing in it runs. */
  private void html(String string, ObjectNode article) {
    String path = published(string, article);
    if (path == null) {
      return;
    }
    Element body = newspaper.get(path).expect(200).html().selectFirst("main .body");
    if (body == null) {
      throw new AssertionError(path + " has no body");
    }
    for (Element element : body.getAllElements()) {
      check("html", string, RUNS.contains(element.normalName()), false);
      for (Attribute attribute : element.attributes()) {
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        check("html", string, name.startsWith("on") || name.equals("style"), false);
        if (Set.of("href", "src").contains(name)) {
          boolean harmless = attribute.getValue().matches("(?s)(?i)(https?:|mailto:|tel:).*|[^:]*");
          check("html", string, harmless, true);
        }
      }
    }
    String given = Jsoup.parseBodyFragment(string).body().text();
    check("html", string, words(body.text()), words(given));
  }

  /** Paragraphs are made of plain text: white space may differ. */
  private static String words(String text) {
    return text.replaceAll("[\\s\u00a0\u2028\u2029\u3000]+", "");
  }

  private void everything(String string, ObjectNode article) {
    String path = published(string, article);
    if (path == null) {
      return;
    }
    Sent sent = new Sent(string, article, path);
    ObjectNode json = newspaper.get("/api/articles/" + sent.id()).expect(200).json();
    headline("JSON", sent, json);
    check(
        "JSON body",
        string,
        Jsoup.parseBodyFragment(json.path("body").asText()).body().text(),
        sent.body());
    page(sent, newspaper.get(path).expect(200).html());
    for (String filter :
        List.of("tag=" + encode(sent.first("tags")), "author=" + encode(sent.first("authors")))) {
      Answer list = newspaper.get("/api/articles?" + filter).expect(200);
      check(filter, string, list.text().contains(sent.id()), true);
    }
    latest.add(sent);
    if (latest.size() == AT_ONCE) {
      lists();
    }
  }

  /** Every byte: nothing is left to what an encoder thinks harmless. */
  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      encoded.append(String.format("%%%02X", b));
    }
    return encoded.toString();
  }

  private void headline(String where, Sent sent, JsonNode json) {
    check(where, sent.string(), json.path("title").asText(), sent.text("title"));
    check(where, sent.string(), json.path("lead").asText(), sent.text("lead"));
    check(where, sent.string(), json.path("authors").path(0).asText(), sent.first("authors"));
    check(where, sent.string(), json.path("tags").path(0).asText(), sent.first("tags"));
  }

  private void page(Sent sent, Document html) {
    String string = sent.string();
    same("h1", string, html.select("main h1"), sent.text("title"));
    same("author", string, html.select("main .authors bdi"), sent.first("authors"));
    same("tag", string, html.select("main .tags ul li > *"), sent.first("tags"));
    if (sent.text("lead").isEmpty()) {
      check("lead", string, html.select("main p.lead").isEmpty(), true);
    } else {
      same("lead", string, html.select("main p.lead"), sent.text("lead"));
    }
    check("body", string, html.select("main .body").text(), sent.body());
    String description = html.select("meta[name=description]").attr("content");
    check("description", string, lines(description), lines(sent.text("lead")));
    String open = html.select("meta[property=og:title]").attr("content");
    check("og:title", string, lines(open), lines(sent.text("title")));
    ObjectNode news = Answer.parse(html.select("script[type=application/ld+json]").get(0).data());
    check("JSON-LD", string, news.path("headline").asText(), sent.text("title"));
    String list = html.select("main .tags a").attr("href");
    if (!list.isEmpty()) {
      check(list, string, newspaper.get(list).expect(200).text().contains(sent.id()), true);
    }
  }

  private void same(String where, String string, List<Element> elements, String text) {
    check(where, string, elements.size(), 1);
    elements.forEach(one -> check(where, string, lines(one.wholeText()), lines(text)));
  }

  /** HTML and XML know one line break. */
  private static String lines(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** Of those published last, what the lists say. */
  private void lists() {
    Document front = newspaper.get("/").expect(200).html();
    Document section = newspaper.get("/tin-tuc").expect(200).html();
    Map<String, JsonNode> json = new LinkedHashMap<>();
    for (JsonNode one :
        newspaper.get("/api/articles?limit=50").expect(200).json().path("articles")) {
      json.put(one.path("id").asText(), one);
    }
    NodeList entries =
        newspaper.get("/feed.xml").expect(200).xml().getElementsByTagNameNS(ATOM, "entry");
    Map<String, org.w3c.dom.Element> feed = new LinkedHashMap<>();
    for (int i = 0; i < entries.getLength(); i++) {
      org.w3c.dom.Element entry = (org.w3c.dom.Element) entries.item(i);
      String id = child(entry, "id");
      feed.put(id.substring(id.length() - 10), entry);
    }
    for (Sent sent : latest) {
      headline("list", sent, json.getOrDefault(sent.id(), TextNode.valueOf("")));
      linked("front", sent, front);
      linked("section", sent, section);
      org.w3c.dom.Element entry = feed.get(sent.id());
      if (entry == null) {
        findings.add("feed: " + sent.path() + " is not in it");
      } else {
        String string = sent.string();
        check("feed", string, lines(child(entry, "title")), lines(sent.text("title")));
        check("feed", string, lines(child(entry, "summary")), lines(sent.text("lead")));
        check("feed", string, lines(child(entry, "name")), lines(sent.first("authors")));
      }
    }
    latest.clear();
  }

  private void linked(String where, Sent sent, Document page) {
    Element link = null;
    for (Element one : page.select("main h2 a, main h3 a")) {
      link = one.attr("href").equals(sent.path()) ? one : link;
    }
    check(
        where,
        sent.string(),
        link == null ? null : lines(link.wholeText()),
        lines(sent.text("title")));
  }

  private static String child(org.w3c.dom.Element entry, String name) {
    NodeList found = entry.getElementsByTagNameNS(ATOM, name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  /** Even where no Content Security Policy would stop it. */
  private void nothingRuns(Window window) {
    try (BrowserContext context =
        window.browser().newContext(Window.options(1280, false).setBypassCSP(true))) {
      String site = newspaper.at("/").toString();
      context.route(url -> !url.startsWith(site), route -> route.abort("aborted"));
      Page page = context.newPage();
      page.onDialog(
          dialog -> {
            findings.add(page.url() + " opened a dialog");
            dialog.dismiss();
          });
      List<String> all = new ArrayList<>(List.of("/", "/tin-tuc", "/tag/ban-lang"));
      all.addAll(dangerous);
      for (String path : all) {
        page.navigate(newspaper.at(path).toString());
        Object ran = page.evaluate("path => 'ran' in window || location.pathname !== path", path);
        check("chromium", path, ran, false);
      }
    }
  }
}
