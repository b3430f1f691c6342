package bantin.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Number of sessions online. For each step of ten seconds it counts the sessions whose latest
 * activity lies in the step. A session that acts again moves to the new step. One item holds ten
 * minutes of steps, so the five minutes that count lie in one item or two. Steps of a minute would
 * need as many items and be up to a minute wrong.
 */
public final class Online {
  /** Greatest age of the last activity of a session that is online. */
  public static final Duration WINDOW = Duration.ofMinutes(5);

  private static final Duration STEP = Duration.ofSeconds(10);
  private static final int STEPS = 60;
  private static final Pattern STEP_NAME = Pattern.compile("s[1-5]?[0-9]");

  private Online() {}

  /** Tally that holds the step of a time. */
  public static Tally tally(Instant time) {
    long seconds = STEP.toSeconds() * STEPS;
    Instant start = Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    return new Tally("online#" + start, start.plus(Duration.ofDays(1)));
  }

  /** Attribute that counts the step of a time. */
  public static String step(Instant time) {
    return "s" + number(time) % STEPS;
  }

  /** Tallies that hold the window's steps: two, or the same one twice. */
  public static List<Tally> window(Instant now) {
    Tally first = tally(now.minus(WINDOW));
    Tally last = tally(now);
    return first.equals(last) ? List.of(first) : List.of(first, last);
  }

  /**
   * Sums the steps of the window. The oldest step counts in full, so a session stays online up to
   * ten seconds longer. Steps ahead of now count too, because clocks differ a little.
   *
   * @param steps the attributes of each tally of {@link #window}, summed over its slots
   */
  public static long count(Map<Tally, Map<String, Long>> steps, Instant now) {
    Tally first = tally(now.minus(WINDOW));
    long from = number(now.minus(WINDOW)) % STEPS;
    long count = 0;
    for (Tally tally : window(now)) {
      for (Map.Entry<String, Long> step : steps.getOrDefault(tally, Map.of()).entrySet()) {
        boolean within =
            isStep(step.getKey())
                && (!tally.equals(first) || Integer.parseInt(step.getKey().substring(1)) >= from);
        count += within ? step.getValue() : 0;
      }
    }
    return Math.max(0, count);
  }

  /** Tells whether an attribute of an online tally counts one of its steps. */
  static boolean isStep(String attribute) {
    return STEP_NAME.matcher(attribute).matches();
  }

  private static long number(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
  }
}
