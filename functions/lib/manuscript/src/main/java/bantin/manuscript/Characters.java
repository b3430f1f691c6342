package bantin.manuscript;

/**
 * Characters that no text of the portal may hold. The rule is the same for titles, names, notes and
 * bodies:
 *
 * <ul>
 *   <li>Controls other than tab and line breaks, halves of surrogate pairs and noncharacters: no
 *       page and no feed can carry them (XML 1.0, 2.2).
 *   <li>Controls of direction (U+202A to U+202E, U+2066 to U+2069): they make a text read otherwise
 *       than it is stored.
 *   <li>Deprecated format characters, marks of annotations and tags, which are invisible. Tags are
 *       allowed after the black flag, where they make flags such as that of England.
 * </ul>
 *
 * Joiners, soft hyphens, marks of direction and spaces without width are allowed. Emoji and some
 * languages need them, and they do not reorder letters.
 */
public final class Characters {
  private static final int BLACK_FLAG = 0x1F3F4;

  /** Length of the text that an error quotes on each side of a character, in code points. */
  private static final int AROUND = 12;

  private Characters() {}

  /**
   * @throws UnfitText where the text holds one; its values name the character and its place
   */
  public static void require(String text) {
    int at = firstUnfit(text, 0);
    if (at < text.length()) {
      int c = text.codePointAt(at);
      String number = String.format("U+%04X", c);
      String name = Character.getName(c);
      throw new UnfitText(
          isOfDirection(c) ? UnfitText.Fault.DIRECTION : UnfitText.Fault.UNSHOWN,
          name == null ? number : number + " (" + name + ")",
          number,
          around(text, at));
    }
  }

  /** Removes such characters from a text. */
  public static String without(String text) {
    int at = firstUnfit(text, 0);
    if (at == text.length()) {
      return text;
    }
    StringBuilder fit = new StringBuilder(text.length());
    int from = 0;
    while (at < text.length()) {
      fit.append(text, from, at);
      from = at + Character.charCount(text.codePointAt(at));
      at = firstUnfit(text, from);
    }
    return fit.append(text, from, text.length()).toString();
  }

  /** Tells whether a text shows nothing, even if it holds characters. */
  public static boolean showNothing(String text) {
    return text.codePoints().allMatch(Characters::isInvisible);
  }

  /** Index of the first unfit character; the text's length where there is none. */
  private static int firstUnfit(String text, int from) {
    boolean flag = false;
    for (int at = from; at < text.length(); ) {
      int c = text.codePointAt(at);
      boolean tag = c >= 0xE0000 && c <= 0xE007F;
      if (isUnfit(c) || (tag && !flag)) {
        return at;
      }
      flag = tag || c == BLACK_FLAG;
      at += Character.charCount(c);
    }
    return text.length();
  }

  private static boolean isUnfit(int c) {
    boolean control = Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean none = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    boolean unseen = (c >= 0x206A && c <= 0x206F) || (c >= 0xFFF9 && c <= 0xFFFB);
    return control || half || none || unseen || isOfDirection(c);
  }

  private static boolean isOfDirection(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isInvisible(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT
        || c == 0x034F // grapheme joiner
        || c == 0x115F // fillers of Hangul
        || c == 0x1160
        || c == 0x3164
        || c == 0xFFA0
        || (c >= 0xFE00 && c <= 0xFE0F) // variation selectors
        || (c >= 0xE0100 && c <= 0xE01EF);
  }

  /** Quotes the text around an unfit character, for which {@code [?]} stands. */
  private static String around(String text, int at) {
    int[] before = text.substring(0, at).codePoints().toArray();
    int length = Math.min(AROUND, before.length);
    int[] behind = without(text.substring(at)).codePoints().limit(AROUND).toArray();
    return new String(before, before.length - length, length)
        + "[?]"
        + new String(behind, 0, behind.length);
  }
}
