package bantin.manuscript;

/** A text that cannot be kept as it is; the message is a sentence for its writer. */
public final class UnfitText extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnfitText(String why) {
    super(why, null, false, false);
  }

  /** What is wrong with it, and what to do. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
