package bantin.architecture;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Comments of source files, paragraphs of documents, and the sentences of both. */
final class Prose {
  private static final Set<String> FOLDERS_OF_OTHERS =
      Set.of("target", "node_modules", "vendor", ".git", ".venv", ".data", ".idea");

  private static final Pattern FILES =
      Pattern.compile(".*\\.(?:java|js|mjs|ts|css|md|py|yaml|xml|jte)|run");

  /** Vendored scripts of other projects. */
  private static final Pattern SCRIPTS_OF_OTHERS = Pattern.compile("(?:diff|oidc)-.*\\.js");

  /** The test whose samples break the rules. */
  private static final String SAMPLES = "WritingTest.java";

  /** Block comments, runs of line comments, and comments behind code. */
  private static final String SLASHES =
      "/\\*[\\s\\S]*?\\*/|(?:(?m:^)[ \\t]*//|(?<=[ \\t])// ).*(?:\\n[ \\t]*//.*)*";

  /** Docstrings, runs of line comments, and comments behind code. */
  private static final String HASHES =
      "(?m:^)[ \\t]*\"\"\"[\\s\\S]*?\"\"\"|(?:(?m:^)[ \\t]*#|(?<=[ \\t])# ).*(?:\\n[ \\t]*#.*)*";

  private static final String TAGGED = "<!--[\\s\\S]*?-->|<%--[\\s\\S]*?--%>";

  /** Texts of a program, which may hold the marks of a comment. */
  private static final String TEXTS =
      "\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\\n])*+'";

  private static final Pattern IN_CODE = Pattern.compile(TEXTS + "|(?<comment>" + SLASHES + ")");
  private static final Pattern IN_TAGS = Pattern.compile("(?<comment>" + TAGGED + ")");
  private static final Pattern IN_HASHES = Pattern.compile("(?<comment>" + HASHES + ")");

  /** Comments of YAML, and those of the scripts embedded in it. */
  private static final Pattern IN_YAML =
      Pattern.compile("(?<comment>" + HASHES + "|" + SLASHES + ")");

  private static final Pattern MARKS =
      Pattern.compile(
          "(?m)^[ \\t]*(?:/\\*+|\\*+/?|//|#+|<!--|<%--|\"\"\")|(?:\\*/|--%?>|\"\"\")(?=\\s*$)");

  private static final Pattern FENCED = Pattern.compile("(?m)^ *```[\\s\\S]*?^ *```");
  private static final Pattern BLANK_LINE = Pattern.compile("\\n\\s*\\n");
  private static final Pattern ROW = Pattern.compile("(?m)^\\|.*$");

  /** Beginnings of block tags, of HTML's blocks, and of items of lists. */
  private static final Pattern BREAKS =
      Pattern.compile(
          "(?m)^\\s*@(?:param (?:\\{[^}]*\\} )?[\\w<>.\\[\\]=]+|returns?|throws \\w+|see|type)"
              + "|</?(?:p|ul|ol|li|pre|table|tr|td|th|h\\d)>|^\\s*(?:[-*]|\\d+\\.) ");

  /** Tags of Javadoc, and runs of code spans with the numbers behind them. */
  private static final Pattern CODE =
      Pattern.compile(
          "\\{@\\w+ [^{}]*(?:\\{[^{}]*\\}[^{}]*)*\\}|`[^`]*`(?:(?: \\d+)?,? `[^`]*`)*"
              + "|<pre>[\\s\\S]*?</pre>");

  private static final Pattern END =
      Pattern.compile("(?<=[.!?][)\"”'*]{0,2})\\s+(?=[\"“'(*]{0,2}[\\p{Lu}\\d])");

  private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\d]\\S*");

  private Prose() {}

  /** Files of the project that hold comments or paragraphs. */
  static List<Path> files() throws IOException {
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
            if (FILES.matcher(name).matches()
                && !name.equals(SAMPLES)
                && !SCRIPTS_OF_OTHERS.matcher(name).matches()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** Comments of a file, or a document's paragraphs and cells. */
  static List<String> passages(Path file) {
    return passages(String.valueOf(file.getFileName()), House.text(file));
  }

  static List<String> passages(String file, String text) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "md" -> List.of(text.split("\n\\s*\n|\\|"));
      case "xml", "jte" -> matches(IN_TAGS, text);
      case "yaml" -> matches(IN_YAML, text);
      case "py", "run" -> matches(IN_HASHES, text);
      default -> matches(IN_CODE, text);
    };
  }

  /** The sentences of a file's comments, or of a document's paragraphs without its tables. */
  static List<String> sentences(Path file) {
    return sentences(String.valueOf(file.getFileName()), House.text(file));
  }

  static List<String> sentences(String file, String text) {
    List<String> sentences = new ArrayList<>();
    List<String> passages =
        file.endsWith(".md")
            ? List.of(ROW.matcher(FENCED.matcher(text).replaceAll("\n")).replaceAll("\n"))
            : passages(file, text);
    for (String passage : passages) {
      for (String paragraph : BLANK_LINE.split(bare(passage))) {
        for (String part : BREAKS.split(paragraph)) {
          String line = CODE.matcher(part).replaceAll("X").strip().replaceAll("\\s+", " ");
          sentences.addAll(List.of(END.split(line)));
        }
      }
    }
    return sentences;
  }

  /** Number of words. A run of code spans is one. */
  static int words(String sentence) {
    return (int) WORD.matcher(sentence).results().count();
  }

  /** A comment without its marks. */
  static String bare(String comment) {
    return MARKS.matcher(comment).replaceAll("");
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group("comment"))
        .filter(Objects::nonNull)
        .toList();
  }
}
