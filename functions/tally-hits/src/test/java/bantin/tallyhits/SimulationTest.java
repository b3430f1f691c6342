package bantin.tallyhits;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Tables;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Folds random histories under every kind of failure, and compares the tallies with a plain count.
 * The message of a failed comparison names the seed of the history.
 *
 * <p>Each run folds 2,000 histories in memory and 60 in DynamoDB Local. {@code -Pnightly} folds
 * five times as many.
 */
class SimulationTest {
  private static final int TIMES = Boolean.getBoolean("nightly") ? 5 : 1;
  private static final int HISTORIES = 2000 * TIMES;
  private static final int LOCAL_HISTORIES = 60 * TIMES;

  @Test
  void matchesThePlainCount() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      History history = new History(seed);
      PlainTable table = new PlainTable();
      fold(history, table, seed, 8);
      assertThat(sums(table.items.values())).as("seed %d", seed).isEqualTo(history.expected);
    }
  }

  @Test
  void matchesThePlainCountInDynamoDbLocal() {
    try (Tables tables = Tables.inMemory()) {
      for (long seed = HISTORIES; seed < HISTORIES + LOCAL_HISTORIES; seed++) {
        History history = new History(seed);
        fold(history, tables.client(), seed, 6);
        var items = tables.client().scanPaginator(scan -> scan.tableName("Tallies")).items();
        List<Map<String, AttributeValue>> all = items.stream().toList();
        assertThat(sums(all)).as("seed %d", seed).isEqualTo(history.expected);
        for (Map<String, AttributeValue> item : all) {
          var key = Map.of("tally", AttributeValue.fromS(PlainTable.key(item)));
          tables.client().deleteItem(delete -> delete.tableName("Tallies").key(key));
        }
      }
    }
  }

  /** Plausible ways to fold that lose or repeat counts. */
  enum Broken {
    /** Writes the sums before the checkpoint; a death in between counts twice. */
    CHECKPOINT_AFTER,
    /** Reads a sum, adds to it and writes it back; the sum of a writer in between is lost. */
    READ_THEN_WRITE;

    DynamoDbClient engine(PlainTable table) {
      return this == CHECKPOINT_AFTER ? new CheckpointApart(table) : new ReadThenWrite(table);
    }
  }

  /** The simulation must detect every broken way to fold. */
  @ParameterizedTest
  @EnumSource
  void detectsABrokenFold(Broken broken) {
    int wrong = 0;
    for (long seed = 0; seed < 300; seed++) {
      History history = new History(seed);
      PlainTable table = new PlainTable();
      fold(history, broken.engine(table), seed, 8);
      wrong += sums(table.items.values()).equals(history.expected) ? 0 : 1;
    }
    assertThat(wrong).as("histories of 300 that come out wrong").isGreaterThan(10);
  }

  /** Delivers every shard to its end, in batches that overlap and come again. */
  private static void fold(History history, DynamoDbClient engine, long seed, int failurePercent) {
    Random random = new Random(~seed);
    int slots = 1 + random.nextInt(3);
    List<DynamodbTimeWindowEvent> delivered = new ArrayList<>();
    Map<String, Integer> at = new HashMap<>();
    List<String> open = new ArrayList<>(history.shards);
    while (!open.isEmpty()) {
      String shard = open.get(random.nextInt(open.size()));
      List<DynamodbStreamRecord> records = history.stream.getOrDefault(shard, List.of());
      int from = at.getOrDefault(shard, 0);
      int to = Math.min(records.size(), from + 1 + random.nextInt(records.size()));
      int again = random.nextInt(3) == 0 ? random.nextInt(from + 1) : from;
      DynamodbTimeWindowEvent event = event(shard, records.subList(again, to));
      delivered.add(event);
      if (deliver(event, engine, random, slots, failurePercent, delivered)) {
        at.put(shard, to);
        if (to == records.size()) {
          open.remove(shard);
        }
      }
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      var event = delivered.get(random.nextInt(delivered.size()));
      deliver(event, engine, random, slots, failurePercent, delivered);
    }
  }

  /**
   * Delivers an event once. Returns false if the handler fails, so that the event must be delivered
   * again.
   */
  private static boolean deliver(
      DynamodbTimeWindowEvent event,
      DynamoDbClient engine,
      Random random,
      int slots,
      int failurePercent,
      List<DynamodbTimeWindowEvent> delivered) {
    UnreliableClient client = new UnreliableClient(engine, random, failurePercent);
    client.interruptOnce(
        () -> {
          var another = delivered.get(random.nextInt(delivered.size()));
          try {
            handler(engine, slots).handleRequest(another, context(10_000));
          } catch (SdkException e) {
            throw new AssertionError(e);
          }
        });
    try {
      handler(client, slots).handleRequest(event, context(random.nextInt(10) == 0 ? 0 : 60_000));
      return true;
    } catch (UnreliableClient.ProcessDeath | SdkException e) {
      return false;
    }
  }

  private static TallyHitsHandler handler(DynamoDbClient db, int slots) {
    return new TallyHitsHandler(
        new Ledger(db, "Tallies", slots, tries -> {}, InstantSource.system()));
  }

  private static DynamodbTimeWindowEvent event(String shard, List<DynamodbStreamRecord> records) {
    DynamodbTimeWindowEvent event = new DynamodbTimeWindowEvent();
    event.setShardId(shard);
    event.setRecords(records);
    return event;
  }

  private static Context context(int millis) {
    return Invocation.context(
        millis,
        line -> {
          throw new AssertionError(line);
        });
  }

  /** Sums the tallies over their slots, and leaves out zeros. */
  private static Map<String, Long> sums(Iterable<Map<String, AttributeValue>> items) {
    Map<String, Long> sums = new TreeMap<>();
    for (Map<String, AttributeValue> item : items) {
      String key = PlainTable.key(item);
      String name = key.substring(0, key.lastIndexOf('#'));
      item.forEach(
          (attribute, value) -> {
            if (value.n() != null && !attribute.equals("expires")) {
              sums.merge(name + "." + attribute, Long.parseLong(value.n()), Long::sum);
            }
          });
    }
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }

  private abstract static class BrokenClient implements DynamoDbClient {
    final PlainTable engine;

    BrokenClient(PlainTable engine) {
      this.engine = engine;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      return engine.getItem(request);
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }

  private static final class CheckpointApart extends BrokenClient {
    private final Random random = new Random(7);

    CheckpointApart(PlainTable engine) {
      super(engine);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      List<TransactWriteItem> items = request.transactItems();
      engine.transactWriteItems(write -> write.transactItems(items.subList(1, items.size())));
      if (random.nextInt(10) == 0) {
        throw new UnreliableClient.ProcessDeath();
      }
      return engine.transactWriteItems(write -> write.transactItems(items.get(0)));
    }
  }

  private static final class ReadThenWrite extends BrokenClient {
    private final Map<String, Map<String, AttributeValue>> read = new HashMap<>();
    private final Random random = new Random(7);

    ReadThenWrite(PlainTable engine) {
      super(engine);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      for (TransactWriteItem write : request.transactItems()) {
        Update update = write.update();
        String key = PlainTable.key(update.key());
        if (random.nextInt(10) == 0 && read.containsKey(key)) {
          engine.items.put(key, read.get(key)); // The value read before another writer's change.
        } else {
          read.put(key, new HashMap<>(engine.items.getOrDefault(key, update.key())));
        }
      }
      return engine.transactWriteItems(request);
    }
  }
}
