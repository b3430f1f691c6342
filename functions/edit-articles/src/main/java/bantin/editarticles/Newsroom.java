package bantin.editarticles;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.ArticleItems;
import bantin.article.Headline;
import bantin.article.ListName;
import bantin.article.Lookup;
import bantin.article.Position;
import bantin.article.Publication;
import bantin.item.BrokenItems;
import bantin.newsroom.Action;
import bantin.newsroom.CopyItems;
import bantin.newsroom.ListedEntry;
import bantin.newsroom.Revision;
import bantin.newsroom.State;
import bantin.newsroom.WorkingCopy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The two article tables, changed together: the working copy with its revisions, and what is public
 * of it. Each change is one transaction on condition that the version it started from still stands.
 */
final class Newsroom {
  /** DynamoDB takes at most this many items in one transaction. */
  private static final int TRANSACTION = 100;

  /** What one read of the index brings. */
  private static final int PAGE = 200;

  private static final Set<String> KEYS = Set.of("article", "part");

  private final DynamoDbClient db;
  private final String newsroom;
  private final String articles;
  private final BrokenItems broken;

  Newsroom(DynamoDbClient db, String newsroom, String articles) {
    this.db = db;
    this.newsroom = newsroom;
    this.articles = articles;
    this.broken = new BrokenItems(newsroom);
  }

  /**
   * The working copy as it is this moment; null where there is none. One that cannot be read is
   * like a deleted one: editors can make a new article of its revisions.
   */
  @Nullable WorkingCopy find(ArticleId id) {
    Map<String, AttributeValue> item = read(id);
    return item.isEmpty() ? null : broken.read(item, KEYS, CopyItems::copy);
  }

  private Map<String, AttributeValue> read(ArticleId id) {
    return db.getItem(get -> get.tableName(newsroom).key(CopyItems.key(id)).consistentRead(true))
        .item();
  }

  /**
   * Those in one state, last changed first.
   *
   * @param before only those saved before this moment; null for the latest
   * @param createdBy only this person's; null for everybody's
   * @param wanted which of them; the index is read on until there are enough
   */
  List<WorkingCopy> list(
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
        query.limit(PAGE);
      } else {
        // Others' rows are left out in the table: one read looks at as many as it can.
        query.filterExpression("createdBy = :createdBy");
      }
      QueryResponse page =
          db.query((from.isEmpty() ? query : query.exclusiveStartKey(from)).build());
      for (Map<String, AttributeValue> item : page.items()) {
        WorkingCopy copy = broken.read(item, KEYS, CopyItems::copy);
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
   * The versions of an article, the latest first; also of one that was deleted.
   *
   * @param before only those below this version; 0 for the latest
   */
  List<Revision> revisions(ArticleId id, long before, int limit) {
    return db
        .query(
            query ->
                query
                    .tableName(newsroom)
                    .keyConditionExpression("article = :article AND part BETWEEN :first AND :last")
                    .expressionAttributeValues(
                        Map.of(
                            ":article", fromS(id.value()),
                            ":first", fromS(CopyItems.part(0)),
                            ":last",
                                fromS(
                                    before > 0
                                        ? CopyItems.part(before - 1)
                                        : CopyItems.REVISION + "~")))
                    // Without the texts, which may be hundreds of kilobytes each.
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

  @Nullable Revision revision(ArticleId id, long version) {
    Map<String, AttributeValue> item =
        db.getItem(
                get ->
                    get.tableName(newsroom)
                        .key(
                            Map.of(
                                "article", fromS(id.value()),
                                "part", fromS(CopyItems.part(version))))
                        .consistentRead(true))
            .item();
    return item.isEmpty() ? null : broken.read(item, KEYS, CopyItems::revision);
  }

  /** A text under an address that nobody can guess, for a day. */
  void preview(String token, Article article, Instant until) {
    Map<String, AttributeValue> item = ArticleItems.preview(token, article, until);
    db.putItem(put -> put.tableName(articles).item(item));
  }

  /**
   * @param photos the hash of each photo's content by its id, for the revision
   */
  void create(WorkingCopy copy, SortedMap<String, String> photos) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(newsroom)
                        .item(CopyItems.item(copy))
                        .conditionExpression("attribute_not_exists(article)"))
            .build());
    writes.add(revision(copy, Action.CREATED, 0, photos));
    db.transactWriteItems(write -> write.transactItems(writes));
  }

