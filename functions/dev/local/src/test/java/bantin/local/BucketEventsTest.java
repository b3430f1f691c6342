package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Function;
import bantin.engines.S3Server;
import bantin.engines.Template;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Checks that a stored object reaches its functions, also over failures and restarts. */
final class BucketEventsTest {
  private static final RuntimeApi.Result DONE =
      new RuntimeApi.Result(RuntimeApi.Outcome.RESPONSE, new byte[0]);
  private static final RuntimeApi.Result FAILED =
      new RuntimeApi.Result(RuntimeApi.Outcome.ERROR, "{}".getBytes(UTF_8));

  @TempDir private Path data = Path.of("");
  private final Template template =
      Running.template().with(Map.of("Pool.ProviderURL", "http://127.0.0.1/", "Client", "desk"));
  private final List<Function> functions = template.functions();
  private final List<String> delivered = new CopyOnWriteArrayList<>();

  /** Time of each delivered event. One object may have several: the client repeats requests. */
  private final List<String> times = new CopyOnWriteArrayList<>();

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @Test
  void deliversEventsOfDeclaredPrefixOnce() throws IOException {
    try (BucketEvents events = events((id, event, timeout) -> note(event, DONE));
        S3Server server = server(events)) {
      events.start(server, functions);
      put(server, "elsewhere/a");
      put(server, "uploads/ảnh số 1.jpg");
      Running.await("the event", () -> left() == 0);
      assertThat(times).doesNotHaveDuplicates();
      assertThat(Set.copyOf(delivered))
          .containsExactly("ObjectCreated:Put shelf uploads/%E1%BA%A3nh+s%E1%BB%91+1.jpg 3");
    }
  }

  @Test
  void repeatsFailedEventAsOftenAsDeclared() throws IOException {
    try (BucketEvents events = events((id, event, timeout) -> note(event, FAILED));
        S3Server server = server(events)) {
      events.start(server, functions);
      put(server, "uploads/a");
      Running.await("giving up", () -> left() == 0);
      assertThat(times)
          .isNotEmpty()
          .allSatisfy(time -> assertThat(Collections.frequency(times, time)).isEqualTo(2));
      assertThat(log.toString(UTF_8)).contains("given up", "uploads/a");
    }
  }

  @Test
  void deliversPendingEventsAfterRestart() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (BucketEvents events =
            events(
                (id, event, timeout) -> {
                  begun.countDown();
                  new CountDownLatch(1).await();
                  return DONE;
                });
        S3Server server = server(events)) {
      events.start(server, functions);
      put(server, "uploads/a");
      put(server, "uploads/b");
      begun.await();
    }
    assertThat(left()).isGreaterThanOrEqualTo(2);
    try (BucketEvents events = events((id, event, timeout) -> note(event, DONE));
        S3Server server = server(events)) {
      events.start(server, functions);
      Running.await("both events", () -> left() == 0);
    }
    assertThat(Set.copyOf(delivered))
        .containsExactlyInAnyOrder(
            "ObjectCreated:Put shelf uploads/a 3", "ObjectCreated:Put shelf uploads/b 3");
  }

  /** Simulates an end between the note and the object. */
  @Test
  void dropsEventOfObjectThatWasNeverStored() throws IOException {
    try (BucketEvents events = events((id, event, timeout) -> note(event, DONE));
        S3Server server = server(events)) {
      assertThat(server.name("Shelf")).isEqualTo("shelf");
      events.expect("shelf", "uploads/never", "s3:ObjectCreated:Put");
    }
    try (BucketEvents events = events((id, event, timeout) -> note(event, DONE));
        S3Server server = server(events)) {
      events.start(server, functions);
      Running.await("the note to go", () -> left() == 0);
      assertThat(delivered).isEmpty();
    }
  }

  @Test
  void givesFunctionItsBucketAndMemory() throws Exception {
    try (Running running = new Running(data)) {
      assertThat(running.portal).isNotNull();
    }
    // Stored while the portal is down, delivered after its next start.
    try (BucketEvents events = events((id, event, timeout) -> note(event, DONE));
        S3Server server = server(events)) {
      put(server, "uploads/a");
    }
    try (Running again = new Running(data);
        S3Server server = S3Server.in(data.resolve("photos"), template, S3Server.Watch.NONE)) {
      assertThat(again.portal).isNotNull();
      Running.await("the function's note", () -> !keys(server).isEmpty());
      String note =
          server
              .client()
              .getObjectAsBytes(get -> get.bucket("shelf").key(keys(server).get(0)))
              .asUtf8String();
      assertThat(note).startsWith("ObjectCreated:Put 3 ");
      assertThat(Integer.parseInt(note.split(" ")[2])).isGreaterThan(1400);
    }
  }

  private static List<String> keys(S3Server server) {
    return server
        .client()
        .listObjectsV2(list -> list.bucket("shelf").prefix("told/"))
        .contents()
        .stream()
        .map(object -> object.key())
        .toList();
  }

  private BucketEvents events(BucketEvents.Invoke invoke) throws IOException {
    BucketEvents events =
        new BucketEvents(
            data.resolve("bucket-events"),
            template,
            invoke,
            Duration.ofMillis(20),
            new PrintStream(log, true, UTF_8));
    events.watch(functions);
    return events;
  }

  private S3Server server(BucketEvents events) throws IOException {
    return S3Server.in(data.resolve("photos"), template, events);
  }

  private static void put(S3Server server, String key) {
    server
        .client()
        .putObject(
            put -> put.bucket("shelf").key(key), RequestBody.fromBytes(new byte[] {1, 2, 3}));
  }

  private RuntimeApi.Result note(byte[] event, RuntimeApi.Result result) {
    try {
      JsonNode record = Hosted.JSON.readTree(event).path("Records").path(0);
      JsonNode s3 = record.path("s3");
      times.add(record.path("eventTime").asText());
      delivered.add(
          record.path("eventName").asText()
              + " "
              + s3.path("bucket").path("name").asText()
              + " "
              + s3.path("object").path("key").asText()
              + " "
              + s3.path("object").path("size").asLong());
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long left() {
    try (Stream<Path> files = Files.list(data.resolve("bucket-events"))) {
      return files.filter(file -> file.toString().endsWith(".json")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
