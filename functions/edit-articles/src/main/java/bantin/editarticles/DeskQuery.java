package bantin.editarticles;

import bantin.http.Problem;
import bantin.http.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list of working copies was asked for: {@code ?state=&limit=&before=}. */
record DeskQuery(@Nullable String state, int limit, @Nullable Instant before) {
  private static final int MOST = 100;
  private static final int USUAL = 50;

  /**
   * @throws Problem 400 for a parameter that does not exist or cannot be
   */
  static DeskQuery of(Request request) {
    for (String name : request.queryNames()) {
      if (!List.of("state", "limit", "before").contains(name)) {
        throw Problem.badRequest(
            "There is no parameter of this name here; there are state, limit and before.");
      }
    }
    return new DeskQuery(
        request.query("state"), limit(request.query("limit")), before(request.query("before")));
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return USUAL;
    }
    int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST) {
      throw Problem.badRequest("limit: Ask for 1 to " + MOST + ".");
    }
    return limit;
  }

  private static @Nullable Instant before(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.badRequest("before: Send the value of next from the list before.");
    }
  }
}
