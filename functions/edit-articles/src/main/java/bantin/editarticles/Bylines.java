package bantin.editarticles;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.Slug;
import bantin.item.BrokenItems;
import bantin.item.ItemReader;
import java.text.Collator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The names that stood in a byline once, for suggestions; people need no account for it. */
final class Bylines {
  private static final String KEY = "bylines";
  private static final Set<String> KEYS = Set.of("article", "part");

  private final DynamoDbClient db;
  private final String table;
  private final BrokenItems broken;

  Bylines(DynamoDbClient db, String newsroom) {
    this.db = db;
    this.table = newsroom;
    this.broken = new BrokenItems(newsroom);
  }

  /** Spelled as it was last. */
  void note(List<String> authors) {
    for (String author : authors) {
      Map<String, AttributeValue> item =
          Map.of(
              "article", fromS(KEY),
              "part", fromS(Slug.of(author).value()),
              "name", fromS(author));
      db.putItem(put -> put.tableName(table).item(item));
    }
  }

  /** As Vietnamese sorts names. */
  List<String> all() {
    Collator vietnamese = Collator.getInstance(Locale.forLanguageTag("vi"));
    return db
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression("article = :article")
                    .expressionAttributeValues(Map.of(":article", fromS(KEY))))
        .items()
        .stream()
        .map(item -> broken.read(item, KEYS, one -> ItemReader.of(one).text("name")))
        .filter(Objects::nonNull)
        .sorted(vietnamese)
        .toList();
  }
}
