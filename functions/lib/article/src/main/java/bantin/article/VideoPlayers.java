package bantin.article;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Players of videos that an article links to in a figure. A page names the player beside the link
 * and asks it for nothing until the reader wants the video.
 */
public final class VideoPlayers {
  /** Attribute of a figure that holds its player's address. */
  public static final String ATTRIBUTE = "data-video";

  /** Directive of a page's policy that lets in the players. */
  public static final String POLICY =
      "frame-src https://www.youtube-nocookie.com https://player.vimeo.com";

  private static final String FIGURE = "<figure " + ATTRIBUTE + "=\"";

  private static final Pattern YOUTUBE =
      Pattern.compile(
          "https://(?:youtu\\.be/|www\\.youtube\\.com/watch\\?v=)([\\w-]{11})"
              + "(?:[?&]t=([0-9]{1,6})s?)?");

  private static final Pattern VIMEO =
      Pattern.compile("https://vimeo\\.com/([0-9]{1,12})(?:/([0-9a-f]{1,40}))?");

  private VideoPlayers() {}

  /** Address of the player for a video's address; null where that is no video. */
  public static @Nullable String of(String address) {
    Matcher youtube = YOUTUBE.matcher(address);
    if (youtube.matches()) {
      String start = youtube.group(2);
      return "https://www.youtube-nocookie.com/embed/"
          + youtube.group(1)
          + (start == null ? "" : "?start=" + start);
    }
    Matcher vimeo = VIMEO.matcher(address);
    if (vimeo.matches()) {
      String hash = vimeo.group(2);
      return "https://player.vimeo.com/video/"
          + vimeo.group(1)
          + "?dnt=1"
          + (hash == null ? "" : "&h=" + hash);
    }
    return null;
  }

  /** Tells whether the body of a public article names a player. */
  public static boolean areIn(String body) {
    return body.contains(FIGURE);
  }
}
