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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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
 * Hostile strings as title, lead, body, author and tag. The portal refuses each with a reason, or
 * shows it unchanged and harmless everywhere.
 *
 * <p>Each run tries a quarter of the strings, chosen at random, and {@code -Pnightly} tries all.
 * {@code -Dseed=} repeats a run. {@code -Dhostile.strings=} names another JSON array of strings, of
 * which all are tried.
 */
@ExtendWith({SharedNewspaper.class, Chromium.class})
final class HostileStringsTest {
  /** Characters of a headline that search engines take. */
  private static final int MAX_HEADLINE = 110;

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final Set<String> ACTIVE_ELEMENTS =
      Set.of("script", "iframe", "object", "embed", "form", "style", "link", "meta", "base", "svg");

  /**
   * Number of articles checked in the lists at a time. The front page has room for ten at least,
   * and a string makes up to two.
   */
  private static final int BATCH = 5;

  private final Newspaper newspaper;
  private final List<String> findings = new ArrayList<>();
  private final List<Sample> latest = new ArrayList<>();
  private final List<String> pages = new ArrayList<>();

  /** Paths of articles with strings that would run a script if a page did not escape them. */
  private final List<String> dangerous = new ArrayList<>();

  /**
   * Published article that holds a string.
   *
   * @param path address of the article's page
   */
  private record Sample(String string, ObjectNode article, String path) {
    String id() {
      return path.substring(path.length() - 10);
    }

    String text(String field) {
      return article.path(field).asText().strip();
    }

    String first(String list) {
      return article.path(list).get(0).asText().strip();
    }

    /** Returns the body's text as a reader sees it. */
    String body() {
      return Jsoup.parseBodyFragment(article.path("body").asText()).body().text();
    }
  }

  HostileStringsTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  private static List<String> strings() throws IOException {
    List<String> all = listed();
    if (Boolean.getBoolean("nightly") || System.getProperty("hostile.strings") != null) {
      return all;
    }
    Collections.shuffle(all, new Random(SEED));
    System.out.println("Hostile strings: a quarter of " + all.size() + ", -Dseed=" + SEED);
    return all.subList(0, all.size() / 4);
  }

  private static List<String> listed() throws IOException {
    String file = System.getProperty("hostile.strings");
    try (InputStream in =
        file == null
            ? HostileStringsTest.class.getResourceAsStream("hostile-strings.json")
            : Files.newInputStream(Path.of(file))) {
      List<String> strings = new ArrayList<>();
      Answer.JSON.readTree(in).forEach(node -> strings.add(node.textValue()));
      return strings;
    }
  }

