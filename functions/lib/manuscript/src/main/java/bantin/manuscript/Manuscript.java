package bantin.manuscript;

import bantin.article.Card;
import java.util.ArrayList;
import java.util.List;

/**
 * Text of an article as people write it. Any field may still be empty.
 *
 * @param section a section's name, or empty
 * @param authors in byline order
 * @param body clean HTML
 * @param slug words of the address; empty where the title gives them
 * @param card title and description for search engines and shared links
 */
public record Manuscript(
    String title,
    String lead,
    String section,
    List<String> authors,
    List<String> tags,
    String source,
    Body body,
    String slug,
    Card card) {
  public Manuscript {
    authors = List.copyOf(authors);
    tags = List.copyOf(tags);
  }

  /** Manuscript whose address and card come from its title and its lead. */
  public Manuscript(
      String title,
      String lead,
      String section,
      List<String> authors,
      List<String> tags,
      String source,
      Body body) {
    this(title, lead, section, authors, tags, source, body, "", Card.NONE);
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
