package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.ArticleItems;
import bantin.article.DayCounts;
import bantin.article.Headline;
import bantin.article.ListName;
import bantin.article.Lookup;
import bantin.article.PublicArticles;
import bantin.article.Publication;
import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import bantin.manuscript.Body;
import bantin.manuscript.Manuscript;
import bantin.photo.PhotoId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Changes of the newsroom as readers see them. */
final class PublicationsTest extends WithTables {
  private static final ArticleId ID = Samples.ID;
  private static final Instant NOW = Samples.NOW;
  private static final Instant SOON = Samples.after(600);
  private static final Instant LATER = Samples.after(3600);

  /** Time on the next day in the site's time zone, but not in UTC. */
  private static final Instant NEXT_DAY = Instant.parse("2026-11-23T20:00:00Z");

  private static final ZoneId ZONE = ZoneOffset.ofHours(7);
  private static final Map<LocalDate, Integer> ONE_ON_23 = Map.of(LocalDate.of(2026, 11, 23), 1);
  private static final Map<LocalDate, Integer> ONE_ON_24 = Map.of(LocalDate.of(2026, 11, 24), 1);
  private static final Manuscript OTHER = Samples.manuscript("Hội làng", "van-hoa", List.of());
  private static final String ARTICLE = "article#8v4k2m9q0z article";
  private static final String NEXT = "article#8v4k2m9q0z next";
  private static final String MONTH = "archive 2026-11";
  private static final String[] LISTS = {
    "all", "section#tin-tuc", "tag#mua-mang", "author#lan-anh"
  };
  private static final String[] OTHER_LISTS = {"all", "section#van-hoa", "author#lan-anh"};

  private Newsroom newsroom;

  @BeforeEach
  void begin() {
    newsroom = newsroom(tables.client(), ZONE);
  }

  @Test
  void publishesAnArticleIntoItsLists() {
    WorkingCopy copy = publish(create(), Samples.from(NOW), NOW);
    Headline headline = copy.headline(Samples.from(NOW));
    assertThat(rows()).isEqualTo(sorted(entries(NOW, LISTS), ARTICLE, MONTH));
    assertThat(lookup(NOW)).isEqualTo(found(copy));
    for (String list : LISTS) {
      assertThat(newest(new ListName(list), NOW)).containsExactly(headline);
    }
    assertThat(counts(NOW)).isEqualTo(ONE_ON_23);
    assertThat(copy.version()).isEqualTo(2);
    assertThat(copy.listed().stream().map(ListedEntry::text))
        .hasSize(5)
        .endsWith("2026-11-23T03:00:00.000Z 8v4k2m9q0z archive#2026-11-23");
  }

  @Test
  void notesThePhotosThatItPublishes() {
    PhotoId id = PhotoId.random();
    Photo photo =
        new Photo(
            id,
            "cho.jpg",
            "image/jpeg",
            1234,
            Photo.State.READY,
            NOW,
            "lan",
            "",
            1600,
            900,
            "original",
            "content",
            true,
            true,
            Set.of());
    Body body = Body.stored("<img src=\"" + photo.url() + "\" alt=\"Chợ\">");
    Manuscript text = new Manuscript("Chợ", "", "tin-tuc", List.of(), List.of(), "", body);
    WorkingCopy draft = save(create(), text, NOW);
    Publication when = Samples.from(NOW);
    newsroom.publish(
        draft, draft.published(when, "minh", NOW), when, Action.PUBLISHED, List.of(photo));

    assertThat(Objects.requireNonNull(newsroom.revision(ID, 3)))
        .returns("published", Revision::action)
        .returns(2L, Revision::from)
        .returns(new TreeMap<>(Map.of(id.value(), "content")), Revision::photos);
    assertThat(newest(ListName.ALL, NOW))
        .extracting(Headline::cover)
        .containsExactly(body.cover(Set.of(id)));
  }

