package bantin.tallyhits;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Tables;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import java.lang.reflect.Proxy;
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
 * Folds made-up histories under every kind of trouble, and compares the tallies with a plain count
 * of what was made up. The seed of a history that fails is in the message.
 */
class SimulationTest {
  private static final int HISTORIES = 10_000;
  private static final int ON_THE_REAL_ENGINE = 300;

  @Test
  void theTalliesAreThePlainCount() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      History history = new History(seed);
      PlainTable table = new PlainTable();
      fold(history, table, seed, 8);
      assertThat(sums(table.items.values())).as("seed %d", seed).isEqualTo(history.expected);
    }
  }

  @Test
  void theTalliesAreThePlainCountInDynamoDbLocal() {
    try (Tables tables = Tables.inMemory()) {
      for (long seed = HISTORIES; seed < HISTORIES + ON_THE_REAL_ENGINE; seed++) {
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

  /** Ways to fold that look right and are not. */
  enum Broken {
    /** First the sums, then how far they reach: a death in between counts twice. */
    CHECKPOINT_AFTER,
    /** The sum is read, added to and put back: a writer in between is lost. */
    READ_THEN_WRITE;

    DynamoDbClient engine(PlainTable table) {
      return this == CHECKPOINT_AFTER ? new CheckpointApart(table) : new ReadThenWrite(table);
    }
  }

  /** What the simulation is worth: it finds them. */
  @ParameterizedTest
  @EnumSource
  void aBrokenFoldIsFoundOut(Broken broken) {
    int wrong = 0;
    for (long seed = 0; seed < 300; seed++) {
      History history = new History(seed);
      PlainTable table = new PlainTable();
      fold(history, broken.engine(table), seed, 8);
      wrong += sums(table.items.values()).equals(history.expected) ? 0 : 1;
    }
    assertThat(wrong).as("histories of 300 that come out wrong").isGreaterThan(10);
  }

  /** Delivers every shard to its end, as Lambda may do it on its worst day. */
  private static void fold(History history, DynamoDbClient engine, long seed, int trouble) {
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
      if (deliver(event, engine, random, slots, trouble, delivered)) {
        at.put(shard, to);
        if (to == records.size()) {
          open.remove(shard);
        }
      }
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      var event = delivered.get(random.nextInt(delivered.size()));
      deliver(event, engine, random, slots, trouble, delivered);
    }
  }

  /** Whether it was answered; if not, it must come again. */
  private static boolean deliver(
      DynamodbTimeWindowEvent event,
      DynamoDbClient engine,
      Random random,
      int slots,
      int trouble,
      List<DynamodbTimeWindowEvent> delivered) {
    Troubled troubled = new Troubled(engine, random, trouble);
    troubled.between(
        () -> {
          var another = delivered.get(random.nextInt(delivered.size()));
          try {
            handler(engine, slots).handleRequest(another, context(10_000));
          } catch (SdkException e) {
            throw new AssertionError(e);
          }
        });
    try {
      handler(troubled, slots).handleRequest(event, context(random.nextInt(10) == 0 ? 0 : 60_000));
      return true;
    } catch (Troubled.Death | SdkException e) {
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

  static Context context(int millis) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> millis;
                  case "getAwsRequestId" -> "request";
                  case "getLogger" ->
                      new LambdaLogger() {
                        @Override
                        public void log(String message) {
                          throw new AssertionError(message);
                        }

                        @Override
                        public void log(byte[] message) {}
                      };
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** All that is not zero, summed over the slots. */
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

  private abstract static class Wrong implements DynamoDbClient {
    final PlainTable engine;

    Wrong(PlainTable engine) {
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

  private static final class CheckpointApart extends Wrong {
    private final Random random = new Random(7);

    CheckpointApart(PlainTable engine) {
      super(engine);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      List<TransactWriteItem> items = request.transactItems();
      engine.transactWriteItems(write -> write.transactItems(items.subList(1, items.size())));
      if (random.nextInt(10) == 0) {
        throw new Troubled.Death();
      }
      return engine.transactWriteItems(write -> write.transactItems(items.get(0)));
    }
  }

  private static final class ReadThenWrite extends Wrong {
    private final Map<String, Map<String, AttributeValue>> read = new HashMap<>();
    private final Random random = new Random(7);

    ReadThenWrite(PlainTable engine) {
      super(engine);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      for (TransactWriteItem one : request.transactItems()) {
        Update update = one.update();
        String key = PlainTable.key(update.key());
        if (random.nextInt(10) == 0 && read.containsKey(key)) {
          engine.items.put(key, read.get(key)); // As read before another wrote.
        } else {
          read.put(key, new HashMap<>(engine.items.getOrDefault(key, update.key())));
        }
      }
      return engine.transactWriteItems(request);
    }
  }
}
