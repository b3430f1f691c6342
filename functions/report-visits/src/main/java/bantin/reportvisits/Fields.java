package bantin.reportvisits;

import bantin.http.Problem;
import bantin.http.RequestReasons;
import bantin.http.Text;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Fields of this function's JSON bodies and parameters. */
final class Fields {
  private Fields() {}

  /**
   * @throws Problem 400 where it is no day
   */
  static LocalDate day(@Nullable String text, String field) {
    try {
      LocalDate day = text == null ? null : LocalDate.parse(text);
      if (day != null && day.getYear() >= 1900 && day.getYear() <= 9000) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // Refused below like any other text.
    }
    throw refused(
        field,
        new Text(
            "Send a day as ISO 8601 writes it: 2026-11-23.",
            "Hãy gửi ngày theo ISO 8601: 2026-11-23."));
  }

  static LocalDate day(ObjectNode json, String field) {
    JsonNode node = json.path(field);
    return day(node.isTextual() ? node.textValue() : null, field);
  }

  static Problem refused(String field, Text why) {
    return RequestReasons.invalid(field, why);
  }
}
