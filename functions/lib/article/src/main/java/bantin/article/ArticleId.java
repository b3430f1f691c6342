package bantin.article;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identifier of an article. It stays the same when title, slug and section change.
 *
 * @param value 10 characters of Crockford's base 32, lower case: 50 random bits
 */
public record ArticleId(String value) {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 10;

  /** Bits of a character. */
  private static final int BITS = 5;

  private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * @throws IllegalArgumentException where the value has another form
   */
  public ArticleId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not an article's id: " + value);
    }
  }

  /** Parses an id; null where the text has another form. */
  public static @Nullable ArticleId parse(String text) {
    return FORM.matcher(text).matches() ? new ArticleId(text) : null;
  }

  /** Id at the end of an address's last part, {@code slug-id} or {@code id} alone. */
  public static @Nullable ArticleId ofAddress(String part) {
    return parse(part.substring(part.lastIndexOf('-') + 1));
  }

  public static ArticleId random() {
    StringBuilder value = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      value.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new ArticleId(value.toString());
  }

  /** Id that the same texts always give: the first 50 bits of their SHA-256. */
  public static ArticleId of(String... texts) {
    byte[] hash = sha256(String.join("\n", texts));
    long bits = ByteBuffer.wrap(hash).getLong();
    StringBuilder value = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      int shift = Long.SIZE - BITS * (i + 1);
      value.append(ALPHABET.charAt((int) (bits >>> shift) & (ALPHABET.length() - 1)));
    }
    return new ArticleId(value.toString());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
