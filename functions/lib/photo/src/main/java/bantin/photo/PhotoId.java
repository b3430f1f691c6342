package bantin.photo;

import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identifier of a photo or a file. Knowing the id is enough to see the photo, even of a draft. So
 * ids are random and long.
 *
 * @param value 20 characters of Crockford's base 32, lower case: 100 random bits
 */
public record PhotoId(String value) {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 20;
  private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * @throws IllegalArgumentException where the value has another form
   */
  public PhotoId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a photo's id: " + value);
    }
  }

  /** Parses an id; null where the text has another form. */
  public static @Nullable PhotoId parse(String text) {
    return FORM.matcher(text).matches() ? new PhotoId(text) : null;
  }

  public static PhotoId random() {
    StringBuilder value = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      value.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new PhotoId(value.toString());
  }

  /** Address of the middle size on this site, which every photo has. */
  public String url() {
    return "/" + PhotoKeys.photo(this, PhotoKeys.MIDDLE);
  }

  /** Address by which articles name a photo that has the width for phones, and WebP. */
  public String phoneUrl() {
    return "/" + PhotoKeys.photo(this, PhotoKeys.PHONE);
  }

  @Override
  public String toString() {
    return value;
  }
}
