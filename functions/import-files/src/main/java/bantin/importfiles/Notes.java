package bantin.importfiles;

import bantin.http.Language;
import bantin.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Notes on the parts of a file that a draft could not take over, in the reader's language. */
final class Notes {
  /** Greatest number of names in a note. */
  private static final int MAX_NAMES = 5;

  private final boolean vietnamese;
  private final Set<String> notes = new LinkedHashSet<>();

  Notes(boolean vietnamese) {
    this.vietnamese = vietnamese;
  }

  /** Notes in the caller's language. */
  static Notes of(Request request) {
    return new Notes(Language.ofCaller(request) == Language.VI);
  }

  void add(ImportNote note, Object... values) {
    notes.add(note.in(vietnamese, values));
  }

  /** Adds a note with a count, unless the count is 0. */
  void count(ImportNote note, int count) {
    if (count > 0) {
      add(note, count);
    }
  }

  /** Joins names, each once, long ones shortened. */
  static String names(List<String> names) {
    List<String> few = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      if (few.size() == MAX_NAMES) {
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

  List<String> all() {
    return List.copyOf(notes);
  }
}
