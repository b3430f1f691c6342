package bantin.engines;

import static bantin.engines.TemplateNodes.child;
import static bantin.engines.TemplateNodes.map;

import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.error.YAMLException;

/** A template as it is written, nothing resolved. */
record TemplateDocument(Path file, Map<String, Object> root) {
  static TemplateDocument parse(Path file, String text) {
    try {
      return new TemplateDocument(
          file, map(TemplateYaml.parse(text), file.getFileName().toString()));
    } catch (YAMLException e) {
      throw new TemplateException("The template " + file + " is not YAML: " + e.getMessage(), e);
    }
  }

  /** The file's name, for messages. */
  String name() {
    return file.getFileName().toString();
  }

  Map<String, Object> resources() {
    return child(root, "Resources", name());
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
