package bantin.newsroom;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.item.Attributes;
import bantin.item.BatchReader;
import bantin.item.BrokenItem;
import bantin.item.BrokenItems;
import bantin.item.ItemReader;
import bantin.photo.ContentHash;
import bantin.photo.PhotoId;
import bantin.photo.Uploads;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Photos and attachments in the {@code Newsroom} table. Each has an item with the key {@code
 * photo#ID} and {@code photo}. Its {@code state} ({@code photo-waiting} and so on) puts it into the
 * index {@code by-state}, beside the working copies.
 */
public final class Photos {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final int MAX_ROWS = 300;

  private static final List<Photo.State> LISTED = List.of(Photo.State.values());

  private final DynamoDbClient client;
  private final String table;
  private final BatchReader batches;
  private final BrokenItems broken;

  /**
   * @param table the name of the {@code Newsroom} table
   */
  public Photos(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
    this.batches = new BatchReader(client, table);
    this.broken = new BrokenItems(table);
  }

  public void announce(Photo photo) {
    Map<String, AttributeValue> item = new HashMap<>(NewsroomKeys.photo(photo.id()));
    item.put("name", fromS(photo.name()));
    item.put("type", fromS(photo.type()));
    item.put("size", Attributes.number(photo.size()));
    item.put("state", fromS(word(photo.state())));
    item.put("savedAt", fromS(TIME.format(photo.savedAt())));
    item.put("savedBy", fromS(photo.savedBy()));
    client.putItem(put -> put.tableName(table).item(item).conditionExpression(NewsroomKeys.ABSENT));
  }

  /**
   * Notes that an article holds the photo.
   *
   * @return false where there is no such photo
   */
  public boolean use(PhotoId id, String article) {
    return update(
        id,
        update ->
            update
                .updateExpression("ADD usedBy :article")
                .conditionExpression(NewsroomKeys.PRESENT)
                .expressionAttributeValues(
                    Map.of(":article", AttributeValue.fromSs(List.of(article)))));
  }

  /** Reads photos, strongly consistent. Unknown ids are left out. */
  public List<Photo> find(Collection<PhotoId> ids) {
    return photos(
        batches.readConsistently(ids.stream().map(NewsroomKeys::photo).distinct().toList()));
  }

  /**
   * Binds the photo to the upload that its files are made of.
   *
   * @param original {@link ContentHash} of that upload
   * @return false where no such photo waits, or it is bound to another upload
   */
  public boolean claim(PhotoId id, String original) {
    return updateWaiting(
        id,
        "SET original = :original",
        " AND (attribute_not_exists(original) OR original = :original)",
        Map.of(":original", fromS(original)));
  }

  /** Reads a photo, strongly consistent; null where there is none. */
  public @Nullable Photo find(PhotoId id) {
    Map<String, AttributeValue> item =
        client
            .getItem(get -> get.tableName(table).key(NewsroomKeys.photo(id)).consistentRead(true))
            .item();
    return item.isEmpty() ? null : known(item);
  }

  /**
   * Notes that all renditions for readers exist.
   *
   * @param content {@link ContentHash} of those files in ascending width, the WebP files last
   * @return false where there is no such photo, or it is already ready or refused
   */
  public boolean ready(PhotoId id, int width, int height, String content) {
    return settle(
        id,
        Photo.State.READY,
        "width = :width, height = :height, content = :content, webp = :all, small = :all",
        Map.of(
            ":width", Attributes.number(width),
            ":height", Attributes.number(height),
            ":content", fromS(content),
            ":all", AttributeValue.fromBool(true)));
  }

  /**
   * Notes that an attachment's file for readers exists.
   *
   * @param content {@link ContentHash} of that file
   * @return false where there is no such attachment, or it is already ready or refused
   */
  public boolean ready(PhotoId id, String content) {
    return settle(id, Photo.State.READY, "content = :content", Map.of(":content", fromS(content)));
  }

  /**
   * @param why code, colon and sentence to show
   * @return false where there is no such photo, or it is already ready or refused
   */
  public boolean refused(PhotoId id, String why) {
    return settle(id, Photo.State.REFUSED, "why = :why", Map.of(":why", fromS(why)));
  }

  private boolean settle(
      PhotoId id, Photo.State state, String more, Map<String, AttributeValue> values) {
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.put(":state", fromS(word(state)));
    return updateWaiting(id, "SET #state = :state, " + more, "", all);
  }

  /** Updates a photo on condition that it still waits for its upload. */
  private boolean updateWaiting(
      PhotoId id, String expression, String condition, Map<String, AttributeValue> values) {
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.put(":waiting", fromS(word(Photo.State.WAITING)));
    return update(
        id,
        update ->
            update
                .updateExpression(expression)
                .conditionExpression("#state = :waiting" + condition)
                .expressionAttributeNames(Map.of("#state", "state"))
                .expressionAttributeValues(all));
  }

  /** Updates a photo's item; false where the condition does not hold. */
  private boolean update(PhotoId id, Consumer<UpdateItemRequest.Builder> update) {
    UpdateItemRequest.Builder request =
        UpdateItemRequest.builder().tableName(table).key(NewsroomKeys.photo(id));
    update.accept(request);
    try {
      client.updateItem(request.build());
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /**
   * Page of photos that no article ever held.
   *
   * @param photos photos, oldest first within each state
   * @param next start of the next page; null on the last page
   */
  public record Page(List<Photo> photos, @Nullable String next) {
    public Page {
      photos = List.copyOf(photos);
    }
  }

  /**
   * Reads a page of the photos that no article ever held. It looks at {@value #MAX_ROWS} photos at
   * most, used ones included, so a page may be short.
   *
   * @param before time before which the photos were announced
   * @param after {@code next} of an earlier page; null for the first page
   * @param savedBy person who announced them; null for everybody
   * @throws IllegalArgumentException where {@code after} comes from no page
   */
  public Page unused(Instant before, @Nullable String after, @Nullable String savedBy) {
    Place place = after == null ? new Place(LISTED.getFirst(), "", "") : Place.of(after);
    List<Photo> unused = new ArrayList<>();
    int left = MAX_ROWS;
    while (true) {
      QueryResponse rows = rows(place, before, left);
      for (Photo photo : inIndex(rows.items())) {
        boolean wanted = savedBy == null || savedBy.equals(photo.savedBy());
        if (wanted && photo.usedBy().isEmpty()) {
          unused.add(photo);
        }
      }
      left -= rows.count();
      if (rows.hasLastEvaluatedKey() && !rows.lastEvaluatedKey().isEmpty()) {
        ItemReader last = ItemReader.of(rows.lastEvaluatedKey());
        place = new Place(place.state(), last.text("savedAt"), last.text(NewsroomKeys.ARTICLE));
      } else if (place.state() != LISTED.getLast()) {
        place = new Place(LISTED.get(LISTED.indexOf(place.state()) + 1), "", "");
      } else {
        return new Page(unused, null);
      }
      if (left <= 0) {
        return new Page(unused, place.toString());
      }
    }
  }

  private QueryResponse rows(Place place, Instant before, int limit) {
    return client.query(
        query -> {
          query
              .tableName(table)
              .indexName("by-state")
              .keyConditionExpression("#state = :state AND savedAt < :before")
              .expressionAttributeNames(Map.of("#state", "state"))
              .expressionAttributeValues(
                  Map.of(
                      ":state", fromS(word(place.state())), ":before", fromS(TIME.format(before))))
              .limit(limit);
          if (!place.article().isEmpty()) {
            Map<String, AttributeValue> start = new HashMap<>(NewsroomKeys.photo(place.article()));
            start.put("state", fromS(word(place.state())));
            start.put("savedAt", fromS(place.savedAt()));
            query.exclusiveStartKey(start);
          }
        });
  }

  /** Reads the items of index rows, because the index lacks the photo's uses. */
  private List<Photo> inIndex(List<Map<String, AttributeValue>> rows) {
    return photos(
        batches.read(
            rows.stream()
                .map(row -> NewsroomKeys.photo(ItemReader.of(row).text(NewsroomKeys.ARTICLE)))
                .toList()));
  }

  private List<Photo> photos(List<Map<String, AttributeValue>> items) {
    return items.stream()
        .map(this::known)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(Photo::savedAt))
        .toList();
  }

  /** End of a page. */
  private record Place(Photo.State state, String savedAt, String article) {
    static Place of(String text) {
      String[] parts = text.split("~", -1);
      // Time and id come together: DynamoDB refuses a key with one part empty.
      if (parts.length != 3
          || !parts[1].matches("[0-9TZ:.-]{0,40}")
          || parts[1].isEmpty() != parts[2].isEmpty()) {
        throw new IllegalArgumentException("No page ends there");
      }
      if (!parts[2].isEmpty()) {
        new PhotoId(parts[2]);
      }
      return new Place(
          Photo.State.valueOf(parts[0].toUpperCase(Locale.ROOT)),
          parts[1],
          parts[2].isEmpty() ? "" : NewsroomKeys.PHOTO + parts[2]);
    }

    @Override
    public String toString() {
      return state.word() + "~" + savedAt + "~" + article.replaceFirst(NewsroomKeys.PHOTO, "");
    }
  }

  /**
   * Removes a photo's item, unless an article ever held it. The caller removes its files.
   *
   * @return articles that held it; empty where it was removed
   */
  public Set<String> remove(PhotoId id) {
    try {
      client.deleteItem(
          delete ->
              delete
                  .tableName(table)
                  .key(NewsroomKeys.photo(id))
                  .conditionExpression("attribute_not_exists(usedBy)")
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Set.of();
    } catch (ConditionalCheckFailedException e) {
      return photo(e.item()).usedBy();
    }
  }

  /**
   * Reads a photo that another portal wrote.
   *
   * @throws BrokenItem where no portal writes such a photo
   */
  public static Photo read(ItemReader item) {
    Photo photo = photo(item);
    if (NewsroomKeys.kind(item.text(NewsroomKeys.ARTICLE), item.text(NewsroomKeys.PART))
        != NewsroomKeys.Kind.PHOTO) {
      throw new BrokenItem(NewsroomKeys.PART, "it is no photo's key");
    }
    item.number("size", 0, Integer.MAX_VALUE);
    if (!TIME.format(photo.savedAt()).equals(item.text("savedAt"))) {
      throw new BrokenItem("savedAt", "times are written as 2026-11-24T03:00:00.000Z");
    }
    if (photo.state() == Photo.State.READY && photo.attachment() == null) {
      item.number("width", 1, Uploads.MAX_PIXELS);
      item.number("height", 1, Uploads.MAX_PIXELS);
    }
    return photo;
  }

  private @Nullable Photo known(Map<String, AttributeValue> item) {
    return broken.read(item, NewsroomKeys.NAME_SET, Photos::photo);
  }

  private static Photo photo(Map<String, AttributeValue> item) {
    return photo(ItemReader.of(item));
  }

  private static Photo photo(ItemReader item) {
    String key = item.text(NewsroomKeys.ARTICLE);
    PhotoId id =
        key.startsWith(NewsroomKeys.PHOTO)
            ? PhotoId.parse(key.substring(NewsroomKeys.PHOTO.length()))
            : null;
    if (id == null) {
      throw new BrokenItem(NewsroomKeys.ARTICLE, "it is no photo's key");
    }
    return new Photo(
        id,
        item.textOrEmpty("name"),
        item.textOrEmpty("type"),
        item.numberOrZero("size"),
        state(item.text("state")),
        item.time("savedAt"),
        item.textOrEmpty("savedBy"),
        item.textOrEmpty("why"),
        (int) item.numberOrZero("width"),
        (int) item.numberOrZero("height"),
        item.textOrEmpty("original"),
        item.textOrEmpty("content"),
        item.flag("webp"),
        item.flag("small"),
        item.textSet("usedBy"));
  }

  private static String word(Photo.State state) {
    return "photo-" + state.word();
  }

  private static Photo.State state(String word) {
    for (Photo.State state : Photo.State.values()) {
      if (word(state).equals(word)) {
        return state;
      }
    }
    throw new BrokenItem("state", "there is no such state");
  }
}
