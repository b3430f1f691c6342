package bantin.newsroom;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** State of an article. A scheduled article is published with a future time. */
public enum State {
  DRAFT,
  SUBMITTED,
  PUBLISHED,
  WITHDRAWN,
  /** Deleted, and kept for {@link WorkingCopy#TRASH_TIME}. */
  TRASH;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static State of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** State with this word; null where there is none. */
  public static @Nullable State find(String word) {
    for (State state : values()) {
      if (state.word().equals(word)) {
        return state;
      }
    }
    return null;
  }
}
