package bantin.editarticles;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.Slug;
import java.text.Collator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The names that stood in a byline once, for suggestions; people need no account for it. */
final class Bylines {
  private static final String KEY = "bylines";

  private final DynamoDbClient db;
  private final String table;

  Bylines(DynamoDbClient db, String newsroom) {
    this.db = db;
    this.table = newsroom;
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
        .map(item -> CopyItems.text(item, "name"))
        .sorted(vietnamese)
        .toList();
  }
}
