package bantin.newsroom;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.ArticleItems;
import bantin.article.DayCounts;
import bantin.article.Headline;
import bantin.article.ListName;
import bantin.article.Lookup;
import bantin.article.Position;
import bantin.article.Publication;
import bantin.item.Attributes;
import bantin.item.BrokenItem;
import bantin.item.BrokenItems;
import bantin.item.ItemReader;
import bantin.item.Pause;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Changes of both article tables: the working copy with its revisions, and the public article. Each
 * change is one transaction on condition that the version it started from still stands.
 */
public final class Newsroom {
  /** Greatest number of items that DynamoDB takes in one transaction. */
  private static final int MAX_OPERATIONS = 100;

  /** Number of rows that one read of the index brings. */
  private static final int PAGE_ROWS = 200;

  /** Greatest number of tries of a transaction that meets others. */
  private static final int MAX_TRIES = 5;

  private final DynamoDbClient db;
  private final String newsroom;
  private final String articles;
  private final ZoneId zone;
  private final BrokenItems broken;

  /**
   * @param zone the site's time zone, by whose days articles are counted
   */
  public Newsroom(DynamoDbClient db, String newsroom, String articles, ZoneId zone) {
    this.zone = zone;
    this.db = db;
    this.newsroom = newsroom;
    this.articles = articles;
    this.broken = new BrokenItems(newsroom);
  }

  /**
   * Reads a working copy, strongly consistent; null where there is none, or where it is in the
   * trash. A broken one counts as deleted: editors can make a new article of its revisions.
   */
  public @Nullable WorkingCopy find(ArticleId id) {
    WorkingCopy copy = read(id);
    return copy == null || copy.state() == State.TRASH ? null : copy;
  }

  /** Reads a working copy, also from the trash while it may be restored; null where none is. */
  public @Nullable WorkingCopy findEvenInTrash(ArticleId id, Instant now) {
    WorkingCopy copy = read(id);
    boolean isOver = copy != null && copy.state() == State.TRASH && !copy.isRestorable(now);
    return isOver ? null : copy;
  }

  private @Nullable WorkingCopy read(ArticleId id) {
    Map<String, AttributeValue> item =
        db.getItem(get -> get.tableName(newsroom).key(NewsroomKeys.copy(id)).consistentRead(true))
            .item();
    return item.isEmpty() ? null : broken.read(item, NewsroomKeys.NAME_SET, CopyItems::copy);
  }

