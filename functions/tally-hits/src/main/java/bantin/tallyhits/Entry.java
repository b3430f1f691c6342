package bantin.tallyhits;

import bantin.visit.Amounts;
import bantin.visit.Fact;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Change of a session's item, and the amounts it adds to the tallies.
 *
 * @param sequence number of the record in its shard, padded with zeros so that it sorts as text
 */
record Entry(String sequence, Amounts amounts) {
  /** Maximum length of a sequence number. */
  private static final int DIGITS = 40;

  /**
   * Makes an entry of a stream record's two images.
   *
   * @param before the old image; null for a new item
   * @throws IllegalArgumentException if the new image holds no countable fact
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
    if (!Portion.fits(amounts)) {
      throw new IllegalArgumentException("More tallies than one transaction holds");
    }
    return new Entry("0".repeat(Math.max(0, DIGITS - sequence.length())) + sequence, amounts);
  }
}
