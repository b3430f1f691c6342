package bantin.article;

/**
 * Title and description of an article for search engines and for links shared elsewhere. Where one
 * is empty, the article's title or its lead serves.
 */
public record Card(String title, String description) {
  public static final Card NONE = new Card("", "");

  /** Title of the page, for an article with this headline. */
  public String titleOf(Headline headline) {
    return title.isEmpty() ? headline.title() : title;
  }

  /** Description of the page, for an article with this headline; may be empty. */
  public String descriptionOf(Headline headline) {
    return description.isEmpty() ? headline.lead() : description;
  }
}
