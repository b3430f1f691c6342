package bantin.article;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text folded for addresses and for looking up names: without Vietnamese marks (NFC and NFD alike),
 * in lower case, words joined by hyphens. Letters of other scripts stay; a text without letters or
 * digits folds to nothing.
 *
 * @param value at most 80 characters; may be empty
 */
public record Slug(String value) {
  private static final int LENGTH = 80;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");

  public static Slug of(String text) {
    // đ has no decomposition: stripping marks leaves it.
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    String lower = plain.toLowerCase(Locale.ROOT).replace('đ', 'd');
    // Lower case can bring a mark back (İ becomes i and a dot).
    String words = GAPS.matcher(MARKS.matcher(lower).replaceAll("")).replaceAll("-");
    return new Slug(trim(shorten(trim(words))));
  }

  /** Tells whether a text is a slug as it stands; an empty one is. */
  public static boolean isSlug(String text) {
    return of(text).value().equals(text);
  }

  /** Shortens a text, between words if possible, never within a character. */
  private static String shorten(String words) {
    if (words.length() <= LENGTH) {
      return words;
    }
    int end = words.lastIndexOf('-', LENGTH);
    if (end <= 0) {
      end = Character.isLowSurrogate(words.charAt(LENGTH)) ? LENGTH - 1 : LENGTH;
    }
    return words.substring(0, end);
  }

  private static String trim(String words) {
    int start = 0;
    int end = words.length();
    while (start < end && words.charAt(start) == '-') {
      start++;
    }
    while (end > start && words.charAt(end - 1) == '-') {
      end--;
    }
    return words.substring(start, end);
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return value;
  }
}
