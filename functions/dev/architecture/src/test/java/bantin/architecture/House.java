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

/** Folders and files of the project, as they are on disk. */
final class House {
  /** Values that a deployment gives the template, as the tests fill them in. */
  static final Map<String, String> PHYSICAL =
      Map.of(
          "EditorPool.ProviderURL", "https://editors.example/pool",
          "EditorClient", "4v8c0n2k6m1q3s5t7b9d0f2h4j",
          "HitKey.ClientSecret", "a secret of these tests",
          "CursorKey.ClientSecret", "another secret of these tests",
          "CdnKey.ClientSecret", "a third secret of these tests");

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

  /** Names of the functions' folders, such as {@code count-hit}. */
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

  /** Folders of all modules. */
  static List<Path> modules() {
    return Stream.of(
            verbs().stream().map(FUNCTIONS::resolve),
            nouns().stream().map(FUNCTIONS.resolve("lib")::resolve),
            dev().stream().map(FUNCTIONS.resolve("dev")::resolve))
        .flatMap(folders -> folders)
        .toList();
  }

  /** Returns the package of a folder: {@code bantin.counthit} for {@code count-hit}. */
  static String packageOf(String folder) {
    return "bantin." + folder.replace("-", "");
  }

  /** Returns the name in camel case: {@code CountHit} for {@code count-hit}. */
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

  /** Names in a folder, without names that begin with a dot. */
  static Set<String> names(Path folder) {
    try (Stream<Path> list = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      list.map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.startsWith("."))
          .forEach(names::add);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> folders(Path folder) {
    Set<String> folders = names(folder);
    folders.removeIf(name -> !Files.isDirectory(folder.resolve(name)) || name.equals("target"));
    return folders;
  }
}
