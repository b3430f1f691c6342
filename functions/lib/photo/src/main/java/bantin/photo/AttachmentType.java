package bantin.photo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Type of a file that readers download. */
public enum AttachmentType {
  PDF(".pdf", "application/pdf"),
  DOCX(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  XLSX(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private final String ending;
  private final String mediaType;

  AttachmentType(String ending, String mediaType) {
    this.ending = ending;
    this.mediaType = mediaType;
  }

  /** Type by the ending of a file's name or of an object's key; null where it is no attachment. */
  public static @Nullable AttachmentType ofName(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    for (AttachmentType type : values()) {
      if (small.endsWith(type.ending)) {
        return type;
      }
    }
    return null;
  }

  /** Type by the media type; null where it is no attachment's. */
  public static @Nullable AttachmentType ofMediaType(String mediaType) {
    for (AttachmentType type : values()) {
      if (type.mediaType.equals(mediaType)) {
        return type;
      }
    }
    return null;
  }

  public String ending() {
    return ending;
  }

  public String mediaType() {
    return mediaType;
  }
}
