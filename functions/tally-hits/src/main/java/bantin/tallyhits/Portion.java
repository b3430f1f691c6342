package bantin.tallyhits;

import bantin.visit.Amounts;
import bantin.visit.Tally;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction enters: the longest run of entries whose tallies it can hold.
 *
 * @param reached the last entry's sequence number
 */
record Portion(String reached, Amounts amounts) {
  /** Null where no entry lies after the checkpoint. */
  static @Nullable Portion after(String checkpoint, List<Entry> entries) {
    String reached = null;
    Amounts amounts = new Amounts();
    Set<Tally> tallies = new HashSet<>();
    for (Entry entry : entries) {
      if (entry.sequence().compareTo(checkpoint) > 0) {
        tallies.addAll(entry.amounts().byTally().keySet());
        if (tallies.size() > Ledger.MAX_TALLIES) {
          break;
        }
        amounts.addAll(entry.amounts());
        reached = entry.sequence();
      }
    }
    return reached == null ? null : new Portion(reached, amounts);
  }

  /** In the order they are written. */
  List<Tally> tallies() {
    return List.copyOf(amounts.byTally().keySet());
  }
}
