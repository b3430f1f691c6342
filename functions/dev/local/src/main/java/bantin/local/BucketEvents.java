package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.engines.BucketSource;
import bantin.engines.Function;
import bantin.engines.S3Server;
import bantin.engines.Template;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Delivers a bucket's object events to functions as S3 and Lambda do: asynchronously, at least
 * once, and again after a failure.
 *
 * <p>A note in a file holds each event before the object is written. The file is deleted once the
 * function has answered. An event whose portal was killed is delivered after the next start.
 */
final class BucketEvents implements S3Server.Watch, AutoCloseable {
  /**
   * Pause before the first repetition. Lambda waits a minute before the first and two before the
   * second.
   */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private record Target(Function function, BucketSource source) {}

  /** Hands an event to a function. */
  interface Invoke {
    RuntimeApi.Result invoke(String function, byte[] event, Duration timeout)
        throws InterruptedException;
  }

  private final Path folder;
  private final Map<String, String> names;
  private final List<Target> targets = new ArrayList<>();
  private final Invoke invoke;
  private final Duration pause;
  private final PrintStream log;
  private final Map<String, ScheduledExecutorService> threads = new ConcurrentHashMap<>();
  private volatile @Nullable S3Server buckets;

  /**
   * @param folder the folder for notes of undelivered events
   * @param pause before the first repetition; doubled before each further one
   */
  BucketEvents(Path folder, Template template, Invoke invoke, Duration pause, PrintStream log)
      throws IOException {
    this.folder = Files.createDirectories(folder);
    this.names = S3Server.names(template);
    this.invoke = invoke;
    this.pause = pause;
    this.log = log;
  }

  /** Starts delivery, first of events that an earlier portal left behind. */
  void start(S3Server server, List<Function> functions) throws IOException {
    buckets = server;
    for (Function function : functions) {
      if (!function.buckets().isEmpty()) {
        threads.put(
            function.id(),
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(function.id() + "-events").factory()));
      }
    }
    List<Path> undelivered;
    try (Stream<Path> files = Files.list(folder)) {
      undelivered = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : undelivered) {
      JsonNode note = Hosted.JSON.readTree(file.toFile());
      Function function =
          functions.stream()
              .filter(candidate -> candidate.id().equals(note.path("function").asText()))
              .findFirst()
              .orElse(null);
      if (function == null || function.buckets().isEmpty()) {
        Files.delete(file);
      } else {
        schedule(function, function.buckets().get(0).retries(), file, 0, Duration.ZERO);
      }
    }
  }

  /** Starts to watch for objects. Delivery waits for {@link #start}. */
  void watch(List<Function> functions) {
    for (Function function : functions) {
      function.buckets().forEach(source -> targets.add(new Target(function, source)));
    }
  }

  @Override
  public Outcome expect(String bucket, String key, String event) throws IOException {
    List<Target> receivers =
        targets.stream()
            .filter(target -> bucket.equals(names.get(target.source().bucket())))
            .filter(target -> target.source().takes(event, key))
            .toList();
    if (receivers.isEmpty()) {
      return Outcome.NONE;
    }
    List<Path> files = new ArrayList<>();
    for (Target target : receivers) {
      ObjectNode note = Hosted.JSON.createObjectNode();
      note.put("function", target.function().id());
      note.put("bucket", bucket);
      note.put("key", key);
      note.put("event", event);
      note.put("time", Instant.now().toString());
      Path file = folder.resolve(UUID.randomUUID() + ".json");
      DataFolder.write(file, note.toString());
      files.add(file);
    }
    return new Outcome() {
      @Override
      public void stored() {
        for (int i = 0; i < files.size(); i++) {
          Target target = receivers.get(i);
          schedule(target.function(), target.source().retries(), files.get(i), 0, Duration.ZERO);
        }
      }

      @Override
      public void failed() {
        files.forEach(BucketEvents::forget);
      }
    };
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The task logs its own failures.
  private void schedule(Function function, int retries, Path file, int tried, Duration after) {
    ScheduledExecutorService thread = threads.get(function.id());
    if (thread == null) {
      return; // Delivered at the next start.
    }
    try {
      thread.schedule(
          () -> deliver(function, retries, file, tried), after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The portal is closing: delivered at the next start.
    }
  }

  private void deliver(Function function, int retries, Path file, int tried) {
    try {
      byte[] event = event(Hosted.JSON.readTree(file.toFile()));
      if (event == null) {
        forget(file);
        return;
      }
      RuntimeApi.Result result =
          invoke.invoke(function.id(), event, Duration.ofSeconds(function.timeoutSeconds()));
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      if (result.outcome() == RuntimeApi.Outcome.RESPONSE) {
        forget(file);
      } else if (tried >= retries) {
        log.println(
            function.id()
                + " failed too often; its object event is given up: "
                + Files.readString(file, UTF_8));
        forget(file);
      } else {
        log.println(
            function.id()
                + " failed on an object event, which is delivered again: "
                + result.outcome()
                + " "
                + result.text());
        schedule(function, retries, file, tried + 1, pause.multipliedBy(1L << tried));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      log.println(function.id() + " cannot receive an object event: " + e);
    }
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the event as S3 writes it, or null if the object is missing. */
  private byte @Nullable [] event(JsonNode note) {
    S3Server server = buckets;
    String bucket = note.path("bucket").asText();
    String key = note.path("key").asText();
    if (server == null) {
      return null;
    }
    HeadObjectResponse object;
    try {
      object = server.client().headObject(head -> head.bucket(bucket).key(key));
    } catch (NoSuchKeyException e) {
      return null;
    }
    ObjectNode event = Hosted.JSON.createObjectNode();
    ObjectNode record = event.putArray("Records").addObject();
    record.put("eventVersion", "2.1");
    record.put("eventSource", "aws:s3");
    record.put("awsRegion", Hosted.REGION);
    record.put("eventTime", note.path("time").asText());
    record.put("eventName", note.path("event").asText().replaceFirst("^s3:", ""));
    record.putObject("userIdentity").put("principalId", "AWS:LOCAL");
    record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    ObjectNode answered = record.putObject("responseElements");
    answered.put("x-amz-request-id", UUID.randomUUID().toString());
    answered.put("x-amz-id-2", "local");
    ObjectNode s3 = record.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.put("configurationId", note.path("function").asText());
    ObjectNode in = s3.putObject("bucket");
    in.put("name", bucket);
    in.putObject("ownerIdentity").put("principalId", "LOCAL");
    in.put("arn", "arn:aws:s3:::" + bucket);
    ObjectNode of = s3.putObject("object");
    of.put("key", URLEncoder.encode(key, UTF_8).replace("%2F", "/"));
    of.put("size", object.contentLength());
    of.put("eTag", object.eTag().replace("\"", ""));
    of.put("sequencer", "%016X".formatted(System.nanoTime()));
    return event.toString().getBytes(UTF_8);
  }

  @Override
  public void close() {
    threads.values().forEach(ScheduledExecutorService::shutdownNow);
  }
}
