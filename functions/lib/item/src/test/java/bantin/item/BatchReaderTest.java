package bantin.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class BatchReaderTest {
  private final BusyTable table = new BusyTable();
  private final List<Integer> pauses = Collections.synchronizedList(new ArrayList<>());
  private final BatchReader reader = new BatchReader(table, "Things", pauses::add);

  @Test
  void asksAgainForUnprocessedKeysAfterAPause() {
    table.limit = 40;

    assertThat(reader.read(keys(100))).hasSameElementsAs(keys(100)).hasSize(100);

    assertThat(table.asked).containsExactly(100, 60, 20);
    assertThat(pauses).as("a try that brought items begins the count anew").containsExactly(0, 0);
  }

  @Test
  void pausesLongerWhileATableBringsNothing() {
    table.refusals = 3;

    assertThat(reader.read(keys(2))).hasSize(2);

    assertThat(pauses).containsExactly(1, 2, 3);
  }

  @Test
  void givesUpOnATableThatStaysBusy() {
    table.refusals = Integer.MAX_VALUE;

    assertThatThrownBy(() -> reader.read(keys(3)))
        .isInstanceOf(SdkClientException.class)
        .hasMessage("Things is busy: 3 keys stay unread after many tries");
    assertThat(pauses).hasSize(7);
  }

  @Test
  void readsManyKeysInBatchesOfOneHundred() {
    assertThat(reader.readConsistently(keys(1050))).hasSize(1050);

    assertThat(table.asked).hasSize(11).allMatch(size -> size <= 100);
    assertThat(table.consistent).as("consistent reads").isEqualTo(11);
    assertThat(pauses).isEmpty();
  }

  @Test
  void makesNoEmptyBatchOfAFullHundred() {
    assertThat(reader.read(keys(200))).hasSize(200);

    assertThat(table.asked).containsExactly(100, 100);
  }

  @Test
  void passesOnTheFailureOfAnyBatch() {
    table.failing = true;

    assertThatThrownBy(() -> reader.read(keys(150))).hasMessage("no table");
  }

  @Test
  void callsNothingWithoutKeys() {
    assertThat(reader.read(List.of())).isEmpty();
    assertThat(table.asked).isEmpty();
  }

  private static List<Map<String, AttributeValue>> keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> Map.of("key", AttributeValue.fromS("k" + number)))
        .toList();
  }

  /** Table in which each key is an item, and which leaves keys unprocessed as it is told. */
  private static final class BusyTable implements DynamoDbClient {
    private final List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
    private int limit = Integer.MAX_VALUE;
    private int refusals;
    private int consistent;
    private boolean failing;

    @Override
    public synchronized BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      if (failing) {
        throw new IllegalStateException("no table");
      }
      KeysAndAttributes wanted = Objects.requireNonNull(request.requestItems().get("Things"));
      consistent += Boolean.TRUE.equals(wanted.consistentRead()) ? 1 : 0;
      asked.add(wanted.keys().size());
      int taken = refusals-- > 0 ? 0 : Math.min(limit, wanted.keys().size());
      var left = wanted.keys().subList(taken, wanted.keys().size());
      return BatchGetItemResponse.builder()
          .responses(Map.of("Things", wanted.keys().subList(0, taken)))
          .unprocessedKeys(
              left.isEmpty()
                  ? Map.of()
                  : Map.of("Things", KeysAndAttributes.builder().keys(left).build()))
          .build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
