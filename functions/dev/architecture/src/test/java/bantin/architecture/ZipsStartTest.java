package bantin.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.DynamoDbServer;
import bantin.engines.Function;
import bantin.engines.Policies;
import bantin.engines.S3Server;
import bantin.engines.Schedule;
import bantin.engines.Tables;
import bantin.engines.UserPool;
import bantin.engines.UserPoolServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Functions started from their zips by AWS's own runtime client are primed for a snapshot and
 * answer their events. {@code -Pnightly} also starts each without a snapshot.
 */
final class ZipsStartTest {
  /** Status of each event's answer in a portal without published articles. */
  private static final Map<String, Integer> STATUSES =
      Map.ofEntries(
          entry("list-articles", 200),
          entry("show-article", 404),
          entry("count-hit", 200),
          entry("show-visits", 200),
          entry("report-visits", 200),
          entry("manage-people", 200),
          entry("edit-articles", 201),
          entry("take-uploads", 201),
          entry("import-files", 404),
          entry("serve-photos", 404),
          entry("serve-assets", 200),
          entry("export-archive", 200),
          // An archive needs an empty portal, and edit-articles has written a draft by then.
          entry("import-archive", 409));

  /** Table in which an event leaves an item. */
  private static final Map<String, String> WRITTEN =
      Map.of(
          "count-hit", "Visits",
          "tally-hits", "Tallies",
          "recount-visits", "Recounts",
          "edit-articles", "Newsroom",
          "take-uploads", "Newsroom");

  private static final Set<String> PAGES = Set.of("list-articles", "show-article");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static @Nullable DynamoDbServer server;
  private static @Nullable S3Server buckets;
  private static @Nullable Tables tables;
  private static @Nullable UserPoolServer people;

  @TempDir private Path folder = Path.of("");

  static Set<String> verbs() {
    return House.verbs();
  }

  @BeforeAll
  static void startDynamoDb() throws IOException {
    Packaged.orSkip();
    buckets = S3Server.inMemory();
    server = DynamoDbServer.inMemory(Policies.of(House.template()));
    UserPool pool = UserPool.inMemory(House.template(), InstantSource.system(), mail -> {});
    people = UserPoolServer.of(pool, Policies.of(House.template()));
    tables = Tables.keepingAt(server.endpoint(), House.template()); // The events have a fixed date.
  }

