package bantin.visit;

import bantin.item.Attributes;
import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Number of visits that another counter had reached when this one took over.
 *
 * @param visits visits up to the beginning of the day
 * @param asOf the first day whose visits come on top
 * @param before visits of earlier days in this site's own total; they are not added again
 */
public record Baseline(long visits, LocalDate asOf, long before) {
  private static final String VISITS = "visits";
  private static final String AS_OF = "asOf";
  private static final String BEFORE = "before";

  /** The key of its item in {@code Tallies}. */
  public static Map<String, AttributeValue> key() {
    return Map.of(Tally.KEY, AttributeValue.fromS(Tally.BASELINE));
  }

  /**
   * Reads the baseline; null where none was ever set.
   *
   * @throws BrokenItem where it cannot be read
   */
  public static @Nullable Baseline of(Map<String, AttributeValue> item) {
    ItemReader reader = ItemReader.of(item);
    return reader.has(VISITS) && reader.has(AS_OF) && reader.has(BEFORE) ? read(reader) : null;
  }

  /**
   * Reads a baseline that this portal did not write.
   *
   * @throws BrokenItem where no portal would have accepted it
   */
  public static Baseline read(ItemReader item) {
    item.textOrEmpty("setBy");
    item.timeOrNull("setAt");
    return new Baseline(
        item.number(VISITS, 0, Tally.MAX_AMOUNT),
        item.day(AS_OF),
        item.number(BEFORE, 0, Tally.MAX_AMOUNT));
  }

  public Map<String, AttributeValue> item() {
    return Map.of(
        Tally.KEY,
        AttributeValue.fromS(Tally.BASELINE),
        VISITS,
        Attributes.number(visits),
        AS_OF,
        AttributeValue.fromS(asOf.toString()),
        BEFORE,
        Attributes.number(before));
  }

  /** Sum of all visits. */
  public long plus(long total) {
    return visits + Math.max(0, total - before);
  }
}
