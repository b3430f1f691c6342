package bantin.tallyhits;

import bantin.visit.Amounts;
import bantin.visit.Fact;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change of a session's item, and what it adds to the tallies.
 *
 * @param sequence the place in the shard, padded so that it sorts as text
 */
record Entry(String sequence, Amounts amounts) {
  /** Sequence numbers have at most this many digits. */
  private static final int DIGITS = 40;

  /**
   * @param before the item as it was, null where it is new
   * @throws IllegalArgumentException where nothing countable can be made of it
   */
  static Entry of(
      String sequence,
      @Nullable Map<String, AttributeValue> before,
      Map<String, AttributeValue> now) {
    Fact after = Fact.of(now);
    boolean isTalliedElsewhere = before == null && now.containsKey(Fact.IMPORTED);
    Amounts amounts =
        isTalliedElsewhere
            ? new Amounts()
            : Fact.change(before == null ? null : Fact.of(before), after);
    if (amounts.byTally().size() > Ledger.MAX_TALLIES) {
      throw new IllegalArgumentException("More tallies than one transaction holds");
    }
    return new Entry("0".repeat(Math.max(0, DIGITS - sequence.length())) + sequence, amounts);
  }
}
