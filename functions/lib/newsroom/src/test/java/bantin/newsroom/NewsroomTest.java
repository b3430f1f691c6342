package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.ArticleId;
import bantin.article.Lookup;
import bantin.article.PublicArticles;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Working copies, versions and previews. */
final class NewsroomTest extends WithTables {
  private static final ArticleId ID = Samples.ID;
  private static final Instant NOW = Samples.NOW;

  private Newsroom newsroom;

  @BeforeEach
  void begin() {
    newsroom = newsroom(tables.client());
  }

  @Test
  void findsACreatedCopyWithItsFirstVersion() {
    TreeMap<String, String> photos = new TreeMap<>(Map.of("0123456789abcdefghjk", "content"));
    WorkingCopy draft = Samples.draft();
    assertThat(newsroom.create(draft, photos)).isNull();
    assertSame(newsroom.find(ID), draft);
    assertSame(newsroom.findEvenInTrash(ID, NOW.plus(Duration.ofDays(90))), draft);
    assertThat(newsroom.revision(ID, 1))
        .usingRecursiveComparison()
        .isEqualTo(new Revision(1, 0, "created", "lan", NOW, draft.manuscript(), photos));
  }

  @Test
  void findsNoArticleThatNeverWas() {
    assertThat(newsroom.find(ID)).isNull();
    assertThat(newsroom.findEvenInTrash(ID, NOW)).isNull();
    assertThat(newsroom.revision(ID, 1)).isNull();
    assertThat(newsroom.revisions(ID, 0, 10)).isEmpty();
  }

  @Test
  void createsAnIdOnce() {
    WorkingCopy first = create();
    WorkingCopy second = WorkingCopy.draft(ID, Samples.manuscript(), "minh", NOW);
    assertSame(newsroom.create(second, new TreeMap<>()), first);
    assertSame(newsroom.find(ID), first);

    WorkingCopy deleted = delete(first);
    assertSame(newsroom.create(second, new TreeMap<>()), deleted);
  }

  @Test
  void countsABrokenCopyAsDeletedButMakesNoOtherInItsPlace() {
    create();
    spoilCopy();
    assertThat(newsroom.find(ID)).isNull();
    assertThatThrownBy(() -> newsroom.create(Samples.draft(), new TreeMap<>()))
        .isInstanceOf(TransactionCanceledException.class);
  }

  @Test
  void savesEachChangeAsAVersion() {
    WorkingCopy draft = create();
    WorkingCopy second = save(draft, Samples.after(1));
    WorkingCopy third = second.submitted("minh", Samples.after(2));
    newsroom.save(second, third, Action.SUBMITTED, new TreeMap<>());
    assertSame(newsroom.find(ID), third);
    assertThat(newsroom.revisions(ID, 0, 10).stream().map(NewsroomTest::summary))
        .containsExactly(
            "3 of 2: submitted by minh at 2026-11-23T03:00:02Z",
            "2 of 1: saved by lan at 2026-11-23T03:00:01Z",
            "1 of 0: created by lan at 2026-11-23T03:00:00Z");
  }

  @Test
  void refusesAnOlderVersion() {
    WorkingCopy draft = create();
    WorkingCopy second = save(draft, Samples.after(1));
    WorkingCopy late = draft.submitted("minh", Samples.after(2));
    assertThatThrownBy(() -> newsroom.save(draft, late, Action.SUBMITTED, new TreeMap<>()))
        .isInstanceOfSatisfying(StaleVersion.class, e -> assertSame(e.current(), second))
        .hasMessage("Version 2 is there");
    assertSame(newsroom.find(ID), second);
    assertThat(newsroom.revision(ID, 2)).isNotNull().returns("saved", Revision::action);
  }

  @Test
  void pagesVersionsLatestFirst() {
    WorkingCopy copy = create();
    for (int i = 1; i < 5; i++) {
      copy = save(copy, Samples.after(i));
    }
    assertThat(versions(0, 2)).containsExactly(5L, 4L);
    assertThat(versions(4, 2)).containsExactly(3L, 2L);
    assertThat(versions(2, 2)).containsExactly(1L);
    assertThat(versions(1, 2)).isEmpty();
  }

