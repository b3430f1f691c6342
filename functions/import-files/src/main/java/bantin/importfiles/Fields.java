package bantin.importfiles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a file says of its fields, outside its text. */
final class Fields {
  private final Map<String, List<String>> values = new HashMap<>();

  void set(String field, List<String> texts) {
    List<String> tidy = new ArrayList<>();
    for (String text : texts) {
      String one = Texts.tidy(text).strip();
      if (!one.isEmpty()) {
        tidy.add(one);
      }
    }
    if (!tidy.isEmpty()) {
      values.put(field, tidy);
    }
  }

  /** The first word holds: a page may say it more than once. */
  void setIfUnset(String field, String text) {
    if (!values.containsKey(field)) {
      set(field, List.of(text));
    }
  }

  /** Empty where nothing is said. */
  String one(String field) {
    return String.join(" ", all(field));
  }

  /** Also those in one text with commas between them. */
  List<String> all(String field) {
    List<String> given = values.getOrDefault(field, List.of());
    boolean isList = field.equals("authors") || field.equals("tags");
    if (!isList || given.size() != 1) {
      return given;
    }
    List<String> parts = new ArrayList<>();
    for (String part : given.get(0).split("[,;]")) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }
}