  @Test
  void movesACorrectedArticleToOtherListsAndAnotherDay() {
    WorkingCopy first = publish(create(), Samples.from(NOW), NOW);
    WorkingCopy saved = save(first, OTHER, SOON);
    assertThat(lookup(SOON)).isEqualTo(found(first));

    WorkingCopy moved = publish(saved, Samples.from(NEXT_DAY), NEXT_DAY);
    assertThat(rows()).isEqualTo(sorted(entries(NEXT_DAY, OTHER_LISTS), ARTICLE, MONTH));
    assertThat(lookup(NEXT_DAY)).isEqualTo(found(moved));
    assertThat(counts(NEXT_DAY)).isEqualTo(ONE_ON_24);
  }

  @Test
  void countsAnArticleOnceThatMovesWithinItsDay() {
    WorkingCopy first = publish(create(), Samples.from(NOW), NOW);
    publish(first, Samples.from(SOON), SOON);
    assertThat(rows()).isEqualTo(sorted(entries(SOON, LISTS), ARTICLE, MONTH));
    assertThat(counts(SOON)).isEqualTo(ONE_ON_23);
  }

  @Test
  void keepsTheDayOfAnArticleWhenTheSiteMovesToAnotherTimeZone() {
    WorkingCopy first = publish(create(), Samples.from(NEXT_DAY), NEXT_DAY);
    newsroom = newsroom(tables.client(), ZoneOffset.UTC);
    publish(first, Samples.from(NEXT_DAY), NEXT_DAY);
    assertThat(counts(NEXT_DAY)).isEqualTo(ONE_ON_24);
  }

  @Test
  void countsAnArticleUntilItsEnd() {
    WorkingCopy ending = publish(create(), new Publication(NOW, LATER), NOW);
    assertThat(rows()).isEqualTo(sorted(entries(NOW, LISTS), ARTICLE, MONTH, absence(NOW)));
    assertThat(counts(LATER.minusMillis(1))).isEqualTo(ONE_ON_23);
    assertThat(counts(LATER)).isEmpty();
    assertThat(lookup(LATER)).isEqualTo(new Lookup.Gone("", LATER));

    WorkingCopy endless = publish(ending, Samples.from(NOW), SOON);
    assertThat(rows()).isEqualTo(sorted(entries(NOW, LISTS), ARTICLE, MONTH));
    assertThat(counts(LATER)).isEqualTo(ONE_ON_23);
    assertThat(lookup(LATER)).isEqualTo(found(endless));
  }

  @Test
  void listsNoPageAmongArticles() {
    WorkingCopy draft = save(create(), Samples.manuscript("Liên hệ", "trang", List.of()), NOW);
    publish(draft, Samples.from(NOW), NOW);
    assertThat(rows()).isEqualTo(sorted(entries(NOW, "section#trang"), ARTICLE));
    assertThat(counts(NOW)).isEmpty();
  }

  @Test
  void showsAScheduledArticleFromItsTimeOn() {
    WorkingCopy copy = publish(create(), Samples.from(LATER), NOW);
    assertThat(lookup(LATER.minusMillis(1))).isEqualTo(new Lookup.Missing());
    assertThat(newest(ListName.ALL, LATER.minusMillis(1))).isEmpty();
    assertThat(counts(LATER.minusMillis(1))).isEmpty();
    assertThat(lookup(LATER)).isEqualTo(found(copy));
    assertThat(newest(ListName.ALL, LATER)).hasSize(1);
    assertThat(counts(LATER)).isEqualTo(ONE_ON_23);
  }

  @Test
  void takesAScheduledArticleBack() {
    WorkingCopy draft = cancel(publish(create(), Samples.from(LATER), NOW), SOON);
    assertThat(draft.state()).isEqualTo(State.DRAFT);
    assertThat(rows()).containsExactly(MONTH);
    assertThat(counts(LATER)).isEmpty();
    assertThat(lookup(LATER)).isEqualTo(new Lookup.Missing());
    assertThat(Objects.requireNonNull(newsroom.revision(ID, 3)).action()).isEqualTo("cancelled");
  }

  @Test
  void leavesTheNoticeOfAWithdrawnArticleWhoseNextPublicationIsTakenBack() {
    WorkingCopy gone = withdraw(publish(create(), Samples.from(NOW), NOW), NOW);
    WorkingCopy again = cancel(publish(gone, Samples.from(LATER), NOW), SOON);
    assertThat(again.state()).isEqualTo(State.WITHDRAWN);
    assertThat(rows()).containsExactly(MONTH, ARTICLE);
    assertThat(lookup(LATER)).isEqualTo(new Lookup.Gone("", SOON));
  }

