package bantin.exportarchive;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.archive.ArchivedTable;
import bantin.item.ItemJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How far an export has come; whoever asks for the next part brings it along.
 *
 * @param number of the part that begins here
 * @param table null where the tables are through and photos follow
 * @param key the last item that was read of the table, empty at its beginning
 * @param photo the last photo's key, empty where none was read yet
 */
record Place(
    String archive,
    Instant exportedAt,
    int number,
    @Nullable ArchivedTable table,
    Map<String, AttributeValue> key,
    String photo) {
  /** In the order they are exported. */
  private static final List<ArchivedTable> TABLES = List.of(ArchivedTable.values());

  private static final JsonMapper JSON = new JsonMapper();

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  static Place first(Instant now) {
    return new Place(UUID.randomUUID().toString(), now, 1, TABLES.getFirst(), Map.of(), "");
  }

  Place after(Map<String, AttributeValue> item) {
    return new Place(archive, exportedAt, number, table, item, photo);
  }

  Place after(String photoKey) {
    return new Place(archive, exportedAt, number, null, Map.of(), photoKey);
  }

  /** At the beginning of what follows the table. */
  Place nextTable(ArchivedTable done) {
    int next = TABLES.indexOf(done) + 1;
    return new Place(
        archive, exportedAt, number, next < TABLES.size() ? TABLES.get(next) : null, Map.of(), "");
  }

  Place nextPart() {
    return new Place(archive, exportedAt, number + 1, table, key, photo);
  }

  /** For addresses. */
  String token() {
    ObjectNode json = JSON.createObjectNode();
    json.put("archive", archive);
    json.put("at", exportedAt.toString());
    json.put("part", number);
    if (table != null) {
      json.put("table", table.word());
      json.set("key", ItemJson.json(key));
    }
    json.put("photo", photo);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.toString().getBytes(UTF_8));
  }

  /**
   * @throws IllegalArgumentException where no export has ever come to such a place
   */
  static Place of(String token) {
    try {
      JsonNode json = JSON.readTree(Base64.getUrlDecoder().decode(token));
      String archive = json.path("archive").asText();
      int number = json.path("part").asInt();
      if (!archive.matches("[0-9a-f-]{36}") || number < 2) {
        throw new IllegalArgumentException("No export says so");
      }
      ArchivedTable table = table(json.path("table").asText());
      Map<String, AttributeValue> key =
          json.path("key").isEmpty() ? Map.of() : ItemJson.item(json.path("key"));
      if (table != null && !key.isEmpty() && !key.keySet().equals(table.keys())) {
        throw new IllegalArgumentException("Not the table's key");
      }
      if (key.values().stream().anyMatch(one -> one.s() == null || one.s().isEmpty())) {
        throw new IllegalArgumentException("No key has an empty part");
      }
      Instant at = Instant.parse(json.path("at").asText());
      if (at.isBefore(Instant.EPOCH) || at.isAfter(LAST)) {
        throw new IllegalArgumentException("No export is made at " + at);
      }
      return new Place(archive, at, number, table, key, json.path("photo").asText());
    } catch (IOException | DateTimeException e) {
      throw new IllegalArgumentException("Not a place in an export", e);
    }
  }

  private static @Nullable ArchivedTable table(String word) {
    for (ArchivedTable one : TABLES) {
      if (one.word().equals(word)) {
        return one;
      }
    }
    if (word.isEmpty()) {
      return null;
    }
    throw new IllegalArgumentException("No table is called " + word);
  }
}
