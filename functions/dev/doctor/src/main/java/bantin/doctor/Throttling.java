package bantin.doctor;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Finds calls that Lambda or DynamoDB refused in the last day, and functions switched off. */
record Throttling(Deployment deployment, LambdaClient lambda, Metrics metrics) implements Check {
  private static final Duration DAY = Duration.ofDays(1);

  @Override
  public String name() {
    return "throttling";
  }

  @Override
  public String look(Faults faults) {
    Map<String, String> functions = deployment.some("AWS::Lambda::Function");
    functions.forEach((id, name) -> look(id, name, faults));
    Map<String, String> tables = deployment.some("AWS::DynamoDB::Table");
    tables.forEach(
        (id, name) -> {
          look("read", id, name, "ReadThrottleEvents", "ReadUnits", faults);
          look("write", id, name, "WriteThrottleEvents", "WriteUnits", faults);
        });
    return "no call refused to %d functions and %d tables in the last day"
        .formatted(functions.size(), tables.size());
  }

  private void look(String id, String name, Faults faults) {
    Integer reserved =
        lambda
            .getFunctionConcurrency(request -> request.functionName(name))
            .reservedConcurrentExecutions();
    if (reserved != null && reserved == 0) {
      faults.add(
          id + " is switched off: its reserved concurrency is 0",
          "aws lambda delete-function-concurrency --function-name " + name);
      return;
    }
    double refused =
        metrics.last(DAY, "AWS/Lambda", "Throttles", Map.of("FunctionName", name)).sum();
    if (refused > 0) {
      faults.add(
          "%s was refused %.0f calls in the last day%s".formatted(id, refused, limit(reserved)),
          reserved == null
              ? "ask for more concurrency as under \"The first deployment\" in OPERATING.md"
              : "aws lambda delete-function-concurrency --function-name " + name);
    }
  }

  private static String limit(@Nullable Integer reserved) {
    return reserved == null ? "" : ", and is limited to %d at the same time".formatted(reserved);
  }

  private void look(
      String verb, String id, String name, String metric, String parameter, Faults faults) {
    double refused = metrics.last(DAY, "AWS/DynamoDB", metric, Map.of("TableName", name)).sum();
    if (refused > 0) {
      faults.add(
          "the table %s refused to be %s %.0f times in the last day"
              .formatted(id, verb.equals("read") ? "read" : "written", refused),
          "a flood: see \"Floods\" in OPERATING.md; real readers: "
              + deployment.deployWith(parameter + "=N")
              + ", with N above "
              + deployment.parameter(parameter));
    }
  }
}
