package bantin.doctor;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.State;

/** The versions that answer: those behind the alias {@code live}. Reads each once. */
final class LiveFunctions {
  static final String ALIAS = "live";

  /** Lambda's form of a time: {@code 2026-11-20T03:00:00.000+0000}. */
  private static final DateTimeFormatter LAMBDA_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX", Locale.ROOT);

  private final LambdaClient client;
  private final Deployment deployment;
  private @Nullable List<Live> functions;

  LiveFunctions(LambdaClient client, Deployment deployment) {
    this.client = client;
    this.deployment = deployment;
  }

  /**
   * A function behind its alias. The function's variables stay out, since some are secret.
   *
   * @param id the name in the template
   * @param version empty where the alias is missing
   * @param isShifting whether a part of the requests goes to another version
   */
  record Live(
      String id,
      String name,
      String version,
      boolean isShifting,
      String description,
      State state,
      boolean hasSnapshot,
      Instant published) {}

  List<Live> all() {
    if (functions == null) {
      functions =
          deployment.some("AWS::Lambda::Function").entrySet().stream()
              .map(entry -> live(entry.getKey(), entry.getValue()))
              .toList();
    }
    return functions;
  }

  private Live live(String id, String name) {
    GetAliasResponse alias;
    try {
      alias = client.getAlias(request -> request.functionName(name).name(ALIAS));
    } catch (ResourceNotFoundException e) {
      return new Live(id, name, "", false, "", State.UNKNOWN_TO_SDK_VERSION, false, Instant.EPOCH);
    }
    GetFunctionConfigurationResponse version =
        client.getFunctionConfiguration(request -> request.functionName(name).qualifier(ALIAS));
    return new Live(
        id,
        name,
        alias.functionVersion(),
        alias.routingConfig() != null
            && !alias.routingConfig().additionalVersionWeights().isEmpty(),
        version.description() == null ? "" : version.description(),
        version.state() == null ? State.UNKNOWN_TO_SDK_VERSION : version.state(),
        version.snapStart() != null
            && version.snapStart().optimizationStatus() == SnapStartOptimizationStatus.ON,
        LAMBDA_TIME.parse(version.lastModified(), Instant::from));
  }
}
