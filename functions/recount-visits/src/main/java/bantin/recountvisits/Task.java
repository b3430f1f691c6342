package bantin.recountvisits;

import bantin.visit.Recount;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   * @param record stream record with the new image
   * @return null if no step follows from the change
   */
  static @Nullable Task of(DynamodbStreamRecord record) {
    Map<String, AttributeValue> item = record.getDynamodb().getNewImage();
    if (item == null) { // The item has expired.
      return null;
    }
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
    return value == null || value.getS() == null ? "" : value.getS();
  }

  private static boolean hasNext(@Nullable AttributeValue value) {
    return value != null && value.getM() != null && !value.getM().isEmpty();
  }

  private static boolean isTrue(@Nullable AttributeValue value) {
    return value != null && Boolean.TRUE.equals(value.getBOOL());
  }

  private static int number(@Nullable AttributeValue value) {
    return Integer.parseInt(value == null ? "" : String.valueOf(value.getN()));
  }
}
