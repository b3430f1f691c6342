package bantin.recountvisits;

import bantin.visit.Recount;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
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
  static @Nullable Task of(JsonNode record) {
    JsonNode item = record.path("dynamodb").path("NewImage");
    String part = text(item, Recount.PART);
    boolean request = part.equals(Recount.REQUEST);
    boolean step = part.startsWith(Steps.STEP) && !item.path(Steps.NEXT).path("M").isEmpty();
    if (!request && !step) {
      return null;
    }
    return new Task(
        LocalDate.parse(text(item, Recount.DAY)),
        item.path(Recount.REPAIR).path("BOOL").asBoolean(),
        text(item, Recount.BY),
        text(item, Recount.RUN),
        request ? 0 : Integer.parseInt(item.path(Steps.NUMBER).path("N").asText()) + 1);
  }

  private static String text(JsonNode item, String name) {
    return item.path(name).path("S").asText();
  }
}
