package bantin.doctor;

import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;

/** Finds functions that fall behind their stream: counting, and recounts. */
record WorkBehind(Deployment deployment, LambdaClient lambda, Metrics metrics) implements Check {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Normal delay on top of the seconds for which visits are gathered on purpose. */
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "work behind";
  }

  @Override
  public String look(Faults faults) {
    Map<String, String> mappings = deployment.some("AWS::Lambda::EventSourceMapping");
    Map<String, String> functions = deployment.some("AWS::Lambda::Function");
    mappings.forEach(
        (id, uuid) -> {
          GetEventSourceMappingResponse mapping =
              lambda.getEventSourceMapping(request -> request.uuid(uuid));
          if (!mapping.state().equals("Enabled")) {
            faults.add(
                id + " is in the state " + mapping.state() + ": its stream is not read",
                "within a day, or its records are lost: aws lambda update-event-source-mapping"
                    + " --enabled --uuid "
                    + uuid);
          }
          String result = mapping.lastProcessingResult();
          if (result != null && result.startsWith("PROBLEM")) {
            faults.add(
                id + " fails: " + result,
                "sam logs --stack-name " + deployment.name() + " --filter ERROR");
          }
          String function = functionOf(mapping.functionArn());
          if (functions.containsValue(function)) {
            lookAtAge(id, function, faults);
          }
        });
    return "%d streams are read without delay".formatted(mappings.size());
  }

  private void lookAtAge(String id, String function, Faults faults) {
    double millis =
        metrics.last(HOUR, "AWS/Lambda", "IteratorAge", Map.of("FunctionName", function)).maximum();
    Duration gathering = Duration.ofSeconds(gatheringSeconds());
    if (millis > MAX_AGE.plus(gathering).toMillis()) {
      faults.add(
          "%s was %.0f minutes behind in the last hour".formatted(id, millis / 60_000),
          "mend the errors within a day: sam logs --stack-name "
              + deployment.name()
              + " --filter ERROR; under high load "
              + deployment.deployWith("TallySlots=N")
              + ", with N above "
              + deployment.parameter("TallySlots"));
    }
  }

  private long gatheringSeconds() {
    String seconds = deployment.parameter("CountingSeconds");
    return seconds.isEmpty() ? 0 : Long.parseLong(seconds);
  }

  /** Returns the function's name in {@code arn:aws:lambda:region:account:function:name:alias}. */
  private static String functionOf(String arn) {
    String[] parts = arn.split(":", -1);
    return parts.length > 6 ? parts[6] : "";
  }
}
