package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.StreamSource;
import bantin.engines.Tables;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class StreamPumpTest {
  @TempDir Path folder;
  private final Tables tables = Tables.inMemory(Running.template());
  private final List<JsonNode> accepted = new CopyOnWriteArrayList<>();
  private final List<JsonNode> refused = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private volatile Predicate<JsonNode> accepts = event -> true;
  private String stream = "";

  @BeforeEach
  void findStream() {
    stream = tables.stream("Facts");
  }

  @AfterEach
  void end() {
    tables.close();
  }

  @Test
  void deliversRecordsInOrderInBatchesOfDeclaredSize() throws IOException {
    put(0, 25);
    try (StreamPump pump = pump(source(10, 0, 60, true, -1))) {
      pump.start();
      await(25);
      put(25, 27);
      await(27);
    }
    assertThat(accepted)
        .allSatisfy(
            event ->
                assertThat(event.path("Records").size()) //
                    .isLessThanOrEqualTo(10));
    assertThat(facts(accepted)).isEqualTo(names(0, 27));
  }

  @Test
  void buildsEventOfTumblingWindow() throws IOException {
    long before = Instant.now().getEpochSecond();
    put(0, 1);
    tables
        .client()
        .updateItem(
            r ->
                r.tableName("Facts")
                    .key(Map.of("fact", AttributeValue.fromS("f0")))
                    .updateExpression("SET n = :n, s = :s, m = :m")
                    .expressionAttributeValues(
                        Map.of(
                            ":n", AttributeValue.fromN("1"),
                            ":s", AttributeValue.fromSs(List.of("a")),
                            ":m",
                                AttributeValue.fromM(Map.of("x", AttributeValue.fromBool(true))))));
    try (StreamPump pump = pump(source(10, 0, 60, true, -1))) {
      pump.start();
      await(2);
    }
    JsonNode event = accepted.get(0);
    assertThat(event.path("shardId").asText()).startsWith("shardId-");
    assertThat(event.path("eventSourceARN").asText()).isEqualTo(stream);
    assertThat(event.path("isFinalInvokeForWindow").asBoolean()).isFalse();
    assertThat(event.path("isWindowTerminatedEarly").isBoolean()).isTrue();
    assertThat(event.path("state").isObject()).isTrue();
    Instant start = Instant.parse(event.path("window").path("start").asText());
    Instant finish = Instant.parse(event.path("window").path("end").asText());
    assertThat(Duration.between(start, finish)).isEqualTo(Duration.ofSeconds(60));
    assertThat(start.getEpochSecond() % 60).isZero();
    JsonNode first = event.path("Records").path(0);
    assertThat(first.path("eventName").asText()).isEqualTo("INSERT");
    assertThat(first.path("eventSource").asText()).isEqualTo("aws:dynamodb");
    assertThat(first.path("eventID").asText()).isNotEmpty();
    assertThat(first.path("dynamodb").path("Keys").toString())
        .isEqualTo("{\"fact\":{\"S\":\"f0\"}}");
    assertThat(first.path("dynamodb").path("SequenceNumber").asText()).isNotEmpty();
    assertThat(first.path("dynamodb").path("StreamViewType").asText())
        .isEqualTo("NEW_AND_OLD_IMAGES");
    assertThat(first.path("dynamodb").path("ApproximateCreationDateTime").asLong())
        // DynamoDB Local rounds this time to the minute.
        .isBetween(before - 60, Instant.now().getEpochSecond());
    assertThat(first.path("dynamodb").has("OldImage")).isFalse();
    List<JsonNode> records = records(accepted);
    JsonNode second = records.get(1).path("dynamodb");
    assertThat(second.path("OldImage").toString()).isEqualTo("{\"fact\":{\"S\":\"f0\"}}");
    assertThat(second.path("NewImage").path("n").toString()).isEqualTo("{\"N\":\"1\"}");
    assertThat(second.path("NewImage").path("s").toString()).isEqualTo("{\"SS\":[\"a\"]}");
    assertThat(second.path("NewImage").path("m").toString())
        .isEqualTo("{\"M\":{\"x\":{\"BOOL\":true}}}");
  }

  @Test
  void endsWindowWithFinalInvocationAndState() throws IOException {
    try (StreamPump pump = pump(source(10, 0, 1, true, -1))) {
      pump.start();
      put(0, 1);
      Running.await(
          "the end of the window",
          () -> accepted.stream().anyMatch(e -> e.path("isFinalInvokeForWindow").asBoolean()));
    }
    JsonNode last = accepted.get(accepted.size() - 1);
    assertThat(last.path("Records").size()).isZero();
    assertThat(last.path("state").toString()).isEqualTo("{\"calls\":1}");
    assertThat(last.path("window")).isEqualTo(accepted.get(0).path("window"));
  }

  @Test
  void repeatsFailedBatchBeforeLaterRecords() throws IOException {
    accepts = event -> refused.size() >= 3;
    put(0, 5);
    try (StreamPump pump = pump(source(2, 0, 60, false, -1))) {
      pump.start();
      await(5);
    }
    assertThat(refused).hasSize(3).allSatisfy(e -> assertThat(facts(List.of(e))).contains("f0"));
    assertThat(facts(accepted)).isEqualTo(names(0, 5));
    assertThat(log.toString(UTF_8)).contains("Sink failed on 2 records");
  }

  @Test
  void halvesFailingBatchDownToPoison() throws IOException {
    accepts = event -> refused.size() > 5 || !facts(List.of(event)).contains("f5");
    put(0, 8);
    try (StreamPump pump = pump(source(8, 1, 60, true, -1))) {
      pump.start();
      await(8);
    }
    assertThat(facts(accepted)).isEqualTo(names(0, 8));
    assertThat(refused.stream().map(e -> e.path("Records").size()).toList()).startsWith(8, 4, 2, 1);
  }

  @Test
  void stopsAfterDeclaredRetries() throws IOException {
    accepts = event -> !facts(List.of(event)).contains("f0");
    put(0, 2);
    try (StreamPump pump = pump(source(1, 0, 60, false, 2))) {
      pump.start();
      await(1);
    }
    assertThat(refused).hasSize(3);
    assertThat(facts(accepted)).containsExactly("f1");
  }

  @Test
  void continuesAtKeptPosition() throws IOException {
    put(0, 4);
    try (StreamPump pump = pump(source(10, 0, 60, true, -1))) {
      pump.start();
      await(4);
      Running.await("the position", () -> positions().of(shard()) != null);
    }
    put(4, 6);
    try (StreamPump pump = pump(source(10, 0, 60, true, -1))) {
      pump.start();
      await(6);
    }
    assertThat(facts(accepted)).isEqualTo(names(0, 6));
  }

  @Test
  void repeatsUnacknowledgedBatchAfterRestart() throws IOException {
    accepts = event -> false;
    put(0, 4);
    try (StreamPump pump = pump(source(10, 0, 60, true, -1))) {
      pump.start();
      Running.await("a failure", () -> !refused.isEmpty());
    }
    accepts = event -> true;
    try (StreamPump pump = pump(source(10, 0, 60, true, -1))) {
      pump.start();
      await(4);
    }
    assertThat(facts(accepted)).isEqualTo(names(0, 4));
  }

  @Test
  void forgetsPositionsOfAnotherStream() throws IOException {
    put(0, 2);
    try (StreamPump pump = pump(source(10, 0, 60, true, -1))) {
      pump.start();
      await(2);
    }
    tables.clear();
    stream = tables.stream("Facts");
    put(2, 3);
    try (StreamPump pump = pump(source(10, 0, 60, true, -1))) {
      pump.start();
      await(3);
    }
    assertThat(facts(accepted)).isEqualTo(names(0, 3));
  }

  private static StreamSource source(int batch, int wait, int window, boolean bisect, int retries) {
    return new StreamSource("Facts", "TRIM_HORIZON", batch, wait, window, bisect, retries);
  }

  private StreamPump pump(StreamSource source) throws IOException {
    return new StreamPump(
        source,
        stream,
        tables.streams(),
        "Sink",
        this::receive,
        positions(),
        new PrintStream(log, true, UTF_8));
  }

  private StreamPump.Positions positions() {
    try {
      return StreamPump.in(folder.resolve("positions.json"), stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String shard() {
    return tables
        .streams()
        .describeStream(r -> r.streamArn(stream))
        .streamDescription()
        .shards()
        .get(0)
        .shardId();
  }

  private RuntimeApi.Result receive(byte[] bytes, Duration timeout) {
    JsonNode event;
    try {
      event = Hosted.JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean ok = accepts.test(event);
    (ok ? accepted : refused).add(event);
    int calls = event.path("state").path("calls").asInt() + 1;
    return new RuntimeApi.Result(
        ok ? RuntimeApi.Outcome.RESPONSE : RuntimeApi.Outcome.ERROR,
        ("{\"state\":{\"calls\":" + calls + "}}").getBytes(UTF_8));
  }

  private void put(int from, int to) {
    for (String name : names(from, to)) {
      tables
          .client()
          .putItem(r -> r.tableName("Facts").item(Map.of("fact", AttributeValue.fromS(name))));
    }
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "f" + i).toList();
  }

  private void await(int records) {
    Running.await(records + " records", () -> records(accepted).size() >= records);
  }

  private static List<JsonNode> records(List<JsonNode> events) {
    List<JsonNode> records = new ArrayList<>();
    events.forEach(event -> event.path("Records").forEach(records::add));
    return records;
  }

  private static List<String> facts(List<JsonNode> events) {
    return records(events).stream()
        .map(r -> r.path("dynamodb").path("Keys").path("fact").path("S").asText())
        .toList();
  }
}
