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
 * @param slug words of the address that an editor has chosen; empty where the title gives them
 * @param updatedAt time of the last change; that of the publication where none came later
 */
public record Headline(
    ArticleId id,
    String title,
    String lead,
    String section,
    List<String> authors,
    List<String> tags,
    @Nullable Cover cover,
    Publication publication,
    String slug,
    Instant updatedAt) {
  public Headline {
    // A text may be older than the time for which it was scheduled.
    updatedAt = updatedAt.isBefore(publication.at()) ? publication.at() : updatedAt;
    authors = List.copyOf(authors);
    tags = List.copyOf(tags);
  }

  /** Headline that has not changed since its publication. */
  public Headline(
      ArticleId id,
      String title,
      String lead,
      String section,
      List<String> authors,
      List<String> tags,
      @Nullable Cover cover,
      Publication publication,
      String slug) {
    this(id, title, lead, section, authors, tags, cover, publication, slug, publication.at());
  }

  /** Headline that has not changed, and whose address has the words of its title. */
  public Headline(
      ArticleId id,
      String title,
      String lead,
      String section,
      List<String> authors,
      List<String> tags,
      @Nullable Cover cover,
      Publication publication) {
    this(id, title, lead, section, authors, tags, cover, publication, "");
  }

  /** The same headline, not shown from a time on. */
  public Headline endingBy(Instant end) {
    Instant until = publication.until();
    Instant first = until == null || end.isBefore(until) ? end : until;
    return with(new Publication(publication.at(), first), updatedAt);
  }

  /** The same headline, last changed at a time. */
  public Headline updated(Instant time) {
    return with(publication, time);
  }

  /** The same headline as list entries held it before they told the time of a change. */
  public Headline unchanged() {
    return with(publication, publication.at());
  }

  private Headline with(Publication when, Instant updated) {
    return new Headline(id, title, lead, section, authors, tags, cover, when, slug, updated);
  }

  /** Tells whether the article has changed since its publication. */
  boolean isUpdated() {
    return updatedAt.isAfter(publication.at());
  }

  /** Tells whether it is a fixed page and no article of a section. */
  public boolean isPage() {
    return section.equals(Section.PAGES);
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
    String words = slug.isEmpty() ? Slug.of(title).value() : slug;
    return words.isEmpty() ? id.value() : words + "-" + id;
  }
}
