package bantin.visit;

import bantin.item.BrokenItems;
import bantin.item.ItemReader;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Views of a day as portals before December 2026 counted them: an item for each article, listed in
 * the index {@code most-read} of {@code Tallies}. They are read and never written.
 */
public final class FormerViews {
  static final String ARTICLE = "article";
  static final String PERIOD = "period";

  private static final String INDEX = "most-read";

  private final DynamoDbClient db;
  private final String table;
  private final int slots;
  private final BrokenItems broken;

  /**
   * @param table name of the table {@code Tallies}
   * @param slots number of items that a tally is spread over
   */
  public FormerViews(DynamoDbClient db, String table, int slots) {
    this.db = db;
    this.table = table;
    this.slots = slots;
    this.broken = new BrokenItems(table);
  }

  /** Tally of an article on a day. */
  public static Tally tally(String article, LocalDate day) {
    return new Tally("article#" + article + "#" + period(day), null);
  }

  private static String period(LocalDate day) {
    return "day#" + day;
  }

  /** Reads the views of a day by article, eventually consistent, with a Query for each slot. */
  public Map<String, Long> of(LocalDate day) {
    Map<String, Long> views = new HashMap<>();
    for (int slot = 0; slot < slots; slot++) {
      QueryRequest query = query(Tally.slot(period(day), slot));
      for (QueryResponse page : db.queryPaginator(query)) {
        page.items()
            .forEach(item -> broken.read(item, Set.of(Tally.KEY), some -> add(some, views)));
      }
    }
    return views;
  }

  private QueryRequest query(String list) {
    return QueryRequest.builder()
        .tableName(table)
        .indexName(INDEX)
        .keyConditionExpression("#period = :period")
        .expressionAttributeNames(Map.of("#period", PERIOD))
        .expressionAttributeValues(Map.of(":period", AttributeValue.fromS(list)))
        .build();
  }

  private static long add(Map<String, AttributeValue> item, Map<String, Long> views) {
    ItemReader reader = ItemReader.of(item);
    return views.merge(reader.text(ARTICLE), reader.number(Tally.VIEWS), Long::sum);
  }
}