  @Test
  void leavesOutAVersionThatCannotBeRead() {
    save(create(), Samples.after(1));
    Map<String, AttributeValue> broken = new HashMap<>(NewsroomKeys.revision(ID, 1));
    put(broken);
    assertThat(versions(0, 10)).containsExactly(2L);
    assertThat(newsroom.revision(ID, 1)).isNull();
  }

  @Test
  void keepsADeletedArticleInTheTrashForThirtyDays() {
    WorkingCopy draft = create();
    WorkingCopy deleted = delete(draft);
    Instant end = deleted.savedAt().plus(Duration.ofDays(30));
    assertThat(newsroom.find(ID)).isNull();
    assertSame(newsroom.findEvenInTrash(ID, end.minusMillis(1)), deleted);
    assertThat(newsroom.findEvenInTrash(ID, end)).isNull();
    assertThat(versions(0, 10)).containsExactly(2L, 1L);
  }

  @Test
  void restoresADeletedArticle() {
    WorkingCopy deleted = delete(create());
    WorkingCopy restored = deleted.restored("lan", Samples.after(20));
    newsroom.save(deleted, restored, Action.RESTORED, new TreeMap<>());
    assertSame(newsroom.find(ID), restored);
  }

  @Test
  void refusesAChangeOfAnArticleThatWasDeletedMeanwhile() {
    WorkingCopy draft = create();
    delete(draft);
    assertThatThrownBy(() -> save(draft, Samples.after(20))).isInstanceOf(DeletedMeanwhile.class);
    assertThat(versions(0, 10)).containsExactly(2L, 1L);
  }

  @Test
  void listsOneStateLastChangedFirst() {
    List<WorkingCopy> copies = IntStream.range(0, 4).mapToObj(NewsroomTest::numbered).toList();
    copies.forEach(copy -> newsroom.create(copy, new TreeMap<>()));
    WorkingCopy submitted = copies.get(3).submitted("lan", Samples.after(50));
    newsroom.save(copies.get(3), submitted, Action.SUBMITTED, new TreeMap<>());

    assertThat(list(newsroom, 10, null, null)).containsExactly(2, 1, 0);
    assertThat(list(newsroom, 2, null, null)).containsExactly(2, 1);
    assertThat(list(newsroom, 10, Samples.after(2), null)).containsExactly(1, 0);
    assertThat(list(newsroom, 10, null, "lan")).containsExactly(2, 0);
    assertThat(list(newsroom, 1, Samples.after(2), "lan")).containsExactly(0);
    assertThat(newsroom.list(State.SUBMITTED, 10, null, null, copy -> true))
        .extracting(WorkingCopy::version)
        .containsExactly(2L);
    assertThat(newsroom.list(State.DRAFT, 10, null, null, copy -> copy.createdBy().equals("minh")))
        .extracting(NewsroomTest::number)
        .containsExactly(1);
  }

  @Test
  void leavesACopyThatCannotBeReadOutOfTheList() {
    newsroom.create(numbered(0), new TreeMap<>());
    create();
    spoilCopy();
    assertThat(list(newsroom, 10, null, null)).containsExactly(0);
  }

  @Test
  void readsTheIndexOnUntilThereAreEnough() {
    putAll(IntStream.range(0, 210).mapToObj(NewsroomTest::numbered).toList());
    AtomicInteger reads = new AtomicInteger();
    Newsroom counted = newsroom(Watched.client(tables.client(), "query", reads::set));

    assertThat(list(counted, 200, null, null)).hasSize(200).startsWith(209).endsWith(10);
    assertThat(reads).hasValue(1);
    assertThat(list(counted, 201, null, null)).hasSize(201).endsWith(9);
    assertThat(reads).hasValue(3);
    assertThat(counted.list(State.DRAFT, 5, null, null, copy -> number(copy) < 3))
        .extracting(NewsroomTest::number)
        .containsExactly(2, 1, 0);
    assertThat(list(counted, 105, null, "lan")).hasSize(105).endsWith(0);
    assertThat(reads).hasValue(6);
  }

  @Test
  void showsAPreviewUntilItExpires() {
    preview(create(), "token");
    assertThat(previewed("token", Samples.after(59)))
        .isEqualTo(new Lookup.Found(Samples.draft().article(Samples.from(NOW), Set.of())));
    assertThat(previewed("token", Samples.after(60))).isEqualTo(new Lookup.Missing());
  }

