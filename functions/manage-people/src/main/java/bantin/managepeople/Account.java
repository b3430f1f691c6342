package bantin.managepeople;

import bantin.person.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Account of a person in the user pool.
 *
 * @param login user name, in the pool's spelling
 * @param name name for display; empty where nobody gave one
 * @param mail mail address; empty for none
 * @param role null for a person in no group of the newsroom
 */
record Account(
    String login,
    String name,
    String mail,
    @Nullable Role role,
    State state,
    @Nullable Instant createdAt) {
  /** State of an account. */
  enum State {
    /** The person has not signed in yet. */
    INVITED,
    ACTIVE,
    /** The person cannot sign in. */
    DISABLED
  }

  boolean administers() {
    return role == Role.ADMINISTRATOR && state != State.DISABLED;
  }
}
