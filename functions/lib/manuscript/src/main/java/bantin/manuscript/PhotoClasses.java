package bantin.manuscript;

import bantin.article.Cover;
import java.util.regex.Pattern;

/** Classes that a body keeps of a photo: {@code lead-photo left-30 top-70}, or one of the two. */
final class PhotoClasses {
  /** Class of the photo that lists and the front page show. */
  static final String LEAD = "lead-photo";

  static final Pattern FORM = Pattern.compile(LEAD + "|(?:" + LEAD + " )?" + Cover.FOCUS.pattern());

  private PhotoClasses() {}

  /** Classes of the point that crops keep; empty for the middle. */
  static String focus(String classes) {
    String focus = classes.startsWith(LEAD) ? classes.substring(LEAD.length()).strip() : classes;
    return Cover.FOCUS.matcher(focus).matches() ? focus : "";
  }
}
