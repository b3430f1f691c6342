package bantin.importfiles;

import bantin.http.Problem;

/** Failure to make a draft of a file, with the reason for its sender. */
final class UnusableFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ImportNote why;
  private final transient Object[] values;

  /**
   * @param values parts of the reason's text
   */
  UnusableFile(ImportNote why, Object... values) {
    super(why.code(), null, false, false);
    this.why = why;
    this.values = values.clone();
  }

  /** Makes the answer to the sender. */
  Problem problem() {
    return FileReasons.problem(why, values);
  }
}
