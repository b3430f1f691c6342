package bantin.importarchive;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.archive.ArchivedTable;
import bantin.archive.Manifest;
import bantin.http.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The note about the portal's import, an item in {@code Newsroom}: which archive, and which of its
 * parts are here. A portal takes in one archive in its life.
 */
final class Progress {
  private static final Map<String, AttributeValue> KEY =
      Map.of("article", fromS(ArchivedTable.IMPORT), "part", fromS("archive"));

  private final DynamoDbClient db;
  private final String newsroom;
  private final String articles;

  Progress(DynamoDbClient db, String newsroom, String articles) {
    this.db = db;
    this.newsroom = newsroom;
    this.articles = articles;
  }

  /**
   * Claims the portal for the archive, or goes on with it.
   *
   * @throws Problem 409 where the portal is not empty, or takes in another archive
   */
  void begin(String archive) {
    Map<String, AttributeValue> note =
        db.getItem(get -> get.tableName(newsroom).key(KEY).consistentRead(true)).item();
    if (note.isEmpty() && !(isEmpty(newsroom) && isEmpty(articles))) {
      throw Problem.conflict(
          "This portal has content already, and an archive goes into an empty one: deploy another"
              + " stack, or start the portal here with another DATA folder and DEMO=no.");
    }
    try {
      db.updateItem(
          update ->
              update
                  .tableName(newsroom)
                  .key(KEY)
                  .updateExpression("SET #archive = :archive")
                  .conditionExpression("attribute_not_exists(#archive) OR #archive = :archive")
                  .expressionAttributeNames(Map.of("#archive", "archive"))
                  .expressionAttributeValues(Map.of(":archive", fromS(archive))));
    } catch (ConditionalCheckFailedException e) {
      throw Problem.conflict(
          "This portal took in another archive, and the two would mix: send the parts of the first"
              + " one, or begin with an empty portal.");
    }
  }

  private boolean isEmpty(String table) {
    return db.scan(scan -> scan.tableName(table).limit(1).consistentRead(true)).items().isEmpty();
  }

  /**
   * Notes that all of a part is here.
   *
   * @return the parts still missing; null where the last one, which alone knows, is missing too
   */
  @Nullable List<Integer> done(Manifest part) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":part", AttributeValue.fromNs(List.of(Integer.toString(part.number()))));
    if (part.last()) {
      values.put(":last", fromN(Integer.toString(part.number())));
    }
    UpdateItemResponse response =
        db.updateItem(
            update ->
                update
                    .tableName(newsroom)
                    .key(KEY)
                    .updateExpression(
                        (part.last() ? "SET lastPart = :last " : "") + "ADD parts :part")
                    .expressionAttributeValues(values)
                    .returnValues("ALL_NEW"));
    AttributeValue last = response.attributes().get("lastPart");
    AttributeValue parts = response.attributes().get("parts");
    if (last == null || parts == null) {
      return null;
    }
    Set<String> here = new HashSet<>(parts.ns());
    List<Integer> missing = new ArrayList<>();
    for (int number = 1; number <= Integer.parseInt(last.n()); number++) {
      if (!here.contains(Integer.toString(number))) {
        missing.add(number);
      }
    }
    return missing;
  }
}
