package bantin.importfiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Rule for the elements whose text readers see. Parts that are left out are counted. */
final class ShownElements {
  /** Elements without any text for readers. */
  private static final Set<String> UNSEEN =
      Set.of(
          "style", "link", "meta", "title", "head", "base", "template", "param", "source", "track");

  /** Elements that run or embed something. */
  private static final Set<String> EMBEDDED =
      Set.of(
          "script",
          "iframe",
          "frame",
          "frameset",
          "object",
          "embed",
          "applet",
          "video",
          "audio",
          "canvas",
          "svg",
          "math",
          "input",
          "select",
          "textarea",
          "button",
          "map",
          "noframes",
          "noembed",
          "xmp",
          "plaintext",
          "marquee",
          "portal",
          "dialog");

  private static final Pattern HIDDEN =
      Pattern.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden|mso-hide\\s*:\\s*all");

  private final List<String> embedded = new ArrayList<>();
  private int hidden;

  /** Tells whether readers see the element; counts it otherwise. */
  boolean isShown(Element element) {
    String name = element.normalName();
    if (UNSEEN.contains(name)) {
      return false;
    }
    if (EMBEDDED.contains(name)) {
      embedded.add(name);
      return false;
    }
    String style = element.attr("style").toLowerCase(Locale.ROOT);
    if (element.hasAttr("hidden") || HIDDEN.matcher(style).find()) {
      hidden += element.hasText() ? 1 : 0;
      return false;
    }
    return true;
  }

  void tell(Notes notes) {
    notes.count(ImportNote.HIDDEN, hidden);
    if (!embedded.isEmpty()) {
      notes.add(ImportNote.EMBEDDED, embedded.size(), Notes.names(embedded));
    }
  }
}
