package bantin.item;

/** An item that its table's reader cannot take. The message names the attribute and its fault. */
public final class BrokenItem extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String attribute;

  public BrokenItem(String attribute, String why) {
    super(attribute + ": " + why);
    this.attribute = attribute;
  }

  /** The attribute that is missing or broken. */
  public String attribute() {
    return attribute;
  }
}