  @Test
  void endsAllPreviewsOfADeletedArticle() {
    WorkingCopy draft = create();
    List<String> tokens = IntStream.range(0, 51).mapToObj(i -> "token" + i).toList();
    tokens.forEach(token -> preview(draft, token));
    WorkingCopy other = numbered(1);
    preview(other, "other");
    delete(draft);

    assertThat(tokens)
        .allSatisfy(token -> assertThat(previewed(token, NOW)).isInstanceOf(Lookup.Missing.class));
    assertThat(previewed("other", NOW)).isInstanceOf(Lookup.Found.class);
    assertThat(parts(ID)).containsExactly("copy", "revision#00000001", "revision#00000002");
    assertThat(parts(other.id())).containsExactly("shared#other");
  }

  @Test
  void waitsForAnotherTransactionUnderWay() {
    WorkingCopy draft = create();
    AtomicInteger writes = new AtomicInteger();
    newsroom =
        newsroom(
            Watched.client(
                tables.client(),
                "transactWriteItems",
                call -> {
                  writes.set(call);
                  if (call == 1) {
                    throw cancelled("TransactionConflict");
                  } else if (call == 2) {
                    throw TransactionConflictException.builder().build();
                  }
                }));
    assertSame(newsroom.find(ID), draft);
    WorkingCopy saved = save(draft, Samples.after(1));
    assertSame(newsroom.find(ID), saved);
    assertThat(writes).hasValue(3);
  }

  @Test
  void waitsForAnotherTransactionBeforeItCreatesACopy() {
    AtomicInteger writes = new AtomicInteger();
    newsroom = busyOnce(writes);
    WorkingCopy draft = Samples.draft();
    assertThat(newsroom.create(draft, new TreeMap<>())).isNull();
    assertSame(newsroom.find(ID), draft);
    assertThat(writes).hasValue(2);
  }

  @Test
  void findsTheCopyThatAnotherTransactionCreatedMeanwhile() {
    WorkingCopy first = create();
    newsroom = busyOnce(new AtomicInteger());
    assertSame(newsroom.create(Samples.draft(), new TreeMap<>()), first);
  }

  @Test
  void waitsForAnotherTransactionBeforeItEndsPreviews() {
    WorkingCopy draft = create();
    preview(draft, "token");
    AtomicInteger writes = new AtomicInteger();
    newsroom = busyOnce(writes);
    delete(draft);
    assertThat(previewed("token", NOW)).isInstanceOf(Lookup.Missing.class);
    assertThat(newsroom.find(ID)).isNull();
    assertThat(writes).hasValue(3);
  }

  @Test
  void givesUpAfterFiveTransactionsOnPreviews() {
    WorkingCopy draft = create();
    preview(draft, "token");
    AtomicInteger writes = new AtomicInteger();
    newsroom = failing("TransactionConflict", writes);
    assertThatThrownBy(() -> delete(draft)).isInstanceOf(BusyArticle.class);
    assertThat(writes).hasValue(5);
    assertSame(newsroom.find(ID), draft);
  }

  private static Newsroom busyOnce(AtomicInteger writes) {
    return newsroom(
        Watched.client(
            tables.client(),
            "transactWriteItems",
            call -> {
              writes.set(call);
              if (call == 1) {
                throw cancelled("TransactionConflict");
              }
            }));
  }

  @Test
  void givesUpAfterFiveTransactionsUnderWay() {
    WorkingCopy draft = create();
    AtomicInteger writes = new AtomicInteger();
    newsroom = failing("TransactionConflict", writes);
    assertThatThrownBy(() -> save(draft, Samples.after(1))).isInstanceOf(BusyArticle.class);
    assertThat(writes).hasValue(5);
    assertSame(newsroom.find(ID), draft);
  }

  @Test
  void triesNoTransactionAgainThatFailedForAnotherReason() {
    WorkingCopy draft = create();
    AtomicInteger writes = new AtomicInteger();
    newsroom = failing("ValidationError", writes);
    assertThatThrownBy(() -> save(draft, Samples.after(1)))
        .isInstanceOf(TransactionCanceledException.class);
    assertThat(writes).hasValue(1);
  }

