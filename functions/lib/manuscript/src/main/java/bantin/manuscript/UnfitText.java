package bantin.manuscript;

import java.util.List;

/** Refusal of a text that cannot be kept as it is; the message is a sentence for its writer. */
public final class UnfitText extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> pictures;

  UnfitText(String why) {
    this(why, List.of());
  }

  UnfitText(String why, List<String> pictures) {
    super(why, null, false, false);
    this.pictures = List.copyOf(pictures);
  }

  /** Sentence that says what is wrong and what to do. */
  public String why() {
    return String.valueOf(getMessage());
  }

  /** Addresses of the pictures that may not be shown; empty where the text has another fault. */
  public List<String> pictures() {
    return pictures;
  }
}
