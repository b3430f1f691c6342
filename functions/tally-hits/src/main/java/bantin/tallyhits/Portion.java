package bantin.tallyhits;

import bantin.visit.Addition;
import bantin.visit.Amounts;
import bantin.visit.Tally;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    Map<Tally, Set<String>> attributes = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.sequence().compareTo(checkpoint) > 0) {
        entry
            .amounts()
            .byTally()
            .forEach(
                (tally, some) ->
                    attributes
                        .computeIfAbsent(tally, key -> new HashSet<>())
                        .addAll(some.keySet()));
        if (!fits(attributes.values())) {
          break;
        }
        amounts.addAll(entry.amounts());
        reached = entry.sequence();
      }
    }
    return reached == null ? null : new Portion(reached, amounts);
  }

  /** Tells whether one transaction holds the amounts. */
  static boolean fits(Amounts amounts) {
    return fits(amounts.byTally().values().stream().map(Map::keySet).toList());
  }

  private static boolean fits(Collection<Set<String>> attributes) {
    return attributes.size() <= Ledger.MAX_TALLIES
        && attributes.stream().allMatch(some -> some.size() <= Addition.MAX_AMOUNTS);
  }

  /** Returns the tallies in the order in which the transaction writes them. */
  List<Tally> tallies() {
    return List.copyOf(amounts.byTally().keySet());
  }
}
