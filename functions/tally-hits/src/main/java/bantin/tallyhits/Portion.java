package bantin.tallyhits;

import bantin.visit.Amounts;
import bantin.visit.Tally;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Longest run of entries whose tallies fit into one transaction.
 *
 * @param reached sequence number of the last entry
 */
record Portion(String reached, Amounts amounts) {
  /** Takes the first portion after the checkpoint; null if no entry lies after it. */
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

  /** Returns the tallies in the order in which the transaction writes them. */
  List<Tally> tallies() {
    return List.copyOf(amounts.byTally().keySet());
  }
}
