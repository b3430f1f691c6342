package bantin.visit;

import bantin.item.Attributes;
import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Comparison of a day's tallies with its sessions, as the table {@code Recounts} keeps it.
 *
 * @param run which one of the day's recounts it is
 * @param by name of the person who asked for it; {@code schedule} for the daily one
 * @param repair whether differences were to be repaired
 * @param finishedAt null while it runs
 * @param settled whether nothing of the day could still be on its way into the tallies
 * @param sessions how many items of the day were read
 * @param differing how many numbers differed
 * @param differences the first differences, at most {@link #MAX_SHOWN}
 * @param repaired whether the tallies were made to agree
 * @param note reason why it failed; empty where it succeeded
 */
public record Recount(
    LocalDate day,
    String run,
    String by,
    boolean repair,
    Instant startedAt,
    @Nullable Instant finishedAt,
    boolean settled,
    long sessions,
    long differing,
    List<Difference> differences,
    boolean repaired,
    String note) {
  public static final int MAX_SHOWN = 100;

  /** The table's hash key. */
  public static final String DAY = "day";

  /** The table's range key. */
  public static final String PART = "part";

  /** The part that asks for a recount. */
  public static final String REQUEST = "request";

  /** Beginning of the parts that keep the progress of a recount. */
  public static final String STEP = "step#";

  private static final String COUNT = "count#";
  private static final String RESULT = "result";

  public static final String RUN = "run";
  public static final String BY = "by";
  public static final String REPAIR = "repair";

  /**
   * Time after a day takes its last late hit until all its stream records are folded or lost. A
   * stream keeps its records for 24 hours.
   */
  private static final Duration SETTLING = Duration.ofHours(25);

  public Recount {
    differences = List.copyOf(differences);
  }

  /**
   * Number that differs from the sum over the sessions.
   *
   * @param tally its name, without slot
   */
  public record Difference(String tally, String attribute, long stored, long counted) {}

  public static Recount begun(LocalDate day, String run, String by, boolean repair, Instant now) {
    return new Recount(day, run, by, repair, now, null, false, 0, 0, List.of(), false, "");
  }

  /** Tells whether all stream records of the day have reached the tallies. */
  public static boolean isSettled(SiteDays days, LocalDate day, Instant now) {
    return !now.isBefore(settles(days, day));
  }

  public static Instant settles(SiteDays days, LocalDate day) {
    return days.start(day.plusDays(2)).plus(SETTLING);
  }

  /** Tells whether all sessions of the day are still in the table. */
  public static boolean isPossible(SiteDays days, LocalDate day, Instant now) {
    return !now.isBefore(days.start(day)) && now.isBefore(Session.expires(days, day));
  }

  /** Key of a day's latest result. */
  public static Map<String, AttributeValue> key(LocalDate day) {
    return key(day, RESULT);
  }

  /** Tells whether a part is a day's result. */
  public static boolean isResult(String part) {
    return part.equals(RESULT);
  }

  /** Key of a finished step. */
  public static Map<String, AttributeValue> stepKey(LocalDate day, String run, int step) {
    return key(day, STEP + run + "#" + step);
  }

  /** Key of a part of the count that one attempt at a step came to. */
  public static Map<String, AttributeValue> countKey(
      LocalDate day, String run, int step, String attempt, int part) {
    return key(day, COUNT + run + "#" + step + "#" + attempt + "#" + part);
  }

  /** Key of a day's request. */
  public static Map<String, AttributeValue> requestKey(LocalDate day) {
    return key(day, REQUEST);
  }

  private static Map<String, AttributeValue> key(LocalDate day, String part) {
    return Map.of(DAY, AttributeValue.fromS(day.toString()), PART, AttributeValue.fromS(part));
  }

  /**
   * Item that requests a recount. The table's stream starts the recount once the item is written.
   *
   * @param run an identifier of its own
   * @param by name of the person who asks
   * @param repair whether to repair differences
   */
  public static Map<String, AttributeValue> request(
      LocalDate day, String run, String by, boolean repair, Instant now) {
    Map<String, AttributeValue> item = new HashMap<>(key(day, REQUEST));
    item.put(RUN, AttributeValue.fromS(run));
    item.put(BY, AttributeValue.fromS(by));
    item.put(REPAIR, AttributeValue.fromBool(repair));
    item.put("startedAt", AttributeValue.fromS(now.toString()));
    return item;
  }

  /** Writes the result as an item that never expires. */
  public Map<String, AttributeValue> item() {
    Map<String, AttributeValue> item = new HashMap<>(key(day));
    item.put(RUN, AttributeValue.fromS(run));
    item.put(BY, AttributeValue.fromS(by));
    item.put(REPAIR, AttributeValue.fromBool(repair));
    item.put("startedAt", AttributeValue.fromS(startedAt.toString()));
    if (finishedAt != null) {
      item.put("finishedAt", AttributeValue.fromS(finishedAt.toString()));
    }
    item.put("settled", AttributeValue.fromBool(settled));
    item.put("sessions", Attributes.number(sessions));
    item.put("differing", Attributes.number(differing));
    item.put(
        "differences",
        AttributeValue.fromL(
            differences.stream()
                .map(difference -> AttributeValue.fromM(item(difference)))
                .toList()));
    item.put("repaired", AttributeValue.fromBool(repaired));
    item.put("note", AttributeValue.fromS(note));
    return item;
  }

  private static Map<String, AttributeValue> item(Difference difference) {
    return Map.of(
        "tally", AttributeValue.fromS(difference.tally),
        "attribute", AttributeValue.fromS(difference.attribute),
        "stored", Attributes.number(difference.stored),
        "counted", Attributes.number(difference.counted));
  }

  /**
   * Reads a day's latest result; null where the day was never recounted.
   *
   * @throws BrokenItem where it is no result
   */
  public static @Nullable Recount of(Map<String, AttributeValue> item) {
    return item.containsKey(RUN) ? read(ItemReader.of(item)) : null;
  }

  /**
   * Reads a result that another portal wrote.
   *
   * @throws BrokenItem where no portal writes such a result
   */
  public static Recount read(ItemReader item) {
    item.text(PART);
    List<Difference> differences =
        item.maps("differences").stream()
            .map(
                difference ->
                    new Difference(
                        difference.textOrEmpty("tally"),
                        difference.textOrEmpty("attribute"),
                        difference.numberOrZero("stored"),
                        difference.numberOrZero("counted")))
            .toList();
    if (differences.size() > MAX_SHOWN) {
      throw new BrokenItem("differences", "they are more than " + MAX_SHOWN);
    }
    return new Recount(
        item.day(DAY),
        item.text(RUN),
        item.textOrEmpty(BY),
        item.flag(REPAIR),
        item.time("startedAt"),
        item.textOrEmpty("finishedAt").isEmpty() ? null : item.time("finishedAt"),
        item.flag("settled"),
        item.numberOrZero("sessions"),
        item.numberOrZero("differing"),
        differences,
        item.flag("repaired"),
        item.textOrEmpty("note"));
  }
}
