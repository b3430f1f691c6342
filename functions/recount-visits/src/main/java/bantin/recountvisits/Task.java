package bantin.recountvisits;

import bantin.visit.Recount;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Next step of a recount.
 *
 * @param run id that all steps of one recount share
 * @param step number of the step, from 0; each step continues where the one before ended
 */
record Task(LocalDate day, boolean repair, String by, String run, int step) {
  /**
   * Reads the task in a change of {@code Recounts}. A request leads to its first step, and a step
   * that has not reached the end leads to the next.
   *
   * @param item the item after the change
   * @return null if no step follows from the change
   */
  static @Nullable Task of(Map<String, AttributeValue> item) {
    String part = text(item, Recount.PART);
    boolean request = part.equals(Recount.REQUEST);
    boolean step = part.startsWith(Steps.STEP) && hasNext(item.get(Steps.NEXT));
    if (!request && !step) {
      return null;
    }
    return new Task(
        LocalDate.parse(text(item, Recount.DAY)),
        isTrue(item.get(Recount.REPAIR)),
        text(item, Recount.BY),
        text(item, Recount.RUN),
        request ? 0 : number(item.get(Steps.NUMBER)) + 1);
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  private static boolean hasNext(@Nullable AttributeValue value) {
    return value != null && !value.m().isEmpty();
  }

  private static boolean isTrue(@Nullable AttributeValue value) {
    return value != null && Boolean.TRUE.equals(value.bool());
  }

  private static int number(@Nullable AttributeValue value) {
    return Integer.parseInt(value == null ? "" : String.valueOf(value.n()));
  }
}
