package bantin.importfiles;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** The text of a web page, without the site around it. */
final class WebPage {
  private static final int DEPTH = 200;

  /** From the closest description of a text to the widest. */
  private static final List<String> MAIN =
      List.of("[itemprop=articleBody]", "article", "[role=main]", "main");

  private static final int ENOUGH = 200;

  private WebPage() {}

  /** Fills in what the page says of itself, and gives what its text stands in. */
  static Element text(String html, Fields fields, Notes notes) {
    Parser parser = Parser.htmlParser();
    parser.setMaxDepth(DEPTH);
    Document page = Jsoup.parse(html, "", parser);
    meta(page, fields);
    Element body = page.body();
    for (String main : MAIN) {
      List<Element> found = body.select(main);
      if (found.size() == 1 && found.get(0).text().length() >= ENOUGH) {
        Element text = found.get(0);
        Element heading = body.selectFirst("h1");
        if (heading != null && heading.hasText()) {
          fields.setIfUnset("title", heading.text());
          heading.remove();
        }
        if (text.text().length() < body.text().length()) {
          notes.add(Said.MAIN_PART);
        }
        return text;
      }
    }
    Element heading = body.selectFirst("h1");
    if (heading == null && !page.title().isBlank()) {
      fields.setIfUnset("fallback", page.title());
    }
    return body;
  }

  private static void meta(Document page, Fields fields) {
    for (Element one : page.select("meta[content]")) {
      String name = one.hasAttr("property") ? one.attr("property") : one.attr("name");
      String content = one.attr("content");
      switch (name.toLowerCase(java.util.Locale.ROOT)) {
        case "og:title" -> fields.setIfUnset("fallback", content);
        case "description", "og:description" -> fields.setIfUnset("lead", content);
        case "author", "article:author" -> author(content, fields);
        case "keywords", "news_keywords" -> fields.setIfUnset("tags", content);
        case "og:site_name" -> fields.setIfUnset("source", content);
        default -> {
          // Nothing that a manuscript has.
        }
      }
    }
  }

  /** Some name themselves by an address. */
  private static void author(String content, Fields fields) {
    if (!content.contains("/")) {
      fields.setIfUnset("authors", content);
    }
  }
}