  /**
   * @throws StaleVersion where the copy before is not what stands there
   */
  void save(
      WorkingCopy before, WorkingCopy after, Action action, SortedMap<String, String> photos) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(replace(before, after, listed(read(before.id()))));
    writes.add(revision(after, action, before.version(), photos));
    write(before, writes);
  }

  /**
   * Makes the copy public from its publication time on, in every list it belongs to, and in no
   * other.
   *
   * @throws StaleVersion where the copy before is not what stands there
   */
  void publish(
      WorkingCopy before,
      WorkingCopy after,
      Publication publication,
      Action action,
      SortedMap<String, String> photos) {
    Article article = after.article(publication);
    Headline headline = article.headline();
    Position position = new Position(publication.at(), after.id());
    Map<ListName, Map<String, AttributeValue>> entries = new HashMap<>();
    for (ListName list : ArticleItems.lists(headline)) {
      entries.put(list, ArticleItems.entry(list, headline));
    }
    Set<ListedEntry> wanted = new LinkedHashSet<>();
    entries.keySet().forEach(list -> wanted.add(new ListedEntry(list, position)));
    Set<ListedEntry> gone = new LinkedHashSet<>(listed(read(before.id())));
    gone.removeAll(wanted);
    WorkingCopy start = makeRoom(before, gone, wanted.size() + 3);

    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(replace(start, after, wanted));
    writes.add(revision(after, action, before.version(), photos));
    writes.add(put(ArticleItems.article(article)));
    entries.values().forEach(entry -> writes.add(put(entry)));
    gone.forEach(entry -> writes.add(delete(ArticleItems.key(entry.list(), entry.position()))));
    write(start, writes);
  }

  /**
   * Where an article leaves so many lists at once that one transaction cannot hold it all, the
   * entries that only go are taken out first. The working copy says at each step which entries
   * stand, so a crash in between leaves nothing behind that a next publication would not find.
   */
  private WorkingCopy makeRoom(WorkingCopy before, Set<ListedEntry> gone, int others) {
    if (gone.size() + others <= TRANSACTION) {
      return before;
    }
    Set<ListedEntry> kept = new LinkedHashSet<>(listed(read(before.id())));
    kept.removeAll(gone);
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(replace(before, before, kept));
    gone.forEach(entry -> writes.add(delete(ArticleItems.key(entry.list(), entry.position()))));
    write(before, writes);
    gone.clear();
    return before;
  }

  /**
   * Takes the article out of every list; who asks for it is told that it is gone.
   *
   * @throws StaleVersion where the copy before is not what stands there
   */
  void withdraw(WorkingCopy before, WorkingCopy after, SortedMap<String, String> photos) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(replace(before, after, Set.of()));
    writes.add(revision(after, Action.WITHDRAWN, before.version(), photos));
    writes.add(
        put(ArticleItems.gone(after.id(), new Lookup.Gone(after.notice(), after.savedAt()))));
    for (ListedEntry entry : listed(read(before.id()))) {
      writes.add(delete(ArticleItems.key(entry.list(), entry.position())));
    }
    write(before, writes);
  }

  /**
   * Takes the working copy off the desk; its revisions stay in the table.
   *
   * @param deleted the copy as its last revision
   * @throws StaleVersion where the copy is not what stands there
   */
  void delete(WorkingCopy copy, WorkingCopy deleted, SortedMap<String, String> photos) {
    TransactWriteItem gone =
        TransactWriteItem.builder()
            .delete(
                delete ->
                    delete
                        .tableName(newsroom)
                        .key(CopyItems.key(copy.id()))
                        .conditionExpression("version = :version")
                        .expressionAttributeValues(version(copy)))
            .build();
    write(copy, List.of(gone, revision(deleted, Action.DELETED, copy.version(), photos)));
  }

  private void write(WorkingCopy before, List<TransactWriteItem> writes) {
    try {
      db.transactWriteItems(write -> write.transactItems(writes));
    } catch (TransactionCanceledException | TransactionConflictException e) {
      WorkingCopy current = find(before.id());
      if (current != null && current.version() != before.version()) {
        throw new StaleVersion(current);
      }
      throw e;
    }
  }

  private TransactWriteItem replace(
      WorkingCopy before, WorkingCopy after, Set<ListedEntry> listed) {
    Map<String, AttributeValue> item = CopyItems.item(after);
    item.put("listed", CopyItems.strings(listed.stream().map(ListedEntry::text).toList()));
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
    Map<String, AttributeValue> item = CopyItems.revision(copy, action, from, photos);
    return TransactWriteItem.builder().put(put -> put.tableName(newsroom).item(item)).build();
  }

  private TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(articles).item(item)).build();
  }

  private TransactWriteItem delete(Map<String, AttributeValue> key) {
    return TransactWriteItem.builder()
        .delete(delete -> delete.tableName(articles).key(key))
        .build();
  }

  private static Map<String, AttributeValue> version(WorkingCopy copy) {
    return Map.of(":version", CopyItems.number(copy.version()));
  }

  private static Set<ListedEntry> listed(Map<String, AttributeValue> item) {
    Set<ListedEntry> entries = new HashSet<>();
    CopyItems.strings(item, "listed").forEach(text -> entries.add(ListedEntry.of(text)));
    return entries;
  }
}
