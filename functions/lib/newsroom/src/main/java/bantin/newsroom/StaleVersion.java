package bantin.newsroom;


/** Somebody else changed the article first. */
public final class StaleVersion extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient WorkingCopy current;

  /**
   * @param current version that stands there
   */
  public StaleVersion(WorkingCopy current) {
    super("Version " + current.version() + " is there", null, false, false);
    this.current = current;
  }

  /** Version that stands there. */
  public WorkingCopy current() {
    return current;
  }
}
