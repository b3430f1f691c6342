package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keys of each table are spelled by the noun that owns the table, and nowhere else. */
final class KeysTest {
  /** Beginnings of keys, and the nouns that may spell them. */
  private static final Map<String, Set<String>> OWNERS =
      Map.ofEntries(
          Map.entry("revision#", Set.of("newsroom")),
          Map.entry("presence#", Set.of("newsroom")),
          Map.entry("shared#", Set.of("newsroom")),
          Map.entry("photo#", Set.of("newsroom")),
          Map.entry("file#", Set.of("newsroom")),
          Map.entry("part#", Set.of("newsroom")),
          Map.entry("person#", Set.of("newsroom")),
          Map.entry("archive#", Set.of("article")),
          Map.entry("section#", Set.of("article")),
          Map.entry("tag#", Set.of("article")),
          Map.entry("author#", Set.of("article")),
          Map.entry("preview#", Set.of("article")),
          Map.entry("article#", Set.of("article", "visit")),
          Map.entry("site#", Set.of("visit")),
          Map.entry("views#", Set.of("visit")),
          Map.entry("day#", Set.of("visit")),
          Map.entry("opinions#", Set.of("visit")),
          Map.entry("dropped#", Set.of("visit")),
          Map.entry("online#", Set.of("visit")),
          Map.entry("checkpoint#", Set.of("visit")),
          Map.entry("step#", Set.of("visit")),
          Map.entry("count#", Set.of("visit")));

  /** Key attributes of the tables, and the nouns that may name them. */
  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.of(
          "article", Set.of("newsroom", "visit"),
          "part", Set.of("newsroom", "visit"),
          "list", Set.of("article"),
          "at", Set.of("article"),
          "session", Set.of("visit"),
          "tally", Set.of("visit"),
          "day", Set.of("visit"));

  /** Name of the index that only {@code lib/visit} queries. */
  private static final Pattern VISIT_INDEX = Pattern.compile("\"most-read\"");

  private static final Pattern PREFIX = Pattern.compile("\"#?([a-z]+#)");

  /** Attribute's name beside its value, in a read of an item, or in an expression. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "\"([a-z]+)\",\\s*(?:AttributeValue\\.)?from[SN]\\("
              + "|(?:item|reader|row)\\.(?:text|textOrEmpty|get)\\(\"([a-z]+)\"\\)"
              + "|\"attribute_(?:not_)?exists\\(([a-z]+)\\)"
              + "|(?:keyCondition|filter)Expression\\(\\s*\"([a-z]+) ");

  @Test
  void spellsKeysOnlyInTheNounThatOwnsTheTable() {
    List<String> faults = new ArrayList<>();
    for (String verb : House.verbs()) {
      faults.addAll(faults(verb, House.FUNCTIONS.resolve(verb)));
    }
    for (String noun : House.nouns()) {
      faults.addAll(faults(noun, House.FUNCTIONS.resolve("lib").resolve(noun)));
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void findsKeysSpelledByOthers() {
    assertThat(faults("a-verb", "A.java", "key(\"photo#\" + id); contains(\"#dropped#\")"))
        .containsExactly("A.java: photo#", "A.java: dropped#");
    assertThat(faults("a-verb", "A.java", "Map.of(\"part\",\n    AttributeValue.fromS(part))"))
        .containsExactly("A.java: part");
    assertThat(faults("a-verb", "A.java", "conditionExpression(\"attribute_exists(article)\")"))
        .containsExactly("A.java: article");
    assertThat(faults("a-verb", "A.java", "item.text(\"list\")")).containsExactly("A.java: list");
    assertThat(faults("a-verb", "A.java", "keyConditionExpression(\"article = :article\")"))
        .containsExactly("A.java: article");
    assertThat(faults("a-verb", "A.java", "filterExpression(\"article <> :people\")"))
        .containsExactly("A.java: article");
    assertThat(faults("a-verb", "A.java", "indexName(\"most-read\")"))
        .containsExactly("A.java: most-read");
  }

  @Test
  void listsEveryKeyThatANounSpells() {
    Set<String> spelled = new TreeSet<>();
    for (String noun : House.nouns()) {
      for (Path file : sources(House.FUNCTIONS.resolve("lib").resolve(noun))) {
        PREFIX.matcher(House.text(file)).results().forEach(match -> spelled.add(match.group(1)));
      }
    }
    assertThat(spelled).containsExactlyInAnyOrderElementsOf(OWNERS.keySet());
  }

  private static List<String> faults(String room, Path module) {
    List<String> faults = new ArrayList<>();
    for (Path file : sources(module)) {
      faults.addAll(faults(room, String.valueOf(file.getFileName()), House.text(file)));
    }
    return faults;
  }

  private static List<String> faults(String room, String file, String text) {
    List<String> faults = new ArrayList<>();
    PREFIX
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .filter(key -> !OWNERS.getOrDefault(key, Set.of()).contains(room))
        .forEach(key -> faults.add(file + ": " + key));
    Matcher attributes = ATTRIBUTE.matcher(text);
    while (attributes.find()) {
      for (int group = 1; group <= attributes.groupCount(); group++) {
        String name = attributes.group(group);
        if (name != null && !ATTRIBUTES.getOrDefault(name, Set.of(room)).contains(room)) {
          faults.add(file + ": " + name);
        }
      }
    }
    if (!room.equals("visit") && VISIT_INDEX.matcher(text).find()) {
      faults.add(file + ": most-read");
    }
    return faults;
  }

  private static List<Path> sources(Path module) {
    Path folder = module.resolve("src/main/java");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
