package bantin.importfiles;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Extracts the text of a web page, without the site around it. */
final class WebPage {
  private static final int DEPTH = 200;

  /** Selectors of the main text, from the narrowest to the widest. */
  private static final List<String> MAIN =
      List.of("[itemprop=articleBody]", "article", "[role=main]", "main");

  private static final int MIN_MAIN_CHARACTERS = 200;

  private WebPage() {}

  /**
   * Sets the fields that the page declares.
   *
   * @return the element that contains the text
   */
  static Element text(String html, FileFields fields, Notes notes) {
    Parser parser = Parser.htmlParser();
    parser.setMaxDepth(DEPTH);
    Document page = Jsoup.parse(html, "", parser);
    meta(page, fields);
    Element body = page.body();
    for (String main : MAIN) {
      List<Element> found = body.select(main);
      if (found.size() == 1 && found.get(0).text().length() >= MIN_MAIN_CHARACTERS) {
        Element text = found.get(0);
        Element heading = body.selectFirst("h1");
        if (heading != null && heading.hasText()) {
          fields.setIfUnset("title", heading.text());
          heading.remove();
        }
        if (text.text().length() < body.text().length()) {
          notes.add(ImportNote.MAIN_PART);
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

  private static void meta(Document page, FileFields fields) {
    for (Element tag : page.select("meta[content]")) {
      String name = tag.hasAttr("property") ? tag.attr("property") : tag.attr("name");
      String content = tag.attr("content");
      switch (name.toLowerCase(java.util.Locale.ROOT)) {
        case "og:title" -> fields.setIfUnset("fallback", content);
        case "description", "og:description" -> fields.setIfUnset("lead", content);
        case "author", "article:author" -> author(content, fields);
        case "keywords", "news_keywords" -> fields.setIfUnset("tags", content);
        case "og:site_name" -> fields.setIfUnset("source", content);
        default -> {
          // Other metadata has no field in a manuscript.
        }
      }
    }
  }

  /** Sets the author, unless the page gives an address instead of a name. */
  private static void author(String content, FileFields fields) {
    if (!content.contains("/")) {
      fields.setIfUnset("authors", content);
    }
  }
}