  /**
   * Lists working copies in one state, last changed first.
   *
   * @param before time before which the copies were saved; null for the latest
   * @param createdBy person who created the copies; null for everybody
   * @param wanted filter; the index is read on until there are enough
   */
  public List<WorkingCopy> list(
      State state,
      int limit,
      @Nullable Instant before,
      @Nullable String createdBy,
      Predicate<WorkingCopy> wanted) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":state", fromS(state.word()));
    if (before != null) {
      values.put(":before", fromS(Publication.sortable(before)));
    }
    if (createdBy != null) {
      values.put(":createdBy", fromS(createdBy));
    }
    List<WorkingCopy> found = new ArrayList<>();
    Map<String, AttributeValue> from = Map.of();
    do {
      QueryRequest.Builder query =
          QueryRequest.builder()
              .tableName(newsroom)
              .indexName("by-state")
              .keyConditionExpression(
                  "#state = :state" + (before == null ? "" : " AND savedAt < :before"))
              .expressionAttributeNames(Map.of("#state", "state"))
              .expressionAttributeValues(values)
              .scanIndexForward(false);
      if (createdBy == null) {
        query.limit(PAGE_ROWS);
      } else {
        // DynamoDB leaves out other people's rows, so that one read covers many.
        query.filterExpression("createdBy = :createdBy");
      }
      QueryResponse page =
          db.query((from.isEmpty() ? query : query.exclusiveStartKey(from)).build());
      for (Map<String, AttributeValue> item : page.items()) {
        WorkingCopy copy = broken.read(item, NewsroomKeys.NAME_SET, CopyItems::copy);
        if (copy != null && wanted.test(copy)) {
          found.add(copy);
        }
      }
      from = page.lastEvaluatedKey();
    } while (!from.isEmpty() && found.size() < limit);
    return found.stream()
        .sorted(Comparator.comparing(WorkingCopy::savedAt).reversed())
        .limit(limit)
        .toList();
  }

  /**
   * Versions of an article, latest first, also of a deleted one.
   *
   * @param before version below which they lie; 0 for the latest
   */
  public List<Revision> revisions(ArticleId id, long before, int limit) {
    return db
        .query(
            query ->
                query
                    .tableName(newsroom)
                    .keyConditionExpression("article = :article AND part BETWEEN :first AND :last")
                    .expressionAttributeValues(
                        Map.of(
                            ":article", fromS(id.value()),
                            ":first", fromS(NewsroomKeys.revisionPart(0)),
                            ":last",
                                fromS(
                                    before > 0
                                        ? NewsroomKeys.revisionPart(before - 1)
                                        : NewsroomKeys.REVISION + "~")))
                    // The texts stay out; each may have hundreds of kilobytes.
                    .projectionExpression("version, #from, #action, savedBy, savedAt, title")
                    .expressionAttributeNames(Map.of("#from", "from", "#action", "action"))
                    .scanIndexForward(false)
                    .limit(limit))
        .items()
        .stream()
        .map(item -> broken.read(item, Set.of("version"), CopyItems::revision))
        .filter(Objects::nonNull)
        .toList();
  }

  public @Nullable Revision revision(ArticleId id, long version) {
    Map<String, AttributeValue> item =
        db.getItem(
                get ->
                    get.tableName(newsroom)
                        .key(NewsroomKeys.revision(id, version))
                        .consistentRead(true))
            .item();
    return item.isEmpty() ? null : broken.read(item, NewsroomKeys.NAME_SET, CopyItems::revision);
  }

  /**
   * Shows a text under a secret address, until it expires or the article is withdrawn or deleted.
   */
  public void preview(String token, Article article, Instant until) {
    Map<String, AttributeValue> note =
        new HashMap<>(NewsroomKeys.shared(article.headline().id(), token));
    note.put("expires", Attributes.seconds(until));
    TransactWriteItem shared = put(newsroom, note);
    TransactWriteItem preview = put(articles, ArticleItems.preview(token, article, until));
    db.transactWriteItems(write -> write.transactItems(preview, shared));
  }

  /** Ends all previews of an article. */
  private void endPreviews(ArticleId id) {
    List<TransactWriteItem> writes = new ArrayList<>();
    db.queryPaginator(
            query ->
                query
                    .tableName(newsroom)
                    .consistentRead(true)
                    .keyConditionExpression("article = :article AND begins_with(part, :shared)")
                    .expressionAttributeValues(
                        Map.of(
                            ":article", fromS(id.value()),
                            ":shared", fromS(NewsroomKeys.SHARED))))
        .items()
        .forEach(
            note -> {
              String token =
                  ItemReader.of(note)
                      .text(NewsroomKeys.PART)
                      .substring(NewsroomKeys.SHARED.length());
              writes.add(delete(articles, ArticleItems.previewKey(token)));
              writes.add(delete(newsroom, NewsroomKeys.shared(id, token)));
            });
    for (int from = 0; from < writes.size(); from += MAX_OPERATIONS) {
      write(writes.subList(from, Math.min(writes.size(), from + MAX_OPERATIONS)), () -> {});
    }
  }

  /**
   * @param photos hash of each photo's content by its id, for the revision
   * @return the copy of this id that stands there already, also in the trash; null where this one
   *     was created
   * @throws BusyArticle where other transactions keep writing the article
   */
  public @Nullable WorkingCopy create(WorkingCopy copy, SortedMap<String, String> photos) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(newsroom)
                        .item(CopyItems.item(copy))
                        .conditionExpression(NewsroomKeys.ABSENT))
            .build());
    writes.add(revision(copy, Action.CREATED, 0, photos));
    try {
      write(writes, () -> {});
      return null;
    } catch (TransactionCanceledException e) {
      WorkingCopy current = read(copy.id());
      if (current == null) {
        throw e;
      }
      return current;
    }
  }

  /**
   * @throws StaleVersion where another person has changed the copy since
   */
  public void save(
      WorkingCopy before, WorkingCopy after, Action action, SortedMap<String, String> photos) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(replace(before, after));
    writes.add(revision(after, action, before.version(), photos));
    write(before, writes);
  }

  /**
   * Publishes the copy from its publication time on, in exactly the lists that it belongs to.
   *
   * @param photos records of the photos in its body
   * @throws StaleVersion where another person has changed the copy since
   */
  public void publish(
      WorkingCopy before,
      WorkingCopy changed,
      Publication publication,
      Action action,
      List<Photo> photos) {
    WorkingCopy after = counted(before, changed);
    Article article = after.article(publication, Photo.small(photos));
    Set<ListedEntry> gone = before.entries();
    gone.removeAll(after.entries());
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(replace(before, after));
    writes.add(revision(after, action, before.version(), Photo.contents(photos)));
    writes.add(put(articles, ArticleItems.article(article)));
    if (before.standing() != null) {
      writes.add(delete(articles, ArticleItems.nextKey(after.id())));
    }
    for (ListedEntry entry : after.entries()) {
      writes.add(put(articles, ArticleItems.entry(entry.list(), article.headline())));
    }
    writes.addAll(counts(before, after));
    write(before, writes, gone);
  }

  /**
   * Publishes the copy at its publication time, in the place of the version that readers see until
   * then.
   *
   * @param photos records of the photos in its body
   * @throws StaleVersion where another person has changed the copy since
   */
  public void replaceLater(
      WorkingCopy before, WorkingCopy changed, Action action, List<Photo> photos) {
    WorkingCopy after = counted(before, changed);
    Publication publication = Objects.requireNonNull(after.publication());
    Article next = after.article(publication, Photo.small(photos));
    Map<String, AttributeValue> item = shown(after.id(), after.savedAt());
    Headline until = headline(item).endingBy(publication.at());
    Set<ListedEntry> standing = after.standingEntries();
    Set<ListedEntry> gone = before.entries();
    gone.removeAll(after.entries());
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(replace(before, after));
    writes.add(revision(after, action, before.version(), Photo.contents(photos)));
    writes.add(put(articles, ArticleItems.next(next)));
    writes.add(put(articles, ArticleItems.until(item, publication.at())));
    writes.addAll(counts(before, after));
    List<TransactWriteItem> ends = new ArrayList<>();
    for (ListedEntry entry : after.entries()) {
      if (standing.contains(entry)) {
        ends.add(put(articles, ArticleItems.entry(entry.list(), until)));
      } else {
        writes.add(put(articles, ArticleItems.entry(entry.list(), next.headline())));
      }
    }
    boolean fits = writes.size() + ends.size() <= MAX_OPERATIONS;
    if (fits) {
      writes.addAll(ends);
    }
    write(before, writes, gone);
    if (!fits) {
      // If this write fails, lists show both versions from the publication time until the next
      // publication.
      write(ends, () -> {});
    }
  }

  /**
   * Takes back a scheduled version. Readers see what they saw before.
   *
   * @throws StaleVersion where another person has changed the copy since
   */
  public void cancel(WorkingCopy before, WorkingCopy after, SortedMap<String, String> photos) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(replace(before, after));
    writes.add(revision(after, Action.CANCELLED, before.version(), photos));
    if (before.standing() != null) {
      Map<String, AttributeValue> item = shown(after.id(), after.savedAt());
      writes.add(delete(articles, ArticleItems.nextKey(after.id())));
      writes.add(put(articles, ArticleItems.forGood(item)));
      for (ListedEntry entry : after.entries()) {
        writes.add(put(articles, ArticleItems.entry(entry.list(), headline(item))));
      }
    } else if (after.state() == State.WITHDRAWN) {
      Lookup.Gone gone = new Lookup.Gone(after.notice(), after.savedAt());
      writes.add(put(articles, ArticleItems.gone(after.id(), gone)));
    } else {
      writes.add(delete(articles, ArticleItems.key(after.id())));
    }
    writes.addAll(counts(before, after));
    Set<ListedEntry> gone = before.entries();
    gone.removeAll(after.entries());
    write(before, writes, gone);
  }

  /**
   * Copy that notes the day on which each of its versions is counted. A version that is counted
   * already keeps its day, even if the site's time zone has changed since.
   */
  private WorkingCopy counted(WorkingCopy before, WorkingCopy after) {
    Set<ListedEntry> listed = after.entries();
    for (ListedEntry entry : after.entries()) {
      if (entry.list().equals(ListName.ALL)) {
        listed.add(
            before.listed().stream()
                .filter(
                    candidate ->
                        candidate.day() != null && candidate.position().equals(entry.position()))
                .findFirst()
                .orElseGet(() -> counted(entry.position())));
      }
    }
    return after.listedUnder(listed);
  }

  private ListedEntry counted(Position position) {
    LocalDate day = LocalDate.ofInstant(position.at(), zone);
    return new ListedEntry(DayCounts.counted(day), position);
  }

  /**
   * Writes that count the versions of the copy on their days, and no others. An article that was
   * published before the portal counted days is counted from its next publication on.
   */
  private List<TransactWriteItem> counts(WorkingCopy before, WorkingCopy after) {
    List<TransactWriteItem> writes = new ArrayList<>();
    SortedMap<YearMonth, SortedMap<LocalDate, Integer>> changes = new TreeMap<>();
    Map<ListedEntry, LocalDate> counted = countedDays(before);
    counted.forEach(
        (entry, day) -> {
          if (!after.listed().contains(entry)) {
            change(changes, day, -1);
            writes.add(absence(entry, day, null, before.ends(entry.position())));
          }
        });
    for (ListedEntry entry : after.listed()) {
      LocalDate day = entry.day();
      if (day != null) {
        boolean isNew = !counted.containsKey(entry);
        if (isNew) {
          change(changes, day, 1);
        }
        Publication publication = after.publicationAt(entry.position());
        var absence = DayCounts.absence(day, after.id(), publication, after.savedAt());
        if (absence != null || !isNew) {
          boolean mustStand = !isNew && before.ends(entry.position());
          writes.add(absence(entry, day, absence, mustStand));
        }
      }
    }
    changes.forEach(
        (month, days) -> {
          days.values().removeIf(change -> change == 0);
          if (!days.isEmpty()) {
            Update update = DayCounts.update(articles, month, days);
            writes.add(TransactWriteItem.builder().update(update).build());
          }
        });
    return writes;
  }

  private TransactWriteItem absence(
      ListedEntry entry,
      LocalDate day,
      @Nullable Map<String, AttributeValue> item,
      boolean mustStand) {
    var key = DayCounts.absenceKey(day, entry.position());
    return DayCounts.write(articles, key, item, mustStand);
  }

  /**
   * Notes of a copy's versions that are counted, with their days. One that has ended may be settled
   * since; then its absence item is gone.
   */
  private Map<ListedEntry, LocalDate> countedDays(WorkingCopy copy) {
    Map<ListedEntry, LocalDate> counted = new LinkedHashMap<>();
    for (ListedEntry entry : copy.listed()) {
      LocalDate day = entry.day();
      if (day != null
          && !(copy.ends(entry.position())
              && item(DayCounts.absenceKey(day, entry.position())).isEmpty())) {
        counted.put(entry, day);
      }
    }
    return counted;
  }

  private static void change(
      SortedMap<YearMonth, SortedMap<LocalDate, Integer>> changes, LocalDate day, int change) {
    changes
        .computeIfAbsent(YearMonth.from(day), month -> new TreeMap<>())
        .merge(day, change, Integer::sum);
  }

  /**
   * Reads the item of the version that readers see, under the article's own key. It may still stand
   * under the key of a scheduled version whose time has come.
   */
  private Map<String, AttributeValue> shown(ArticleId id, Instant now) {
    Map<String, AttributeValue> item = item(ArticleItems.key(id));
    if (ArticleItems.isReplaced(item, now)) {
      Map<String, AttributeValue> next = new HashMap<>(item(ArticleItems.nextKey(id)));
      next.putAll(ArticleItems.key(id));
      return next;
    }
    return item;
  }

  private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
    return db.getItem(get -> get.tableName(articles).key(key).consistentRead(true)).item();
  }

  private static Headline headline(Map<String, AttributeValue> item) {
    if (ArticleItems.read(ItemReader.of(item)) instanceof Lookup.Found found) {
      return found.article().headline();
    }
    throw new BrokenItem("gone", "the working copy says that the article is public");
  }

  /** Writes a transaction that takes out entries, in others before it where it holds too many. */
  private void write(WorkingCopy before, List<TransactWriteItem> writes, Set<ListedEntry> gone) {
    if (writes.size() + gone.size() > MAX_OPERATIONS) {
      remove(before, gone);
    } else {
      gone.forEach(entry -> writes.add(delete(entry)));
    }
    write(before, writes);
  }

  /**
   * Takes entries out before a change that could not hold them in its transaction. The working copy
   * names the entries that stand, so the next change finds them after a crash.
   */
  private void remove(WorkingCopy before, Set<ListedEntry> gone) {
    List<ListedEntry> all = List.copyOf(gone);
    Set<ListedEntry> kept = new LinkedHashSet<>(before.listed());
    int size = MAX_OPERATIONS - 1;
    for (int from = 0; from < all.size(); from += size) {
      List<ListedEntry> some = all.subList(from, Math.min(all.size(), from + size));
      some.forEach(kept::remove);
      List<TransactWriteItem> writes = new ArrayList<>();
      writes.add(replace(before, before.listedUnder(kept)));
      some.forEach(entry -> writes.add(delete(entry)));
      write(before, writes);
    }
  }

  /**
   * Withdraws the article: takes it out of every list, and leaves the notice.
   *
   * @throws StaleVersion where another person has changed the copy since
   */
  public void withdraw(WorkingCopy before, WorkingCopy after, SortedMap<String, String> photos) {
    endPreviews(before.id());
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(replace(before, after));
    writes.add(revision(after, Action.WITHDRAWN, before.version(), photos));
    writes.add(
        put(
            articles,
            ArticleItems.gone(after.id(), new Lookup.Gone(after.notice(), after.savedAt()))));
    if (before.standing() != null) {
      writes.add(delete(articles, ArticleItems.nextKey(after.id())));
    }
    writes.addAll(counts(before, after));
    write(before, writes, before.entries());
  }

  /**
   * Moves the working copy to the trash; its revisions stay in the table.
   *
   * @param deleted the copy in the trash
   * @throws StaleVersion where another person has changed the copy since
   */
  public void delete(WorkingCopy copy, WorkingCopy deleted, SortedMap<String, String> photos) {
    endPreviews(copy.id());
    write(
        copy,
        List.of(replace(copy, deleted), revision(deleted, Action.DELETED, copy.version(), photos)));
  }

  /**
   * Writes a transaction while the version that it started from still stands.
   *
   * @throws StaleVersion where another person has changed the copy since
   * @throws DeletedMeanwhile where another person has deleted the copy since
   * @throws BusyArticle where other transactions keep writing the article, or have settled it since
   */
  private void write(WorkingCopy before, List<TransactWriteItem> writes) {
    try {
      write(writes, () -> requireVersion(before));
    } catch (TransactionCanceledException e) {
      throw hasReason(e, "ConditionalCheckFailed") ? new BusyArticle(e) : e;
    }
  }

  private void requireVersion(WorkingCopy before) {
    WorkingCopy current = find(before.id());
    if (current == null) {
      throw new DeletedMeanwhile();
    }
    if (current.version() != before.version()) {
      throw new StaleVersion(current);
    }
  }

  /**
   * Writes a transaction. One that met another transaction on the same item is tried again.
   *
   * @param afterRefusal check after each refusal, which throws where another try is of no use
   * @throws BusyArticle where other transactions keep writing the article
   */
  private void write(List<TransactWriteItem> writes, Runnable afterRefusal) {
    for (int tries = 1; ; tries++) {
      try {
        db.transactWriteItems(write -> write.transactItems(writes));
        return;
      } catch (TransactionCanceledException | TransactionConflictException e) {
        afterRefusal.run();
        if (!isConflict(e)) {
          throw e;
        }
        if (tries == MAX_TRIES) {
          throw new BusyArticle(e);
        }
        Pause.JITTER.before(tries);
      }
    }
  }

  /** Tells if another transaction was in progress. */
  private static boolean isConflict(DynamoDbException e) {
    return e instanceof TransactionConflictException
        || (e instanceof TransactionCanceledException cancelled
            && hasReason(cancelled, "TransactionConflict"));
  }

  private static boolean hasReason(TransactionCanceledException e, String code) {
    return e.cancellationReasons().stream().anyMatch(reason -> code.equals(reason.code()));
  }

  private TransactWriteItem replace(WorkingCopy before, WorkingCopy after) {
    Map<String, AttributeValue> item = CopyItems.item(after);
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(newsroom)
                    .item(item)
                    .conditionExpression("version = :version")
                    .expressionAttributeValues(version(before)))
        .build();
  }

  private TransactWriteItem revision(
      WorkingCopy copy, Action action, long from, SortedMap<String, String> photos) {
    return put(newsroom, CopyItems.revision(copy, action, from, photos));
  }

  private TransactWriteItem delete(ListedEntry entry) {
    return delete(articles, ArticleItems.key(entry.list(), entry.position()));
  }

  private static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
  }

  private static TransactWriteItem delete(String table, Map<String, AttributeValue> key) {
    return TransactWriteItem.builder().delete(delete -> delete.tableName(table).key(key)).build();
  }

  private static Map<String, AttributeValue> version(WorkingCopy copy) {
    return Map.of(":version", Attributes.number(copy.version()));
  }
}
