package bantin.architecture;

import bantin.engines.Function;
import bantin.engines.Jdk;
import bantin.engines.S3Server;
import bantin.local.RuntimeApi;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * Function in a process of its own, as Lambda runs it. The zip is unpacked, the class path holds
 * AWS's runtime client alone, and the environment is the template's.
 */
final class LambdaProcess implements AutoCloseable {
  /**
   * Limit of a start or an answer, generous for a busy machine. Lambda itself gives ten seconds.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;
  private final RuntimeApi api;

  LambdaProcess(Function function, URI dynamoDb, S3Server buckets, URI cognito, Path folder)
      throws IOException {
    this(function, dynamoDb, buckets, cognito, folder, Map.of());
  }

  /** Starts a process as Lambda does to take a snapshot, which is then restored at once. */
  static LambdaProcess snapStarted(
      Function function, URI dynamoDb, S3Server buckets, URI cognito, Path folder)
      throws IOException {
    return new LambdaProcess(
        function,
        dynamoDb,
        buckets,
        cognito,
        folder,
        Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
  }

  private LambdaProcess(
      Function function,
      URI dynamoDb,
      S3Server buckets,
      URI cognito,
      Path folder,
      Map<String, String> initialisation)
      throws IOException {
    Path task = folder.resolve("task");
    unpack(House.ROOT.resolve(function.codeUri()), task);
    api = RuntimeApi.start(function.id());
    output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Jdk.program("java"),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // Lambda names the hooks that its runtime calls in the same way.
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-Xmx" + function.memory() * 85 / 100 + "m",
            "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-classpath",
            runtimeClient(),
            AWSLambda.class.getName(),
            function.handler());
    builder.directory(task.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(lambdaVariables(function, task, api.authority()));
    environment.putAll(function.logging().variables());
    environment.putAll(initialisation);
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
    environment.put("AWS_ENDPOINT_URL_S3", buckets.endpoint().toString());
    environment.put("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", cognito.toString());
    environment.putAll(function.environment());
    environment.computeIfPresent("PHOTOS_BUCKET", (variable, id) -> buckets.name(id));
    process = builder.start();
  }

  private static void unpack(Path zip, Path into) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = into.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Path parent = file.getParent();
          if (parent != null) {
            Files.createDirectories(parent);
          }
          Files.copy(in, file);
        }
      }
    }
  }

  /** Class path of the runtime client. Everything else that a function needs must be in its zip. */
  private static String runtimeClient() {
    return Stream.of(
            AWSLambda.class,
            LambdaEventSerializers.class,
            RequestHandler.class,
            SdkInternalThreadLocal.class)
        .map(LambdaProcess::jar)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type + " is in no file", e);
    }
  }

  /** Variables that Lambda itself sets. */
  private static Map<String, String> lambdaVariables(Function function, Path task, String api) {
    return Map.ofEntries(
        Map.entry("AWS_LAMBDA_RUNTIME_API", api),
        Map.entry("_HANDLER", function.handler()),
        Map.entry("LAMBDA_TASK_ROOT", task.toString()),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.id()),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory())),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.id()),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "1"),
        Map.entry("AWS_REGION", "us-east-1"),
        Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
        // The local database knows the function's role by this key.
        Map.entry("AWS_ACCESS_KEY_ID", function.id()),
        Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
        Map.entry("TZ", ":UTC"),
        // Lambda's image lacks this locale too, so Java reads the environment as ASCII.
        Map.entry("LANG", "en_US.UTF-8"));
  }

  /** Waits until the function asks for its first event. */
  void awaitReady() throws IOException, InterruptedException {
    String trouble = api.awaitReady(PATIENCE);
    if (!trouble.isEmpty()) {
      throw new AssertionError("Start failed: " + trouble + "; output:\n" + output());
    }
  }

  /**
   * Sends an event to the function.
   *
   * @return the answer as JSON
   * @throws AssertionError if the function fails, with the output of the process
   */
  String answer(byte[] event) throws IOException, InterruptedException {
    awaitReady();
    RuntimeApi.Result result = api.invoke(event, PATIENCE);
    if (result.outcome() != RuntimeApi.Outcome.RESPONSE) {
      throw new AssertionError(result.outcome() + " " + result.text() + "; output:\n" + output());
    }
    return result.text();
  }

  /** Sends an event on which the function fails. */
  void fail(byte[] event) throws IOException, InterruptedException {
    awaitReady();
    RuntimeApi.Result result = api.invoke(event, PATIENCE);
    if (result.outcome() != RuntimeApi.Outcome.ERROR) {
      throw new AssertionError(result.outcome() + " " + result.text() + "; output:\n" + output());
    }
  }

  /** Reads the function's log. */
  String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
