package bantin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.engines.Jdk;
import bantin.engines.Policies;
import bantin.local.RuntimeApi;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * One process of a contender, as Lambda runs it: AWS's runtime client, the flags of the java25
 * runtime, one processor.
 */
final class Start implements AutoCloseable {
  /** Time limit on a crowded machine. */
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

  /** Seconds until an idle connection closes. The default of five would lengthen each round. */
  private static final String KEEP_SECONDS = "1";

  private static final Duration SETTLE = Duration.ofMillis(1500);

  /** Ways to start, and the measured part of each. */
  enum Kind {
    /** Start on demand, measured from the process's start to the first answer. */
    COLD,
    /** First answer after an init without priming. */
    UNPRIMED,
    /** First answer after the hooks before a snapshot have run. */
    PRIMED
  }

  /**
   * Times of one process.
   *
   * @param firstMillis until the first answer, from the point that the kind defines
   * @param cpuMillis of the process until then, from its start
   * @param warm latencies of warm calls in milliseconds, sorted
   * @param warmCpuMillis per warm call
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  record Times(double firstMillis, double cpuMillis, double[] warm, double warmCpuMillis) {
    double median() {
      return at(.5);
    }

    double p99() {
      return at(.99);
    }

    private double at(double share) {
      return warm[(int) Math.min(warm.length - 1L, Math.round(share * warm.length))];
    }
  }

  private final Contender contender;
  private final RuntimeApi api;
  private final Process process;
  private final TlsFront tls;
  private final BusyDatabase database;
  private final Kind kind;
  private final long started;

  Start(
      Contender contender,
      Kind kind,
      TlsFront tls,
      BusyDatabase database,
      Path output,
      List<String> flags)
      throws IOException {
    this.contender = contender;
    this.kind = kind;
    this.tls = tls;
    this.database = database;
    api = RuntimeApi.start(contender.name());
    List<String> command = new ArrayList<>(List.of("taskset", "-c", "1"));
    command.add(Jdk.program("java"));
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx870m",
            "-Xshare:auto",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-Djavax.net.ssl.trustStore=" + tls.trustStore(),
            "-Djavax.net.ssl.trustStorePassword=" + TlsFront.PASSWORD,
            "-Dhttp.keepAlive.time.server=" + KEEP_SECONDS,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    if (kind != Kind.PRIMED) {
      command.add("-XX:TieredStopAtLevel=1"); // Lambda's own flag, which SnapStart removes.
    }
    command.addAll(flags);
    command.addAll(
        List.of("-classpath", runtimeClient(), AWSLambda.class.getName(), contender.handler()));
    ProcessBuilder builder = new ProcessBuilder(tls.trusting(command));
    builder.directory(contender.folder().toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(lambdas(contender, api.authority()));
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", tls.endpoint().toString());
    environment.putAll(contender.environment());
    if (kind == Kind.PRIMED) {
      environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
      environment.put("PRIMING_EVENT", contender.event());
    }
    started = System.nanoTime();
    process = builder.start();
    CompletableFuture<Void> unused =
        process.onExit().thenRun(() -> api.refuse("its process has ended"));
  }

  private static String runtimeClient() {
    return Stream.of(
            AWSLambda.class,
            LambdaEventSerializers.class,
            RequestHandler.class,
            SdkInternalThreadLocal.class)
        .map(type -> BenchClasses.place(type).toString())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Map<String, String> lambdas(Contender contender, String api) {
    return Map.ofEntries(
        Map.entry("PATH", "/usr/bin:/bin"),
        Map.entry("AWS_LAMBDA_RUNTIME_API", api),
        Map.entry("_HANDLER", contender.handler()),
        Map.entry("LAMBDA_TASK_ROOT", contender.folder().toString()),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", contender.name()),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024"),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + contender.name()),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "1"),
        Map.entry("AWS_REGION", "us-east-1"),
        Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
        Map.entry("AWS_ACCESS_KEY_ID", Policies.OWNER),
        Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
        Map.entry("TZ", ":UTC"),
        Map.entry("LANG", "en_US.UTF-8"));
  }

  /** Waits until the process asks for work. */
  void awaitReady() throws InterruptedException {
    String trouble = api.awaitReady(TIME_LIMIT);
    if (!trouble.isEmpty()) {
      throw new IllegalStateException(contender.name() + " does not start: " + trouble);
    }
  }

  /**
   * Measures the first call and warm calls.
   *
   * @param before number of warm calls before measuring
   * @param calls number of warm calls to measure
   */
  Times measure(int before, int calls) throws InterruptedException, IOException {
    long from = started;
    awaitReady();
    if (kind != Kind.COLD) {
      // As after a snapshot: background work of the start is done, and connections are closed.
      database.keep(SETTLE);
      tls.cut();
      from = System.nanoTime();
    }
    call();
    double first = (System.nanoTime() - from) / 1e6;
    double cpu = cpuMillis();
    for (int i = 0; i < before; i++) {
      call();
    }
    double[] warm = new double[calls];
    double soFar = cpuMillis();
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      call();
      warm[i] = (System.nanoTime() - start) / 1e6;
    }
    double perCall = calls == 0 ? 0 : (cpuMillis() - soFar) / calls;
    Arrays.sort(warm);
    return new Times(first, cpu, warm, perCall);
  }

  private void call() throws InterruptedException {
    RuntimeApi.Result result = api.invoke(contender.event().getBytes(UTF_8), TIME_LIMIT);
    if (result.outcome() != RuntimeApi.Outcome.RESPONSE
        || !result.text().contains(contender.expected())) {
      throw new IllegalStateException(
          contender.name() + ": " + result.outcome() + " " + result.text());
    }
  }

  /** Returns the processor time of all live threads, which the kernel counts in nanoseconds. */
  private double cpuMillis() throws IOException {
    long nanos = 0;
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path thread : threads.toList()) {
        nanos += Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
      }
    }
    return nanos / 1e6;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
