package bantin.editarticles;

import bantin.article.Slug;
import bantin.http.Problem;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.http.Text;
import bantin.newsroom.State;
import bantin.newsroom.WorkingCopy;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a list of working copies: {@code ?state=&mine=&find=&limit=&before=}.
 *
 * @param mine whether to list only the person's own articles
 * @param find part of the title, folded; empty for any title
 */
record DeskQuery(
    @Nullable String state, boolean mine, Slug find, int limit, @Nullable Instant before) {
  private static final int MAX_LIMIT = 100;
  private static final int DEFAULT_LIMIT = 50;
  private static final List<String> NAMES = List.of("state", "mine", "find", "limit", "before");

  /**
   * @throws Problem 400 for an unknown parameter or value
   */
  static DeskQuery of(Request request) {
    for (String name : request.queryNames()) {
      if (!NAMES.contains(name)) {
        throw DeskReasons.NO_PARAMETER.problem(String.join(", ", NAMES));
      }
    }
    String find = request.query("find");
    return new DeskQuery(
        request.query("state"),
        mine(request.query("mine")),
        Slug.of(find == null ? "" : find),
        limit(request.query("limit")),
        before(request.query("before")));
  }

  private static boolean mine(@Nullable String text) {
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw RequestReasons.invalid(
          "mine", new Text("Send true or false.", "Hãy gửi true hoặc false."));
    }
    return "true".equals(text);
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw RequestReasons.invalid(
          "limit", Text.of("Ask for 1 to {0}.", "Hãy hỏi từ 1 đến {0}.", MAX_LIMIT));
    }
    return limit;
  }

  private static @Nullable Instant before(@Nullable String text) {
    try {
      Instant before = text == null ? null : Instant.parse(text);
      if (before == null || CopyJson.isWritable(before)) {
        return before;
      }
    } catch (DateTimeParseException e) {
      // Refused below like any other text.
    }
    throw RequestReasons.invalid(
        "before",
        new Text(
            "Send the value of next from the list before.",
            "Hãy gửi giá trị next của danh sách trước."));
  }

  /** Tells if the list includes an article. Capitals and marks do not matter. */
  boolean wants(WorkingCopy copy, Instant now) {
    return (state == null || copy.word(now).equals(state))
        && (copy.state() != State.TRASH || copy.isRestorable(now))
        && (find.isEmpty() || Slug.of(copy.manuscript().title()).value().contains(find.value()));
  }
}
