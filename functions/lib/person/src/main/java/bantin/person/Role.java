package bantin.person;

import java.util.Locale;

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
}
