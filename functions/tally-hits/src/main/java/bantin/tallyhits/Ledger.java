package bantin.tallyhits;

import bantin.item.Attributes;
import bantin.item.Pause;
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
 * Adds entries to the tallies, each exactly once.
 *
 * <p>A shard's checkpoint is the sequence number of the last entry added. The sums of further
 * entries and the new checkpoint are one transaction, on condition that the old checkpoint still
 * stands. Entries that are delivered again lie before the checkpoint and are skipped. If two
 * writers meet, one transaction fails as a whole, and its writer reads the checkpoint again.
 */
final class Ledger {
  /** Maximum number of tallies in a transaction, which holds 100 items with the checkpoint. */
  static final int MAX_TALLIES = 99;

  /**
   * Lifetime of a checkpoint, longer than the stream keeps its records. Records of the shard cannot
   * come again afterwards.
   */
  private static final Duration CHECKPOINT_LIFETIME = Duration.ofDays(7);

  private static final String SEQUENCE = "sequence";

  private final DynamoDbClient db;
  private final String table;
  private final int slots;
  private final Pause pause;
  private final InstantSource clock;

  /**
   * @param slots number of items that a tally is spread over
   */
  Ledger(DynamoDbClient db, String table, int slots, Pause pause, InstantSource clock) {
    this.db = db;
    this.table = table;
    this.slots = slots;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * Adds the entries that lie after the checkpoint.
   *
   * @param entries in the shard's order
   * @param limit time to keep trying to write while the table is busy
   * @throws SdkException if the table stays busy longer, or does not give the checkpoint. Entries
   *     added by then stay added, and the caller may enter the same list again.
   */
  void enter(String shard, List<Entry> entries, Duration limit, ErrorLog log) {
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
        } else if (!refuses(e, portion, refused, log)) {
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
   * Runs the usual read and the usual transaction without a write. The transaction's condition
   * names a checkpoint that the shard never had, so it must fail.
   *
   * @throws IllegalStateException if the entry was written
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
    throw new IllegalStateException("The rehearsal wrote its entry");
  }

  /**
   * Reads the shard's checkpoint. An empty text, which sorts before every sequence number, means
   * that no entry was added yet.
   */
  private String checkpoint(String shard) {
    Map<String, AttributeValue> item =
        db.getItem(get -> get.tableName(table).key(Tally.checkpointKey(shard)).consistentRead(true))
            .item();
    AttributeValue sequence = item.get(SEQUENCE);
    return sequence == null ? "" : sequence.s();
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
    values.put(":expires", Attributes.seconds(clock.instant().plus(CHECKPOINT_LIFETIME)));
    if (!from.isEmpty()) {
      values.put(":from", AttributeValue.fromS(from));
    }
    return Update.builder()
        .tableName(table)
        .key(Tally.checkpointKey(shard))
        .updateExpression("SET #sequence = :to, #expires = :expires")
        .conditionExpression(
            from.isEmpty() ? "attribute_not_exists(#sequence)" : "#sequence = :from")
        .expressionAttributeNames(Map.of("#sequence", SEQUENCE, "#expires", Tally.EXPIRES))
        .expressionAttributeValues(values)
        .build();
  }

  /**
   * Tells if the checkpoint has moved. Another writer moved it, or an earlier call of this writer
   * whose answer was lost.
   */
  private static boolean isMoved(TransactionCanceledException e) {
    return e.hasCancellationReasons()
        && "ConditionalCheckFailed".equals(e.cancellationReasons().get(0).code());
  }

  /**
   * Adds the tallies that can never take the amounts to {@code refused}. The other tallies are then
   * written without them.
   */
  private boolean refuses(
      TransactionCanceledException e, Portion portion, Set<Tally> refused, ErrorLog log) {
    List<Tally> written = new ArrayList<>(portion.tallies());
    written.removeAll(refused);
    boolean found = false;
    for (int i = 1; i < e.cancellationReasons().size(); i++) {
      CancellationReason reason = e.cancellationReasons().get(i);
      if ("ValidationError".equals(reason.code())) {
        Tally tally = written.get(i - 1);
        String refusedAmounts = String.valueOf(portion.amounts().byTally().get(tally));
        log.refused(tally.name(), refusedAmounts, String.valueOf(reason.message()));
        refused.add(tally);
        found = true;
      }
    }
    return found;
  }

  /** Tells if the same call may succeed later, because the table was busy or did not answer. */
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