  @AfterAll
  static void stopDynamoDb() {
    if (tables != null) {
      tables.close();
    }
    if (buckets != null) {
      buckets.close();
    }
    if (people != null) {
      people.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void isPrimedWithoutWritingAndAnswersItsEvent(String verb)
      throws IOException, InterruptedException {
    Function function = House.function(verb);
    Map<String, List<Map<String, AttributeValue>>> before = items();
    try (LambdaProcess process =
        LambdaProcess.snapStarted(
            function,
            requireNonNull(server).endpoint(),
            requireNonNull(buckets),
            requireNonNull(people).endpoint(),
            folder)) {
      process.awaitReady();
      assertThat(line(process, "message", "Primed for the snapshot").path("level").asText())
          .as("level of a line at the priming")
          .isEqualTo("INFO");
      assertThat(process.output()).doesNotContain("Not primed");
      assertThat(items()).isEqualTo(before);
      assertAnswers(verb, function, process);
    }
  }

  @Test
  void logsMetricsAndFailuresWhereAlarmsFindThem() throws IOException, InterruptedException {
    byte[] recorded = Files.readAllBytes(House.event("tally-hits"));
    ObjectNode event = (ObjectNode) JSON.readTree(recorded);
    ((ObjectNode) event.at("/Records/0/dynamodb/NewImage/seen")).removeAll().put("S", "soon");
    try (LambdaProcess process =
        new LambdaProcess(
            House.function("tally-hits"),
            requireNonNull(server).endpoint(),
            requireNonNull(buckets),
            requireNonNull(people).endpoint(),
            folder)) {
      process.answer(JSON.writeValueAsBytes(event));
      process.fail("[]".getBytes(UTF_8));
      // The runtime writes the line about a crash before it takes the next event.
      process.answer(recorded);

      JsonNode poison = line(process, "PoisonRecords", "1");
      assertThat(poison.at("/_aws/CloudWatchMetrics/0/Metrics/0/Name").asText())
          .isEqualTo("PoisonRecords");
      assertThat(poison.path("level").asText()).isEqualTo("ERROR");
      assertThat(poison.path("error").asText()).contains("is set aside");

      // Lambda's own line about a crash has the same level. The filters tell it by this field.
      List<JsonNode> errors =
          lines(process).filter(line -> line.path("level").asText().equals("ERROR")).toList();
      assertThat(errors).as("lines of level ERROR in %s", process.output()).hasSize(2);
      assertThat(errors.get(1).has("error")).as("%s has a cause", errors.get(1)).isFalse();
    }
  }

  /** Reads the log's lines that are JSON objects. Java and native code write others. */
  private static Stream<JsonNode> lines(LambdaProcess process) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : process.output().lines().toList()) {
      if (line.startsWith("{")) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines.stream();
  }

  private static JsonNode line(LambdaProcess process, String field, String value)
      throws IOException {
    return lines(process)
        .filter(line -> line.path(field).asText().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line with " + field + " " + value));
  }

  /**
   * Starts a function without a snapshot. Ordinary runs prove this start with the runner's own loop
   * instead.
   */
  @EnabledIfSystemProperty(
      named = "nightly",
      matches = "true",
      disabledReason = "only with -Pnightly")
  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void answersItsEventUnprimed(String verb) throws IOException, InterruptedException {
    Function function = House.function(verb);
    try (LambdaProcess process =
        new LambdaProcess(
            function,
            requireNonNull(server).endpoint(),
            requireNonNull(buckets),
            requireNonNull(people).endpoint(),
            folder)) {
      assertAnswers(verb, function, process);
    }
  }

  private static void assertAnswers(String verb, Function function, LambdaProcess process)
      throws IOException, InterruptedException {
    JsonNode answer = JSON.readTree(process.answer(Files.readAllBytes(House.event(verb))));
    if (function.routes().isEmpty()) {
      assertThat(answer.path("batchItemFailures")).as("%s", answer).isEmpty();
    } else {
      assertThat(STATUSES).as("status that answers events/%s.json", verb).containsKey(verb);
      assertThat(answer.path("statusCode").asInt())
          .as("%s; the function logged: %s", answer, process.output())
          .isEqualTo(STATUSES.get(verb));
      if (PAGES.contains(verb)) {
        assertThat(body(answer)).contains("<html lang=\"vi\"", "Bản Tin");
      }
    }
    String table = WRITTEN.get(verb);
    if (table != null) {
      assertThat(items().get(table)).as("items in %s", table).isNotEmpty();
    }
    // The daily event that keeps the snapshot is no failure.
    for (Schedule daily : function.schedules()) {
      process.answer(daily.input().getBytes(UTF_8));
    }
    assertThat(process.output()).doesNotContain("ERROR", "Exception", "WARNING");
  }

  /** Reads all items by table. */
  private static Map<String, List<Map<String, AttributeValue>>> items() {
    Tables all = requireNonNull(tables);
    Map<String, List<Map<String, AttributeValue>>> items = new TreeMap<>();
    for (String table : House.template().tables()) {
      items.put(table, all.client().scan(scan -> scan.tableName(all.name(table))).items());
    }
    return items;
  }

  /** Decodes an answer's body as a browser does. */
  private static String body(JsonNode answer) throws IOException {
    String body = answer.path("body").asText();
    if (!answer.path("isBase64Encoded").asBoolean()) {
      return body;
    }
    byte[] bytes = Base64.getDecoder().decode(body);
    if (!answer.path("headers").path("Content-Encoding").asText().equals("gzip")) {
      return new String(bytes, UTF_8);
    }
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(plain.readAllBytes(), UTF_8);
    }
  }
}
