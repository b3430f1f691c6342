package bantin.importarchive;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.archive.Manifest;
import bantin.http.Problem;
import bantin.newsroom.NewsroomKeys;
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
 * Notes about the portal's import, as items in {@code Newsroom}: the archive, its parts that have
 * arrived, and the digest of each. A portal imports one archive in its life. The import closes once
 * all parts have arrived.
 */
final class Progress {
  private static final Map<String, AttributeValue> KEY = NewsroomKeys.importedArchive();

  private static final int PAGE = 100;

  private final DynamoDbClient db;
  private final String newsroom;
  private final String articles;

  Progress(DynamoDbClient db, String newsroom, String articles) {
    this.db = db;
    this.newsroom = newsroom;
    this.articles = articles;
  }

  private static Map<String, AttributeValue> key(Manifest part) {
    return NewsroomKeys.importedPart(part.number());
  }

  /**
   * Claims the portal for the part's archive, or continues its import.
   *
   * @param digest of the part's bytes
   * @return false if the import is complete and includes this part, so that nothing is written
   * @throws Problem 409 if the portal has content, imports another archive, or has imported all of
   *     this one
   */
  boolean begin(Manifest part, String digest) {
    Map<String, AttributeValue> note = get(KEY);
    if (note.isEmpty() && !(hasPeopleAlone() && hasNoArticle())) {
      throw ImportReasons.NOT_EMPTY.problem();
    }
    AttributeValue known = note.get("archive");
    if (known != null && !known.s().equals(part.archive())) {
      throw otherArchive();
    }
    List<Integer> missing = missing(note);
    if (missing != null && missing.isEmpty()) {
      AttributeValue taken = get(key(part)).get("digest");
      if (taken != null && taken.s().equals(digest)) {
        return false;
      }
      throw ImportReasons.CLOSED.problem();
    }
    requireOneEnd(part, note);
    try {
      db.updateItem(
          update ->
              update
                  .tableName(newsroom)
                  .key(KEY)
                  .updateExpression("SET #archive = :archive")
                  .conditionExpression("attribute_not_exists(#archive) OR #archive = :archive")
                  .expressionAttributeNames(Map.of("#archive", "archive"))
                  .expressionAttributeValues(Map.of(":archive", fromS(part.archive()))));
    } catch (ConditionalCheckFailedException e) {
      throw otherArchive();
    }
    return true;
  }

  private static Problem otherArchive() {
    return ImportReasons.OTHER_ARCHIVE.problem();
  }

  /** Checks that an archive has one last part, and no part after it. */
  private static void requireOneEnd(Manifest part, Map<String, AttributeValue> note) {
    AttributeValue last = note.get("lastPart");
    int end = last == null ? Integer.MAX_VALUE : Integer.parseInt(last.n());
    boolean fits =
        part.number() < end ? !part.last() || last == null : part.number() == end && part.last();
    boolean covers =
        !part.last() || parts(note).stream().allMatch(number -> number <= part.number());
    if (!fits || !covers) {
      throw ImportReasons.NO_END.problem();
    }
  }

  private Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
    return db.getItem(get -> get.tableName(newsroom).key(key).consistentRead(true)).item();
  }

  /** Tells if the newsroom holds nothing but notes about people, made by their sign-ins. */
  private boolean hasPeopleAlone() {
    return db
        .scanPaginator(
            scan ->
                scan.tableName(newsroom)
                    .limit(PAGE)
                    .consistentRead(true)
                    .filterExpression("#article <> :people")
                    .expressionAttributeNames(Map.of("#article", NewsroomKeys.ARTICLE))
                    .expressionAttributeValues(Map.of(":people", fromS(NewsroomKeys.PEOPLE))))
        .items()
        .stream()
        .findAny()
        .isEmpty();
  }

  private boolean hasNoArticle() {
    return db.scan(scan -> scan.tableName(articles).limit(1).consistentRead(true))
        .items()
        .isEmpty();
  }

  /**
   * Records that a part was written.
   *
   * @return the missing parts, or null while the last part, which alone tells their number, is
   *     missing
   */
  @Nullable List<Integer> done(Manifest part, String digest) {
    Map<String, AttributeValue> taken = new HashMap<>(key(part));
    taken.put("digest", fromS(digest));
    db.putItem(put -> put.tableName(newsroom).item(taken));
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
    return missing(response.attributes());
  }

  private static Set<Integer> parts(Map<String, AttributeValue> note) {
    AttributeValue parts = note.get("parts");
    Set<Integer> received = new HashSet<>();
    if (parts != null) {
      parts.ns().forEach(number -> received.add(Integer.parseInt(number)));
    }
    return received;
  }

  private static @Nullable List<Integer> missing(Map<String, AttributeValue> note) {
    AttributeValue last = note.get("lastPart");
    if (last == null) {
      return null;
    }
    Set<Integer> received = parts(note);
    List<Integer> missing = new ArrayList<>();
    for (int number = 1; number <= Integer.parseInt(last.n()); number++) {
      if (!received.contains(number)) {
        missing.add(number);
      }
    }
    return missing;
  }
}
