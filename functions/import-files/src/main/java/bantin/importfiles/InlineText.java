package bantin.importfiles;

import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Copies of a stranger's inline elements, made of the elements that a body may hold. */
final class InlineText {
  /** Inline elements, and the elements that they become. */
  private static final Map<String, String> INLINE =
      Map.ofEntries(
          Map.entry("a", "a"),
          Map.entry("strong", "strong"),
          Map.entry("b", "strong"),
          Map.entry("em", "em"),
          Map.entry("i", "em"),
          Map.entry("u", "u"),
          Map.entry("ins", "u"),
          Map.entry("s", "s"),
          Map.entry("del", "s"),
          Map.entry("strike", "s"),
          Map.entry("mark", "mark"),
          Map.entry("small", "small"),
          Map.entry("sub", "sub"),
          Map.entry("sup", "sup"),
          Map.entry("cite", "cite"),
          Map.entry("q", "q"),
          Map.entry("code", "code"),
          Map.entry("kbd", "code"),
          Map.entry("samp", "code"),
          Map.entry("tt", "code"),
          Map.entry("abbr", "abbr"));

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(https?://[^\\s\\p{Cntrl}]+|mailto:[^\\s\\p{Cntrl}]+|tel:[0-9+ ().-]+)",
          Pattern.CASE_INSENSITIVE);

  private final ShownElements shown;
  private final Pictures pictures;
  private int links;

  InlineText(ShownElements shown, Pictures pictures) {
    this.shown = shown;
    this.pictures = pictures;
  }

  /** Element that the inline element becomes; null where it is none. */
  static @Nullable Element copyOf(Element element) {
    String name = INLINE.get(element.normalName());
    return name == null ? null : new Element(name);
  }

  /**
   * Fills the copy of an inline element.
   *
   * @return null where only the content of the element stays
   */
  @Nullable Element fill(Element copy, Element element) {
    if (element.normalName().equals("a")) {
      String href = element.attr("href").strip();
      if (!isAddress(element)) {
        links += href.isEmpty() || href.startsWith("#") ? 0 : 1;
        return null;
      }
      copy.attr("href", href);
    }
    if (copy.normalName().equals("abbr") && element.hasAttr("title")) {
      copy.attr("title", Texts.tidy(element.attr("title")));
    }
    inlineChildren(copy, element);
    return copy;
  }

  /** Counts a link that goes because blocks stand in it. */
  void countLost(Element element) {
    links += element.normalName().equals("a") && element.hasText() && isAddress(element) ? 1 : 0;
  }

  private static boolean isAddress(Element link) {
    return ADDRESS.matcher(link.attr("href").strip()).matches();
  }

  /** Copies what stands in an element. */
  void inlineChildren(Element copy, Element element) {
    for (Node child : element.childNodes()) {
      if (child instanceof TextNode text) {
        copy.appendChild(new TextNode(Texts.tidy(text.getWholeText())));
      } else if (child instanceof Element inner && shown.isShown(inner)) {
        String name = INLINE.get(inner.normalName());
        if (inner.normalName().equals("br")) {
          copy.appendElement("br");
        } else if (inner.normalName().equals("img")) {
          figureInText(inner, copy);
        } else {
          Element own =
              name == null || copy.normalName().equals(name)
                  ? null
                  : fill(new Element(name), inner);
          if (own == null) {
            inlineChildren(copy, inner);
          } else if (own.hasText() || own.selectFirst("br") != null) {
            copy.appendChild(own);
          } else {
            copy.appendText(own.wholeText());
          }
        }
      }
    }
  }

  /** Notes a picture that cannot stand where it does, as in a term or a heading. */
  private void figureInText(Element image, Element copy) {
    pictures.missing(image.attr("alt").isBlank() ? "?" : image.attr("alt"));
    copy.appendText(" ");
  }

  /** Tells whether all text of a line stands in one element of these names. */
  static boolean isWhole(Element line, String... names) {
    Element only = line.childrenSize() == 1 ? line.child(0) : null;
    return only != null && only.is(String.join(",", names)) && only.text().equals(line.text());
  }

  void tell(Notes notes) {
    notes.count(ImportNote.LINKS, links);
  }
}