  @Test
  void replacesAnArticleAtTheTimeOfItsNextVersion() {
    WorkingCopy first = publish(create(), Samples.from(NOW), NOW);
    WorkingCopy next = schedule(save(first, OTHER, SOON), LATER, SOON);
    Publication until = new Publication(NOW, LATER);
    List<String> both = entries(NOW, LISTS);
    both.addAll(entries(LATER, OTHER_LISTS));
    assertThat(rows()).isEqualTo(sorted(both, ARTICLE, NEXT, MONTH, absence(NOW), absence(LATER)));

    Instant before = LATER.minusMillis(1);
    assertThat(lookup(before)).isEqualTo(found(first));
    assertThat(newest(ListName.ALL, before)).containsExactly(first.headline(until));
    assertThat(counts(before)).isEqualTo(ONE_ON_23);
    assertThat(lookup(LATER)).isEqualTo(found(next));
    assertThat(newest(ListName.ALL, LATER)).containsExactly(next.headline(Samples.from(LATER)));
    assertThat(newest(ListName.tag("Mùa màng"), LATER)).isEmpty();
    assertThat(counts(LATER)).isEqualTo(ONE_ON_23);
    assertThat(Objects.requireNonNull(newsroom.revision(ID, 4)).action()).isEqualTo("scheduled");
  }

  @Test
  void correctsTheNextVersionInItsLists() {
    WorkingCopy first = publish(create(), Samples.from(NOW), NOW);
    WorkingCopy next = schedule(first, LATER, SOON);
    newsroom.replaceLater(next, next.corrected(OTHER, "lan", SOON), Action.SAVED, List.of());
    List<String> both = entries(NOW, LISTS);
    both.addAll(entries(LATER, OTHER_LISTS));
    assertThat(rows()).isEqualTo(sorted(both, ARTICLE, NEXT, MONTH, absence(NOW), absence(LATER)));
    assertThat(lookup(LATER)).isEqualTo(found(copy()));
    assertThat(lookup(SOON)).isEqualTo(found(first));
  }

  @Test
  void replacesAVersionThatHasReplacedAnother() {
    WorkingCopy first = publish(create(), Samples.from(NOW), NOW);
    WorkingCopy second = schedule(save(first, OTHER, SOON), LATER, SOON);
    Instant last = LATER.plusSeconds(3600);
    WorkingCopy third = schedule(second, last, LATER);

    List<String> both = entries(LATER, OTHER_LISTS);
    both.addAll(entries(last, OTHER_LISTS));
    assertThat(rows()).isEqualTo(sorted(both, ARTICLE, NEXT, MONTH, absence(LATER), absence(last)));
    assertThat(lookup(last.minusMillis(1))).isEqualTo(found(second));
    assertThat(lookup(last)).isEqualTo(found(third));
    assertThat(counts(LATER)).isEqualTo(ONE_ON_23);
    assertThat(counts(last)).isEqualTo(ONE_ON_23);
  }

  @Test
  void showsTheArticleForGoodWhenItsNextVersionIsTakenBack() {
    WorkingCopy first = publish(create(), Samples.from(NOW), NOW);
    cancel(schedule(save(first, OTHER, SOON), LATER, SOON), SOON);
    assertThat(rows()).isEqualTo(sorted(entries(NOW, LISTS), ARTICLE, MONTH));
    assertThat(lookup(LATER)).isEqualTo(found(first));
    assertThat(newest(ListName.ALL, LATER)).containsExactly(first.headline(Samples.from(NOW)));
    assertThat(counts(LATER)).isEqualTo(ONE_ON_23);
  }

