package bantin.item;

/** Fault of an item that the reader of its table refuses. The message names the attribute. */
public final class BrokenItem extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String attribute;
  private final String why;

  public BrokenItem(String attribute, String why) {
    super(attribute + ": " + why);
    this.attribute = attribute;
    this.why = why;
  }

  /** Name of the attribute that is missing or broken. */
  public String attribute() {
    return attribute;
  }

  /** Reason in English, for the log. */
  public String why() {
    return why;
  }
}
