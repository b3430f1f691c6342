package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.engines.Function;
import bantin.engines.Jdk;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Modifier;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a function's process running, and hands it events. The process has the template's
 * environment and Lambda's own variables. It ends with this process, even when this one is killed.
 */
final class FunctionHost implements AutoCloseable {
  /** Number of events that a function handles at a time. */
  private static final int LOOPS = 3;

  private static final ClassArchive CLASSES = ClassArchive.ofTheBuild();

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

  private final Function function;
  private final URIs addresses;
  private final Path folder;
  private final PrintStream log;
  private final RuntimeApi api;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean closing;
  private volatile @Nullable Process process;

  /** Addresses that a function calls. */
  record URIs(String dynamodb, String s3, String cognito) {}

  FunctionHost(Function function, URIs addresses, Path folder, PrintStream log) throws IOException {
    this.function = function;
    this.addresses = addresses;
    this.folder = folder;
    this.log = log;
    this.api = RuntimeApi.start(function.id());
  }

  /**
   * Checks the handler's class.
   *
   * @throws StartException if the class is missing or is no handler
   */
  static void requireHandler(Function function) {
    String name = function.handlerClass();
    String reason;
    try {
      Class<?> type = Class.forName(name, false, FunctionHost.class.getClassLoader());
      boolean handler =
          RequestHandler.class.isAssignableFrom(type)
              || RequestStreamHandler.class.isAssignableFrom(type);
      if (handler && Modifier.isPublic(type.getConstructor().getModifiers())) {
        return;
      }
      reason = "it is no RequestHandler";
    } catch (ClassNotFoundException e) {
      reason = "there is no such class";
    } catch (NoSuchMethodException e) {
      reason = "it has no public constructor without arguments";
    }
    throw new StartException(
        "The template gives " + function.id() + " the handler " + name + ", but " + reason + ".");
  }

  /**
   * Checks that this process can pass the function's environment on. Java encodes it for the
   * terminal's locale.
   *
   * @throws StartException if the encoding lacks a character of a value
   */
  static void requireEnvironment(Function function) {
    if (File.separatorChar == '\\') {
      return; // Windows takes any text.
    }
    String name = System.getProperty("sun.jnu.encoding", "UTF-8");
    CharsetEncoder encoder = Charset.forName(name).newEncoder();
    function
        .environment()
        .forEach(
            (variable, value) -> {
              if (!encoder.canEncode(value)) {
                throw new StartException(
                    function.id()
                        + " needs "
                        + variable
                        + "="
                        + value
                        + ", which this locale cannot write: set LC_ALL=C.UTF-8.");
              }
            });
  }

