package bantin.article;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.item.BatchReader;
import bantin.item.BrokenItems;
import bantin.item.ItemReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads what is public now, eventually consistent: an article with one GetItem, a list with one
 * Query. An item that cannot be read is noted and left out.
 */
public final class PublicArticles {
  private static final Set<String> KEYS = Set.of(ArticleItems.LIST, ArticleItems.AT);

  private final DynamoDbClient db;
  private final String table;
  private final BatchReader batches;
  private final BrokenItems broken;

  public PublicArticles(DynamoDbClient db, String table) {
    this(db, table, new BrokenItems(table));
  }

  /**
   * @param broken notes the items that cannot be read
   */
  public PublicArticles(DynamoDbClient db, String table, BrokenItems broken) {
    this.db = db;
    this.table = table;
    this.batches = new BatchReader(db, table);
    this.broken = broken;
  }

  public Lookup find(ArticleId id, Instant now) {
    Map<String, AttributeValue> item =
        db.getItem(get -> get.tableName(table).key(ArticleItems.key(id))).item();
    if (ArticleItems.isReplaced(item, now)) {
      Map<String, AttributeValue> next =
          db.getItem(get -> get.tableName(table).key(ArticleItems.nextKey(id))).item();
      return lookup(next.isEmpty() ? item : next, now);
    }
    return lookup(item, now);
  }

  /**
   * Reads a preview, which is shown under a secret address until it expires.
   *
   * @return found or missing
   */
  public Lookup preview(String token, Instant now) {
    Map<String, AttributeValue> item =
        db.getItem(get -> get.tableName(table).key(ArticleItems.previewKey(token))).item();
    Lookup found = broken.read(item, KEYS, attributes -> ArticleItems.preview(attributes, now));
    return found == null ? new Lookup.Missing() : found;
  }

  /** Result of a read. An item that cannot be read counts as missing. */
  private Lookup lookup(Map<String, AttributeValue> item, Instant now) {
    Lookup found = broken.read(item, KEYS, attributes -> ArticleItems.lookup(attributes, now));
    return found == null ? new Lookup.Missing() : found;
  }

  /** First page of a list. */
  public Headlines newest(ListName list, int limit, Instant now) {
    return older(list, limit, null, now);
  }

  /**
   * Page of the articles older than a position, newest first.
   *
   * @param limit 1 or more; at most 1 MB is read
   * @param after null for the list's beginning
   */
  public Headlines older(ListName list, int limit, @Nullable Position after, Instant now) {
    String latest = Publication.latest(now);
    String before =
        after == null || after.sortKey().compareTo(latest) > 0 ? latest : after.sortKey();
    List<Headline> found =
        read(
            list,
            "#list = :list AND #at < :before",
            Map.of(":before", fromS(before)),
            false,
            limit,
            now);
    boolean more = found.size() > limit;
    List<Headline> some = more ? found.subList(0, limit) : found;
    return new Headlines(
        some,
        more ? Position.of(some.getLast()) : null,
        after == null || some.isEmpty() ? null : Position.of(some.getFirst()));
  }

  /** Page of the articles just newer than a position, newest first. */
  public Headlines newer(ListName list, int limit, Position before, Instant now) {
    List<Headline> found =
        read(
            list,
            "#list = :list AND #at BETWEEN :after AND :latest",
            Map.of(
                ":after", fromS(before.sortKey() + "~"),
                ":latest", fromS(Publication.latest(now))),
            true,
            limit,
            now);
    boolean more = found.size() > limit;
    List<Headline> some = new ArrayList<>(more ? found.subList(0, limit) : found);
    if (!more) {
      // The list's beginning is shown whole, with articles that are new by now.
      return newest(list, limit, now);
    }
    Collections.reverse(some);
    return new Headlines(some, Position.of(some.getLast()), Position.of(some.getFirst()));
  }

  /** All articles of a stretch of time, newest first, with one Query for each megabyte. */
  public List<Headline> between(ListName list, Instant from, Instant before, Instant now) {
    String latest = Publication.latest(now);
    String start = Publication.sortable(from);
    String end = Publication.sortable(before);
    if (end.compareTo(latest) > 0) {
      end = latest;
    }
    // DynamoDB refuses reversed bounds. Bounds in the future, or past the year 9999, are reversed.
    if (start.compareTo(end) > 0) {
      return List.of();
    }
    return read(
        list,
        "#list = :list AND #at BETWEEN :from AND :before",
        Map.of(
            ":from", fromS(start),
            ":before", fromS(end)),
        false,
        Integer.MAX_VALUE - 1,
        now);
  }

