package bantin.doctor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** The stack of a portal: its parameters, and the names that AWS gave its resources. */
final class Deployment {
  /** States of resources that the stack no longer holds; a skipped one is still there. */
  private static final Set<ResourceStatus> GONE =
      Set.of(ResourceStatus.DELETE_COMPLETE, ResourceStatus.DELETE_SKIPPED);

  private final Stack stack;
  private final List<StackResourceSummary> resources;

  private Deployment(Stack stack, List<StackResourceSummary> resources) {
    this.stack = stack;
    this.resources = resources;
  }

  /**
   * Reads the stack.
   *
   * @throws NotThere if the region has no stack of this name
   */
  static Deployment read(CloudFormationClient client, String name) {
    Stack stack;
    try {
      stack = client.describeStacks(request -> request.stackName(name)).stacks().getFirst();
    } catch (CloudFormationException e) {
      if (e.statusCode() == 400 && "ValidationError".equals(e.awsErrorDetails().errorCode())) {
        throw new NotThere("there is no stack " + name + " in this account and region");
      }
      throw e;
    }
    return new Deployment(
        stack,
        client.listStackResourcesPaginator(request -> request.stackName(name)).stream()
            .flatMap(page -> page.stackResourceSummaries().stream())
            .toList());
  }

  String name() {
    return stack.stackName();
  }

  String status() {
    return stack.stackStatusAsString();
  }

  /** Description of the template, the same for every portal. */
  String description() {
    return String.valueOf(stack.description());
  }

  /** Time of the first deployment. */
  Instant since() {
    return stack.creationTime();
  }

  /** Returns a parameter's value; empty where the template has no such parameter. */
  String parameter(String name) {
    return stack.parameters().stream()
        .filter(parameter -> parameter.parameterKey().equals(name))
        .map(Parameter::parameterValue)
        .findFirst()
        .orElse("");
  }

  /** Returns the template's names of all resources of a type, also of those that are gone. */
  List<String> names(String type) {
    return resources.stream()
        .filter(resource -> resource.resourceType().equals(type))
        .map(StackResourceSummary::logicalResourceId)
        .toList();
  }

  /** Returns the physical names of all resources of a type, by their names in the template. */
  Map<String, String> all(String type) {
    Map<String, String> found = new TreeMap<>();
    for (StackResourceSummary resource : resources) {
      if (resource.resourceType().equals(type)
          && resource.physicalResourceId() != null
          && !GONE.contains(resource.resourceStatus())) {
        found.put(resource.logicalResourceId(), resource.physicalResourceId());
      }
    }
    return found;
  }

  /**
   * Like {@link #all}, for types that every portal has.
   *
   * @throws NotThere if the stack has none
   */
  Map<String, String> some(String type) {
    Map<String, String> found = all(type);
    if (found.isEmpty()) {
      throw new NotThere("the stack holds no " + type);
    }
    return found;
  }

  /** The command that deploys again with another value of a parameter. */
  String deployWith(String parameter) {
    return "mvn package && sam deploy --stack-name "
        + name()
        + " --parameter-overrides "
        + parameter;
  }

  /** The command that deploys again. */
  String deploy() {
    return "mvn package && sam deploy --stack-name " + name();
  }
}
