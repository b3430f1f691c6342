package bantin.person;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Role of a member of the newsroom, from the fewest rights to the most. */
public enum Role {
  /** Writes and submits. */
  REPORTER,
  /** Also changes articles of others, publishes and withdraws. */
  EDITOR,
  /** Also changes the settings of the site. */
  ADMINISTRATOR;

  /** Name of the group at the identity provider. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role with the most rights among a person's groups; null where none is a role's. */
  public static @Nullable Role highest(Collection<String> groups) {
    return Arrays.stream(values())
        .filter(role -> groups.contains(role.word()))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
