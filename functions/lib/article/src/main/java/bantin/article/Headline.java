package bantin.article;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of an article that lists show.
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

  /** The same headline, not shown from a time on. */
  public Headline endingBy(Instant end) {
    Instant until = publication.until();
    Instant first = until == null || end.isBefore(until) ? end : until;
    return new Headline(
        id, title, lead, section, authors, tags, cover, new Publication(publication.at(), first));
  }

  /** Address on this site as people read it: {@code /section/slug-id}. */
  public String path() {
    return "/" + section + "/" + lastPart();
  }

  /** Address on this site with everything but ASCII percent-encoded. */
  public String url() {
    // A slug holds letters, digits and hyphens only.
    return "/" + section + "/" + URLEncoder.encode(lastPart(), UTF_8);
  }

  /** Last part of the address as people read it: {@code slug-id}, or the id alone. */
  public String lastPart() {
    Slug slug = Slug.of(title);
    return slug.isEmpty() ? id.value() : slug + "-" + id;
  }
}
