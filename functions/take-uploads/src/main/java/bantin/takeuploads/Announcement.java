package bantin.takeuploads;

import bantin.http.Problem;
import bantin.http.Reason;
import bantin.manuscript.Characters;
import bantin.photo.AttachmentType;
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

  /** Endings of Office files with macros. */
  private static final Set<String> MACROS =
      Set.of("docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm");

  /**
   * Reads the announcement of a photo.
   *
   * @throws Problem 400 with the member {@code field}, if the photo cannot be accepted
   */
  static Announcement photo(ObjectNode json) {
    Announcement announced = read(json);
    String ending = ending(announced.name());
    if (announced.type().startsWith("image/hei") || Set.of("heic", "heif").contains(ending)) {
      throw refused("type", UploadReasons.HEIC);
    }
    if (!Uploads.PHOTO_TYPES.contains(announced.type())) {
      throw refused("type", UploadReasons.PHOTO_TYPE);
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
      throw refused("name", UploadReasons.FILE_TYPE);
    }
    return new Announcement(announced.name(), type, announced.size());
  }

  /**
   * Reads the announcement of an attachment. Its name tells its type.
   *
   * @throws Problem 400 with the member {@code field}, if the attachment cannot be accepted
   */
  static Announcement attachment(ObjectNode json) {
    Announcement announced = read(json);
    if (MACROS.contains(ending(announced.name()))) {
      throw refused("name", UploadReasons.MACROS);
    }
    AttachmentType type = AttachmentType.ofName(announced.name());
    if (type == null) {
      throw refused("name", UploadReasons.ATTACHMENT_TYPE);
    }
    return new Announcement(announced.name(), type.mediaType(), announced.size());
  }

  private static Announcement read(ObjectNode json) {
    json.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw refused(field, UploadReasons.NO_FIELD);
              }
            });
    String name = text(json, "name").strip();
    if (Characters.showNothing(name) || name.codePointCount(0, name.length()) > Uploads.NAME) {
      throw refused("name", UploadReasons.FILE_NAME, Uploads.NAME);
    }
    JsonNode size = json.path("size");
    if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 1) {
      throw refused("size", UploadReasons.SIZE);
    }
    if (size.longValue() > Uploads.MAX_BYTES) {
      throw refused(
          "size",
          UploadReasons.TOO_LARGE,
          megabytes(size.longValue()),
          megabytes(Uploads.MAX_BYTES));
    }
    return new Announcement(
        name, text(json, "type").strip().toLowerCase(Locale.ROOT), size.longValue());
  }

  private static String text(ObjectNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw refused(field, UploadReasons.NO_STRING);
    }
    if (!isLine(value.textValue())) {
      throw refused(field, UploadReasons.NAME_UNSEEN);
    }
    return value.textValue();
  }

  /** Tells if a text is one line of the {@link Characters} that the portal's texts may hold. */
  private static boolean isLine(String text) {
    return text.chars().noneMatch(Character::isISOControl) && text.equals(Characters.without(text));
  }

  private static long megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static Problem refused(String field, Reason reason, Object... values) {
    return reason.problem(values).with("field", field);
  }
}
