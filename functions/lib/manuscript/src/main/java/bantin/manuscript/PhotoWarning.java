package bantin.manuscript;

/**
 * Fault of a photo in a body, to be mended before readers see it.
 *
 * @param photo number of the photo, from 1
 */
public record PhotoWarning(Kind kind, int photo, String src) {
  /** Kind of fault, with a sentence in both languages. The photo's number replaces {0}. */
  public enum Kind {
    ALT(
        "alt",
        "Photo {0} has no text for those who cannot see it.",
        "Ảnh {0} chưa có mô tả cho người khiếm thị."),
    CAPTION("caption", "Photo {0} has no caption.", "Ảnh {0} chưa có chú thích.");

    private final String code;
    private final String english;
    private final String vietnamese;

    Kind(String code, String english, String vietnamese) {
      this.code = code;
      this.english = english;
      this.vietnamese = vietnamese;
    }

    /** Name for programs. */
    public String code() {
      return code;
    }

    public String english() {
      return english;
    }

    public String vietnamese() {
      return vietnamese;
    }
  }
}
