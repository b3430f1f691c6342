package bantin.editarticles;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.ArticleId;
import bantin.article.Publication;
import bantin.newsroom.CopyItems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Who has an article open. It locks nothing: it only lets people know of each other, and whoever is
 * silent for a minute is forgotten.
 */
final class Presence {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final String PART = "presence#";

  private final DynamoDbClient db;
  private final String table;

  Presence(DynamoDbClient db, String newsroom) {
    this.db = db;
    this.table = newsroom;
  }

  /**
   * @param since when they opened it
   * @param seen when they were last heard of
   */
  record Other(String name, Instant since, Instant seen) {}

  /** The others, and from now on this person too. */
  List<Other> arrive(ArticleId article, String name, Instant now) {
    Instant since = now;
    List<Other> others = new ArrayList<>();
    for (Other one : at(article, now)) {
      if (one.name.equals(name)) {
        since = one.since;
      } else {
        others.add(one);
      }
    }
    Map<String, AttributeValue> item = new HashMap<>(key(article, name));
    item.put("name", fromS(name));
    item.put("since", fromS(Publication.sortable(since)));
    item.put("seen", fromS(Publication.sortable(now)));
    item.put("expires", fromN(Long.toString(now.plus(REMEMBERED).getEpochSecond())));
    db.putItem(put -> put.tableName(table).item(item));
    return others;
  }

  void leave(ArticleId article, String name) {
    db.deleteItem(delete -> delete.tableName(table).key(key(article, name)));
  }

  private List<Other> at(ArticleId article, Instant now) {
    return db
        .query(
            query ->
                query
                    .tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("article = :article AND begins_with(part, :part)")
                    .expressionAttributeValues(
                        Map.of(":article", fromS(article.value()), ":part", fromS(PART))))
        .items()
        .stream()
        .map(
            item ->
                new Other(
                    CopyItems.text(item, "name"),
                    Instant.parse(CopyItems.text(item, "since")),
                    Instant.parse(CopyItems.text(item, "seen"))))
        .filter(one -> one.seen.plus(REMEMBERED).isAfter(now))
        .toList();
  }

  private static Map<String, AttributeValue> key(ArticleId article, String name) {
    return Map.of("article", fromS(article.value()), "part", fromS(PART + name));
  }
}
