package bantin.recountvisits;

import bantin.visit.Fact;
import bantin.visit.Tally;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sums of the items of one day. */
final class DayCount {
  private final Set<Tally> tallies;
  private final Map<String, Map<String, Long>> sums = new HashMap<>();
  private long items;
  private long unreadable;

  DayCount(LocalDate day) {
    this.tallies = Set.copyOf(tallies(day));
  }

  /** Tallies of one day alone. */
  static List<Tally> tallies(LocalDate day) {
    List<Tally> tallies = new ArrayList<>(Tally.views(day));
    tallies.addAll(List.of(Tally.siteDay(day), Tally.dropped(day), Tally.opinions(day)));
    return tallies;
  }

  /** Adds an item with the same function that the tallies are folded with. */
  void add(Map<String, AttributeValue> item) {
    items++;
    try {
      Fact.of(item)
          .amounts()
          .byTally()
          .forEach(
              (tally, amounts) -> {
                if (tallies.contains(tally)) {
                  amounts.forEach((attribute, amount) -> add(tally.name(), attribute, amount));
                }
              });
    } catch (IllegalArgumentException e) {
      unreadable++; // The fold has reported it and set it aside.
    }
  }

  private void add(String tally, String attribute, long amount) {
    sums.computeIfAbsent(tally, key -> new HashMap<>()).merge(attribute, amount, Long::sum);
  }

  long get(String tally, String attribute) {
    return sums.getOrDefault(tally, Map.of()).getOrDefault(attribute, 0L);
  }

  /** Attributes of a tally that the count found. */
  Set<String> attributes(String tally) {
    return sums.getOrDefault(tally, Map.of()).keySet();
  }

  Map<String, Map<String, Long>> sums() {
    return sums;
  }

  long items() {
    return items;
  }

  long unreadable() {
    return unreadable;
  }

  /**
   * Writes the sums as texts for {@link #addLines}.
   *
   * @param maxLength characters in one text
   */
  List<String> lines(int maxLength) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder().append("items\t").append(items).append('\n');
    text.append("unreadable\t").append(unreadable).append('\n');
    sums.forEach(
        (tally, amounts) ->
            amounts.forEach(
                (attribute, amount) -> {
                  String line = tally + "\t" + attribute + "\t" + amount + "\n";
                  if (text.length() + line.length() > maxLength) {
                    texts.add(text.toString());
                    text.setLength(0);
                  }
                  text.append(line);
                }));
    texts.add(text.toString());
    return texts;
  }

  /**
   * Adds the sums of {@link #lines}.
   *
   * @throws IllegalStateException where another version of the portal wrote them; its tallies may
   *     have other names
   */
  void addLines(String text) {
    Set<String> names = tallies.stream().map(Tally::name).collect(Collectors.toSet());
    for (String line : text.split("\n")) {
      String[] parts = line.split("\t");
      long amount = Long.parseLong(parts[parts.length - 1]);
      if (parts.length == 3 && !names.contains(parts[0])) {
        throw new IllegalStateException("There is no tally " + parts[0]);
      } else if (parts.length == 3) {
        add(parts[0], parts[1], amount);
      } else if (parts[0].equals("items")) {
        items += amount;
      } else {
        unreadable += amount;
      }
    }
  }
}
