package bantin.newsroom;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.Publication;
import bantin.item.BrokenItems;
import bantin.item.ItemReader;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Names and last sign-ins of the people at the desk. The identity provider holds the accounts; it
 * keeps no last sign-in, and the desk's lists need names without asking it.
 */
public final class Staff {
  private final DynamoDbClient db;
  private final String table;
  private final BrokenItems broken;

  public Staff(DynamoDbClient db, String newsroom) {
    this.db = db;
    this.table = newsroom;
    this.broken = new BrokenItems(newsroom);
  }

  /**
   * @param login user name at the identity provider
   * @param name name for display; null where nobody gave one
   * @param signedInAt time of the last known sign-in; null for none
   */
  public record Colleague(String login, @Nullable String name, @Nullable Instant signedInAt) {
    private static Colleague of(Map<String, AttributeValue> item) {
      ItemReader reader = ItemReader.of(item);
      return new Colleague(
          reader.text(NewsroomKeys.PART).substring(NewsroomKeys.PERSON.length()),
          reader.has("name") ? reader.text("name") : null,
          reader.timeOrNull("signedInAt"));
    }
  }

  /** Lists the people by login. */
  public Map<String, Colleague> all() {
    Map<String, Colleague> all = new TreeMap<>();
    db.queryPaginator(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression("article = :article AND begins_with(part, :person)")
                    .expressionAttributeValues(
                        Map.of(
                            ":article",
                            fromS(NewsroomKeys.PEOPLE),
                            ":person",
                            fromS(NewsroomKeys.PERSON))))
        .items()
        .forEach(
            item -> {
              Colleague colleague = broken.read(item, NewsroomKeys.NAME_SET, Colleague::of);
              if (colleague != null) {
                all.put(colleague.login(), colleague);
              }
            });
    return all;
  }

  /** Returns the person's name, or the login where nobody gave a name. */
  public String nameOf(String login) {
    Map<String, AttributeValue> item =
        db.getItem(get -> get.tableName(table).key(NewsroomKeys.person(login))).item();
    ItemReader reader = ItemReader.of(item);
    return reader.has("name") ? reader.text("name") : login;
  }

  public void rename(String login, String name) {
    db.updateItem(
        update ->
            update
                .tableName(table)
                .key(NewsroomKeys.person(login))
                .updateExpression("SET #name = :name")
                .expressionAttributeNames(Map.of("#name", "name"))
                .expressionAttributeValues(Map.of(":name", fromS(name))));
  }

  /** Notes a sign-in, unless a later one is known. */
  public void noteSignIn(String login, Instant time) {
    try {
      db.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(NewsroomKeys.person(login))
                  .updateExpression("SET signedInAt = :time")
                  .conditionExpression("attribute_not_exists(signedInAt) OR signedInAt < :time")
                  .expressionAttributeValues(Map.of(":time", fromS(Publication.sortable(time)))));
    } catch (ConditionalCheckFailedException e) {
      // Another tab of the same person has noted this sign-in or a later one.
    }
  }
}
