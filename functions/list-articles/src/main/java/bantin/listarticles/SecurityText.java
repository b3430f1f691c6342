package bantin.listarticles;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text of {@code security.txt} (RFC 9116): the address for reports of security holes in the portal.
 */
final class SecurityText {
  /** Mail address or HTTPS page in the site's contact lines. */
  private static final Pattern CONTACT =
      Pattern.compile("https://[^\\s<>\"]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  /** Validity of the file. RFC 9116 advises less than a year. */
  private static final Duration VALID = Duration.ofDays(180);

  private SecurityText() {}

  /**
   * @param contact the site's contact lines
   * @param absolute makes a path of this site an absolute address
   * @return null if the lines hold no address
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
    // The date stays the same all day, so that caches keep the file.
    Instant expires = now.truncatedTo(ChronoUnit.DAYS).plus(VALID);
    text.append("Expires: ").append(expires).append('\n');
    text.append("Preferred-Languages: vi, en\n");
    text.append("Canonical: ").append(absolute.apply("/.well-known/security.txt")).append('\n');
    return text.toString();
  }
}
