package bantin.architecture;

import bantin.engines.Function;
import bantin.engines.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rooms of the project, as the disk has them. */
final class House {
  /** What the template leaves to the deployment, as the tests fill it in. */
  static final Map<String, String> PHYSICAL =
      Map.of(
          "EditorPool.ProviderURL", "https://editors.example/pool",
          "EditorClient", "4v8c0n2k6m1q3s5t7b9d0f2h4j",
          "HitKey.ClientSecret", "a secret of these tests");

  static final Path ROOT = root();
  static final Path FUNCTIONS = ROOT.resolve("functions");

  private House() {}

  private static Path root() {
    Path file = Template.read().file().toAbsolutePath();
    Path root = file.getParent();
    if (root == null) {
      throw new IllegalStateException(file + " is in no folder");
    }
    return root;
  }

  static Template template() {
    return Template.read().with(PHYSICAL);
  }

  /** The folders of the functions: {@code count-hit} and so on. */
  static Set<String> verbs() {
    Set<String> verbs = folders(FUNCTIONS);
    verbs.removeAll(Set.of("lib", "dev"));
    return verbs;
  }

  static Set<String> nouns() {
    return folders(FUNCTIONS.resolve("lib"));
  }

  static Set<String> dev() {
    return folders(FUNCTIONS.resolve("dev"));
  }

  /** Every module's folder. */
  static List<Path> modules() {
    return Stream.of(
            verbs().stream().map(FUNCTIONS::resolve),
            nouns().stream().map(FUNCTIONS.resolve("lib")::resolve),
            dev().stream().map(FUNCTIONS.resolve("dev")::resolve))
        .flatMap(one -> one)
        .toList();
  }

  /** The name without dashes: {@code count-hit} has the package {@code bantin.counthit}. */
  static String packageOf(String folder) {
    return "bantin." + folder.replace("-", "");
  }

  /** {@code CountHit} for {@code count-hit}. */
  static String camel(String folder) {
    return Pattern.compile("(?:^|-)(\\w)")
        .matcher(folder)
        .replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
  }

  static Function function(String verb) {
    return template().function(camel(verb) + "Function");
  }

  static Path zip(String verb) {
    return FUNCTIONS.resolve(verb).resolve("target").resolve(verb + ".zip");
  }

  static Path event(String verb) {
    return ROOT.resolve("events").resolve(verb + ".json");
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names in a folder, without those that begin with a dot. */
  static Set<String> names(Path folder) {
    try (Stream<Path> list = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      list.map(one -> String.valueOf(one.getFileName()))
          .filter(one -> !one.startsWith("."))
          .forEach(names::add);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> folders(Path folder) {
    Set<String> folders = names(folder);
    folders.removeIf(one -> !Files.isDirectory(folder.resolve(one)) || one.equals("target"));
    return folders;
  }
}