  /**
   * Makes the archive of classes with which processes start sooner, if enough functions have run
   * already.
   *
   * @param functions number of functions in the template
   */
  static void prepare(int functions) {
    Thread.ofVirtual()
        .name("class archive")
        .start(
            () -> {
              try {
                CLASSES.make(functions / 2);
              } catch (IOException e) {
                // Processes start without it.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /**
   * Starts the process unless it was started before. It may take some seconds until it asks for
   * work.
   */
  void start() {
    if (started.compareAndSet(false, true)) {
      Thread.ofVirtual().name(function.id()).start(this::keepRunning);
    }
  }

  private void keepRunning() {
    int quickEnds = 0;
    try {
      while (!closing) {
        long started = System.nanoTime();
        Process running = launch();
        process = running;
        if (closing) {
          running.destroyForcibly();
          return;
        }
        Thread.ofVirtual().start(() -> copyLog(running));
        int status = running.waitFor();
        api.abandon();
        boolean quick = System.nanoTime() - started < Duration.ofSeconds(10).toNanos();
        quickEnds = quick ? quickEnds + 1 : 0;
        // Ctrl-C reaches every process of the terminal at once, so this process may be ending too.
        Thread.sleep(pause(quickEnds));
        if (!closing) {
          log.println(function.id() + " ended with status " + status + "; it is started again.");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.println(function.id() + " cannot be started: " + e.getMessage());
    }
  }

  private static Duration pause(int quickEnds) {
    Duration pause = Duration.ofMillis(150).multipliedBy(1L << Math.min(quickEnds, 6));
    return pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE;
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Jdk.program("java"));
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xms16m",
            "-Xmx" + heapMegabytes() + "m",
            "-Xss512k",
            "-XX:-UsePerfData",
            // Lambda allows it: the native client loads its library.
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.net.http.retryPost=false",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8"));
    Map<String, String> own = environment();
    // From the environment, Java would take these options with a log line at each start.
    String options = own.remove("JAVA_TOOL_OPTIONS");
    if (options != null) {
      command.addAll(List.of(options.split(" ")));
    }
    command.addAll(CLASSES.options(function.id()));
    command.addAll(
        List.of(
            "-cp",
            CLASSES.classPath(),
            FunctionLoop.class.getName(),
            Integer.toString(isLarge() ? 1 : LOOPS)));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    String systemRoot = environment.get("SystemRoot");
    environment.clear();
    if (systemRoot != null) {
      environment.put("SystemRoot", systemRoot); // Windows needs it to open a socket.
    }
    environment.putAll(own);
    return builder.start();
  }

  /**
   * Returns the heap in MiB: the share that Lambda's runtime takes for a large function, 256
   * otherwise.
   */
  private int heapMegabytes() {
    return isLarge() ? function.memory() * 85 / 100 : 256;
  }

  /**
   * Tells if the function has the memory of a whole processor or more. It then handles one event at
   * a time.
   */
  private boolean isLarge() {
    return function.memory() >= 1769;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(function.environment());
    // As on Lambda, whose image lacks this locale: the template sets LC_ALL.
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", ":UTC");
    environment.putAll(function.logging().variables());
    environment.put("_HANDLER", function.handler());
    environment.put("AWS_LAMBDA_RUNTIME_API", api.authority());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.id());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()));
    environment.put("AWS_REGION", Hosted.REGION);
    environment.put("AWS_DEFAULT_REGION", Hosted.REGION);
    // The engines take the key id as the caller's role.
    environment.put("AWS_ACCESS_KEY_ID", function.id());
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", addresses.dynamodb());
    environment.put("AWS_ENDPOINT_URL_S3", addresses.s3());
    environment.put("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", addresses.cognito());
    return environment;
  }

  private void copyLog(Process running) {
    try (BufferedReader lines = running.inputReader(UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        log.println(function.id() + ": " + line);
        line = lines.readLine();
      }
    } catch (IOException e) {
      // The process has ended, and its log with it.
    }
  }

  /**
   * Waits until the function asks for work.
   *
   * @throws StartException if the handler cannot be created
   */
  void awaitReady() throws InterruptedException {
    String failure = api.awaitReady(START);
    if (!failure.isEmpty()) {
      throw new StartException(function.id() + " does not start: " + failure);
    }
  }

  /**
   * Hands an event to the function, and starts its process for the first one. The time of a start
   * does not count against the timeout, as on Lambda.
   */
  RuntimeApi.Result invoke(byte[] event, Duration timeout) throws InterruptedException {
    start();
    String failure = api.awaitReady(START);
    if (!failure.isEmpty()) {
      if (!closing) {
        log.println(function.id() + " does not start: " + failure);
      }
      return new RuntimeApi.Result(RuntimeApi.Outcome.ERROR, failure.getBytes(UTF_8));
    }
    RuntimeApi.Result result = api.invoke(event, timeout);
    if (result.outcome() == RuntimeApi.Outcome.TIMEOUT) {
      // Lambda ends a hanging function too.
      Process hanging = process;
      if (hanging != null) {
        hanging.destroyForcibly();
      }
    }
    return result;
  }

  Function function() {
    return function;
  }

  /** Returns null before the first start. */
  @Nullable ProcessHandle process() {
    Process running = process;
    return running == null ? null : running.toHandle();
  }

  /** Asks the process to end. {@link #close} waits only briefly after it. */
  void end() {
    closing = true;
    Process running = process;
    if (running != null) {
      running.destroy();
    }
  }

  @Override
  public void close() {
    end();
    Process running = process;
    try {
      if (running != null && !running.waitFor(2, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
