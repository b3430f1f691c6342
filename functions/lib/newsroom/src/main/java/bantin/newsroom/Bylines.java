package bantin.newsroom;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.item.BrokenItems;
import bantin.item.ItemReader;
import java.text.Collator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Names that ever stood in a byline, for suggestions. Authors need no account. */
public final class Bylines {
  private final DynamoDbClient db;
  private final String table;
  private final BrokenItems broken;

  public Bylines(DynamoDbClient db, String newsroom) {
    this.db = db;
    this.table = newsroom;
    this.broken = new BrokenItems(newsroom);
  }

  /** Notes names, in their latest spelling. */
  public void note(List<String> authors) {
    for (String author : authors) {
      Map<String, AttributeValue> item = new HashMap<>(NewsroomKeys.byline(author));
      item.put("name", fromS(author));
      db.putItem(put -> put.tableName(table).item(item));
    }
  }

  /** Names in Vietnamese order. */
  public List<String> all() {
    Collator vietnamese = Collator.getInstance(Locale.forLanguageTag("vi"));
    return db
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression("article = :article")
                    .expressionAttributeValues(Map.of(":article", fromS(NewsroomKeys.BYLINES))))
        .items()
        .stream()
        .map(
            item ->
                broken.read(
                    item,
                    NewsroomKeys.NAME_SET,
                    attributes -> ItemReader.of(attributes).text("name")))
        .filter(Objects::nonNull)
        .sorted(vietnamese)
        .toList();
  }
}
