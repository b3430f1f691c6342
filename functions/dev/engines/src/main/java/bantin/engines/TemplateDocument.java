package bantin.engines;

import static bantin.engines.TemplateNodes.child;
import static bantin.engines.TemplateNodes.map;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A template as it is written, nothing resolved.
 *
 * @param resources the mapping below {@code Resources}
 */
record TemplateDocument(Path file, Map<String, Object> root, Map<String, Object> resources) {
  /** Documents by their text. A test run reads the same template many times. */
  private static final Map<String, TemplateDocument> KNOWN = new ConcurrentHashMap<>();

  static TemplateDocument parse(Path file, String text) {
    TemplateDocument known = KNOWN.computeIfAbsent(text, unknown -> read(file, unknown));
    return new TemplateDocument(file, known.root, known.resources);
  }

  private static TemplateDocument read(Path file, String text) {
    String name = file.getFileName().toString();
    try {
      Map<String, Object> root = map(TemplateYaml.parse(text), name);
      return new TemplateDocument(file, root, child(root, "Resources", name));
    } catch (YAMLException e) {
      throw new TemplateException("The template " + file + " is not YAML: " + e.getMessage(), e);
    }
  }

  /** The file's name, for messages. */
  String name() {
    return file.getFileName().toString();
  }

  Map<String, Object> parameters() {
    return child(root, "Parameters", name());
  }

  Map<String, Object> conditions() {
    return child(root, "Conditions", name());
  }

  Map<String, Object> mappings() {
    return child(root, "Mappings", name());
  }

  Map<String, Object> outputs() {
    return child(root, "Outputs", name());
  }

  /** Defaults of SAM for one kind of resource, such as {@code Function}. */
  Map<String, Object> globals(String kind) {
    return child(child(root, "Globals", name()), kind, "Globals");
  }

  /**
   * A resource as it is declared.
   *
   * @throws TemplateException if there is none
   */
  Map<String, Object> resource(String id) {
    Object resource = resources().get(id);
    if (resource == null) {
      throw new TemplateException(name() + " declares no resource " + id + ".");
    }
    return map(resource, id);
  }

  /** A resource's {@code Properties}, empty where it has none. */
  Map<String, Object> properties(String id) {
    return map(resource(id).getOrDefault("Properties", Map.of()), id + ".Properties");
  }

  boolean isOfType(String id, String type) {
    return resources().containsKey(id) && type.equals(resource(id).get("Type"));
  }
}
