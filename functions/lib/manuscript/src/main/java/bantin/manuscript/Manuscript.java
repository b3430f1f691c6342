package bantin.manuscript;

import java.util.ArrayList;
import java.util.List;

/**
 * Text of an article as people write it. Any field may still be empty.
 *
 * @param section a section's name, or empty
 * @param authors in byline order
 * @param body clean HTML
 */
public record Manuscript(
    String title,
    String lead,
    String section,
    List<String> authors,
    List<String> tags,
    String source,
    Body body) {
  public Manuscript {
    authors = List.copyOf(authors);
    tags = List.copyOf(tags);
  }

  /** Names of the empty fields that submission and publication need. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (title.isEmpty()) {
      missing.add("title");
    }
    if (section.isEmpty()) {
      missing.add("section");
    }
    if (body.isEmpty()) {
      missing.add("body");
    }
    return missing;
  }
}
