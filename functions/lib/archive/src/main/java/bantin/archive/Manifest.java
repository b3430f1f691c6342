package bantin.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Manifest of a part: the archive it belongs to, and its number.
 *
 * @param archive id of the archive, the same in all its parts
 * @param number number of the part, from 1
 * @param last whether this is the last part
 * @param slots number of items that a tally may be spread over
 * @param exportedAt time of the request for the first part
 */
public record Manifest(String archive, int number, boolean last, int slots, Instant exportedAt) {
  static final String FILE = "bantin.json";
  private static final int FORMAT = 1;
  private static final int MAX_PARTS = 1_000_000;

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("format", FORMAT)
        .put("archive", archive)
        .put("part", number)
        .put("last", last)
        .put("slots", slots)
        .put("exportedAt", exportedAt.toString());
  }

  static Manifest of(JsonNode json) throws ArchiveException {
    if (json.path("format").asInt() != FORMAT) {
      throw new ArchiveException(
          ArchiveException.Fault.OTHER_FORMAT,
          json.path("format").asText("?"),
          String.valueOf(FORMAT));
    }
    String archive = json.path("archive").asText();
    int number = json.path("part").asInt();
    if (!archive.matches("[0-9a-z-]{8,64}") || number < 1 || number > MAX_PARTS) {
      throw new ArchiveException(ArchiveException.Fault.NO_NUMBER);
    }
    try {
      return new Manifest(
          archive,
          number,
          json.path("last").asBoolean(),
          Math.max(1, json.path("slots").asInt()),
          Instant.parse(json.path("exportedAt").asText()));
    } catch (DateTimeParseException e) {
      throw new ArchiveException(ArchiveException.Fault.NO_TIME, e);
    }
  }
}
