package bantin.recountvisits;

import bantin.item.Attributes;
import bantin.item.BatchReader;
import bantin.item.ItemReader;
import bantin.visit.Addition;
import bantin.visit.FormerViews;
import bantin.visit.Recount.Difference;
import bantin.visit.Tally;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Stored tallies of one day, read consistently, and their repair. */
final class DayTallies {
  /** Maximum number of amounts repaired in one transaction; DynamoDB takes up to 300 operators. */
  private static final int MAX_REPAIRED = 50;

  private final DynamoDbClient db;
  private final BatchReader batches;
  private final FormerViews former;
  private final String table;
  private final int slots;
  private final LocalDate day;
  private final List<Tally> tallies;

  /** Numbers by the key of each slot's item. */
  private final Map<String, Map<String, Long>> items = new HashMap<>();

  /** Views of articles that portals before December 2026 counted in other items. */
  private final Map<String, Long> formerViews = new HashMap<>();

  DayTallies(DynamoDbClient db, String table, int slots, LocalDate day) {
    this.db = db;
    this.batches = new BatchReader(db, table);
    this.former = new FormerViews(db, table, slots);
    this.table = table;
    this.slots = slots;
    this.day = day;
    this.tallies = DayCount.tallies(day);
  }

  /** Reads the stored tallies. */
  void read() {
    items.clear();
    formerViews.clear();
    Set<String> articles = former.of(day).keySet();
    List<Tally> wanted = new ArrayList<>(tallies);
    articles.forEach(id -> wanted.add(FormerViews.tally(id, day)));
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (Tally tally : wanted) {
      for (int slot = 0; slot < slots; slot++) {
        keys.add(Map.of(Tally.KEY, AttributeValue.fromS(tally.key(slot))));
      }
    }
    batches.readConsistently(keys).forEach(this::keep);
    articles.forEach(id -> formerViews.put(id, sum(FormerViews.tally(id, day), Tally.VIEWS)));
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
    long elsewhere =
        tally.equals(Tally.views(day, attribute)) ? formerViews.getOrDefault(attribute, 0L) : 0;
    return sum(tally, attribute) + elsewhere;
  }

  private long sum(Tally tally, String attribute) {
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
    for (Tally tally : tallies) {
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

  /** Attributes that are stored or counted. */
  private Set<String> attributes(Tally tally, DayCount counted) {
    Set<String> attributes = new TreeSet<>(counted.attributes(tally.name()));
    for (int slot = 0; slot < slots; slot++) {
      attributes.addAll(items.getOrDefault(tally.key(slot), Map.of()).keySet());
    }
    formerViews.keySet().stream()
        .filter(article -> tally.equals(Tally.views(day, article)))
        .forEach(attributes::add);
    return attributes;
  }

  /**
   * Adds the missing amounts to the tallies; an amount is negative if a tally counts too much.
   *
   * <p>Each amount is written in one transaction with the tallies that sum it up. The fold writes a
   * fact's tallies together, so an amount that one lacks is missing in all of them. The condition
   * is the number that was read. A repair that runs again, or at the same time as another,
   * therefore changes nothing twice.
   *
   * @return false if a number has changed since it was read and must be read again
   */
  boolean repair(List<Difference> differences) {
    boolean all = true;
    for (Tally tally : tallies) {
      List<Difference> own =
          differences.stream().filter(some -> some.tally().equals(tally.name())).toList();
      for (int from = 0; from < own.size(); from += MAX_REPAIRED) {
        Map<String, Long> missing = new TreeMap<>();
        for (Difference some : own.subList(from, Math.min(own.size(), from + MAX_REPAIRED))) {
          missing.put(some.attribute(), some.counted() - some.stored());
        }
        all &= repair(tally, missing);
      }
    }
    return all;
  }

  private boolean repair(Tally tally, Map<String, Long> missing) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(item(asRead(tally, missing)));
    sums(tally, missing)
        .forEach((sum, amounts) -> writes.add(item(Addition.of(table, sum, 0, amounts).build())));
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
    Map<String, String> names = new HashMap<>(plain.expressionAttributeNames());
    Map<String, AttributeValue> values = new HashMap<>(plain.expressionAttributeValues());
    List<String> conditions = new ArrayList<>();
    for (String attribute : missing.keySet()) {
      String alias = "read" + conditions.size();
      long read = inSlot(tally, 0, attribute);
      names.put("#" + alias, attribute);
      values.put(":" + alias, Attributes.number(read));
      String same = "#" + alias + " = :" + alias;
      conditions.add(read == 0 ? "(attribute_not_exists(#" + alias + ") OR " + same + ")" : same);
    }
    return addition
        .conditionExpression(String.join(" AND ", conditions))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }

  /** Amounts of the tallies that sum up a day's tally. */
  private Map<Tally, Map<String, Long>> sums(Tally tally, Map<String, Long> missing) {
    Map<Tally, Map<String, Long>> sums = new HashMap<>();
    if (tally.equals(Tally.siteDay(day))) {
      sums.put(Tally.SITE_ALL, missing);
    }
    missing.forEach(
        (attribute, amount) -> {
          if (tally.equals(Tally.views(day, attribute))) {
            sums.put(Tally.article(attribute), Map.of(Tally.VIEWS, amount));
          }
        });
    return sums;
  }

  private static TransactWriteItem item(Update update) {
    return TransactWriteItem.builder().update(update).build();
  }
}
