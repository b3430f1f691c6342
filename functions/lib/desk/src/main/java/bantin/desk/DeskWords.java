package bantin.desk;

import bantin.http.Json;
import bantin.http.Language;
import bantin.page.Layout;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Texts of the desk in one language, read from {@code words/vi.json} and {@code words/en.json}. The
 * template asks for single texts; the scripts get all of them as JSON. Public for the template.
 */
public final class DeskWords {
  private static final Map<Language, DeskWords> WORDS = read();

  private final Map<String, String> texts;
  private final String script;

  private DeskWords(JsonNode words) {
    this.texts = new LinkedHashMap<>();
    words.properties().forEach(word -> texts.put(word.getKey(), word.getValue().textValue()));
    this.script = Layout.script(words);
  }

  static DeskWords in(Language language) {
    return Objects.requireNonNull(WORDS.get(language));
  }

  private static Map<Language, DeskWords> read() {
    Map<Language, DeskWords> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      words.put(language, new DeskWords(file(language)));
    }
    return words;
  }

  private static JsonNode file(Language language) {
    String name = "words/" + language.tag() + ".json";
    try (InputStream in = DeskWords.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The build lacks " + name);
      }
      return Json.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Text by its name.
   *
   * @throws IllegalArgumentException if no text has this name
   */
  public String get(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("No such text: " + name);
    }
    return text;
  }

  /** Every text by its name, in the order of the file. */
  Map<String, String> all() {
    return texts;
  }

  /** Every text as JSON that can stand in a script element. */
  String script() {
    return script;
  }
}
