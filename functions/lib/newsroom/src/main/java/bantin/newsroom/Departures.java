package bantin.newsroom;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.Publication;
import bantin.item.Attributes;
import bantin.item.ItemReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Note on the administrators who just lost their administration. The identity provider has no
 * conditions, so this note orders departures: each one is written on condition that no other came
 * between. Two administrators can therefore not end each other's administration.
 */
public final class Departures {
  /** Time for which a departure counts. By then each list at the identity provider shows it. */
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final DynamoDbClient db;
  private final String table;

  public Departures(DynamoDbClient db, String newsroom) {
    this.db = db;
    this.table = newsroom;
  }

  /**
   * The note at one moment.
   *
   * @param version counts the changes
   * @param times time of each recent departure, by login
   */
  public record Note(long version, Map<String, Instant> times) {
    public Note {
      times = Map.copyOf(times);
    }

    public boolean holds(String login) {
      return times.containsKey(login);
    }
  }

  /** Reads the departures that still count. */
  public Note read(Instant now) {
    Map<String, AttributeValue> item =
        db.getItem(get -> get.tableName(table).key(NewsroomKeys.departures()).consistentRead(true))
            .item();
    ItemReader reader = ItemReader.of(item);
    Map<String, Instant> times = new TreeMap<>();
    @Nullable ItemReader left = reader.map("times");
    if (left != null) {
      for (String login : left.names()) {
        Instant time = left.time(login);
        if (time.plus(REMEMBERED).isAfter(now)) {
          times.put(login, time);
        }
      }
    }
    return new Note(reader.numberOrZero("version"), times);
  }

  /**
   * Adds a departure to the note.
   *
   * @return false if the note has changed since it was read, so that nothing was written
   */
  public boolean add(Note before, String login, Instant now) {
    Map<String, Instant> times = new TreeMap<>(before.times());
    times.put(login, now);
    return replace(before, times);
  }

  /**
   * Removes a departure, because the person administers again.
   *
   * @return false if the note has changed since it was read, so that nothing was written
   */
  public boolean remove(Note before, String login) {
    Map<String, Instant> times = new TreeMap<>(before.times());
    return times.remove(login) == null || replace(before, times);
  }

  private boolean replace(Note before, Map<String, Instant> times) {
    Map<String, AttributeValue> texts = new HashMap<>();
    times.forEach((login, time) -> texts.put(login, fromS(Publication.sortable(time))));
    Map<String, AttributeValue> item = new HashMap<>(NewsroomKeys.departures());
    item.put("version", Attributes.number(before.version() + 1));
    item.put("times", fromM(texts));
    try {
      db.putItem(
          put ->
              put.tableName(table)
                  .item(item)
                  .conditionExpression("attribute_not_exists(version) OR version = :version")
                  .expressionAttributeValues(
                      Map.of(":version", Attributes.number(before.version()))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