  @Test
  void showsTheNextVersionAtOnceWhenItIsPublishedBeforeItsTime() {
    WorkingCopy first = publish(create(), Samples.from(NOW), NOW);
    WorkingCopy next = schedule(save(first, OTHER, SOON), LATER, SOON);
    WorkingCopy early = publish(next, Samples.from(NOW), SOON);
    assertThat(rows()).isEqualTo(sorted(entries(NOW, OTHER_LISTS), ARTICLE, MONTH));
    assertThat(lookup(SOON)).isEqualTo(found(early));
    assertThat(lookup(LATER)).isEqualTo(found(early));
    assertThat(counts(LATER)).isEqualTo(ONE_ON_23);
  }

  @Test
  void schedulesNothingInThePlaceOfAnArticleThatIsGone() {
    WorkingCopy first = publish(create(), Samples.from(NOW), NOW);
    Lookup.Gone gone = new Lookup.Gone("Tin sai.", NOW);
    tables
        .client()
        .putItem(put -> put.tableName(tables.name("Articles")).item(ArticleItems.gone(ID, gone)));
    assertThatThrownBy(() -> schedule(first, LATER, SOON)).isInstanceOf(BrokenItem.class);
    assertThat(lookup(SOON)).isEqualTo(gone);
  }

  @Test
  void leavesOnlyTheNoticeOfAWithdrawnArticle() {
    WorkingCopy first = publish(create(), Samples.from(NOW), NOW);
    newsroom.preview("token", first.article(Samples.from(NOW), Set.of()), LATER);
    WorkingCopy gone = withdraw(first, SOON);
    assertThat(gone.state()).isEqualTo(State.WITHDRAWN);
    assertThat(rows()).containsExactly(MONTH, ARTICLE);
    assertThat(lookup(SOON)).isEqualTo(new Lookup.Gone("Tin sai.", SOON));
    assertThat(counts(SOON)).isEmpty();
    assertThat(Objects.requireNonNull(newsroom.revision(ID, 3)).action()).isEqualTo("withdrawn");
  }

  @Test
  void withdrawsBothVersionsOnceTheNextIsShown() {
    WorkingCopy first = publish(create(), Samples.from(NOW), NOW);
    withdraw(schedule(save(first, OTHER, SOON), LATER, SOON), LATER);
    assertThat(rows()).containsExactly(MONTH, ARTICLE);
    assertThat(lookup(LATER)).isEqualTo(new Lookup.Gone("Tin sai.", LATER));
    assertThat(counts(LATER)).isEmpty();
  }

  @Test
  void changesNothingForReadersFromAnOlderVersion() {
    WorkingCopy first = publish(create(), Samples.from(NOW), NOW);
    WorkingCopy saved = save(first, OTHER, SOON);
    List<String> before = rows();
    refuses(() -> publish(first, Samples.from(SOON), SOON), saved);
    refuses(() -> schedule(first, LATER, SOON), saved);
    refuses(() -> withdraw(first, SOON), saved);
    assertThat(rows()).isEqualTo(before);
    assertThat(lookup(SOON)).isEqualTo(found(first));
  }

  @Test
  void tellsInEveryListWhenReadersGotACorrection() {
    WorkingCopy first = publish(create(), Samples.from(NOW), NOW);
    assertUpdated(NOW, NOW);
    WorkingCopy saved = save(first, Samples.manuscript(), SOON);
    assertUpdated(SOON, NOW);

    WorkingCopy second = publish(saved, Samples.from(NOW), SOON);
    assertUpdated(SOON, SOON);
    Instant before = LATER.minusMillis(1);
    WorkingCopy next = schedule(second, LATER, SOON.plusSeconds(1));
    assertUpdated(before, SOON);
    assertUpdated(LATER, LATER);
    cancel(next, before);
    assertUpdated(LATER, SOON);
  }

  private static void assertUpdated(Instant now, Instant updated) {
    for (String list : LISTS) {
      assertThat(newest(new ListName(list), now))
          .as(list)
          .extracting(Headline::updatedAt)
          .containsExactly(updated);
    }
    assertThat(lookup(now))
        .isInstanceOfSatisfying(
            Lookup.Found.class,
            found -> assertThat(found.article().headline().updatedAt()).isEqualTo(updated));
  }

