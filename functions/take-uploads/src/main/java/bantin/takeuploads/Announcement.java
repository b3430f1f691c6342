package bantin.takeuploads;

import bantin.http.Problem;
import bantin.photo.Uploads;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Announcement of an upload.
 *
 * @param name the file's name
 * @param type the content type that the upload must carry
 * @param size the exact size in bytes
 */
record Announcement(String name, String type, long size) {
  private static final Set<String> FIELDS = Set.of("name", "type", "size");

  /** Content types by the ending of the name, because browsers know no type for Markdown. */
  private static final Map<String, String> FILE_TYPES =
      Map.of(
          "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "md", "text/markdown",
          "markdown", "text/markdown",
          "html", "text/html",
          "htm", "text/html");

  /**
   * Reads the announcement of a photo.
   *
   * @throws Problem 400 with the member {@code field}, if the photo cannot be accepted
   */
  static Announcement photo(ObjectNode json) {
    Announcement announced = read(json);
    String ending = ending(announced.name());
    if (announced.type().startsWith("image/hei") || Set.of("heic", "heif").contains(ending)) {
      throw refused(
          "type",
          "This is a HEIC photo, which browsers do not show. On an iPhone choose Settings, Camera,"
              + " Formats, Most Compatible; or send the photo to yourself by e-mail: it arrives as"
              + " JPEG.");
    }
    if (!Uploads.PHOTO_TYPES.contains(announced.type())) {
      throw refused("type", "A photo must be a JPEG, a PNG or a WebP.");
    }
    return announced;
  }

  /**
   * Reads the announcement of a manuscript.
   *
   * @throws Problem 400 with the member {@code field}, if the manuscript cannot be accepted
   */
  static Announcement file(ObjectNode json) {
    Announcement announced = read(json);
    String type = FILE_TYPES.get(ending(announced.name()));
    if (type == null) {
      throw refused(
          "name",
          "A file must be a Word document (.docx), Markdown (.md) or a web page (.html). An older"
              + " Word document (.doc): open it in Word and save it as .docx.");
    }
    return new Announcement(announced.name(), type, announced.size());
  }

  private static Announcement read(ObjectNode json) {
    json.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw refused(field, "Send name, type and size, and nothing else.");
              }
            });
    String name = text(json, "name").strip();
    if (name.isEmpty() || name.codePointCount(0, name.length()) > Uploads.NAME) {
      throw refused("name", "The file's name must have 1 to " + Uploads.NAME + " characters.");
    }
    JsonNode size = json.path("size");
    if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 1) {
      throw refused("size", "The size is a number of bytes, and at least 1.");
    }
    if (size.longValue() > Uploads.MAX_BYTES) {
      throw refused(
          "size",
          "It has "
              + megabytes(size.longValue())
              + " MB, and at most "
              + megabytes(Uploads.MAX_BYTES)
              + " MB are taken.");
    }
    return new Announcement(
        name, text(json, "type").strip().toLowerCase(Locale.ROOT), size.longValue());
  }

  private static String text(ObjectNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw refused(field, "Send it as a JSON string.");
    }
    if (value.textValue().chars().anyMatch(Announcement::cannotBeShown)) {
      throw refused(field, "It holds a character that cannot be shown: rename the file.");
    }
    return value.textValue();
  }

  /**
   * Finds control characters, and characters that change the direction of text to hide an ending.
   */
  private static boolean cannotBeShown(int c) {
    return Character.isISOControl(c)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0xFFFE
        || c == 0xFFFF;
  }

  private static long megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static Problem refused(String field, String why) {
    return Problem.badRequest(why).with("field", field);
  }
}
