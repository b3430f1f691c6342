package bantin.article;

/**
 * List of articles, newest first.
 *
 * @param key the list's partition in the {@code Articles} table
 */
public record ListName(String key) {
  /** List of all public articles. */
  public static final ListName ALL = new ListName("all");

  /** List of all fixed pages, which stand in no other list. */
  public static final ListName PAGES = section(Section.PAGES);

  public static ListName section(String name) {
    return new ListName("section#" + name);
  }

  /** List of a tag. Tags that fold alike are one tag. */
  public static ListName tag(String tag) {
    return new ListName("tag#" + Slug.of(tag));
  }

  /** List of an author. Names that fold alike are one author. */
  public static ListName author(String name) {
    return new ListName("author#" + Slug.of(name));
  }
}
