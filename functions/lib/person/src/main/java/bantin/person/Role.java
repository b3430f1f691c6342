package bantin.person;

import java.util.Locale;

/** What a member of the newsroom may do, from the least to the most. */
public enum Role {
  /** Writes and hands in. */
  REPORTER,
  /** Also changes what others wrote, publishes and withdraws. */
  EDITOR,
  /** Also changes the settings of the site. */
  ADMINISTRATOR;

  /** As the identity provider calls the group. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