  @Test
  void takesNothingBackFromAnOlderVersion() {
    WorkingCopy first = publish(create(), Samples.from(NOW), NOW);
    WorkingCopy next = schedule(first, LATER, SOON);
    WorkingCopy latest = save(next, OTHER, SOON);
    List<String> before = rows();
    refuses(() -> cancel(next, SOON), latest);
    assertThat(rows()).isEqualTo(before);
    assertThat(lookup(LATER)).isEqualTo(found(next));
  }

  @ParameterizedTest
  @CsvSource({"46, 47, 1", "47, 47, 2", "90, 90, 2"})
  void takesManyEntriesOutBeforeItPutsManyIn(int before, int after, int transactions) {
    WorkingCopy first = publish(tagged(create(), "cu", before), Samples.from(NOW), NOW);
    WorkingCopy saved = tagged(first, "moi", after);
    AtomicInteger writes = new AtomicInteger();
    newsroom = newsroom(counted(writes), ZONE);
    WorkingCopy second = publish(saved, Samples.from(NOW), SOON);

    assertThat(writes).hasValue(transactions);
    assertThat(rows()).isEqualTo(sorted(entries(NOW, lists("moi", after)), ARTICLE, MONTH));
    assertThat(lookup(SOON)).isEqualTo(found(second));
  }

  @Test
  void publishesAgainAfterACrashBetweenTwoTransactions() {
    WorkingCopy first = publish(tagged(create(), "cu", 60), Samples.from(NOW), NOW);
    WorkingCopy saved = tagged(first, "moi", 60);
    newsroom =
        newsroom(
            Watched.client(
                tables.client(),
                "transactWriteItems",
                call -> {
                  if (call == 2) {
                    throw new IllegalStateException("The function ends here");
                  }
                }),
            ZONE);
    assertThatThrownBy(() -> publish(saved, Samples.from(NOW), SOON))
        .isInstanceOf(IllegalStateException.class);
    assertThat(copy().entries()).hasSize(3);
    assertThat(copy().version()).isEqualTo(saved.version());

    publish(copy(), Samples.from(NOW), SOON);
    assertThat(rows()).isEqualTo(sorted(entries(NOW, lists("moi", 60)), ARTICLE, MONTH));
  }

  @ParameterizedTest
  @CsvSource({"43, 44, 1", "44, 44, 2", "80, 80, 2"})
  void endsManyEntriesAfterItPutsManyIn(int before, int after, int transactions) {
    WorkingCopy first = publish(tagged(create(), "cu", before), Samples.from(NOW), NOW);
    WorkingCopy saved = tagged(first, "moi", after);
    AtomicInteger writes = new AtomicInteger();
    newsroom = newsroom(counted(writes), ZONE);
    schedule(saved, LATER, SOON);

    assertThat(writes).hasValue(transactions);
    for (String list : lists("cu", before)) {
      assertThat(newest(new ListName(list), LATER.minusMillis(1))).hasSize(1);
      assertThat(newest(new ListName(list), LATER)).hasSize(list.startsWith("tag#") ? 0 : 1);
    }
    List<String> both = entries(NOW, lists("cu", before));
    both.addAll(entries(LATER, lists("moi", after)));
    assertThat(rows()).isEqualTo(sorted(both, ARTICLE, NEXT, MONTH, absence(NOW), absence(LATER)));
  }

  @Test
  void withdrawsTwoVersionsInManyLists() {
    WorkingCopy first = publish(tagged(create(), "cu", 60), Samples.from(NOW), NOW);
    withdraw(schedule(tagged(first, "moi", 60), LATER, SOON), LATER);
    assertThat(rows()).containsExactly(MONTH, ARTICLE);
    assertThat(lookup(LATER)).isEqualTo(new Lookup.Gone("Tin sai.", LATER));
    assertThat(counts(LATER)).isEmpty();
  }

  @Test
  void publishesInThePlaceOfTwoVersionsInManyLists() {
    WorkingCopy first = publish(tagged(create(), "cu", 60), Samples.from(NOW), NOW);
    WorkingCopy next = schedule(tagged(first, "moi", 60), LATER, SOON);
    WorkingCopy now = publish(next, Samples.from(SOON), SOON);
    assertThat(rows()).isEqualTo(sorted(entries(SOON, lists("moi", 60)), ARTICLE, MONTH));
    assertThat(lookup(LATER)).isEqualTo(found(now));
  }