  @Test
  void refusesHostileStringsOrShowsThemUnchanged(Window window) throws IOException {
    int refused = 0;
    List<String> strings = strings();
    for (String string : strings) {
      ObjectNode whole = Newspaper.article("Lạ");
      articles(string).forEach((field, article) -> whole.set(field, article.get(field)));
      if (answer(whole).status() != 201) {
        whole.setAll(Newspaper.article("Lạ"));
        for (Map.Entry<String, ObjectNode> entry : articles(string).entrySet()) {
          if (accepts(string, entry.getKey(), entry.getValue())) {
            whole.set(entry.getKey(), entry.getValue().get(entry.getKey()));
          } else {
            refused++;
          }
        }
      }
      checkAnswers(string, whole);
      if (string.contains("<") || string.contains("&")) {
        ObjectNode html = Newspaper.article("Lạ").put("body", string);
        if (accepts(string, "body", html)) {
          checkHtml(string, html);
        } else {
          refused++;
        }
      }
    }
    checkLists();
    Answer sitemap = newspaper.get("/sitemap.xml").expect(200);
    String addresses = sitemap.xml().getDocumentElement().getTextContent();
    for (String page : pages) {
      check("sitemap", page, addresses.contains(newspaper.at(page).toString()), true);
    }
    checkInBrowser(window);
    assertThat(findings).as("with -Dseed=%d", SEED).isEmpty();
    assertThat(refused).isPositive();
    assertThat(pages.size()).as("published").isGreaterThan(strings.size() / 2);
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

  /** Tells if the field accepts the string. A refusal must name the field. */
  private boolean accepts(String string, String field, ObjectNode article) {
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
          "%s: %s: %s is not %s".formatted(where, ascii(string), ascii(found), ascii(wanted)));
    }
  }

  /** Writes a value in ASCII, since hostile characters would spoil a report as well. */
  private static String ascii(@Nullable Object value) {
    StringBuilder shown = new StringBuilder();
    String.valueOf(value)
        .chars()
        .forEach(c -> shown.append(c >= ' ' && c <= '~' ? (char) c : String.format("\\u%04x", c)));
    return shown.toString();
  }

  /** Publishes an article and returns its path; null if a required field is empty. */
  private @Nullable String publish(String string, ObjectNode article) {
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

  /** Publishes HTML and checks that its text is shown and that nothing in it can run. */
  private void checkHtml(String string, ObjectNode article) {
    String path = publish(string, article);
    if (path == null) {
      return;
    }
    Element body = newspaper.get(path).expect(200).html().selectFirst("main .body");
    if (body == null) {
      throw new AssertionError(path + " has no body");
    }
    for (Element element : body.getAllElements()) {
      check("html", string, ACTIVE_ELEMENTS.contains(element.normalName()), false);
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

  /** Removes white space, which may differ because plain text becomes paragraphs. */
  private static String words(String text) {
    return text.replaceAll("[\\s\u00a0\u2028\u2029\u3000]+", "");
  }

  private void checkAnswers(String string, ObjectNode article) {
    String path = publish(string, article);
    if (path == null) {
      return;
    }
    Sample sample = new Sample(string, article, path);
    ObjectNode json = newspaper.get("/api/articles/" + sample.id()).expect(200).json();
    checkHeadline("JSON", sample, json);
    check(
        "JSON body",
        string,
        Jsoup.parseBodyFragment(json.path("body").asText()).body().text(),
        sample.body());
    checkPage(sample, newspaper.get(path).expect(200).html());
    for (String filter :
        List.of(
            "tag=" + encode(sample.first("tags")), "author=" + encode(sample.first("authors")))) {
      Answer list = newspaper.get("/api/articles?" + filter).expect(200);
      check(filter, string, list.text().contains(sample.id()), true);
    }
    latest.add(sample);
    if (latest.size() == BATCH) {
      checkLists();
    }
  }

  /** Percent-encodes every byte, even harmless ones. */
  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      encoded.append(String.format("%%%02X", b));
    }
    return encoded.toString();
  }

  private void checkHeadline(String where, Sample sample, JsonNode json) {
    check(where, sample.string(), json.path("title").asText(), sample.text("title"));
    check(where, sample.string(), json.path("lead").asText(), sample.text("lead"));
    check(where, sample.string(), json.path("authors").path(0).asText(), sample.first("authors"));
    check(where, sample.string(), json.path("tags").path(0).asText(), sample.first("tags"));
  }

  private void checkPage(Sample sample, Document html) {
    String string = sample.string();
    checkText("h1", string, html.select("main h1"), sample.text("title"));
    checkText("author", string, html.select("main .authors bdi"), sample.first("authors"));
    checkText("tag", string, html.select("main .tags ul li > *"), sample.first("tags"));
    if (sample.text("lead").isEmpty()) {
      check("lead", string, html.select("main p.lead").isEmpty(), true);
    } else {
      checkText("lead", string, html.select("main p.lead"), sample.text("lead"));
    }
    check("body", string, html.select("main .body").text(), sample.body());
    String description = html.select("meta[name=description]").attr("content");
    String site = html.select("meta[property=og:site_name]").attr("content");
    String lead = sample.text("lead");
    check(
        "description",
        string,
        lines(description),
        lines(lead.isEmpty() ? sample.text("title") + " – " + site : lead));
    String open = html.select("meta[property=og:title]").attr("content");
    check("og:title", string, lines(open), lines(sample.text("title")));
    ObjectNode news = Answer.parse(html.select("script[type=application/ld+json]").get(0).data());
    String headline = news.path("headline").asText();
    String title = sample.text("title");
    // Search engines take no longer headlines, so long ones end with dots.
    boolean isCut = headline.length() <= MAX_HEADLINE && headline.endsWith("…");
    String begun = isCut ? headline.substring(0, headline.length() - 1).strip() : headline;
    boolean isKept = isCut ? title.startsWith(begun) : title.equals(headline);
    check("JSON-LD", string, isKept ? title : headline, title);
    String list = html.select("main .tags a").attr("href");
    if (!list.isEmpty()) {
      check(list, string, newspaper.get(list).expect(200).text().contains(sample.id()), true);
    }
  }

  private void checkText(String where, String string, List<Element> elements, String text) {
    check(where, string, elements.size(), 1);
    elements.forEach(element -> check(where, string, lines(element.wholeText()), lines(text)));
  }

  /** Normalises line breaks, as HTML and XML do. */
  private static String lines(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** Checks the lists for the articles published last. */
  private void checkLists() {
    Document front = newspaper.get("/").expect(200).html();
    Document section = newspaper.get("/tin-tuc").expect(200).html();
    Map<String, JsonNode> json = new LinkedHashMap<>();
    for (JsonNode article :
        newspaper.get("/api/articles?limit=50").expect(200).json().path("articles")) {
      json.put(article.path("id").asText(), article);
    }
    NodeList entries =
        newspaper.get("/feed.xml").expect(200).xml().getElementsByTagNameNS(ATOM, "entry");
    Map<String, org.w3c.dom.Element> feed = new LinkedHashMap<>();
    for (int i = 0; i < entries.getLength(); i++) {
      org.w3c.dom.Element entry = (org.w3c.dom.Element) entries.item(i);
      String id = child(entry, "id");
      feed.put(id.substring(id.length() - 10), entry);
    }
    for (Sample sample : latest) {
      checkHeadline("list", sample, json.getOrDefault(sample.id(), TextNode.valueOf("")));
      checkLink("front", sample, front);
      checkLink("section", sample, section);
      org.w3c.dom.Element entry = feed.get(sample.id());
      if (entry == null) {
        findings.add("feed: " + sample.path() + " is not in the feed");
      } else {
        String string = sample.string();
        check("feed", string, lines(child(entry, "title")), lines(sample.text("title")));
        check("feed", string, lines(child(entry, "summary")), lines(sample.text("lead")));
        check("feed", string, lines(child(entry, "name")), lines(sample.first("authors")));
      }
    }
    latest.clear();
  }

  private void checkLink(String where, Sample sample, Document page) {
    Element link = null;
    for (Element candidate : page.select("main h2 a, main h3 a")) {
      link = candidate.attr("href").equals(sample.path()) ? candidate : link;
    }
    check(
        where,
        sample.string(),
        link == null ? null : lines(link.wholeText()),
        lines(sample.text("title")));
  }

  private static String child(org.w3c.dom.Element entry, String name) {
    NodeList found = entry.getElementsByTagNameNS(ATOM, name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  /** Finds scripts that run in a browser that ignores the pages' Content Security Policy. */
  private void checkInBrowser(Window window) {
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
