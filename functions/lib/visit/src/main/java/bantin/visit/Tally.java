package bantin.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Counter in {@code Tallies}. It is kept in slots, which a reader adds up, so that many writers do
 * not wait for one item.
 *
 * @param name without the slot
 * @param article the article whose views it counts on a day, for the most read
 * @param period for the most read: {@code day#2026-11-23}
 * @param expires null where it is kept for ever
 */
public record Tally(
    String name, @Nullable String article, @Nullable String period, @Nullable Instant expires) {
  /** Hash key of the table. */
  public static final String KEY = "tally";

  public static final String VISITS = "visits";
  public static final String VIEWS = "views";
  public static final String ARTICLE = "article";
  public static final String PERIOD = "period";
  public static final String EXPIRES = "expires";

  /** Key of the baseline, which an administrator sets. */
  public static final String BASELINE = "baseline";

  /** Greatest amount of one slot. The sum over all slots stays within a long. */
  static final long MAX_AMOUNT = 1_000_000_000_000_000L;

  static final String OPINIONS = "opinions#day#";

  private static final String CHECKPOINT = "checkpoint#";

  public static final Tally SITE_ALL = kept("site#all");

  public static Tally siteDay(LocalDate day) {
    return kept("site#day#" + day);
  }

  public static Tally article(String id) {
    return kept("article#" + id + "#all");
  }

  public static Tally articleDay(String id, LocalDate day) {
    String period = dayPeriod(day);
    return new Tally("article#" + id + "#" + period, id, period, null);
  }

  /** Tally of dropped hits, with an attribute for each reason. */
  public static Tally dropped(LocalDate day) {
    return kept("dropped#day#" + day);
  }

  /** Tally of a day's opinions, with two attributes for each article that has some. */
  public static Tally opinions(LocalDate day) {
    return kept(OPINIONS + day);
  }

  /** Attribute that counts the opinions on an article which say that it was useful, or was not. */
  public static String opinion(String article, boolean useful) {
    return (useful ? "y" : "n") + article;
  }

  public static String dayPeriod(LocalDate day) {
    return "day#" + day;
  }

  private static Tally kept(String name) {
    return new Tally(name, null, null, null);
  }

  /** Key of a shard's checkpoint, which stands beside the tallies. */
  public static Map<String, AttributeValue> checkpointKey(String shard) {
    return Map.of(KEY, AttributeValue.fromS(CHECKPOINT + shard));
  }

  /** Tells whether a key is that of a checkpoint. */
  public static boolean isCheckpoint(String key) {
    return key.startsWith(CHECKPOINT);
  }

  /** The item's key. */
  public String key(int slot) {
    return slot(name, slot);
  }

  /**
   * Name of a slot of a tally, or of a period. Each slot has a list of its own in the index, so
   * writers do not wait for one partition.
   */
  public static String slot(String name, int slot) {
    return name + "#" + slot;
  }
}