  private static Newsroom newsroom(DynamoDbClient client, ZoneId zone) {
    return new Newsroom(client, tables.name("Newsroom"), tables.name("Articles"), zone);
  }

  private static DynamoDbClient counted(AtomicInteger writes) {
    return Watched.client(tables.client(), "transactWriteItems", writes::set);
  }

  private WorkingCopy copy() {
    return Objects.requireNonNull(newsroom.find(ID));
  }

  private WorkingCopy create() {
    newsroom.create(Samples.draft(), new TreeMap<>());
    return copy();
  }

  private WorkingCopy save(WorkingCopy before, Manuscript text, Instant now) {
    newsroom.save(before, before.saved(text, "lan", now), Action.SAVED, new TreeMap<>());
    return copy();
  }

  private WorkingCopy tagged(WorkingCopy before, String prefix, int tags) {
    return save(before, Samples.manuscript("Một", "tin-tuc", Samples.tags(prefix, tags)), NOW);
  }

  private static String[] lists(String prefix, int tags) {
    return Stream.concat(
            Stream.of("all", "section#tin-tuc", "author#lan-anh"),
            Samples.tags(prefix, tags).stream().map(tag -> "tag#" + tag))
        .toArray(String[]::new);
  }

  private WorkingCopy publish(WorkingCopy before, Publication when, Instant now) {
    newsroom.publish(
        before, before.published(when, "minh", now), when, Action.PUBLISHED, List.of());
    return copy();
  }

  private WorkingCopy schedule(WorkingCopy before, Instant at, Instant now) {
    WorkingCopy after = before.scheduled(Samples.from(at), Samples.standing(before), "minh", now);
    newsroom.replaceLater(before, after, Action.SCHEDULED, List.of());
    return copy();
  }

  private WorkingCopy cancel(WorkingCopy before, Instant now) {
    newsroom.cancel(before, before.cancelled("minh", now), new TreeMap<>());
    return copy();
  }

  private WorkingCopy withdraw(WorkingCopy before, Instant now) {
    newsroom.withdraw(before, before.withdrawn("Tin sai.", "minh", now), new TreeMap<>());
    return copy();
  }

  private static void refuses(ThrowingCallable change, WorkingCopy current) {
    assertThatThrownBy(change)
        .isInstanceOfSatisfying(
            StaleVersion.class,
            e -> assertThat(e.current()).usingRecursiveComparison().isEqualTo(current));
  }

  private static Lookup lookup(Instant now) {
    return readers().find(ID, now);
  }

  private static List<Headline> newest(ListName list, Instant now) {
    return readers().newest(list, 10, now).headlines();
  }

  private static PublicArticles readers() {
    return new PublicArticles(tables.client(), tables.name("Articles"));
  }

  private static Map<LocalDate, Integer> counts(Instant now) {
    return new DayCounts(tables.client(), tables.name("Articles")).all(now);
  }

  private static Lookup found(WorkingCopy copy) {
    Article article = copy.article(Objects.requireNonNull(copy.publication()), Set.of());
    return new Lookup.Found(article);
  }

  /** Keys of all items for readers, in order. */
  private static List<String> rows() {
    return tables
        .client()
        .scanPaginator(scan -> scan.tableName(tables.name("Articles")))
        .items()
        .stream()
        .map(ItemReader::of)
        .map(item -> item.text(ArticleItems.LIST) + " " + item.text(ArticleItems.AT))
        .sorted()
        .toList();
  }

  private static List<String> sorted(List<String> entries, String... others) {
    return Stream.concat(entries.stream(), Arrays.stream(others)).sorted().toList();
  }

  private static List<String> entries(Instant at, String... lists) {
    List<String> entries = new ArrayList<>();
    for (String list : lists) {
      entries.add(list + " " + Publication.sortable(at) + "#" + ID);
    }
    return entries;
  }

  /** Key of the item that takes the article out of its day's number. */
  private static String absence(Instant at) {
    return MONTH + "#" + Publication.sortable(at) + "#" + ID;
  }
}
