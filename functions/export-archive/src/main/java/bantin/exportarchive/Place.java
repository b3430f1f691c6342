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
 * Place that an export has reached. The address of the next part contains it.
 *
 * @param number of the part that begins here
 * @param table null after the last table, when photos follow
 * @param key the last key read of the table, or empty at its beginning
 * @param photo the last photo's key, or empty before the first photo
 * @param pieces the number of its pieces so far, if it is an attachment of which pieces are left;
 *     otherwise 0
 */
record Place(
    String archive,
    Instant exportedAt,
    int number,
    @Nullable ArchivedTable table,
    Map<String, AttributeValue> key,
    String photo,
    int pieces) {
  /** Tables in the order of the export. */
  private static final List<ArchivedTable> TABLES = List.of(ArchivedTable.values());

  private static final JsonMapper JSON = new JsonMapper();

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  static Place first(Instant now) {
    return new Place(UUID.randomUUID().toString(), now, 1, TABLES.getFirst(), Map.of(), "", 0);
  }

  Place after(Map<String, AttributeValue> item) {
    return new Place(archive, exportedAt, number, table, item, photo, 0);
  }

  Place after(String photoKey) {
    return within(photoKey, 0);
  }

  /** Returns the place inside an attachment, after some of its pieces. */
  Place within(String key, int done) {
    return new Place(archive, exportedAt, number, null, Map.of(), key, done);
  }

  /** Returns the beginning of the following table or of the photos. */
  Place nextTable(ArchivedTable done) {
    int next = TABLES.indexOf(done) + 1;
    return new Place(
        archive,
        exportedAt,
        number,
        next < TABLES.size() ? TABLES.get(next) : null,
        Map.of(),
        "",
        0);
  }

  Place nextPart() {
    return new Place(archive, exportedAt, number + 1, table, key, photo, pieces);
  }

  /** Encodes the place for an address. */
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
    if (pieces > 0) {
      json.put("pieces", pieces);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.toString().getBytes(UTF_8));
  }

  /**
   * Decodes a place.
   *
   * @throws IllegalArgumentException if no export can have reached such a place
   */
  static Place of(String token) {
    try {
      JsonNode json = JSON.readTree(Base64.getUrlDecoder().decode(token));
      String archive = json.path("archive").asText();
      int number = json.path("part").asInt();
      if (!archive.matches("[0-9a-f-]{36}") || number < 2) {
        throw new IllegalArgumentException("The token has no valid archive or part");
      }
      ArchivedTable table = table(json.path("table").asText());
      Map<String, AttributeValue> key =
          json.path("key").isEmpty() ? Map.of() : ItemJson.item(json.path("key"));
      if (table != null && !key.isEmpty() && !key.keySet().equals(table.keys())) {
        throw new IllegalArgumentException("The key's attributes are not the table's");
      }
      if (key.values().stream().anyMatch(value -> value.s() == null || value.s().isEmpty())) {
        throw new IllegalArgumentException("The key has an empty attribute");
      }
      Instant at = Instant.parse(json.path("at").asText());
      if (at.isBefore(Instant.EPOCH) || at.isAfter(LAST)) {
        throw new IllegalArgumentException("The time is out of range: " + at);
      }
      return new Place(
          archive,
          at,
          number,
          table,
          key,
          json.path("photo").asText(),
          json.path("pieces").asInt());
    } catch (IOException | DateTimeException e) {
      throw new IllegalArgumentException("The token is not readable", e);
    }
  }

  private static @Nullable ArchivedTable table(String word) {
    for (ArchivedTable table : TABLES) {
      if (table.word().equals(word)) {
        return table;
      }
    }
    if (word.isEmpty()) {
      return null;
    }
    throw new IllegalArgumentException("The token has an unknown table: " + word);
  }
}
