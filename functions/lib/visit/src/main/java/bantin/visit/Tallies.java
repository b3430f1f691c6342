package bantin.visit;

import bantin.item.BatchReader;
import bantin.item.BrokenItems;
import bantin.item.ItemReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reader of tallies, each the sum of its slots, eventually consistent. */
public final class Tallies {
  private final BatchReader batches;
  private final int slots;
  private final BrokenItems broken;

  /**
   * @param slots number of items that a tally is spread over; it may be raised, never lowered
   */
  public Tallies(DynamoDbClient db, String table, int slots) {
    this.batches = new BatchReader(db, table);
    this.slots = slots;
    this.broken = new BrokenItems(table);
  }

  public int slots() {
    return slots;
  }

  /**
   * Tallies and baseline as one read found them.
   *
   * @param byTally amounts by tally and attribute; a tally without an item is missing
   * @param baseline null where the read left it out, or none is set
   */
  public record Reading(Map<Tally, Map<String, Long>> byTally, @Nullable Baseline baseline) {
    /** Amount of an attribute; never below zero. */
    public long get(Tally tally, String attribute) {
      return Math.max(0, byTally.getOrDefault(tally, Map.of()).getOrDefault(attribute, 0L));
    }
  }

  /**
   * Reads tallies with one BatchGetItem, or with several at once where there are more than 100
   * keys.
   */
  public Reading read(Collection<Tally> tallies, boolean withBaseline) {
    Map<String, Tally> byKey = new HashMap<>();
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (Tally tally : tallies) {
      for (int slot = 0; slot < slots; slot++) {
        if (byKey.put(tally.key(slot), tally) == null) {
          keys.add(Map.of(Tally.KEY, AttributeValue.fromS(tally.key(slot))));
        }
      }
    }
    if (withBaseline) {
      keys.add(Baseline.key());
    }
    Map<Tally, Map<String, Long>> sums = new HashMap<>();
    Baseline baseline = null;
    for (Map<String, AttributeValue> item : batches.read(keys)) {
      Tally tally = byKey.get(ItemReader.of(item).text(Tally.KEY));
      if (tally == null) {
        baseline = broken.read(item, Set.of(Tally.KEY), Baseline::of);
      } else {
        addNumbers(item, sums.computeIfAbsent(tally, key -> new HashMap<>()));
      }
    }
    return new Reading(sums, baseline);
  }

  private void addNumbers(Map<String, AttributeValue> item, Map<String, Long> sums) {
    item.forEach(
        (attribute, value) -> {
          if (value.n() != null && !attribute.equals(Tally.EXPIRES)) {
            sums.merge(attribute, number(item, attribute), Long::sum);
          }
        });
  }

  /** Reads a number. One that cannot be read is noted and counts as 0. */
  private long number(Map<String, AttributeValue> item, String attribute) {
    Long number =
        broken.read(item, Set.of(Tally.KEY), tally -> ItemReader.of(tally).number(attribute));
    return number == null ? 0 : number;
  }
}
