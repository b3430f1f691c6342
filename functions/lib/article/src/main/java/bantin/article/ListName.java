package bantin.article;

/**
 * A list that articles stand in, newest first.
 *
 * @param key the list's partition in the {@code Articles} table
 */
public record ListName(String key) {
  /** Every public article. */
  public static final ListName ALL = new ListName("all");

  public static ListName section(String name) {
    return new ListName("section#" + name);
  }

  /** Tags that fold alike are one tag. */
  public static ListName tag(String tag) {
    return new ListName("tag#" + Slug.of(tag));
  }

  /** Names that fold alike are one author. */
  public static ListName author(String name) {
    return new ListName("author#" + Slug.of(name));
  }
}
