package bantin.visit;

import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of {@code Visits}. Its amounts are a function of the item alone. A change of the item
 * adds the difference of two such sums, and a day's tallies are the sum over its items. So neither
 * order nor repetition matters.
 */
public sealed interface Fact permits Session, DroppedHit {
  /**
   * Attribute of an item that came with an archive. The archive brought its tallies too, so only
   * later changes of the item add to them.
   */
  String IMPORTED = "imported";

  /** Beginning of the keys of a day's items. */
  static String keyPrefix(LocalDate day) {
    return day + "#";
  }

  /**
   * @param item as the table or its stream gives it
   * @throws IllegalArgumentException where it is no such item
   */
  static Fact of(Map<String, AttributeValue> item) {
    ItemReader reader = ItemReader.of(item);
    String key = reader.text(Session.KEY);
    return DroppedHit.isKey(key) ? DroppedHit.of(key) : Session.of(key, reader);
  }

  /**
   * Reads an item that another portal wrote.
   *
   * @throws BrokenItem where no portal writes such an item
   */
  static Fact read(ItemReader item) {
    String key = item.text(Session.KEY);
    item.textOrEmpty(IMPORTED);
    Fact fact = DroppedHit.isKey(key) ? DroppedHit.read(key) : Session.read(key, item);
    Instant day = fact.day().atStartOfDay(ZoneOffset.UTC).toInstant();
    item.number(
        Session.EXPIRES, day.getEpochSecond(), day.plus(Duration.ofDays(7)).getEpochSecond());
    return fact;
  }

  /** The local day that the fact belongs to. */
  LocalDate day();

  /**
   * Amounts that a change of one item adds to the tallies; some may be below zero.
   *
   * @param before null where the item is new
   */
  static Amounts change(@Nullable Fact before, Fact after) {
    Amounts amounts = new Amounts();
    if (before instanceof Session old && after instanceof Session now) {
      now.addSince(old, amounts);
      return amounts;
    }
    if (before != null) {
      before.addTo(amounts, -1);
    }
    after.addTo(amounts, 1);
    return amounts;
  }

  /** Amounts that this item alone adds to the tallies. */
  default Amounts amounts() {
    Amounts amounts = new Amounts();
    addTo(amounts, 1);
    return amounts;
  }

  /**
   * @param times 1, or -1 to take it back
   */
  void addTo(Amounts amounts, long times);
}
