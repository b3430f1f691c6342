package peer;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads one article with one GetItem, as GET /api/articles/{id} of show-article does. */
public class Articles {
  private final DynamoDbClient db =
      DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
  private final String table = System.getenv("ARTICLES_TABLE");

  public Map<String, Object> find(String id) {
    Map<String, AttributeValue> item =
        db.getItem(
                get ->
                    get.tableName(table)
                        .key(
                            Map.of(
                                "list", AttributeValue.fromS("article#" + id),
                                "at", AttributeValue.fromS("article"))))
            .item();
    Map<String, Object> article = new LinkedHashMap<>();
    for (String name : new String[] {"id", "title", "lead", "section", "publishedAt", "body"}) {
      AttributeValue value = item.get(name);
      article.put(name, value == null ? null : value.s());
    }
    return article;
  }
}
