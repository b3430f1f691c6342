package bantin.listarticles;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The file {@code security.txt} (RFC 9116): where to report a hole in the portal. */
final class SecurityText {
  /** A mail address, or a page over TLS, in the site's lines for contact. */
  private static final Pattern CONTACT =
      Pattern.compile("https://[^\\s<>\"]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  /** RFC 9116 advises less than a year. */
  private static final Duration VALID = Duration.ofDays(180);

  private SecurityText() {}

  /**
   * @param contact the site's lines for contact
   * @param absolute makes a path of this site an absolute address
   * @return null where the lines hold no address
   */
  static @Nullable String of(String contact, UnaryOperator<String> absolute, Instant now) {
    StringBuilder text = new StringBuilder();
    Matcher found = CONTACT.matcher(contact);
    while (found.find()) {
      String address = found.group();
      text.append("Contact: ").append(address.startsWith("https:") ? "" : "mailto:");
      text.append(address).append('\n');
    }
    if (text.isEmpty()) {
      return null;
    }
    // The same the whole day, so that caches keep it.
    Instant expires = now.truncatedTo(ChronoUnit.DAYS).plus(VALID);
    text.append("Expires: ").append(expires).append('\n');
    text.append("Preferred-Languages: vi, en\n");
    text.append("Canonical: ").append(absolute.apply("/.well-known/security.txt")).append('\n');
    return text.toString();
  }
}
