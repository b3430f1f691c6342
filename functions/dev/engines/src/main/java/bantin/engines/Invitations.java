package bantin.engines;

import java.util.Map;

/**
 * Invitation of the template's user pool, as Cognito mails it.
 *
 * @param subject of the mail
 * @param message HTML with the places {@code {username}} and <code>{####}</code>
 */
record Invitations(String subject, String message) {
  /** Reads the invitation of a pool; Cognito's own where the template has none. */
  static Invitations of(Template template, String pool) {
    Object creation =
        pool.isEmpty() ? null : template.properties(pool).get("AdminCreateUserConfig");
    Object declared = creation == null ? null : template.resolve(creation, pool);
    Object invitation = declared instanceof Map<?, ?> map ? map.get("InviteMessageTemplate") : null;
    return invitation instanceof Map<?, ?> map
        ? new Invitations(
            String.valueOf(map.get("EmailSubject")), String.valueOf(map.get("EmailMessage")))
        : new Invitations(
            "Your temporary password",
            "Your username is {username} and temporary password is {####}.");
  }

  UserPool.Mail to(String address, String name, String password) {
    return new UserPool.Mail(
        address, subject, message.replace("{username}", name).replace("{####}", password));
  }
}
