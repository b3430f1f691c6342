package bantin.http;

/**
 * Reason for a problem. Each room lists its reasons in a class whose name ends in {@code Reasons};
 * functions/README.md lists all of them, and a test compares the two.
 *
 * @param status the HTTP status, 400 to 599
 * @param name in kebab case; clients tell problems apart by it, so it never changes
 * @param detail sentence for the caller that says what to do, with places {@code {0}}, {@code {1}}
 */
public record Reason(int status, String name, Text detail) {
  private static final String URN = "urn:bantin:problem:";

  /** Gives the reason with its sentence in both languages. */
  public static Reason of(int status, String name, String english, String vietnamese) {
    return new Reason(status, name, new Text(english, vietnamese));
  }

  /** The member {@code type} of the answer (RFC 9457). */
  public String type() {
    return URN + name;
  }

  /**
   * Creates a problem.
   *
   * @param values fill the places of the sentence
   */
  public Problem problem(Object... values) {
    return new Problem(this, filled(values), null);
  }

  /**
   * Creates a problem.
   *
   * @param cause for the log alone
   */
  public Problem causedBy(RuntimeException cause) {
    return new Problem(this, filled(), cause);
  }

  private Text filled(Object... values) {
    return Text.of(detail.english(), detail.vietnamese(), values);
  }
}
