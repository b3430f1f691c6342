package bantin.article;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of an article.
 *
 * @param section the section's name, such as {@code tin-tuc}
 * @param authors in byline order
 */
public record Headline(
    ArticleId id,
    String title,
    String lead,
    String section,
    List<String> authors,
    List<String> tags,
    @Nullable Cover cover,
    Publication publication) {
  public Headline {
    authors = List.copyOf(authors);
    tags = List.copyOf(tags);
  }

  /** The article's address on this site: {@code /section/slug-id}, not percent-encoded. */
  public String path() {
    Slug slug = Slug.of(title);
    return "/" + section + "/" + (slug.isEmpty() ? "" : slug + "-") + id;
  }
}
