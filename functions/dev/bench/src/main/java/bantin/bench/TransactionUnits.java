package bantin.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Write units of a transaction by AWS's rules. Each KB of an item takes two, and an index that
 * holds the item takes one or two. DynamoDB Local reports the units of one item only, whatever the
 * number of items.
 *
 * <p>The rules are in AWS's pages "Read and write capacity mode" and "Using Global Secondary
 * Indexes".
 */
final class TransactionUnits {
  private static final double KILOBYTE = 1024;

  /** Units for each KB of an item: one to prepare the write, one to commit it. */
  private static final int PER_ITEM = 2;

  private static final Map<String, TableDescription> TABLES = new ConcurrentHashMap<>();

  private final DynamoDbClient db;
  private final List<Target> targets = new ArrayList<>();
  private final List<Map<String, AttributeValue>> before;

  private record Target(
      TableDescription table,
      Map<String, AttributeValue> key,
      @Nullable Map<String, AttributeValue> put) {}

  /**
   * Reads the items as they are before the transaction.
   *
   * @param db client whose calls are not measured
   */
  TransactionUnits(DynamoDbClient db, TransactWriteItemsRequest transaction) {
    this.db = db;
    for (TransactWriteItem item : transaction.transactItems()) {
      if (item.put() != null) {
        add(item.put().tableName(), item.put().item(), item.put().item());
      } else if (item.update() != null) {
        add(item.update().tableName(), item.update().key(), null);
      } else if (item.delete() != null) {
        add(item.delete().tableName(), item.delete().key(), null);
      } else {
        add(item.conditionCheck().tableName(), item.conditionCheck().key(), null);
      }
    }
    before = items();
  }

  private void add(
      String name, Map<String, AttributeValue> keyed, @Nullable Map<String, AttributeValue> put) {
    TableDescription table =
        TABLES.computeIfAbsent(
            name, tableName -> db.describeTable(describe -> describe.tableName(tableName)).table());
    Map<String, AttributeValue> key = parts(keyed, table.keySchema());
    targets.add(new Target(table, key, put));
  }

  /** Reads the items in the order of the targets, an empty map for a missing one. */
  private List<Map<String, AttributeValue>> items() {
    List<TransactGetItem> gets =
        targets.stream().map(target -> get(target.table().tableName(), target.key())).toList();
    return db.transactGetItems(read -> read.transactItems(gets)).responses().stream()
        .map(ItemResponse::item)
        .toList();
  }

  private static TransactGetItem get(String table, Map<String, AttributeValue> key) {
    return TransactGetItem.builder().get(get -> get.tableName(table).key(key)).build();
  }

  /** Returns the units, once the transaction has been written. */
  double afterwards() {
    List<Map<String, AttributeValue>> written = items();
    double units = 0;
    for (int number = 0; number < targets.size(); number++) {
      Target target = targets.get(number);
      Map<String, AttributeValue> old = before.get(number);
      Map<String, AttributeValue> after = target.put() == null ? written.get(number) : target.put();
      int bytes = Math.max(bytes(old), bytes(after));
      units += PER_ITEM * Math.max(1, Math.ceil(bytes / KILOBYTE));
      if (target.table().hasGlobalSecondaryIndexes()) {
        for (var index : target.table().globalSecondaryIndexes()) {
          units += inIndex(index.keySchema(), old, after);
        }
      }
    }
    return units;
  }

  /** Units of an index: one to remove the item from its place, one to put it. */
  private static int inIndex(
      List<KeySchemaElement> keys,
      Map<String, AttributeValue> before,
      Map<String, AttributeValue> after) {
    Map<String, AttributeValue> from = parts(before, keys);
    Map<String, AttributeValue> to = parts(after, keys);
    boolean wasThere = from.size() == keys.size();
    boolean isThere = to.size() == keys.size();
    if (wasThere && isThere && from.equals(to)) {
      return before.equals(after) ? 0 : 1;
    }
    return (wasThere ? 1 : 0) + (isThere ? 1 : 0);
  }

  private static Map<String, AttributeValue> parts(
      Map<String, AttributeValue> item, List<KeySchemaElement> keys) {
    Map<String, AttributeValue> parts = new HashMap<>();
    for (KeySchemaElement key : keys) {
      AttributeValue value = item.get(key.attributeName());
      if (value != null) {
        parts.put(key.attributeName(), value);
      }
    }
    return parts;
  }

  private static int bytes(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
        .sum();
  }

  /** Bytes of a value as DynamoDB counts them; a number takes about a byte for two digits. */
  private static int bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> bytes(value.s());
      case N -> value.n().length() / 2 + 2;
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().stream().mapToInt(TransactionUnits::bytes).sum();
      case NS -> value.ns().stream().mapToInt(number -> number.length() / 2 + 2).sum();
      case L -> 3 + value.l().stream().mapToInt(element -> 1 + bytes(element)).sum();
      case M -> 3 + value.m().size() + bytes(value.m());
      default -> 1;
    };
  }

  private static int bytes(String text) {
    return Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8).length;
  }
}
