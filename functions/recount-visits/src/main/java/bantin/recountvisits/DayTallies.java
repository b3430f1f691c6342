package bantin.recountvisits;

import bantin.item.BatchReader;
import bantin.item.ItemReader;
import bantin.visit.Addition;
import bantin.visit.DroppedHit;
import bantin.visit.PeriodViews;
import bantin.visit.Recount.Difference;
import bantin.visit.Tally;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Stored tallies of one day, read consistently, and their repair. */
final class DayTallies {
  private final DynamoDbClient db;
  private final BatchReader batches;
  private final PeriodViews views;
  private final String table;
  private final int slots;
  private final LocalDate day;

  /** Numbers by the key of each slot's item. */
  private final Map<String, Map<String, Long>> items = new HashMap<>();

  private final Map<String, Tally> tallies = new HashMap<>();

  DayTallies(DynamoDbClient db, String table, int slots, LocalDate day) {
    this.db = db;
    this.batches = new BatchReader(db, table);
    this.views = new PeriodViews(db, table);
    this.table = table;
    this.slots = slots;
    this.day = day;
  }

  /** Reads the tallies that are stored and the tallies that should be. */
  void read(DayCount counted) {
    items.clear();
    tallies.clear();
    Set<String> articles = new HashSet<>(articlesInIndex());
    for (String name : counted.sums().keySet()) {
      String[] parts = name.split("#");
      if (parts[0].equals("article")) {
        articles.add(parts[1]);
      }
    }
    note(Tally.siteDay(day));
    note(Tally.dropped(day));
    note(Tally.opinions(day));
    articles.forEach(id -> note(Tally.articleDay(id, day)));
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (Tally tally : tallies.values()) {
      for (int slot = 0; slot < slots; slot++) {
        keys.add(Map.of(Tally.KEY, AttributeValue.fromS(tally.key(slot))));
      }
    }
    batches.readConsistently(keys).forEach(this::keep);
  }

  private void note(Tally tally) {
    tallies.put(tally.name(), tally);
  }

  private Set<String> articlesInIndex() {
    Set<String> ids = new HashSet<>();
    for (int slot = 0; slot < slots; slot++) {
      views.all(Tally.dayPeriod(day), slot).forEach(viewed -> ids.add(viewed.article()));
    }
    return ids;
  }

  private void keep(Map<String, AttributeValue> item) {
    Map<String, Long> numbers = new HashMap<>();
    item.forEach(
        (attribute, value) -> {
          if (value.n() != null && !attribute.equals(Tally.EXPIRES)) {
            numbers.put(attribute, Long.parseLong(value.n()));
          }
        });
    items.put(ItemReader.of(item).text(Tally.KEY), numbers);
  }

  private long stored(Tally tally, String attribute) {
    long sum = 0;
    for (int slot = 0; slot < slots; slot++) {
      sum += inSlot(tally, slot, attribute);
    }
    return sum;
  }

  private long inSlot(Tally tally, int slot, String attribute) {
    return items.getOrDefault(tally.key(slot), Map.of()).getOrDefault(attribute, 0L);
  }

  /** Lists every number that differs from the count. */
  List<Difference> differences(DayCount counted) {
    List<Difference> differences = new ArrayList<>();
    for (Tally tally : tallies.values()) {
      for (String attribute : attributes(tally, counted)) {
        long stored = stored(tally, attribute);
        long wanted = counted.get(tally.name(), attribute);
        if (stored != wanted) {
          differences.add(new Difference(tally.name(), attribute, stored, wanted));
        }
      }
    }
    return differences;
  }

  private Collection<String> attributes(Tally tally, DayCount counted) {
    if (tally.article() != null) {
      return List.of(Tally.VIEWS);
    }
    if (tally.equals(Tally.siteDay(day))) {
      return List.of(Tally.VISITS, Tally.VIEWS);
    }
    if (tally.equals(Tally.opinions(day))) {
      Set<String> opinions = new TreeSet<>(counted.attributes(tally.name()));
      for (int slot = 0; slot < slots; slot++) {
        opinions.addAll(items.getOrDefault(tally.key(slot), Map.of()).keySet());
      }
      return opinions;
    }
    List<String> reasons = new ArrayList<>();
    for (DroppedHit.Reason reason : DroppedHit.Reason.values()) {
      reasons.add(reason.word());
    }
    return reasons;
  }

  /**
   * Adds the missing amounts to the tallies; an amount is negative if a tally counts too much.
   *
   * <p>Each tally is written in one transaction with the tallies that sum it up. The fold writes a
   * fact's tallies together, so an amount that one lacks is missing in all of them. The condition
   * is the number that was read. A repair that runs again, or at the same time as another,
   * therefore changes nothing twice.
   *
   * @return false if a number has changed since it was read and must be read again
   */
  boolean repair(List<Difference> differences) {
    Map<String, Map<String, Long>> missing = new HashMap<>();
    for (Difference difference : differences) {
      missing
          .computeIfAbsent(difference.tally(), key -> new HashMap<>())
          .put(difference.attribute(), difference.counted() - difference.stored());
    }
    boolean all = true;
    for (Map.Entry<String, Map<String, Long>> entry : missing.entrySet()) {
      Tally tally = tallies.get(entry.getKey());
      if (tally != null) {
        all &= repair(tally, entry.getValue());
      }
    }
    return all;
  }

  private boolean repair(Tally tally, Map<String, Long> missing) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(item(asRead(tally, missing)));
    for (Tally sum : sums(tally)) {
      writes.add(item(Addition.of(table, sum, 0, missing).build()));
    }
    try {
      db.transactWriteItems(write -> write.transactItems(writes));
      return true;
    } catch (TransactionCanceledException e) {
      for (CancellationReason reason : e.cancellationReasons()) {
        if ("ConditionalCheckFailed".equals(reason.code())
            || "TransactionConflict".equals(reason.code())) {
          return false;
        }
      }
      throw e;
    }
  }

  private Update asRead(Tally tally, Map<String, Long> missing) {
    Update.Builder addition = Addition.of(table, tally, 0, missing);
    Update plain = addition.build();
    Map<String, AttributeValue> values = new HashMap<>(plain.expressionAttributeValues());
    List<String> conditions = new ArrayList<>();
    for (String attribute : missing.keySet()) {
      long read = inSlot(tally, 0, attribute);
      values.put(":read_" + attribute, AttributeValue.fromN(Long.toString(read)));
      conditions.add(
          read == 0
              ? "(attribute_not_exists(#"
                  + attribute
                  + ") OR #"
                  + attribute
                  + " = :read_"
                  + attribute
                  + ")"
              : "#" + attribute + " = :read_" + attribute);
    }
    return addition
        .conditionExpression(String.join(" AND ", conditions))
        .expressionAttributeValues(values)
        .build();
  }

  private List<Tally> sums(Tally tally) {
    if (tally.article() != null) {
      return List.of(Tally.article(tally.article()));
    }
    return tally.equals(Tally.siteDay(day)) ? List.of(Tally.SITE_ALL) : List.of();
  }

  private static TransactWriteItem item(Update update) {
    return TransactWriteItem.builder().update(update).build();
  }
}
