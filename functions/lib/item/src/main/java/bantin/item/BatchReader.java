package bantin.item;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads items of one table by their keys with BatchGetItem. DynamoDB leaves keys unprocessed if the
 * table is busy or the answer would exceed 16 MB. The reader asks for such keys again after a
 * pause.
 */
public final class BatchReader {
  /** DynamoDB's limit of keys in one BatchGetItem. */
  private static final int MAX_KEYS = 100;

  /** Number of tries in a row without any item after which the read fails. */
  private static final int MAX_TRIES = 8;

  private final DynamoDbClient db;
  private final String table;
  private final Pause pause;

  public BatchReader(DynamoDbClient db, String table) {
    this(db, table, Pause.JITTER);
  }

  /**
   * @param pause waits before keys are asked for again
   */
  public BatchReader(DynamoDbClient db, String table, Pause pause) {
    this.db = db;
    this.table = table;
    this.pause = pause;
  }

  /**
   * Reads the items, eventually consistent and in any order. Keys without an item are left out.
   *
   * @param keys keys without repetition
   * @throws SdkException where the table fails, or stays busy through all tries
   */
  public List<Map<String, AttributeValue>> read(Collection<Map<String, AttributeValue>> keys) {
    return read(keys, false);
  }

  /** Reads the items as they are at this moment; otherwise like {@link #read}. */
  public List<Map<String, AttributeValue>> readConsistently(
      Collection<Map<String, AttributeValue>> keys) {
    return read(keys, true);
  }

  private List<Map<String, AttributeValue>> read(
      Collection<Map<String, AttributeValue>> keys, boolean consistently) {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<Map<String, AttributeValue>> all = List.copyOf(keys);
    if (all.size() <= MAX_KEYS) {
      return batch(all, consistently);
    }
    List<Supplier<List<Map<String, AttributeValue>>>> batches = new ArrayList<>();
    try (ParallelReads reads = new ParallelReads()) {
      for (int from = 0; from < all.size(); from += MAX_KEYS) {
        var some = all.subList(from, Math.min(all.size(), from + MAX_KEYS));
        batches.add(reads.start(() -> batch(some, consistently)));
      }
    }
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    batches.forEach(batch -> items.addAll(batch.get()));
    return items;
  }

  private List<Map<String, AttributeValue>> batch(
      List<Map<String, AttributeValue>> keys, boolean consistently) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    List<Map<String, AttributeValue>> wanted = keys;
    int tries = 0;
    while (true) {
      KeysAndAttributes asked =
          KeysAndAttributes.builder().keys(wanted).consistentRead(consistently).build();
      BatchGetItemResponse response =
          db.batchGetItem(get -> get.requestItems(Map.of(table, asked)));
      items.addAll(response.responses().getOrDefault(table, List.of()));
      KeysAndAttributes left = response.unprocessedKeys().get(table);
      if (left == null || left.keys().isEmpty()) {
        return items;
      }
      tries = left.keys().size() < wanted.size() ? 0 : tries + 1;
      if (tries == MAX_TRIES) {
        throw SdkClientException.create(
            table + " is busy: " + left.keys().size() + " keys stay unread after many tries");
      }
      wanted = left.keys();
      pause.before(tries);
    }
  }
}
