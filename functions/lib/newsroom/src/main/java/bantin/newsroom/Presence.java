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
 * Presence of people at an article. It locks nothing; people learn who else has the article open. A
 * person who is silent for a minute is forgotten.
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
   * @param since time at which the person opened the article
   * @param seen time of the person's last sign
   */
  public record Other(String name, Instant since, Instant seen) {}

  /** Notes a person's presence, and returns the other people. */
  public List<Other> arrive(ArticleId article, String name, Instant now) {
    Instant since = now;
    List<Other> others = new ArrayList<>();
    for (Other person : at(article, now)) {
      if (person.name.equals(name)) {
        since = person.since;
      } else {
        others.add(person);
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
                        Map.of(
                            ":article",
                            fromS(article.value()),
                            ":part",
                            fromS(NewsroomKeys.PRESENCE))))
        .items()
        .stream()
        .map(
            item -> {
              ItemReader reader = ItemReader.of(item);
              return new Other(reader.text("name"), reader.time("since"), reader.time("seen"));
            })
        .filter(person -> person.seen.plus(REMEMBERED).isAfter(now))
        .toList();
  }
}
