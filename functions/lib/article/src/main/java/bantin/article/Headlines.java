package bantin.article;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list, newest first.
 *
 * @param older where the older ones begin; null where there are none
 * @param newer where the newer ones begin; null where this is the list's beginning
 */
public record Headlines(
    List<Headline> headlines, @Nullable Position older, @Nullable Position newer) {
  public Headlines {
    headlines = List.copyOf(headlines);
  }
}
