package bantin.editarticles;

import bantin.http.Problem;
import bantin.http.Request;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that a change started from, as {@code If-Match: "3"}. */
final class IfMatch {
  private static final Pattern FORM = Pattern.compile("(?:W/)?\"?([0-9]{1,18})\"?");

  private IfMatch() {}

  /**
   * @throws Problem 428 where the request names no version, 400 where it is not one
   */
  static long version(Request request) {
    String header = request.header("if-match");
    if (header == null || header.isBlank()) {
      throw Problem.preconditionRequired(
          "Say which version you start from: send its ETag as If-Match.");
    }
    Matcher form = FORM.matcher(header.strip());
    if (!form.matches()) {
      throw Problem.badRequest("If-Match: Send the ETag of the working copy, such as \"3\".");
    }
    return Long.parseLong(form.group(1));
  }
}
