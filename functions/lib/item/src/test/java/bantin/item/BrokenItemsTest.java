package bantin.item;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class BrokenItemsTest {
  private static final Set<String> KEYS = Set.of("sort", "key");

  private final List<String> log = new ArrayList<>();
  private final BrokenItems guard = new BrokenItems("Things", log::add);

  @Test
  void passesOnItemsThatCanBeRead() {
    Map<String, AttributeValue> item = Map.of("key", fromS("k"), "title", fromS("Lúa"));

    assertThat(title(item)).isEqualTo("Lúa");
    assertThat(log).isEmpty();
  }

  @Test
  void skipsABrokenItemAndLogsItsKeyWithAMetric() throws Exception {
    Map<String, AttributeValue> item = Map.of("key", fromS("a\"b"), "sort", fromS("s"));

    assertThat(title(item)).isNull();

    assertThat(log).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(log.getFirst());
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("item").asText()).isEqualTo("a\"b s");
    assertThat(line.path("error").asText()).isEqualTo("title: it is missing");
    assertThat(line.path("Table").asText()).isEqualTo("Things");
    assertThat(line.path("BrokenItems").asInt()).isEqualTo(1);
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics/0/Name").asText())
        .isEqualTo("BrokenItems");
  }

  @Test
  void logsAQuestionMarkForAKeyThatIsMissingOrNoText() {
    Map<String, AttributeValue> item = Map.of("sort", fromN("1"));

    assertThat(title(item)).isNull();

    assertThat(log).singleElement().asString().contains("\"item\":\"? ?\"");
  }

  @Test
  void logsEachBrokenItemOnce() {
    guard.note("a", "why");
    guard.note("b", "why");
    guard.note("a", "why");

    assertThat(log).hasSize(2);
  }

  @Test
  void stopsLoggingAfterOneThousandItems() {
    for (int i = 0; i < 1001; i++) {
      guard.note("item " + i, "why");
    }

    assertThat(log).hasSize(1000);
  }

  private @Nullable String title(Map<String, AttributeValue> item) {
    return guard.read(item, KEYS, thing -> ItemReader.of(thing).text("title"));
  }
}
