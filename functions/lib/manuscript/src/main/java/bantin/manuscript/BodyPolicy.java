package bantin.manuscript;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.article.PicturesElsewhere;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * HTML of an article's body: the elements that news needs, without scripts. Decoration (styles,
 * spans, and classes but the focal point of a photo) is removed silently. A body with other
 * elements that readers would see or use is refused with a reason, so that no typed text
 * disappears.
 */
final class BodyPolicy {
  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "h2",
              "h3",
              "h4",
              "ul",
              "ol",
              "li",
              "dl",
              "dt",
              "dd",
              "blockquote",
              "pre",
              "figure",
              "figcaption",
              "img",
              "table",
              "caption",
              "thead",
              "tbody",
              "tfoot",
              "tr",
              "th",
              "td",
              "a",
              "strong",
              "em",
              "b",
              "i",
              "u",
              "s",
              "del",
              "ins",
              "mark",
              "small",
              "sub",
              "sup",
              "cite",
              "q",
              "code",
              "abbr",
              "br",
              "hr")
          // The page's own title is its h1.
          .allowElements((name, attributes) -> "h2", "h1")
          .allowUrlProtocols("http", "https", "mailto", "tel")
          .allowAttributes("href", "title")
          .onElements("a")
          .allowAttributes("src", "alt")
          .onElements("img")
          .allowAttributes("width", "height")
          .matching(Pattern.compile("[0-9]{1,5}"))
          .onElements("img")
          .allowAttributes("class")
          .matching(PhotoClasses.FORM)
          .onElements("img")
          .allowAttributes("title")
          .onElements("abbr")
          .allowAttributes("colspan", "rowspan")
          .matching(Pattern.compile("[0-9]{1,3}"))
          .onElements("th", "td")
          .allowAttributes("scope")
          .matching(true, "row", "col", "rowgroup", "colgroup")
          .onElements("th")
          .allowAttributes("start")
          .matching(Pattern.compile("-?[0-9]{1,6}"))
          .onElements("ol")
          .allowWithoutAttributes("a")
          .toFactory();

  /** Elements without meaning for readers, and elements that become others. Their content stays. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "h1",
          "html",
          "body",
          "div",
          "span",
          "font",
          "center",
          "section",
          "article",
          "main",
          "header",
          "footer",
          "nav",
          "aside",
          "address",
          "big",
          "tt",
          "o:p",
          "picture",
          "time",
          "wbr",
          "colgroup",
          "col",
          "hgroup",
          "label",
          "bdi",
          "kbd",
          "samp",
          "var",
          "dfn");

  /** Line break of Windows or of old Macs. HTML reads each as a line feed. */
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n?");

  private static final Pattern BLANK_LINES = Pattern.compile("\n\\s*\n");

  private BodyPolicy() {}

  /**
   * Cleans a text.
   *
   * @param html HTML, or plain text with blank lines between its paragraphs
   * @throws UnfitText where the text is too long, would lose something or shows pictures of other
   *     sites
   */
  static Body clean(String html) {
    Characters.require(html);
    requireSize(html);
    String lines = LINE_BREAK.matcher(html).replaceAll("\n");
    String given = lines.indexOf('<') < 0 ? paragraphs(lines) : lines;
    Listener listener = new Listener();
    Body clean = Body.stored(POLICY.sanitize(given, listener, "").strip());
    if (!listener.elements.isEmpty()) {
      throw new UnfitText(UnfitText.Fault.ELEMENTS, String.join(", ", listener.elements));
    }
    if (!listener.addresses.isEmpty()) {
      throw new UnfitText(UnfitText.Fault.ADDRESSES, String.join(", ", listener.addresses));
    }
    if (!withoutSpaces(Jsoup.parseBodyFragment(given)).equals(withoutSpaces(clean.document()))) {
      throw new UnfitText(UnfitText.Fault.LOST_TEXT);
    }
    requireOwnPictures(clean);
    // Also what came as an entity, in text and in attributes.
    Characters.require(Parser.unescapeEntities(clean.html(), false));
    requireSize(clean.html());
    return clean;
  }

  private static void requireOwnPictures(Body clean) {
    List<String> elsewhere =
        clean.pictures().stream().filter(address -> !PicturesElsewhere.isOwn(address)).toList();
    if (!elsewhere.isEmpty()) {
      throw new UnfitText(UnfitText.Fault.PICTURES, elsewhere, String.join(", ", elsewhere));
    }
  }

  private static void requireSize(String html) {
    int bytes = html.getBytes(UTF_8).length;
    if (bytes > ManuscriptLimits.BODY_BYTES) {
      throw new UnfitText(
          UnfitText.Fault.TOO_LONG,
          String.valueOf(bytes),
          String.valueOf(ManuscriptLimits.BODY_BYTES));
    }
  }

  private static String paragraphs(String text) {
    StringBuilder html = new StringBuilder();
    for (String paragraph : BLANK_LINES.split(text)) {
      if (!paragraph.isBlank()) {
        html.append("<p>").append(paragraph.strip()).append("</p>\n");
      }
    }
    return html.toString();
  }

  private static String withoutSpaces(Document document) {
    return document.body().text().replace(" ", "");
  }

  /** Notes the elements and attributes that the policy removes and that are not mere decoration. */
  private static final class Listener implements HtmlChangeListener<String> {
    final Set<String> elements = new TreeSet<>();

    /** Attributes whose address is refused, and not the attribute itself. */
    final Set<String> addresses = new TreeSet<>();

    @Override
    public void discardedTag(@Nullable String context, String element) {
      if (!WRAPPERS.contains(element)) {
        elements.add("<" + element + ">");
      }
    }

    @Override
    public void discardedAttributes(
        @Nullable String context, String element, String... attributes) {
      for (String attribute : attributes) {
        String place = "<" + element + " " + attribute + ">";
        if (attribute.startsWith("on")) {
          elements.add(place);
        } else if (!WRAPPERS.contains(element)) {
          switch (attribute) {
            case "href", "src" -> addresses.add(place);
            case "srcset", "action", "formaction" -> elements.add(place);
            default -> {}
          }
        }
      }
    }
  }
}
