package bantin.visit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Amounts to add to tallies, by tally and attribute. */
public final class Amounts {
  private final Map<Tally, Map<String, Long>> amounts = new LinkedHashMap<>();

  public void add(Tally tally, String attribute, long amount) {
    if (amount != 0) {
      Map<String, Long> attributes = amounts.computeIfAbsent(tally, key -> new LinkedHashMap<>());
      attributes.merge(attribute, amount, Amounts::sumOrNothing);
      if (attributes.isEmpty()) {
        amounts.remove(tally);
      }
    }
  }

  @SuppressWarnings("NullAway") // Map.merge takes the null as "remove".
  private static Long sumOrNothing(Long a, Long b) {
    return a + b == 0 ? null : Long.valueOf(a + b);
  }

  public void addAll(Amounts other) {
    other.amounts.forEach(
        (tally, attributes) ->
            attributes.forEach((attribute, amount) -> add(tally, attribute, amount)));
  }

  /** View of the amounts other than zero; do not change it. */
  public Map<Tally, Map<String, Long>> byTally() {
    return amounts;
  }

  public boolean isEmpty() {
    return amounts.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Amounts that && amounts.equals(that.amounts);
  }

  @Override
  public int hashCode() {
    return amounts.hashCode();
  }

  @Override
  public String toString() {
    return amounts.toString();
  }
}
