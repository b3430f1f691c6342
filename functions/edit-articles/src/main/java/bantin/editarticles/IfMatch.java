package bantin.editarticles;

import bantin.http.Problem;
import bantin.http.Request;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Version that a change started from, as {@code If-Match: "3"}. */
final class IfMatch {
  private static final Pattern FORM = Pattern.compile("(?:W/)?\"?([0-9]{1,18})\"?");

  private IfMatch() {}

  /**
   * @throws Problem 428 where the request names no version, 400 where the text is no version
   */
  static long version(Request request) {
    String header = request.header("if-match");
    if (header == null || header.isBlank()) {
      throw DeskReasons.NO_IF_MATCH.problem();
    }
    Matcher form = FORM.matcher(header.strip());
    if (!form.matches()) {
      throw DeskReasons.BAD_IF_MATCH.problem();
    }
    return Long.parseLong(form.group(1));
  }
}
