package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.Article;
import bantin.article.Card;
import bantin.article.Headline;
import bantin.article.ListName;
import bantin.article.Position;
import bantin.article.Publication;
import bantin.manuscript.Body;
import bantin.manuscript.Manuscript;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WorkingCopyTest {
  private static final Instant NOW = Samples.NOW;
  private static final Instant LATER = Samples.after(60);
  private static final Instant MUCH_LATER = Samples.after(3600);
  private static final Manuscript TEXT = Samples.manuscript();
  private static final Manuscript OTHER = Samples.manuscript("Hội làng", "van-hoa", List.of());
  private static final WorkingCopy DRAFT = WorkingCopy.draft(Samples.ID, TEXT, "lan", NOW);
  private static final WorkingCopy PUBLIC = DRAFT.published(Samples.from(NOW), "minh", NOW);
  private static final WorkingCopy NEXT =
      PUBLIC.scheduled(Samples.from(MUCH_LATER), Samples.standing(PUBLIC), "minh", LATER);

  @Test
  void beginsAsADraft() {
    assertThat(DRAFT).isEqualTo(copy(1, State.DRAFT, TEXT, "lan", NOW, null, 0, null, null));
  }

  @Test
  void savesAnotherText() {
    assertThat(DRAFT.saved(OTHER, "minh", LATER))
        .isEqualTo(copy(2, State.DRAFT, OTHER, "minh", LATER, null, 0, null, null));
  }

  @Test
  void keepsThePublicVersionWhileAnotherTextIsSaved() {
    assertThat(PUBLIC.saved(OTHER, "lan", LATER))
        .isEqualTo(
            copy(3, State.PUBLISHED, OTHER, "lan", LATER, Samples.from(NOW), 2, null, NOW)
                .listedUnder(entries(NOW)));
  }

  @Test
  void goesToTheEditors() {
    assertThat(DRAFT.submitted("minh", LATER))
        .isEqualTo(copy(2, State.SUBMITTED, TEXT, "minh", LATER, null, 0, null, null));
  }

  @Test
  void isPublishedUnderItsListsAndKeepsItsFirstTime() {
    assertThat(PUBLIC)
        .isEqualTo(
            copy(2, State.PUBLISHED, TEXT, "minh", NOW, Samples.from(NOW), 2, null, NOW)
                .listedUnder(entries(NOW)));
    assertThat(PUBLIC.published(Samples.from(LATER), "minh", LATER).firstAt()).isEqualTo(NOW);
  }

  @Test
  void hasNoFirstTimeBeforeAScheduledVersionIsShown() {
    WorkingCopy scheduled = DRAFT.published(Samples.from(LATER), "minh", NOW);
    assertThat(scheduled.firstAt()).isNull();
    assertThat(scheduled.word(NOW)).isEqualTo("scheduled");
    assertThat(scheduled.word(LATER)).isEqualTo("published");
    assertThat(DRAFT.word(NOW)).isEqualTo("draft");
  }

  @Test
  void standsInBothVersionsListsWhileTheNextIsScheduled() {
    Set<ListedEntry> both = entries(NOW);
    both.addAll(entries(MUCH_LATER));
    assertThat(NEXT)
        .isEqualTo(
            copy(
                    3,
                    State.PUBLISHED,
                    TEXT,
                    "minh",
                    LATER,
                    Samples.from(MUCH_LATER),
                    3,
                    new Standing(Samples.from(NOW), 2),
                    NOW)
                .listedUnder(both));
    assertThat(NEXT.standingEntries()).isEqualTo(entries(NOW));
    assertThat(PUBLIC.standingEntries()).isEmpty();
  }

  @Test
  void takesTheStandingVersionsTimeForTheFirstWhereNoneWasNoted() {
    WorkingCopy early = DRAFT.published(Samples.from(LATER), "minh", NOW);
    WorkingCopy next =
        early.scheduled(Samples.from(MUCH_LATER), Samples.standing(early), "minh", LATER);
    assertThat(next.firstAt()).isEqualTo(LATER);
  }

  @Test
  void correctsAScheduledVersion() {
    WorkingCopy corrected = NEXT.corrected(OTHER, "lan", LATER);
    Set<ListedEntry> listed = entries(NOW);
    Position position = new Position(MUCH_LATER, Samples.ID);
    List.of(ListName.ALL, ListName.section("van-hoa"), ListName.author("Lan Anh"))
        .forEach(list -> listed.add(new ListedEntry(list, position)));
    assertThat(corrected)
        .isEqualTo(
            copy(
                    4,
                    State.PUBLISHED,
                    OTHER,
                    "lan",
                    LATER,
                    Samples.from(MUCH_LATER),
                    4,
                    new Standing(Samples.from(NOW), 2),
                    NOW)
                .listedUnder(listed));
  }

  @Test
  void leavesTheListsWhenItIsWithdrawn() {
    WorkingCopy withdrawn = PUBLIC.withdrawn("Tin sai.", "minh", LATER);
    assertThat(withdrawn)
        .isEqualTo(
            new WorkingCopy(
                Samples.ID,
                3,
                State.WITHDRAWN,
                TEXT,
                "lan",
                "minh",
                LATER,
                null,
                0,
                "Tin sai.",
                null,
                NOW,
                Set.of()));
    assertThat(withdrawn.submitted("minh", LATER).notice()).isEqualTo("Tin sai.");
    assertThat(withdrawn.published(Samples.from(NOW), "minh", LATER).notice()).isEmpty();
  }

  @Test
  void notesTheFirstTimeWhenAScheduledVersionThatWasShownIsWithdrawn() {
    WorkingCopy scheduled = DRAFT.published(Samples.from(LATER), "minh", NOW);
    assertThat(scheduled.withdrawn("", "minh", LATER).firstAt()).isEqualTo(LATER);
    assertThat(scheduled.withdrawn("", "minh", NOW).firstAt()).isNull();
    assertThat(DRAFT.withdrawn("", "minh", LATER).firstAt()).isNull();
  }

  @Test
  void showsTheStandingVersionAgainWhenTheNextIsCancelled() {
    assertThat(NEXT.cancelled("lan", LATER))
        .isEqualTo(
            copy(4, State.PUBLISHED, TEXT, "lan", LATER, Samples.from(NOW), 2, null, NOW)
                .listedUnder(entries(NOW)));
  }

  @Test
  void isADraftAgainWhenItsFirstPublicationIsCancelled() {
    WorkingCopy scheduled = DRAFT.published(Samples.from(MUCH_LATER), "minh", NOW);
    assertThat(scheduled.cancelled("lan", LATER))
        .isEqualTo(copy(3, State.DRAFT, TEXT, "lan", LATER, null, 0, null, null));
  }

  @Test
  void isWithdrawnAgainWhenItsNextPublicationIsCancelled() {
    WorkingCopy again =
        PUBLIC
            .withdrawn("", "minh", LATER)
            .published(Samples.from(MUCH_LATER), "minh", LATER)
            .cancelled("lan", LATER);
    assertThat(again).isEqualTo(copy(5, State.WITHDRAWN, TEXT, "lan", LATER, null, 0, null, NOW));
  }

  @Test
  void mayBeRestoredForThirtyDays() {
    WorkingCopy deleted = DRAFT.deleted("minh", LATER);
    Instant end = LATER.plus(Duration.ofDays(30));
    assertThat(deleted).isEqualTo(copy(2, State.TRASH, TEXT, "minh", LATER, null, 0, null, null));
    assertThat(deleted.isRestorable(end.minusMillis(1))).isTrue();
    assertThat(deleted.isRestorable(end)).isFalse();
    assertThat(DRAFT.isRestorable(NOW)).isFalse();
    assertThat(deleted.restored("lan", end.minusMillis(1)))
        .isEqualTo(copy(3, State.DRAFT, TEXT, "lan", end.minusMillis(1), null, 0, null, null));
  }

  @Test
  void tellsEntriesFromTheNotesOfDays() {
    List<ListedEntry> listed = new ArrayList<>(entries(NOW));
    listed.add(ListedEntry.of("2026-11-23T03:00:00.000Z 8v4k2m9q0z archive#2026-11-23"));
    WorkingCopy counted = PUBLIC.listedUnder(new LinkedHashSet<>(listed));
    assertThat(counted.listed()).hasSize(5);
    assertThat(counted.entries()).isEqualTo(entries(NOW));
  }

  @Test
  void endsTheStandingVersionWhenTheNextBegins() {
    Position standing = new Position(NOW, Samples.ID);
    Position next = new Position(MUCH_LATER, Samples.ID);
    assertThat(PUBLIC.publicationAt(standing)).isEqualTo(Samples.from(NOW));
    assertThat(PUBLIC.publicationAt(next)).isEqualTo(Samples.from(NOW));
    assertThat(NEXT.publicationAt(standing)).isEqualTo(new Publication(NOW, MUCH_LATER));
    assertThat(NEXT.publicationAt(next)).isEqualTo(Samples.from(MUCH_LATER));
  }

  @Test
  void givesReadersTheWholeArticle() {
    Publication when = new Publication(LATER, MUCH_LATER);
    Headline headline =
        new Headline(
            Samples.ID,
            "Mùa lúa chín",
            "Cả bản ra đồng.",
            "tin-tuc",
            List.of("Lan Anh"),
            List.of("Mùa màng"),
            null,
            when,
            "mua-lua");
    assertThat(PUBLIC.headline(when)).isEqualTo(headline);
    assertThat(PUBLIC.article(when, Set.of()))
        .isEqualTo(
            new Article(
                headline,
                "<p>Sáng nay trời đẹp.</p>",
                "https://example.org/nguon",
                NOW,
                new Card("Lúa chín", "Mùa gặt ở bản")));
  }

  @Test
  void namesNoSourceOfTheSitesOwnTexts() {
    Manuscript own =
        new Manuscript("Một", "", "tin-tuc", List.of(), List.of(), "", Body.stored("<p>b</p>"));
    Article article = DRAFT.saved(own, "lan", NOW).article(Samples.from(NOW), Set.of());
    assertThat(article.source()).isNull();
  }

  private static WorkingCopy copy(
      long version,
      State state,
      Manuscript text,
      String by,
      Instant at,
      @Nullable Publication publication,
      long publishedVersion,
      @Nullable Standing standing,
      @Nullable Instant first) {
    return new WorkingCopy(
        Samples.ID,
        version,
        state,
        text,
        "lan",
        by,
        at,
        publication,
        publishedVersion,
        "",
        standing,
        first,
        Set.of());
  }

  private static Set<ListedEntry> entries(Instant at) {
    Position position = new Position(at, Samples.ID);
    Set<ListedEntry> entries = new LinkedHashSet<>();
    List.of(
            ListName.ALL,
            ListName.section("tin-tuc"),
            ListName.tag("Mùa màng"),
            ListName.author("Lan Anh"))
        .forEach(list -> entries.add(new ListedEntry(list, position)));
    return entries;
  }
}
