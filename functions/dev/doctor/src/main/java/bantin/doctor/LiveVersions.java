package bantin.doctor;

import bantin.doctor.LiveFunctions.Live;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/** Finds functions whose answering version is older than the deployment or its parameters. */
record LiveVersions(
    Deployment deployment, LiveFunctions functions, CloudFormationClient cloudFormation)
    implements Check {
  @Override
  public String name() {
    return "live versions";
  }

  @Override
  public String look(Faults faults) {
    VersionDescriptions declared =
        new VersionDescriptions(
            cloudFormation
                .getTemplate(
                    request ->
                        request.stackName(deployment.name()).templateStage(TemplateStage.PROCESSED))
                .templateBody(),
            deployment::parameter);
    Map<String, String> versions = declared.versions();
    Map<String, String> published = deployment.all("AWS::Lambda::Version");
    int count = 0;
    for (Live live : functions.all()) {
      String version = versions.get(live.id());
      if (version != null) {
        look(live, published.get(version), declared.of(version), faults);
        count++;
      }
    }
    if (count == 0) {
      throw new NotThere("the template publishes no version");
    }
    return count + " functions answer with the deployed version and its parameters";
  }

  private void look(Live live, @Nullable String arn, Optional<String> description, Faults faults) {
    String newest = arn == null ? "" : arn.substring(arn.lastIndexOf(':') + 1);
    if (live.version().isEmpty()) {
      faults.add(live.id() + " has no alias live: nothing reaches it", deployment.deploy());
    } else if (live.isShifting()) {
      faults.unseen(live.id() + " is being replaced step by step: run the doctor again later");
    } else if (!live.version().equals(newest)) {
      faults.add(
          "%s answers with version %s; the deployment made version %s"
              .formatted(live.id(), live.version(), newest.isEmpty() ? "none" : newest),
          "look for a stopped deployment in the CodeDeploy console, then " + deployment.deploy());
    } else if (description.isPresent() && !description.get().equals(live.description())) {
      faults.add(
          "%s answers with other parameters than the stack's: \"%s\", not \"%s\""
              .formatted(live.id(), live.description(), description.get()),
          deployment.deploy());
    }
  }
}
