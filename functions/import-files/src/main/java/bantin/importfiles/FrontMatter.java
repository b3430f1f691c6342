package bantin.importfiles;

import bantin.article.Slug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Front matter of a Markdown file: the YAML between two lines of {@code ---} at its start. */
final class FrontMatter {
  private static final int MAX_CHARACTERS = 32 * 1024;
  private static final Pattern BLOCK =
      Pattern.compile(
          "\\A---[ \\t]*\\r?\\n(.*?)^(?:---|\\.\\.\\.)[ \\t]*(?:\\r?\\n|\\z)",
          Pattern.DOTALL | Pattern.MULTILINE);

  /** Manuscript fields by folded key, for the keys of English and Vietnamese writers. */
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("title", "title"),
          Map.entry("tieu-de", "title"),
          Map.entry("tua", "title"),
          Map.entry("lead", "lead"),
          Map.entry("description", "lead"),
          Map.entry("summary", "lead"),
          Map.entry("excerpt", "lead"),
          Map.entry("sapo", "lead"),
          Map.entry("tom-tat", "lead"),
          Map.entry("author", "authors"),
          Map.entry("authors", "authors"),
          Map.entry("tac-gia", "authors"),
          Map.entry("tags", "tags"),
          Map.entry("tag", "tags"),
          Map.entry("keywords", "tags"),
          Map.entry("tu-khoa", "tags"),
          Map.entry("the", "tags"),
          Map.entry("section", "section"),
          Map.entry("category", "section"),
          Map.entry("chuyen-muc", "section"),
          Map.entry("source", "source"),
          Map.entry("nguon", "source"));

  private FrontMatter() {}

  /**
   * Removes the front matter, and sets its fields.
   *
   * @return the text without the front matter
   * @throws UnusableFile if the front matter is not YAML
   */
  static String take(String text, FileFields fields, Notes notes) {
    Matcher block =
        BLOCK.matcher(text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text);
    if (!block.find()) {
      return text;
    }
    Object yaml = parse(block.group(1));
    if (!(yaml instanceof Map<?, ?> map)) {
      // Text between two rules is Markdown, not front matter.
      return yaml == null ? text.substring(block.end()) : text;
    }
    List<String> unknown = new ArrayList<>();
    Map<String, List<String>> found = new HashMap<>();
    map.forEach(
        (key, value) -> {
          String field = KEYS.get(Slug.of(String.valueOf(key)).value());
          List<String> values = new ArrayList<>();
          if (field == null || !read(value, values)) {
            unknown.add(String.valueOf(key));
          } else {
            found.computeIfAbsent(field, any -> new ArrayList<>()).addAll(values);
          }
        });
    found.forEach(fields::set);
    if (!unknown.isEmpty()) {
      notes.add(ImportNote.UNKNOWN_KEYS, Notes.names(unknown));
    }
    return text.substring(block.end());
  }

  private static @Nullable Object parse(String block) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(10);
    options.setNestingDepthLimit(10);
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    try {
      return new Yaml(new SafeConstructor(options)).load(block);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 2;
      throw new UnusableFile(ImportNote.FRONT_MATTER, line);
    } catch (YAMLException e) {
      throw new UnusableFile(ImportNote.FRONT_MATTER, "?");
    }
  }

  /** Reads a text, a number or a list of them. Returns false for nested values. */
  private static boolean read(@Nullable Object value, List<String> values) {
    if (value instanceof List<?> list) {
      return list.size() <= 100
          && list.stream().allMatch(element -> !(element instanceof List) && read(element, values));
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      values.add(String.valueOf(value));
      return true;
    }
    return value == null;
  }
}
