package bantin.article;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Time in which an article is public: from its publication until its end, if it has one. This class
 * alone holds the rule, for items already read ({@link #isOn}) and for queries ({@link #latest},
 * {@link #FILTER}).
 *
 * @param at to the millisecond
 * @param until null where there is no end
 */
public record Publication(Instant at, @Nullable Instant until) {
  /** Condition that leaves out list entries past their end; see {@link #filterValues}. */
  static final String FILTER = "attribute_not_exists(#until) OR #until > :now";

  static final Map<String, String> FILTER_NAMES = Map.of("#until", "until");

  /** Format of fixed width, so that times sort as text. */
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  public boolean isOn(Instant now) {
    return !at.isAfter(now) && (until == null || until.isAfter(now));
  }

  public boolean isScheduled(Instant now) {
    return at.isAfter(now);
  }

  /** Bound that sorts after every list entry public by now, and before every later one. */
  static String latest(Instant now) {
    return sortable(now) + "#~";
  }

  static Map<String, AttributeValue> filterValues(Instant now) {
    return Map.of(":now", AttributeValue.fromS(sortable(now)));
  }

  /** Time as the table writes it: UTC, three decimals. */
  public static String sortable(Instant time) {
    return SORTABLE.format(time);
  }
}
