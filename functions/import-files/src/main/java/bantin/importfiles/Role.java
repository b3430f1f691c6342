package bantin.importfiles;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Part that a paragraph may have in an article, by the marks of its source. */
enum Role {
  NONE,
  TITLE,
  LEAD,
  CAPTION,
  CENTRED;

  private static final Pattern CENTRED_STYLE = Pattern.compile("text-align\\s*:\\s*center");
  private static final Pattern CAPTION_CLASS = Pattern.compile("(^|[\\s_-])(mso)?caption");

  /** Role that an element's marks give; without marks, the role of the element around it. */
  static Role of(Element element, Role outer) {
    String classes = element.className().toLowerCase(Locale.ROOT);
    String style = element.attr("style").toLowerCase(Locale.ROOT);
    if (classes.contains("is-title") || classes.contains("msotitle")) {
      return TITLE;
    } else if (classes.matches(".*(is-lead|msosubtitle|\\bsapo\\b|\\blead\\b).*")) {
      return LEAD;
    } else if (CAPTION_CLASS.matcher(classes).find()) {
      return CAPTION;
    } else if (classes.contains("is-centred")
        || element.normalName().equals("center")
        || element.attr("align").equalsIgnoreCase("center")
        || CENTRED_STYLE.matcher(style).find()) {
      return CENTRED;
    }
    return outer;
  }
}
