package bantin.newsroom;

/** Refusal of a change because another person changed the article first. */
public final class StaleVersion extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient WorkingCopy current;

  /**
   * @param current version in the table
   */
  public StaleVersion(WorkingCopy current) {
    super("Version " + current.version() + " is there", null, false, false);
    this.current = current;
  }

  /** Version in the table. */
  public WorkingCopy current() {
    return current;
  }
}