  /** Oldest article of a list; null where the list is empty. */
  public @Nullable Headline oldest(ListName list, Instant now) {
    List<Headline> found =
        read(
            list,
            "#list = :list AND #at < :before",
            Map.of(":before", fromS(Publication.latest(now))),
            true,
            1,
            now);
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Reads up to {@code limit + 1} headlines, so that the caller knows whether there are more. */
  private List<Headline> read(
      ListName list,
      String condition,
      Map<String, AttributeValue> bounds,
      boolean forward,
      int limit,
      Instant now) {
    Map<String, String> names = new HashMap<>(Publication.FILTER_NAMES);
    names.put("#list", ArticleItems.LIST);
    names.put("#at", ArticleItems.AT);
    Map<String, AttributeValue> values = new HashMap<>(Publication.filterValues(now));
    values.put(":list", fromS(list.key()));
    values.putAll(bounds);
    List<Headline> found = new ArrayList<>();
    Map<String, AttributeValue> from = Map.of();
    do {
      // The filter leaves out entries past their end. A second Query follows only after such
      // entries.
      QueryRequest.Builder query =
          QueryRequest.builder()
              .tableName(table)
              .keyConditionExpression(condition)
              .filterExpression(Publication.FILTER)
              .expressionAttributeNames(names)
              .expressionAttributeValues(values)
              .scanIndexForward(forward)
              .exclusiveStartKey(from.isEmpty() ? null : from);
      if (limit < 1000) {
        query.limit(limit + 1);
      }
      QueryResponse response = db.query(query.build());
      for (Map<String, AttributeValue> item : response.items()) {
        Headline headline = broken.read(item, KEYS, ArticleItems::headline);
        String at = ItemReader.of(item).text(ArticleItems.AT);
        if (headline != null && Position.of(headline).sortKey().equals(at)) {
          found.add(headline);
        } else if (headline != null) {
          broken.note(list.key() + " " + at, "publishedAt: it differs from the key");
        }
      }
      from = response.lastEvaluatedKey();
    } while (!from.isEmpty() && found.size() <= limit);
    return found;
  }

  /**
   * Articles of a list that are public now or will be, oldest first.
   *
   * @param limit greatest number of articles
   * @param now time that an end of publication is compared with
   */
  public List<Headline> standing(ListName list, int limit, Instant now) {
    String first = "0"; // Entries begin with the year of their publication.
    return read(
            list,
            "#list = :list AND #at > :first",
            Map.of(":first", fromS(first)),
            true,
            limit,
            now)
        .stream()
        .limit(limit)
        .toList();
  }

  /**
   * Headlines of the articles that are public now, in the order of the ids.
   *
   * @param ids each once
   */
  public List<Headline> headlines(Collection<ArticleId> ids, Instant now) {
    Map<ArticleId, Lookup> lookups = lookups(ids, now);
    List<Headline> ordered = new ArrayList<>();
    for (ArticleId id : ids) {
      if (lookups.get(id) instanceof Lookup.Found found) {
        ordered.add(found.article().headline());
      }
    }
    return ordered;
  }

  /**
   * Looks up articles together. An article that is not public yet or no longer is {@link
   * Lookup.Missing}; an id that no article ever had is left out.
   *
   * @param ids each once
   */
  public Map<ArticleId, Lookup> lookups(Collection<ArticleId> ids, Instant now) {
    Map<Map<String, AttributeValue>, ArticleId> keys = new HashMap<>();
    ids.forEach(id -> keys.put(ArticleItems.key(id), id));
    Map<ArticleId, Lookup> found = new HashMap<>();
    Map<Map<String, AttributeValue>, ArticleId> next = new HashMap<>();
    for (Map<String, AttributeValue> item : batches.read(List.copyOf(keys.keySet()))) {
      ArticleId id = keys.get(key(item));
      if (id != null) {
        found.put(id, lookup(item, now));
        if (ArticleItems.isReplaced(item, now)) {
          next.put(ArticleItems.nextKey(id), id);
        }
      }
    }
    if (!next.isEmpty()) {
      for (Map<String, AttributeValue> item : batches.read(List.copyOf(next.keySet()))) {
        ArticleId id = next.get(key(item));
        if (id != null) {
          found.put(id, lookup(item, now));
        }
      }
    }
    return found;
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>(item);
    key.keySet().retainAll(KEYS);
    return key;
  }
}
