package bantin.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Counters in {@code Tallies}: an item with a number for each attribute. It is kept in slots, which
 * a reader adds up, so that many writers do not wait for one item.
 *
 * @param name without the slot
 * @param expires null where it is kept for ever
 */
public record Tally(String name, @Nullable Instant expires) {
  /** Hash key of the table. */
  public static final String KEY = "tally";

  public static final String VISITS = "visits";
  public static final String VIEWS = "views";
  public static final String EXPIRES = "expires";

  /** Key of the baseline, which an administrator sets. */
  public static final String BASELINE = "baseline";

  /** Greatest amount of one slot. The sum over all slots stays within a long. */
  static final long MAX_AMOUNT = 1_000_000_000_000_000L;

  static final String OPINIONS = "opinions#day#";
  static final String VIEWS_OF_DAY = "views#day#";

  /** Number of items over which a day's views by article are spread. */
  static final int GROUPS = 16;

  private static final String CHECKPOINT = "checkpoint#";

  public static final Tally SITE_ALL = kept("site#all");

  public static Tally siteDay(LocalDate day) {
    return kept("site#day#" + day);
  }

  public static Tally article(String id) {
    return kept("article#" + id + "#all");
  }

  /** Tally of a day's views of some articles, with an attribute for each, named by its id. */
  private static Tally views(LocalDate day, int group) {
    return kept(VIEWS_OF_DAY + day + "#" + group);
  }

  /** Tally that counts an article's views on a day. */
  public static Tally views(LocalDate day, String article) {
    return views(day, group(article));
  }

  /** Tallies that count the views of all articles on a day. */
  public static List<Tally> views(LocalDate day) {
    return IntStream.range(0, GROUPS).mapToObj(group -> views(day, group)).toList();
  }

  /** Group that an article's views of a day are counted in; stored, so it never changes. */
  static int group(String article) {
    return Math.floorMod(article.hashCode(), GROUPS);
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

  private static Tally kept(String name) {
    return new Tally(name, null);
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

  /** Name of a slot of a tally, or of a list of {@link FormerViews}. */
  static String slot(String name, int slot) {
    return name + "#" + slot;
  }
}
