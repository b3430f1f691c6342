package bantin.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogLineTest {
  private static final Instant TIME = Instant.parse("2026-11-23T03:00:00.123456Z");

  private final List<String> written = new ArrayList<>();

  @Test
  void holdsTimeLevelAndFields() throws JsonProcessingException {
    JsonNode line =
        json(
            new LogLine(LogLevel.WARN, TIME)
                .with("message", "Một \"dòng\"\n\\ đỏ")
                .with("sessions", 12)
                .with("repaired", true));

    assertThat(line.path("timestamp").asText()).isEqualTo("2026-11-23T03:00:00.123Z");
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("message").asText()).isEqualTo("Một \"dòng\"\n\\ đỏ");
    assertThat(line.path("sessions").isIntegralNumber()).isTrue();
    assertThat(line.path("sessions").asInt()).isEqualTo(12);
    assertThat(line.path("repaired").isBoolean()).isTrue();
    assertThat(line.has("_aws")).isFalse();
  }

  @Test
  void holdsAMetricInTheEmbeddedFormat() throws JsonProcessingException {
    JsonNode line =
        json(new LogLine(LogLevel.INFO, TIME).count("PoisonRecords", 3, "FunctionName", "f"));

    JsonNode metrics = line.at("/_aws/CloudWatchMetrics/0");
    assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(TIME.toEpochMilli());
    assertThat(metrics.path("Namespace").asText()).isEqualTo("BanTin");
    assertThat(metrics.at("/Dimensions/0/0").asText()).isEqualTo("FunctionName");
    assertThat(metrics.at("/Metrics/0/Name").asText()).isEqualTo("PoisonRecords");
    assertThat(metrics.at("/Metrics/0/Unit").asText()).isEqualTo("Count");
    assertThat(line.path("FunctionName").asText()).isEqualTo("f");
    assertThat(line.path("PoisonRecords").asInt()).isEqualTo(3);
  }

  @Test
  void holdsTheCauseInEachLineOfLevelError() throws JsonProcessingException {
    JsonNode words = json(LogLine.error("Tally x refuses"));
    JsonNode stack = json(LogLine.error(new IllegalStateException("slow")));

    assertThat(words.path("level").asText()).isEqualTo("ERROR");
    assertThat(words.path("error").asText()).isEqualTo("Tally x refuses");
    assertThat(stack.path("level").asText()).isEqualTo("ERROR");
    assertThat(stack.path("error").asText())
        .startsWith("java.lang.IllegalStateException: slow\n\tat bantin.log.LogLineTest");
  }

  @Test
  void startsLinesOfEachLevel() {
    assertThat(LogLine.info("Primed").toString())
        .contains("\"level\":\"INFO\"", "\"message\":\"Primed\"");
    assertThat(LogLine.warn("Skipped").with("error", new IllegalStateException("x")).toString())
        .contains("\"level\":\"WARN\"", "\"message\":\"Skipped\"", "IllegalStateException: x");
  }

  @Test
  void reachesTheLoggerAsBytesOfOneLineWithItsLevel() {
    LogLine line = new LogLine(LogLevel.ERROR, TIME).with("error", "a\nb");

    line.write(context());

    assertThat(written).containsExactly("ERROR " + line + "\n");
    assertThat(line.toString()).doesNotContain("\n");
  }

  private Context context() {
    LambdaLogger log =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            throw new AssertionError("Lambda would wrap " + message);
          }

          @Override
          public void log(byte[] message) {
            throw new AssertionError("without its level");
          }

          @Override
          public void log(byte[] message, LogLevel level) {
            written.add(level + " " + new String(message, UTF_8));
          }
        };
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> log);
  }

  private static JsonNode json(LogLine line) throws JsonProcessingException {
    return new ObjectMapper().readTree(line.toString());
  }
}
