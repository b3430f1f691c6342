package bantin.recountvisits;

import bantin.item.Attributes;
import bantin.item.ItemReader;
import bantin.visit.Recount;
import bantin.visit.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Counts of a recount's steps, stored as items of {@code Recounts} that expire. A step's item
 * reaches the function again through the table's stream and starts the next step.
 *
 * <p>Lambda may run a step twice. The invocation that finishes first counts.
 */
final class Steps {
  /** Prefix of the range key of a step's item. */
  static final String STEP = Recount.STEP;

  static final String NUMBER = "step";

  /** Attribute for the key at which the next step begins; absent after the last step. */
  static final String NEXT = "next";

  /** Maximum characters in an item, well below DynamoDB's 400 KB in any script. */
  private static final int MAX_LENGTH = 100_000;

  private static final Duration EXPIRY = Duration.ofDays(2);

  private final DynamoDbClient db;
  private final String table;

  Steps(DynamoDbClient db, String table) {
    this.db = db;
    this.table = table;
  }

  /**
   * Finished step.
   *
   * @param attempt id of the invocation that finished the step
   * @param parts number of items that hold the step's count
   * @param next key at which the next step begins; empty after the last step
   */
  record Done(String attempt, int parts, Map<String, AttributeValue> next) {}

  /** Finds a finished step; null if the step is not finished. */
  @Nullable Done find(Task task, int step) {
    Map<String, AttributeValue> item = read(name(task, step));
    if (item.isEmpty()) {
      return null;
    }
    ItemReader reader = ItemReader.of(item);
    AttributeValue next = item.get(NEXT);
    return new Done(
        reader.text("attempt"), (int) reader.number("parts"), next == null ? Map.of() : next.m());
  }

  /**
   * Stores a step's count. Returns the step as stored, which is another invocation's if that one
   * finished first.
   */
  Done keep(Task task, DayCount count, Map<String, AttributeValue> next, Instant now) {
    String attempt = UUID.randomUUID().toString();
    List<String> lines = count.lines(MAX_LENGTH);
    for (int part = 0; part < lines.size(); part++) {
      Map<String, AttributeValue> item = item(part(task, task.step(), attempt, part), now);
      item.put("lines", AttributeValue.fromS(lines.get(part)));
      db.putItem(put -> put.tableName(table).item(item));
    }
    Done done = new Done(attempt, lines.size(), next);
    Map<String, AttributeValue> item = item(name(task, task.step()), now);
    item.put(Recount.REPAIR, AttributeValue.fromBool(task.repair()));
    item.put(Recount.BY, AttributeValue.fromS(task.by()));
    item.put(Recount.RUN, AttributeValue.fromS(task.run()));
    item.put(NUMBER, Attributes.number(task.step()));
    item.put("attempt", AttributeValue.fromS(attempt));
    item.put("parts", Attributes.number(done.parts()));
    if (!next.isEmpty()) {
      item.put(NEXT, AttributeValue.fromM(next));
    }
    try {
      db.putItem(
          put ->
              put.tableName(table)
                  .item(item)
                  .conditionExpression("attribute_not_exists(#day)")
                  .expressionAttributeNames(Map.of("#day", Recount.DAY)));
      return done;
    } catch (ConditionalCheckFailedException e) {
      Done first = find(task, task.step());
      return first == null ? done : first;
    }
  }

  /** Adds up all steps of the task up to its current one. */
  DayCount sum(Task task) {
    DayCount sum = new DayCount(task.day());
    for (int step = 0; step <= task.step(); step++) {
      Done done = find(task, step);
      if (done == null) {
        throw new IllegalStateException("Step " + step + " has expired");
      }
      for (int part = 0; part < done.parts(); part++) {
        Map<String, AttributeValue> item = read(part(task, step, done.attempt(), part));
        sum.addLines(ItemReader.of(item).text("lines"));
      }
    }
    return sum;
  }

  private static Map<String, AttributeValue> item(Map<String, AttributeValue> key, Instant now) {
    Map<String, AttributeValue> item = new HashMap<>(key);
    item.put(Tally.EXPIRES, Attributes.seconds(now.plus(EXPIRY)));
    return item;
  }

  private static Map<String, AttributeValue> name(Task task, int step) {
    return Recount.stepKey(task.day(), task.run(), step);
  }

  private static Map<String, AttributeValue> part(Task task, int step, String attempt, int part) {
    return Recount.countKey(task.day(), task.run(), step, attempt, part);
  }

  Map<String, AttributeValue> read(Map<String, AttributeValue> key) {
    return db.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
  }
}
