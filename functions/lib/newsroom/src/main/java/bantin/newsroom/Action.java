package bantin.newsroom;

import java.util.Arrays;
import java.util.Locale;

/** Action that made a version. */
public enum Action {
  CREATED,
  SAVED,
  SUBMITTED,
  PUBLISHED,
  SCHEDULED,
  WITHDRAWN,
  CANCELLED,
  DELETED,
  RESTORED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Tells if a revision may name this action. */
  public static boolean isWord(String word) {
    return Arrays.stream(values()).anyMatch(action -> action.word().equals(word));
  }
}
