package bantin.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A text for people, in the two languages of the portal. */
public record Text(String english, String vietnamese) {
  /**
   * Fills the places {@code {0}}, {@code {1}} and so on of both sentences. A value that is a text
   * itself follows the language.
   */
  public static Text of(String english, String vietnamese, Object... values) {
    return new Text(filled(english, Language.EN, values), filled(vietnamese, Language.VI, values));
  }

  /**
   * Text of an English sentence that was filled and stored, or null where another sentence was.
   *
   * @param english with places in ascending order, each once
   */
  public static @Nullable Text ofFilled(String filled, String english, String vietnamese) {
    String places = Pattern.quote(english).replaceAll("\\{[0-9]}", "\\\\E(.*)\\\\Q");
    Matcher found = Pattern.compile(places, Pattern.DOTALL).matcher(filled);
    return found.matches()
        ? of(
            english,
            vietnamese,
            IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group).toArray())
        : null;
  }

  /** Gives the text in a language. */
  public String in(Language language) {
    return language == Language.EN ? english : vietnamese;
  }

  private static String filled(String sentence, Language language, Object... values) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int open = sentence.indexOf('{'); open >= 0; open = sentence.indexOf('{', open + 1)) {
      int index = open + 2 < sentence.length() ? sentence.charAt(open + 1) - '0' : -1;
      if (index >= 0 && index < values.length && sentence.charAt(open + 2) == '}') {
        Object value = values[index];
        text.append(sentence, from, open);
        text.append(value instanceof Text inner ? inner.in(language) : value);
        from = open + 3;
      }
    }
    return text.append(sentence, from, sentence.length()).toString();
  }
}
