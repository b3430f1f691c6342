package bantin.tallyhits;

import bantin.visit.Addition;
import bantin.visit.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Adds entries to the tallies, each exactly once. A shard's checkpoint is the last sequence number
 * that is entered; it moves in the same transaction as the sums of what lies between, and only from
 * where this writer found it. Whatever is delivered again lies before it, and of two writers one
 * fails whole and looks again.
 */
final class Ledger {
  /** What one transaction may write, less the checkpoint. */
  static final int MAX_TALLIES = 99;

  /** Longer than the stream keeps its records: then nothing of the shard can come again. */
  private static final Duration CHECKPOINT_KEPT = Duration.ofDays(7);

  private static final String SEQUENCE = "sequence";

  private final DynamoDbClient db;
  private final String table;
  private final int slots;
  private final Pause pause;
  private final InstantSource clock;

  /**
   * @param slots how many items a tally is spread over
   */
  Ledger(DynamoDbClient db, String table, int slots, Pause pause, InstantSource clock) {
    this.db = db;
    this.table = table;
    this.slots = slots;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * Enters what is not entered yet.
   *
   * @param entries in the shard's order
   * @param limit how long to try where the table is busy
   * @throws SdkException where that was not enough; what is entered by then stays so, and the same
   *     entries may come again
   */
  void enter(String shard, List<Entry> entries, Duration limit, Report report) {
    Instant end = clock.instant().plus(limit);
    Set<Tally> refused = new HashSet<>();
    String checkpoint = checkpoint(shard);
    for (int tries = 0; ; tries++) {
      Portion portion = Portion.after(checkpoint, entries);
      if (portion == null) {
        return;
      }
      try {
        write(shard, checkpoint, portion, refused);
        checkpoint = portion.reached();
        tries = -1;
      } catch (TransactionCanceledException e) {
        if (isMoved(e)) {
          checkpoint = checkpoint(shard);
        } else if (!refuses(e, portion, refused, report)) {
          pauseOrGiveUp(e, tries, end);
        }
      } catch (SdkException e) {
        if (!mayPass(e)) {
          throw e;
        }
        pauseOrGiveUp(e, tries, end);
      }
    }
  }

  /**
   * The usual read, and the usual transaction on condition that a shard which is none had got
   * somewhere: all is done, and nothing is written.
   *
   * @throws IllegalStateException where it is written after all
   */
  void rehearse(Entry entry) {
    String none = "none";
    Portion portion = Portion.after(checkpoint(none), List.of(entry));
    if (portion != null) {
      try {
        write(none, "nowhere", portion, Set.of());
      } catch (TransactionCanceledException e) {
        if (isMoved(e)) {
          return;
        }
        throw e;
      }
    }
    throw new IllegalStateException("A rehearsed entry was written");
  }

  /** Empty where nothing of the shard is entered yet; sorts before every sequence number then. */
  private String checkpoint(String shard) {
    Map<String, AttributeValue> item =
        db.getItem(get -> get.tableName(table).key(checkpointKey(shard)).consistentRead(true))
            .item();
    AttributeValue sequence = item.get(SEQUENCE);
    return sequence == null ? "" : sequence.s();
  }

  private static Map<String, AttributeValue> checkpointKey(String shard) {
    return Map.of(Tally.KEY, AttributeValue.fromS("checkpoint#" + shard));
  }

  private void write(String shard, String checkpoint, Portion portion, Set<Tally> refused) {
    int slot = Math.floorMod(shard.hashCode(), slots);
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(item(moved(shard, checkpoint, portion.reached())));
    portion
        .amounts()
        .byTally()
        .forEach(
            (tally, amounts) -> {
              if (!refused.contains(tally)) {
                items.add(item(Addition.of(table, tally, slot, amounts).build()));
              }
            });
    db.transactWriteItems(write -> write.transactItems(items));
  }

  private static TransactWriteItem item(Update update) {
    return TransactWriteItem.builder().update(update).build();
  }

  private Update moved(String shard, String from, String to) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":to", AttributeValue.fromS(to));
    values.put(":expires", seconds(clock.instant().plus(CHECKPOINT_KEPT)));
    if (!from.isEmpty()) {
      values.put(":from", AttributeValue.fromS(from));
    }
    return Update.builder()
        .tableName(table)
        .key(checkpointKey(shard))
        .updateExpression("SET #sequence = :to, #expires = :expires")
        .conditionExpression(
            from.isEmpty() ? "attribute_not_exists(#sequence)" : "#sequence = :from")
        .expressionAttributeNames(Map.of("#sequence", SEQUENCE, "#expires", Tally.EXPIRES))
        .expressionAttributeValues(values)
        .build();
  }

  private static AttributeValue seconds(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
  }

  /** Whether another writer has moved the checkpoint, or this one has and was not told. */
  private static boolean isMoved(TransactionCanceledException e) {
    return e.hasCancellationReasons()
        && "ConditionalCheckFailed".equals(e.cancellationReasons().get(0).code());
  }

  /** Notes which tallies can never take what is added: they must not hold up the others. */
  private boolean refuses(
      TransactionCanceledException e, Portion portion, Set<Tally> refused, Report report) {
    List<Tally> written = new ArrayList<>(portion.tallies());
    written.removeAll(refused);
    boolean any = false;
    for (int i = 1; i < e.cancellationReasons().size(); i++) {
      CancellationReason reason = e.cancellationReasons().get(i);
      if ("ValidationError".equals(reason.code())) {
        Tally tally = written.get(i - 1);
        String what = String.valueOf(portion.amounts().byTally().get(tally));
        report.refused(tally.name(), what, String.valueOf(reason.message()));
        refused.add(tally);
        any = true;
      }
    }
    return any;
  }

  /** Whether the same call may go through later: the table was busy, or did not answer. */
  private static boolean mayPass(SdkException e) {
    return e instanceof SdkClientException
        || e instanceof TransactionInProgressException
        || (e instanceof SdkServiceException service
            && (service.isThrottlingException() || service.statusCode() >= 500));
  }

  private void pauseOrGiveUp(SdkException e, int tries, Instant end) {
    if (clock.instant().isAfter(end)) {
      throw e;
    }
    pause.before(tries + 1);
  }
}