  private static Newsroom failing(String code, AtomicInteger writes) {
    return newsroom(
        Watched.client(
            tables.client(),
            "transactWriteItems",
            call -> {
              writes.set(call);
              throw cancelled(code);
            }));
  }

  private static TransactionCanceledException cancelled(String code) {
    return TransactionCanceledException.builder()
        .cancellationReasons(CancellationReason.builder().code(code).build())
        .build();
  }

  private static Newsroom newsroom(DynamoDbClient client) {
    return new Newsroom(
        client, tables.name("Newsroom"), tables.name("Articles"), ZoneOffset.ofHours(7));
  }

  private WorkingCopy create() {
    WorkingCopy draft = Samples.draft();
    newsroom.create(draft, new TreeMap<>());
    return draft;
  }

  private WorkingCopy save(WorkingCopy before, Instant at) {
    WorkingCopy after = before.saved(before.manuscript(), "lan", at);
    newsroom.save(before, after, Action.SAVED, new TreeMap<>());
    return after;
  }

  private WorkingCopy delete(WorkingCopy before) {
    WorkingCopy deleted = before.deleted("minh", Samples.after(10));
    newsroom.delete(before, deleted, new TreeMap<>());
    return deleted;
  }

  /** Draft with its number in its id, created by two people in turn. */
  private static WorkingCopy numbered(int number) {
    return WorkingCopy.draft(
        new ArticleId(String.format(Locale.ROOT, "%010d", number)),
        Samples.manuscript(),
        number % 2 == 0 ? "lan" : "minh",
        Samples.after(number));
  }

  private static int number(WorkingCopy copy) {
    return Integer.parseInt(copy.id().value());
  }

  private static List<Integer> list(
      Newsroom newsroom, int limit, @Nullable Instant before, @Nullable String createdBy) {
    return newsroom.list(State.DRAFT, limit, before, createdBy, copy -> true).stream()
        .map(NewsroomTest::number)
        .toList();
  }

  private List<Long> versions(long before, int limit) {
    return newsroom.revisions(ID, before, limit).stream().map(Revision::version).toList();
  }

  private static String summary(Revision revision) {
    return String.format(
        Locale.ROOT,
        "%d of %d: %s by %s at %s",
        revision.version(),
        revision.from(),
        revision.action(),
        revision.savedBy(),
        revision.savedAt());
  }

  private void preview(WorkingCopy copy, String token) {
    newsroom.preview(token, copy.article(Samples.from(NOW), Set.of()), Samples.after(60));
  }

  private static Lookup previewed(String token, Instant now) {
    return new PublicArticles(tables.client(), tables.name("Articles")).preview(token, now);
  }

  private static void spoilCopy() {
    Map<String, AttributeValue> item = new HashMap<>(CopyItems.item(Samples.draft()));
    item.put("authors", fromS("Lan Anh"));
    put(item);
  }

  private static void put(Map<String, AttributeValue> item) {
    tables.client().putItem(put -> put.tableName(tables.name("Newsroom")).item(item));
  }

  private static void putAll(List<WorkingCopy> copies) {
    for (int from = 0; from < copies.size(); from += 25) {
      List<WriteRequest> writes =
          copies.subList(from, Math.min(copies.size(), from + 25)).stream()
              .map(copy -> PutRequest.builder().item(CopyItems.item(copy)).build())
              .map(put -> WriteRequest.builder().putRequest(put).build())
              .toList();
      tables
          .client()
          .batchWriteItem(batch -> batch.requestItems(Map.of(tables.name("Newsroom"), writes)));
    }
  }

  private static List<String> parts(ArticleId id) {
    return tables
        .client()
        .query(
            query ->
                query
                    .tableName(tables.name("Newsroom"))
                    .keyConditionExpression("article = :article")
                    .expressionAttributeValues(Map.of(":article", fromS(id.value()))))
        .items()
        .stream()
        .map(item -> Objects.requireNonNull(item.get(NewsroomKeys.PART)).s())
        .toList();
  }

  private static void assertSame(@Nullable WorkingCopy found, WorkingCopy expected) {
    assertThat(found).usingRecursiveComparison().isEqualTo(expected);
  }
}
