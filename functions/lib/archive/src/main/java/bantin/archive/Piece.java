package bantin.archive;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Piece of an attachment in a part, because a whole attachment may be larger than any part.
 *
 * @param id id of the attachment
 * @param name name under which readers save it
 * @param number of the piece, from 1
 * @param count number of pieces that make the attachment
 */
public record Piece(String id, String name, int number, int count) {
  /** Size in bytes of every piece but the last. With the manifest it fits into a part. */
  public static final int BYTES = 4_000_000;

  private static final Pattern ENTRY =
      Pattern.compile("photos/([0-9a-z]+)/([^/]+)/([1-9][0-9]?)of([1-9][0-9]?)");

  /** Reads the name of a part's file; null where the file is no piece. */
  public static @Nullable Piece of(String entry) {
    Matcher matcher = ENTRY.matcher(entry);
    if (!matcher.matches()) {
      return null;
    }
    int number = Integer.parseInt(matcher.group(3));
    int count = Integer.parseInt(matcher.group(4));
    return number > count ? null : new Piece(matcher.group(1), matcher.group(2), number, count);
  }

  /** Number of pieces of a file. */
  public static int count(long bytes) {
    return (int) ((bytes + BYTES - 1) / BYTES);
  }

  /** Name of the part's file. */
  public String entry() {
    return "photos/" + id + "/" + name + "/" + number + "of" + count;
  }
}
