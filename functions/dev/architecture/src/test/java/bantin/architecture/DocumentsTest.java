package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import bantin.engines.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules for the Markdown documents: length, tables, links, and commands that exist. {@code
 * .ci/documents.py} checks the options of {@code aws} and {@code sam}.
 */
final class DocumentsTest {
  private static final int MAX_README_WORDS = 900;
  private static final int MAX_CELL_CHARACTERS = 200;

  private static final Pattern MODULES = Pattern.compile(" -pl (\\S+)");
  private static final Pattern BENCH = Pattern.compile(" -Dbench=(\\w+)");
  private static final Pattern POM_FOLDER = Pattern.compile(" -f (\\S+)");
  private static final Pattern LOOP = Pattern.compile("for (\\w+) in ([^;*]+);");
  private static final Pattern ADDRESS = Pattern.compile("\\$PORTAL(/[^\\s\"?]*)");
  private static final Pattern METHOD = Pattern.compile(" -X (\\w+)");

  /** Document with the parts that the rules apply to. */
  private record Document(
      Path file, List<String> cells, List<String> links, Set<String> anchors, List<String> code) {}

  static Stream<Path> documents() {
    return Stream.of(
        House.ROOT.resolve("README.md"),
        House.FUNCTIONS.resolve("README.md"),
        House.FUNCTIONS.resolve("DECISIONS.md"),
        House.FUNCTIONS.resolve("FIGURES.md"),
        House.FUNCTIONS.resolve("OPERATING.md"));
  }

  @Test
  void readmeIsShort() {
    String text = House.text(House.ROOT.resolve("README.md"));
    assertThat(text.strip().split("\\s+")).hasSizeLessThanOrEqualTo(MAX_README_WORDS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void tableCellsAreShort(Path file) {
    assertThat(read(file).cells())
        .allSatisfy(cell -> assertThat(cell).hasSizeLessThanOrEqualTo(MAX_CELL_CHARACTERS));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void linksLeadToFilesAndHeadings(Path file) {
    for (String link : read(file).links()) {
      if (link.contains("://")) {
        continue;
      }
      String[] parts = link.split("#", 2);
      Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
      assertThat(target).as(link).exists();
      if (parts.length == 2) {
        assertThat(read(target).anchors()).as(link).contains(parts[1]);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void mavenCommandsNameModulesAndBenchesThatExist(Path file) {
    for (String command : commands(file)) {
      if (!command.contains("mvn ")) {
        continue;
      }
      for (String modules : matches(MODULES, command)) {
        for (String module : modules.split(",")) {
          assertThat(House.ROOT.resolve(module).resolve("pom.xml")).as(command).exists();
        }
      }
      for (String folder : matches(POM_FOLDER, command)) {
        for (String path : values(folder, command)) {
          assertThat(House.ROOT.resolve(path).resolve("pom.xml")).as(command).exists();
        }
      }
      for (String bench : matches(BENCH, command)) {
        String source = "dev/bench/src/main/java/bantin/bench/" + bench + ".java";
        assertThat(House.FUNCTIONS.resolve(source)).as(command).exists();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void curlCommandsAskForRoutesOfTheTemplate(Path file) {
    for (String command : commands(file)) {
      for (String address : matches(ADDRESS, command)) {
        List<String> methods = matches(METHOD, command);
        String method =
            !methods.isEmpty()
                ? methods.get(0)
                : command.contains(" -d ") || command.contains(" --data") ? "POST" : "GET";
        String path = address.replaceAll("\\$\\w+", "x");
        assertThat(routes()).as(command).anyMatch(route -> serves(route, method, path));
      }
    }
  }

  private static List<Route> routes() {
    return House.verbs().stream()
        .flatMap(verb -> House.function(verb).routes().stream())
        .filter(route -> !route.path().equals(Route.DEFAULT))
        .toList();
  }

  private static boolean serves(Route route, String method, String path) {
    String pattern =
        Stream.of(route.path().split("/", -1))
            .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
            .collect(Collectors.joining("/"));
    return (route.method().equals(method) || route.method().equals("ANY")) && path.matches(pattern);
  }

  /** Reads the commands in a document's fenced blocks, with continued lines joined. */
  private static List<String> commands(Path file) {
    List<String> commands = new ArrayList<>();
    for (String block : read(file).code()) {
      for (String line :
          block.replaceAll("\\\\\n\\s*", "").replaceAll("\\{\\s*\n", "{").split("\n")) {
        commands.add(" " + line);
      }
    }
    return commands;
  }

  /**
   * Lists the text once for each value of the loop variable in it, or just the text without one.
   */
  private static List<String> values(String text, String command) {
    Matcher loop = LOOP.matcher(command);
    if (!loop.find() || !text.contains("$" + loop.group(1))) {
      return List.of(text);
    }
    return Stream.of(loop.group(2).strip().split("\\s+"))
        .map(value -> text.replace("$" + loop.group(1), value))
        .toList();
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }

  private static Document read(Path file) {
    assertThatCode(() -> Files.size(file)).as("%s", file).doesNotThrowAnyException();
    Document document =
        new Document(
            file, new ArrayList<>(), new ArrayList<>(), new TreeSet<>(), new ArrayList<>());
    String text = House.text(file);
    Parser parser =
        Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();
    parser
        .parse(text)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                document.links().add(link.getDestination());
                visitChildren(link);
              }

              @Override
              public void visit(Image image) {
                document.links().add(image.getDestination());
              }

              @Override
              public void visit(Heading heading) {
                document.anchors().add(anchor(plain(heading)));
                visitChildren(heading);
              }

              @Override
              public void visit(FencedCodeBlock block) {
                document.code().add(block.getLiteral());
              }

              @Override
              public void visit(CustomNode node) {
                if (node instanceof TableCell) {
                  document.cells().add(source(text, node));
                }
                visitChildren(node);
              }
            });
    return document;
  }

  private static String source(String text, Node node) {
    return node.getSourceSpans().stream()
        .map(span -> text.substring(span.getInputIndex(), span.getInputIndex() + span.getLength()))
        .collect(Collectors.joining());
  }

  private static String plain(Node node) {
    return TextContentRenderer.builder().build().render(node);
  }

  /** Forms the anchor that GitHub gives a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }
}
