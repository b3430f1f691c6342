package bantin.newsroom;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.ArticleId;
import bantin.article.Publication;
import bantin.item.Attributes;
import bantin.item.ItemReader;
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
public final class Presence {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final DynamoDbClient db;
  private final String table;

  public Presence(DynamoDbClient db, String newsroom) {
    this.db = db;
    this.table = newsroom;
  }

  /**
   * @param since when they opened it
   * @param seen when they were last heard of
   */
  public record Other(String name, Instant since, Instant seen) {}

  /** The others, and from now on this person too. */
  public List<Other> arrive(ArticleId article, String name, Instant now) {
    Instant since = now;
    List<Other> others = new ArrayList<>();
    for (Other one : at(article, now)) {
      if (one.name.equals(name)) {
        since = one.since;
      } else {
        others.add(one);
      }
    }
    Map<String, AttributeValue> item = new HashMap<>(NewsroomKeys.presence(article, name));
    item.put("name", fromS(name));
    item.put("since", fromS(Publication.sortable(since)));
    item.put("seen", fromS(Publication.sortable(now)));
    item.put("expires", Attributes.seconds(now.plus(REMEMBERED)));
    db.putItem(put -> put.tableName(table).item(item));
    return others;
  }

  public void leave(ArticleId article, String name) {
    db.deleteItem(delete -> delete.tableName(table).key(NewsroomKeys.presence(article, name)));
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
                        Map.of(":article", fromS(article.value()), ":part", fromS(NewsroomKeys.PRESENCE))))
        .items()
        .stream()
        .map(
            item -> {
              ItemReader reader = ItemReader.of(item);
              return new Other(reader.text("name"), reader.time("since"), reader.time("seen"));
            })
        .filter(one -> one.seen.plus(REMEMBERED).isAfter(now))
        .toList();
  }
}
