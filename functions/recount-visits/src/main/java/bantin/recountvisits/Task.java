package bantin.recountvisits;

import bantin.visit.Recount;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done next for one recount.
 *
 * @param run the same for all steps of one recount
 * @param step from 0; each reads on where the one before ended
 */
record Task(LocalDate day, boolean repair, String by, String run, int step) {
  /**
   * What a change of {@code Recounts} asks for: a request its first step, a step that has not
   * reached the end the next.
   *
   * @param record of the table's stream, with the new image
   * @return null where it asks for nothing
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
