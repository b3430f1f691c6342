package bantin.article;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Page of a list, newest first.
 *
 * @param older position where the next older page begins; null on the last page
 * @param newer position where the next newer page begins; null on the first page
 */
public record Headlines(
    List<Headline> headlines, @Nullable Position older, @Nullable Position newer) {
  public Headlines {
    headlines = List.copyOf(headlines);
  }
}
