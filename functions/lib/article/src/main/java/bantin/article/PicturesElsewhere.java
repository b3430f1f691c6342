package bantin.article;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rule for the pictures of a text: each lies on this site. A picture of another site would tell
 * that site the address of every reader.
 */
public final class PicturesElsewhere {
  /** Path on this site: browsers read {@code //} and {@code /\} as the beginning of a host. */
  private static final Pattern OWN = Pattern.compile("/(?!/)[A-Za-z0-9/._~%-]*");

  private static final Pattern ELSEWHERE =
      Pattern.compile("(?:[a-z][a-z0-9+.-]*:|[/\\\\]{2}).*", Pattern.CASE_INSENSITIVE);

  /** Image with its attributes; a quoted value may hold {@code >}. */
  private static final Pattern IMAGE =
      Pattern.compile("<img\\b(?:[^>\"]|\"[^\"]*+\")*+>", Pattern.CASE_INSENSITIVE);

  private static final Pattern SOURCE = attribute("src");
  private static final Pattern ALT = attribute("alt");

  /** Host alone: with a user before it, the address might name one host and lead to another. */
  private static final Pattern HOST = Pattern.compile("https?://([A-Za-z0-9.:-]+)(?:[/?#].*)?");

  private PicturesElsewhere() {}

  private static Pattern attribute(String name) {
    return Pattern.compile("\\s" + name + "=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
  }

  /** Tells whether a picture's address is a path on this site. */
  public static boolean isOwn(String address) {
    return OWN.matcher(address).matches();
  }

  /**
   * Replaces stored pictures of other sites by links to them: texts were saved with such pictures
   * before they were refused.
   *
   * @param html sanitised: every attribute stands in double quotes
   */
  public static String asLinks(String html) {
    if (!html.contains("<img")) {
      return html;
    }
    Matcher images = IMAGE.matcher(html);
    return images.replaceAll(image -> Matcher.quoteReplacement(asLink(image.group())));
  }

  static boolean isElsewhere(String address) {
    return ELSEWHERE.matcher(address).matches();
  }

  private static String asLink(String image) {
    String address = value(SOURCE, image);
    if (!isElsewhere(address)) {
      return image;
    }
    return "<a href=\"" + address + "\">" + text(address, value(ALT, image)) + "</a>";
  }

  /** Values stay encoded as they are: a reference means the same in an attribute and in text. */
  private static String text(String address, String alt) {
    Matcher host = HOST.matcher(address);
    String text = alt.isBlank() ? address : host.matches() ? alt + " (" + host.group(1) + ")" : alt;
    return text.replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String value(Pattern attribute, String image) {
    Matcher matcher = attribute.matcher(image);
    return matcher.find() ? matcher.group(1) : "";
  }
}
