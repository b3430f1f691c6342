package bantin.importfiles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values of a manuscript's fields that a file declares outside its text. */
final class FileFields {
  private final Map<String, List<String>> values = new HashMap<>();

  void set(String field, List<String> texts) {
    List<String> tidy = new ArrayList<>();
    for (String text : texts) {
      String stripped = Texts.tidy(text).strip();
      if (!stripped.isEmpty()) {
        tidy.add(stripped);
      }
    }
    if (!tidy.isEmpty()) {
      values.put(field, tidy);
    }
  }

  /** Sets a field if it has no value yet, because a page may repeat a field. */
  void setIfUnset(String field, String text) {
    if (!values.containsKey(field)) {
      set(field, List.of(text));
    }
  }

  /** Returns the field's text, or an empty text if the file does not declare it. */
  String text(String field) {
    return String.join(" ", list(field));
  }

  /** Returns the field's values. Authors and tags may also be one text with commas. */
  List<String> list(String field) {
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
