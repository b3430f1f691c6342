package bantin.engines;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads the YAML of CloudFormation. Intrinsic functions come out in their long form: {@code !Ref x}
 * as {@code {Ref: x}}, {@code !GetAtt a.b} as {@code {Fn::GetAtt: [a, b]}}.
 */
final class TemplateYaml extends SafeConstructor {
  private TemplateYaml(LoaderOptions options) {
    super(options);
    yamlMultiConstructors.put(
        "!",
        new AbstractConstruct() {
          @Override
          public Object construct(Node node) {
            return longForm(node);
          }
        });
  }

  /**
   * Parses a template.
   *
   * @throws YAMLException if the text is not YAML, or a mapping has a key twice
   */
  static Object parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new TemplateYaml(options)).load(text);
  }

  private Object longForm(Node node) {
    String tag = node.getTag().getValue().substring(1);
    String function = tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
    Object argument;
    if (node instanceof ScalarNode scalar) {
      argument =
          tag.equals("GetAtt") ? List.of(scalar.getValue().split("\\.", 2)) : scalar.getValue();
    } else if (node instanceof SequenceNode sequence) {
      argument = constructSequence(sequence);
    } else {
      argument = constructMapping((MappingNode) node);
    }
    return Map.of(function, argument);
  }
}
