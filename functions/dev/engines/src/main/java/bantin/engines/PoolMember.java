package bantin.engines;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Person in a {@link UserPool}, as the pool knows them at one moment.
 *
 * @param name user name, in the spelling of its creation
 * @param subject the id that never changes; Cognito takes it in place of the name
 * @param attributes such as {@code email} and {@code name}
 * @param groups names of the groups the person is in
 * @param status {@code FORCE_CHANGE_PASSWORD} until the person has chosen a password, then {@code
 *     CONFIRMED}
 * @param secret salted hash of the password
 * @param temporaryUntil end of a temporary password; null for a password that the person chose
 * @param signedOutAt tokens issued before are ended; null for none
 */
public record PoolMember(
    String name,
    String subject,
    Map<String, String> attributes,
    List<String> groups,
    boolean enabled,
    String status,
    String secret,
    @Nullable Instant temporaryUntil,
    Instant created,
    Instant modified,
    @Nullable Instant signedOutAt) {
  /** Status of a person who must choose a password at the next sign-in. */
  public static final String INVITED = "FORCE_CHANGE_PASSWORD";

  /** Status of a person with a password of their own. */
  public static final String CONFIRMED = "CONFIRMED";

  public PoolMember {
    attributes = Map.copyOf(attributes);
    groups = List.copyOf(groups);
  }

  /** Tells if the person must choose a password before the first token. */
  public boolean mustChoosePassword() {
    return status.equals(INVITED);
  }

  PoolMember with(Map<String, String> changed, Instant now) {
    return new PoolMember(
        name,
        subject,
        changed,
        groups,
        enabled,
        status,
        secret,
        temporaryUntil,
        created,
        now,
        signedOutAt);
  }

  PoolMember in(List<String> changed, Instant now) {
    return new PoolMember(
        name,
        subject,
        attributes,
        changed,
        enabled,
        status,
        secret,
        temporaryUntil,
        created,
        now,
        signedOutAt);
  }

  PoolMember enabled(boolean changed, Instant now) {
    return new PoolMember(
        name,
        subject,
        attributes,
        groups,
        changed,
        status,
        secret,
        temporaryUntil,
        created,
        now,
        signedOutAt);
  }

  PoolMember withPassword(String hash, @Nullable Instant until, Instant now) {
    return new PoolMember(
        name,
        subject,
        attributes,
        groups,
        enabled,
        until == null ? CONFIRMED : INVITED,
        hash,
        until,
        created,
        now,
        signedOutAt);
  }

  PoolMember signedOut(Instant now) {
    return new PoolMember(
        name,
        subject,
        attributes,
        groups,
        enabled,
        status,
        secret,
        temporaryUntil,
        created,
        modified,
        now);
  }
}
