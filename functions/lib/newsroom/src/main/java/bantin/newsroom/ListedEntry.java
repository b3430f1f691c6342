package bantin.newsroom;

import bantin.article.ArticleId;
import bantin.article.DayCounts;
import bantin.article.ListName;
import bantin.article.Position;
import bantin.article.Publication;
import bantin.item.BrokenItem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Entry of an article in a list, or note that it is counted on a day, as its working copy keeps it.
 */
public record ListedEntry(ListName list, Position position) {
  /** Day on which the article is counted; null for an entry in a list. */
  @Nullable LocalDate day() {
    return DayCounts.day(list);
  }

  public String text() {
    return Publication.sortable(position.at()) + " " + position.id() + " " + list.key();
  }

  /**
   * @throws BrokenItem where the text names no entry
   */
  public static ListedEntry of(String text) {
    String[] parts = text.split(" ", 3);
    ArticleId id = parts.length == 3 ? ArticleId.parse(parts[1]) : null;
    if (id == null) {
      throw new BrokenItem("listed", "it names no entry");
    }
    try {
      Position position = new Position(Instant.parse(parts[0]), id);
      return new ListedEntry(new ListName(parts[2]), position);
    } catch (DateTimeParseException e) {
      throw new BrokenItem("listed", "it names no time");
    }
  }
}
