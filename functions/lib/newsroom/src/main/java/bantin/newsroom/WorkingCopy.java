package bantin.newsroom;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.Headline;
import bantin.article.Publication;
import bantin.manuscript.Manuscript;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An article as the newsroom has it.
 *
 * @param version counts every change, from 1
 * @param createdBy whose article it is
 * @param savedBy who changed it last
 * @param publication when the public version stands, null where there is none
 * @param publishedVersion the version that readers see, 0 where there is none
 * @param notice what readers of a withdrawn article are told
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
    String notice) {

  public static WorkingCopy draft(Manuscript manuscript, String by, Instant now) {
    return new WorkingCopy(
        ArticleId.random(), 1, State.DRAFT, manuscript, by, by, now, null, 0, "");
  }

  public WorkingCopy saved(Manuscript next, String by, Instant now) {
    return new WorkingCopy(
        id, version + 1, state, next, createdBy, by, now, publication, publishedVersion, notice);
  }

  public WorkingCopy submitted(String by, Instant now) {
    return new WorkingCopy(
        id, version + 1, State.SUBMITTED, manuscript, createdBy, by, now, null, 0, notice);
  }

  public WorkingCopy published(Publication when, String by, Instant now) {
    return new WorkingCopy(
        id, version + 1, State.PUBLISHED, manuscript, createdBy, by, now, when, version + 1, "");
  }

  public WorkingCopy deleted(String by, Instant now) {
    return new WorkingCopy(
        id, version + 1, state, manuscript, createdBy, by, now, publication, 0, notice);
  }

  public WorkingCopy withdrawn(String why, String by, Instant now) {
    return new WorkingCopy(
        id, version + 1, State.WITHDRAWN, manuscript, createdBy, by, now, null, 0, why);
  }

  public Headline headline(Publication when) {
    return new Headline(
        id,
        manuscript.title(),
        manuscript.lead(),
        manuscript.section(),
        manuscript.authors(),
        manuscript.tags(),
        PhotosInBody.cover(manuscript.body()),
        when);
  }

  public Article article(Publication when) {
    return new Article(
        headline(when),
        PhotosInBody.forReaders(manuscript.body()),
        manuscript.source().isEmpty() ? null : manuscript.source(),
        savedAt);
  }

  public String word(Instant now) {
    return publication != null && publication.isScheduled(now) ? "scheduled" : state.word();
  }
}
