package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rules of writing. A sentence of a comment or a document begins with its subject or its verb and
 * has few words. A constant names a quantity, and an identifier is no pronoun.
 */
final class WritingTest {
  private static final int MAX_WORDS = 25;

  /** Articles of the demo, which are Vietnamese: its words have one syllable each. */
  private static final Path DEMO = House.FUNCTIONS.resolve("dev/local/src/main/resources/demo");

  private static final Pattern TAGS =
      Pattern.compile("(?m)^\\s*@(?:param \\w+|return|throws \\w+)");

  /** A sentence that begins with a pronoun, or with "Where" and no main clause behind a comma. */
  private static final Pattern RIDDLE =
      Pattern.compile(
          "(?:^|(?<=[.:!?])\\s+)(?:(?:What|Those|Who|Whoever|Whatever|Whom)\\s[^.?!]*(?:[.!]|$)"
              + "|Where\\s[^.?!,]*(?:[.!]|$))");

  private static final Pattern NAME =
      Pattern.compile("\\b(?:MOST|LONGEST|SHORTEST)(?:_[A-Z]+)*\\b");

  /** Comments, text blocks, strings and characters of Java, which hold no identifiers. */
  private static final Pattern TEXTS =
      Pattern.compile(
          "/\\*[\\s\\S]*?\\*/|//.*|\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\""
              + "|'(?:\\\\.|[^'\\\\\\n])++'");

  private static final Pattern PRONOUN = Pattern.compile("\\b(?:one|it|its|said)\\b");

  @Test
  void beginsSentencesWithASubjectOrAVerb() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : Prose.files()) {
      for (String comment : Prose.passages(file)) {
        for (String sentence : riddles(comment)) {
          found.add(House.ROOT.relativize(file) + ": " + sentence);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void writesShortSentences() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : Prose.files()) {
      for (String sentence : file.startsWith(DEMO) ? List.<String>of() : Prose.sentences(file)) {
        if (Prose.words(sentence) > MAX_WORDS) {
          found.add(House.ROOT.relativize(file) + ": " + sentence);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void countsWordsOfSentences() {
    assertThat(words("A.java", "/** Adds it. Two {@link A#b(int) words}. */"))
        .containsExactly(2, 2);
    assertThat(words("A.java", "/** Keys (two).\n * @param a an item's key\n * @return its sum */"))
        .containsExactly(2, 3, 2);
    assertThat(words("A.java", "String all = \"/*\"; // Costs 1.5 units, e.g. here; also there."))
        .containsExactly(7);
    assertThat(words("a.js", "// One thing\n// and another.\n//\n// Then a third"))
        .containsExactly(4, 3);
    assertThat(words("a.md", "One, `a`, `b` 404, `c` end.\n\n- Two words\n- And three words\n"))
        .containsExactly(3, 2, 3);
    assertThat(words("a.md", "Before it:\n\n```\nmvn and more\n```\n\n| a | b |\n"))
        .containsExactly(2);
  }

  private static List<Integer> words(String file, String text) {
    return Prose.sentences(file, text).stream()
        .map(Prose::words)
        .filter(count -> count > 0)
        .toList();
  }

  @Test
  void namesConstantsByAQuantity() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : Prose.files()) {
      boolean code = file.toString().endsWith(".java") || file.toString().endsWith(".js");
      if (code) {
        Matcher name = NAME.matcher(House.text(file));
        while (name.find()) {
          found.add(House.ROOT.relativize(file) + ": " + name.group());
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/** What a tab reports. */ | 1",
        "/** The body. Those in it stay. */ | 1",
        "/** Report of a tab: whoever reads it is counted. */ | 0",
        "/** The newest. What follows? */ | 0",
        "/** Where editors sign in. */ | 1",
        "/** Where a list is empty, its place is gone. */ | 0",
      })
  void noticesSuchSentences(String comment, int count) {
    assertThat(riddles(comment)).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A.java | close(\"https://a // b\"); // Those stay. | // Those stay.",
        "pom.xml | <a/> <!-- What it is. --> | <!-- What it is. -->",
        "a.jte | <p><%-- What it is. --%></p> | <%-- What it is. --%>",
        "a.yaml | key: a#b # What it is. | # What it is.",
        "a.yaml | return event; // What it is. | // What it is.",
      })
  void readsComments(String file, String text, String comment) {
    assertThat(Prose.passages(file, text)).containsExactly(comment);
  }

  @Test
  void namesIdentifiersByNounsOrVerbs() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : Prose.files()) {
      if (file.toString().endsWith(".java")) {
        for (String pronoun : pronouns(House.text(file))) {
          found.add(House.ROOT.relativize(file) + ": " + pronoun);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "list.filter(one -> one.isPublic()) | 2",
        "for (Article it : articles) { // each | 1",
        "char quote = '\"'; int one = 1; // \" | 1",
        "int once = /* it */ count(\"a \\\" one\", '\\'', itself); // said | 0",
      })
  void noticesPronouns(String code, int count) {
    assertThat(pronouns(code)).hasSize(count);
  }

  private static List<String> pronouns(String code) {
    String names = TEXTS.matcher(code).replaceAll(" ");
    return PRONOUN.matcher(names).results().map(MatchResult::group).toList();
  }

  private static List<String> riddles(String comment) {
    List<String> found = new ArrayList<>();
    String text = Prose.bare(comment);
    for (String part : TAGS.split(text)) {
      Matcher riddle = RIDDLE.matcher(part.strip().replaceAll("\\s+", " "));
      while (riddle.find()) {
        found.add(riddle.group().strip());
      }
    }
    return found;
  }
}
