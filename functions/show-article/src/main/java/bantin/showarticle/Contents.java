package bantin.showarticle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Table of contents of a long article.
 *
 * @param body the article's body, with an id in each heading that is listed
 * @param headings in the order of the text; empty for a body with less than three
 */
public record Contents(String body, List<Heading> headings) {
  private static final int MIN_HEADINGS = 3;

  /** Heading as the sanitiser writes it: no element lies in another of its kind. */
  private static final Pattern HEADING = Pattern.compile("<h([23])>(.*?)</h[23]>", Pattern.DOTALL);

  /** Marks of footnotes, and other elements within a heading. */
  private static final Pattern MARKS = Pattern.compile("<sup>.*?</sup>|<[^>]*>", Pattern.DOTALL);

  /**
   * @param html text with its characters escaped, without elements
   * @param isSub whether it lies below the heading before it
   */
  public record Heading(String id, String html, boolean isSub) {}

  static Contents of(String body) {
    Matcher found = HEADING.matcher(body);
    StringBuilder numbered = new StringBuilder();
    List<Heading> headings = new ArrayList<>();
    while (found.find()) {
      String html = MARKS.matcher(found.group(2)).replaceAll("").strip();
      if (!html.isEmpty()) {
        String level = found.group(1);
        String id = "muc-" + (headings.size() + 1);
        headings.add(new Heading(id, html, level.equals("3")));
        String heading =
            "<h" + level + " id=\"" + id + "\">" + found.group(2) + "</h" + level + ">";
        found.appendReplacement(numbered, Matcher.quoteReplacement(heading));
      }
    }
    if (headings.size() < MIN_HEADINGS) {
      return new Contents(body, List.of());
    }
    return new Contents(found.appendTail(numbered).toString(), headings);
  }
}
