package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rules of writing: a sentence of a comment or a document begins with its subject or its verb, a
 * constant names a quantity, and an identifier is no pronoun.
 */
final class WritingTest {
  private static final Set<String> FOLDERS_OF_OTHERS =
      Set.of("target", "node_modules", "vendor", ".git", ".venv", ".data", ".idea");

  /** Vendored scripts of other projects. */
  private static final Pattern SCRIPTS_OF_OTHERS = Pattern.compile("(?:diff|oidc)-.*\\.js");

  private static final String THIS_FILE = "WritingTest.java";

  /** Block comments, and runs of line comments that stand on lines of their own. */
  private static final Pattern SLASHES =
      Pattern.compile("/\\*[\\s\\S]*?\\*/|(?m)^[ \\t]*//.*(?:\\n[ \\t]*//.*)*");

  /** Docstrings, and runs of comments that stand on lines of their own. */
  private static final Pattern HASHES =
      Pattern.compile("\"\"\"[\\s\\S]*?\"\"\"|(?m)^[ \\t]*#.*(?:\\n[ \\t]*#.*)*");

  private static final Pattern MARKS = Pattern.compile("(?m)^[ \\t]*(?:/\\*+|\\*+/?|//|#)|\\*/$");
  private static final Pattern TAGS =
      Pattern.compile("(?m)^\\s*@(?:param \\w+|return|throws \\w+)");

  private static final Pattern RIDDLE =
      Pattern.compile(
          "(?:^|(?<=[.:!?])\\s+)(?:What|Those|Who|Whoever|Whatever|Whom)\\s[^.?!]*(?:[.!]|$)");

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
    for (Path file : files()) {
      for (String comment : comments(file)) {
        for (String sentence : riddles(comment)) {
          found.add(House.ROOT.relativize(file) + ": " + sentence);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void namesConstantsByAQuantity() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files()) {
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
      })
  void noticesSuchSentences(String comment, int count) {
    assertThat(riddles(comment)).hasSize(count);
  }

  @Test
  void namesIdentifiersByNounsOrVerbs() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files()) {
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
    String text = MARKS.matcher(comment).replaceAll("");
    for (String part : TAGS.split(text)) {
      Matcher riddle = RIDDLE.matcher(part.strip().replaceAll("\\s+", " "));
      while (riddle.find()) {
        found.add(riddle.group().strip());
      }
    }
    return found;
  }

  private static List<String> comments(Path file) {
    String name = file.toString();
    String text = House.text(file);
    if (name.endsWith(".md")) {
      return List.of(text.split("\n\\s*\n|\\|"));
    }
    boolean hashes = name.endsWith(".py") || name.endsWith(".yaml") || name.endsWith("run");
    List<String> comments = new ArrayList<>();
    Matcher comment = (hashes ? HASHES : SLASHES).matcher(text);
    while (comment.find()) {
      comments.add(comment.group());
    }
    return comments;
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        House.ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return FOLDERS_OF_OTHERS.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            if (name.matches(".*\\.(?:java|js|mjs|css|md|py|yaml)|run")
                && !name.equals(THIS_FILE)
                && !SCRIPTS_OF_OTHERS.matcher(name).matches()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
