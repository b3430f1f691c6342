package bantin.importfiles;

import bantin.http.Language;
import bantin.http.Problem;
import bantin.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What could not be taken over of a file, or why none of it could, in the reader's language. */
final class Notes {
  /** Names in a note; the rest is counted. */
  private static final int NAMED = 5;

  private final boolean vietnamese;
  private final Set<String> told = new LinkedHashSet<>();

  Notes(boolean vietnamese) {
    this.vietnamese = vietnamese;
  }

  /** Notes in the caller's language. */
  static Notes of(Request request) {
    return new Notes(Language.ofCaller(request) == Language.VI);
  }

  void add(Said said, Object... values) {
    told.add(said.in(vietnamese, values));
  }

  /** Only where it happened at all. */
  void count(Said said, int count) {
    if (count > 0) {
      add(said, count);
    }
  }

  /** Each once, shortened where it is long. */
  static String names(List<String> names) {
    List<String> few = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      if (few.size() == NAMED) {
        few.add("…");
        break;
      }
      few.add(name.codePointCount(0, name.length()) > 60 ? shortened(name) : name);
    }
    return String.join(", ", few);
  }

  private static String shortened(String name) {
    return name.substring(0, name.offsetByCodePoints(0, 59)) + "…";
  }

  Problem refusal(Said why, Object... values) {
    return problem(why, values);
  }

  Problem forbidden(Said why) {
    return problem(why);
  }

  Problem notFound(Said why) {
    return problem(why);
  }

  Problem conflict(Said why) {
    return problem(why);
  }

  Problem tooLarge(Said why) {
    return problem(why);
  }

  private static Problem problem(Said why, Object... values) {
    return FileReasons.of(why).problem(values).with("code", why.code());
  }

  List<String> all() {
    return List.copyOf(told);
  }
}
