package bantin.newsroom;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.ArticleItems;
import bantin.article.Headline;
import bantin.article.Position;
import bantin.article.Publication;
import bantin.manuscript.Manuscript;
import bantin.photo.PhotoId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
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
 * @param standing version that readers see until this scheduled one; null where none was public
 * @param firstAt time of the first publication, which a later one after a withdrawal keeps; null
 *     where there was none
 * @param listed entries that stand in lists of readers, and days on which the article is counted;
 *     empty in a copy that the index gave
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
    @Nullable Standing standing,
    @Nullable Instant firstAt,
    Set<ListedEntry> listed) {
  /** Time in which a deleted article may be restored. */
  public static final Duration TRASH_TIME = Duration.ofDays(30);

  public WorkingCopy {
    listed = Collections.unmodifiableSet(new LinkedHashSet<>(listed));
  }

  public static WorkingCopy draft(ArticleId id, Manuscript manuscript, String by, Instant now) {
    return new WorkingCopy(
        id, 1, State.DRAFT, manuscript, by, by, now, null, 0, "", null, null, Set.of());
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
        standing,
        firstAt,
        listed);
  }

  public WorkingCopy submitted(String by, Instant now) {
    return unpublished(State.SUBMITTED, notice, by, now);
  }

  public WorkingCopy published(Publication when, String by, Instant now) {
    Instant first = firstAt == null && !when.isScheduled(now) ? when.at() : firstAt;
    return published(when, null, first, entries(when), version + 1, by, now);
  }

  /** Copy that takes the place of the public version at its time. */
  public WorkingCopy scheduled(Publication when, Standing until, String by, Instant now) {
    Set<ListedEntry> entries = listedOf(until);
    entries.addAll(entries(when));
    Instant first = firstAt == null ? until.publication().at() : firstAt;
    return published(when, until, first, entries, version + 1, by, now);
  }

  private WorkingCopy published(
      Publication when,
      @Nullable Standing until,
      @Nullable Instant first,
      Set<ListedEntry> entries,
      long next,
      String by,
      Instant now) {
    return new WorkingCopy(
        id,
        next,
        State.PUBLISHED,
        manuscript,
        createdBy,
        by,
        now,
        when,
        next,
        "",
        until,
        first,
        entries);
  }

  /** Corrects a scheduled version: the text goes out with it. */
  public WorkingCopy corrected(Manuscript next, String by, Instant now) {
    WorkingCopy saved = saved(next, by, now);
    Set<ListedEntry> entries = standingEntries();
    entries.addAll(saved.entries(Objects.requireNonNull(publication)));
    return saved.published(publication, standing, firstAt, entries, version + 1, by, now);
  }

  public WorkingCopy deleted(String by, Instant now) {
    return unpublished(State.TRASH, notice, by, now);
  }

  public WorkingCopy restored(String by, Instant now) {
    return unpublished(State.DRAFT, notice, by, now);
  }

  /** Tells whether the copy is in the trash and may still be restored. */
  public boolean isRestorable(Instant now) {
    return state == State.TRASH && savedAt.plus(TRASH_TIME).isAfter(now);
  }

  public WorkingCopy withdrawn(String why, String by, Instant now) {
    return unpublished(State.WITHDRAWN, why, by, now);
  }

  /** Takes back a scheduled version. Readers see what they saw before. */
  public WorkingCopy cancelled(String by, Instant now) {
    if (standing == null) {
      return unpublished(firstAt == null ? State.DRAFT : State.WITHDRAWN, notice, by, now);
    }
    return new WorkingCopy(
        id,
        version + 1,
        state,
        manuscript,
        createdBy,
        by,
        now,
        standing.publication(),
        standing.version(),
        "",
        null,
        firstAt,
        standingEntries());
  }

  /** Entries of the version that readers see until this scheduled one. */
  Set<ListedEntry> standingEntries() {
    return standing == null ? new LinkedHashSet<>() : listedOf(standing);
  }

  private Set<ListedEntry> listedOf(Standing version) {
    Set<ListedEntry> entries = new LinkedHashSet<>(listed);
    entries.removeIf(entry -> !entry.position().at().equals(version.publication().at()));
    return entries;
  }

  /** Entries in lists of readers, without the notes of the days on which versions are counted. */
  Set<ListedEntry> entries() {
    Set<ListedEntry> entries = new LinkedHashSet<>(listed);
    entries.removeIf(entry -> entry.day() != null);
    return entries;
  }

  /** Time in which the version at a position is shown: this one, or the one that it replaces. */
  Publication publicationAt(Position position) {
    Publication own = Objects.requireNonNull(publication);
    if (standing == null || own.at().equals(position.at())) {
      return own;
    }
    return headline(standing.publication()).endingBy(own.at()).publication();
  }

  /** Tells whether the version at a position has an end. */
  boolean ends(Position position) {
    return publication != null && publicationAt(position).until() != null;
  }

  private WorkingCopy unpublished(State next, String why, String by, Instant now) {
    Instant first = firstAt;
    if (first == null && publication != null && !publication.isScheduled(now)) {
      first = publication.at();
    }
    return new WorkingCopy(
        id, version + 1, next, manuscript, createdBy, by, now, null, 0, why, null, first, Set.of());
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
        standing,
        firstAt,
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
    return headline(when, Set.of());
  }

  private Headline headline(Publication when, Set<PhotoId> small) {
    return new Headline(
        id,
        manuscript.title(),
        manuscript.lead(),
        manuscript.section(),
        manuscript.authors(),
        manuscript.tags(),
        manuscript.body().cover(small),
        when,
        manuscript.slug());
  }

  /**
   * @param small photos that have the small renditions for lists
   */
  public Article article(Publication when, Set<PhotoId> small) {
    return new Article(
        headline(when, small),
        manuscript.body().forReaders(),
        manuscript.source().isEmpty() ? null : manuscript.source(),
        savedAt,
        manuscript.card());
  }

  public String word(Instant now) {
    return publication != null && publication.isScheduled(now) ? "scheduled" : state.word();
  }
}
