package bantin.manuscript;

/**
 * The characters that no page and no feed can carry: controls other than tab and line breaks,
 * halves of surrogate pairs, and what Unicode calls noncharacters (XML 1.0, 2.2).
 */
public final class Characters {
  private Characters() {}

  /**
   * @throws UnfitText where the text holds one
   */
  public static void require(String text) {
    text.codePoints()
        .filter(Characters::isUnfit)
        .findFirst()
        .ifPresent(
            c -> {
              throw new UnfitText(
                  "It holds the character U+"
                      + String.format("%04X", c)
                      + ", which cannot be shown: remove it.");
            });
  }

  /** The text without them. */
  public static String without(String text) {
    if (text.codePoints().noneMatch(Characters::isUnfit)) {
      return text;
    }
    StringBuilder fit = new StringBuilder(text.length());
    text.codePoints().filter(c -> !isUnfit(c)).forEach(fit::appendCodePoint);
    return fit.toString();
  }

  private static boolean isUnfit(int c) {
    boolean control = Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean none = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return control || half || none;
  }
}
