package bantin.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Descriptions of the functions' versions, as the deployed template makes them of the parameters. A
 * version carries its description for life, so it tells which parameters it was made with.
 */
final class VersionDescriptions {
  private static final Pattern PARAMETER = Pattern.compile("\\$\\{(\\w+)}");

  private final JsonNode resources;
  private final UnaryOperator<String> parameters;

  /**
   * @param template the processed template, in JSON
   * @throws NotThere if it is not JSON
   */
  VersionDescriptions(String template, UnaryOperator<String> parameters) {
    try {
      this.resources = new ObjectMapper().readTree(template).path("Resources");
    } catch (JsonProcessingException e) {
      throw new NotThere("CloudFormation gave a template that is not JSON");
    }
    this.parameters = parameters;
  }

  /** Returns the name of each version in the template, by the name of its function. */
  Map<String, String> versions() {
    return resources.properties().stream()
        .filter(
            resource -> resource.getValue().path("Type").asText().equals("AWS::Lambda::Version"))
        .collect(
            Collectors.toMap(
                resource -> resource.getValue().at("/Properties/FunctionName/Ref").asText(),
                Map.Entry::getKey));
  }

  /** Returns a version's description; empty where the template gives none made of parameters. */
  Optional<String> of(String version) {
    JsonNode description = resources.path(version).path("Properties").path("Description");
    JsonNode text = description.isTextual() ? description : description.path("Fn::Sub");
    return text.isTextual()
        ? Optional.of(PARAMETER.matcher(text.asText()).replaceAll(this::value))
        : Optional.empty();
  }

  private String value(MatchResult match) {
    return Matcher.quoteReplacement(parameters.apply(match.group(1)));
  }
}
