package bantin.newsroom;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.item.Attributes;
import bantin.item.ItemReader;
import bantin.photo.PhotoId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Files that people sent, in the {@code Newsroom} table. Each has an item with the key {@code
 * file#ID} and {@code file}. The item expires with the file, which the bucket keeps for a week.
 */
public final class SentFiles {
  private static final Duration KEPT = Duration.ofDays(7);

  private final DynamoDbClient client;
  private final String table;

  /**
   * @param table the name of the {@code Newsroom} table
   */
  public SentFiles(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  public void announce(SentFile file) {
    Map<String, AttributeValue> item = new HashMap<>(NewsroomKeys.file(file.id()));
    item.put("name", fromS(file.name()));
    item.put("size", Attributes.number(file.size()));
    item.put("sentAt", fromS(file.savedAt().toString()));
    item.put("sentBy", fromS(file.savedBy()));
    item.put("expires", Attributes.seconds(file.savedAt().plus(KEPT)));
    client.putItem(put -> put.tableName(table).item(item).conditionExpression(NewsroomKeys.ABSENT));
  }

  /** Reads a file; null where it was never announced, or has expired. */
  public @Nullable SentFile find(PhotoId id, Instant now) {
    Map<String, AttributeValue> item =
        client
            .getItem(get -> get.tableName(table).key(NewsroomKeys.file(id)).consistentRead(true))
            .item();
    if (item.isEmpty()) {
      return null;
    }
    ItemReader reader = ItemReader.of(item);
    return reader.number("expires") < now.getEpochSecond()
        ? null
        : new SentFile(
            id,
            reader.text("name"),
            reader.number("size"),
            reader.time("sentAt"),
            reader.text("sentBy"));
  }
}
