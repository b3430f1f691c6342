package bantin.newsroom;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.ArticleItems;
import bantin.article.Headline;
import bantin.article.Position;
import bantin.article.Publication;
import bantin.manuscript.Manuscript;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Version of an article that editors change.
 *
 * @param version number of changes, from 1
 * @param createdBy person who owns the article
 * @param savedBy person who changed it last
 * @param publication time in which the public version is shown; null where there is none
 * @param publishedVersion version that readers see; 0 where there is none
 * @param notice sentence for readers of a withdrawn article
 * @param listed entries that stand in lists of readers; empty in a copy that the index gave
 */
public record WorkingCopy(
    ArticleId id,
    long version,
    State state,
    Manuscript manuscript,
    String createdBy,
    String savedBy,
    Instant savedAt,
    @Nullable Publication publication,
    long publishedVersion,
    String notice,
    Set<ListedEntry> listed) {
  public WorkingCopy {
    listed = Collections.unmodifiableSet(new LinkedHashSet<>(listed));
  }

  public static WorkingCopy draft(Manuscript manuscript, String by, Instant now) {
    return new WorkingCopy(
        ArticleId.random(), 1, State.DRAFT, manuscript, by, by, now, null, 0, "", Set.of());
  }

  public WorkingCopy saved(Manuscript next, String by, Instant now) {
    return new WorkingCopy(
        id,
        version + 1,
        state,
        next,
        createdBy,
        by,
        now,
        publication,
        publishedVersion,
        notice,
        listed);
  }

  public WorkingCopy submitted(String by, Instant now) {
    return new WorkingCopy(
        id, version + 1, State.SUBMITTED, manuscript, createdBy, by, now, null, 0, notice, listed);
  }

  public WorkingCopy published(Publication when, String by, Instant now) {
    return new WorkingCopy(
        id,
        version + 1,
        State.PUBLISHED,
        manuscript,
        createdBy,
        by,
        now,
        when,
        version + 1,
        "",
        entries(when));
  }

  public WorkingCopy deleted(String by, Instant now) {
    return new WorkingCopy(
        id, version + 1, state, manuscript, createdBy, by, now, publication, 0, notice, listed);
  }

  public WorkingCopy withdrawn(String why, String by, Instant now) {
    return new WorkingCopy(
        id, version + 1, State.WITHDRAWN, manuscript, createdBy, by, now, null, 0, why, Set.of());
  }

  /** Copy of the same version under fewer entries. */
  WorkingCopy listedUnder(Set<ListedEntry> entries) {
    return new WorkingCopy(
        id,
        version,
        state,
        manuscript,
        createdBy,
        savedBy,
        savedAt,
        publication,
        publishedVersion,
        notice,
        entries);
  }

  private Set<ListedEntry> entries(Publication when) {
    Position position = new Position(when.at(), id);
    Set<ListedEntry> entries = new LinkedHashSet<>();
    ArticleItems.lists(headline(when))
        .forEach(list -> entries.add(new ListedEntry(list, position)));
    return entries;
  }

  public Headline headline(Publication when) {
    return new Headline(
        id,
        manuscript.title(),
        manuscript.lead(),
        manuscript.section(),
        manuscript.authors(),
        manuscript.tags(),
        manuscript.body().cover(),
        when);
  }

  public Article article(Publication when) {
    return new Article(
        headline(when),
        manuscript.body().forReaders(),
        manuscript.source().isEmpty() ? null : manuscript.source(),
        savedAt);
  }

  public String word(Instant now) {
    return publication != null && publication.isScheduled(now) ? "scheduled" : state.word();
  }
}
