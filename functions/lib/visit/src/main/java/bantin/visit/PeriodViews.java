package bantin.visit;

import bantin.item.BrokenItems;
import bantin.item.ItemReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Views of the articles in a day, most viewed first: the index {@code most-read} of {@code
 * Tallies}. Each slot of a period has a list of its own.
 */
public final class PeriodViews {
  private static final String INDEX = "most-read";

  private final DynamoDbClient db;
  private final String table;
  private final BrokenItems broken;

  /**
   * @param table name of the table {@code Tallies}
   */
  public PeriodViews(DynamoDbClient db, String table) {
    this.db = db;
    this.table = table;
    this.broken = new BrokenItems(table);
  }

  /**
   * Views of an article in one slot.
   *
   * @param article the article's id as text
   * @param views 0 where the number cannot be read
   */
  public record Viewed(String article, long views) {}

  /**
   * Part of a slot's list.
   *
   * @param articles most viewed first
   * @param next place of the next page; empty after the last
   */
  public record Page(List<Viewed> articles, Map<String, AttributeValue> next) {
    public Page {
      articles = List.copyOf(articles);
      next = Map.copyOf(next);
    }

    public boolean isLast() {
      return next.isEmpty();
    }
  }

  /**
   * Reads a page of a slot's list with one Query.
   *
   * @param period {@link Tally#dayPeriod}
   * @param limit items on the page
   * @param from where the page before ended; empty for the first page
   */
  public Page page(String period, int slot, int limit, Map<String, AttributeValue> from) {
    return page(query(period, slot).limit(limit), from);
  }

  /** Reads the whole list of a slot. */
  public List<Viewed> all(String period, int slot) {
    List<Viewed> articles = new ArrayList<>();
    Page page = page(query(period, slot), Map.of());
    articles.addAll(page.articles());
    while (!page.isLast()) {
      page = page(query(period, slot), page.next());
      articles.addAll(page.articles());
    }
    return articles;
  }

  private QueryRequest.Builder query(String period, int slot) {
    return QueryRequest.builder()
        .tableName(table)
        .indexName(INDEX)
        .keyConditionExpression("#period = :period")
        .expressionAttributeNames(Map.of("#period", Tally.PERIOD))
        .expressionAttributeValues(
            Map.of(":period", AttributeValue.fromS(Tally.slot(period, slot))))
        .scanIndexForward(false);
  }

  private Page page(QueryRequest.Builder query, Map<String, AttributeValue> from) {
    QueryResponse response =
        db.query((from.isEmpty() ? query : query.exclusiveStartKey(from)).build());
    List<Viewed> articles = new ArrayList<>();
    for (Map<String, AttributeValue> item : response.items()) {
      Viewed viewed = broken.read(item, Set.of(Tally.KEY), this::viewed);
      if (viewed != null) {
        articles.add(viewed);
      }
    }
    return new Page(articles, response.lastEvaluatedKey());
  }

  /** Reads an item of the index. A broken number is noted and counts as 0. */
  private Viewed viewed(Map<String, AttributeValue> item) {
    ItemReader reader = ItemReader.of(item);
    Long views = broken.read(item, Set.of(Tally.KEY), tally -> reader.number(Tally.VIEWS));
    return new Viewed(reader.text(Tally.ARTICLE), views == null ? 0 : views);
  }
}
