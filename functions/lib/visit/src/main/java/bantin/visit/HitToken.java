package bantin.visit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Token that a page carries and its hits send: proof that this site served the page. It holds the
 * hour of the page in base 36, a dot, and an HMAC-SHA256 of hour and article, cut to 96 bits. It
 * says nothing about the reader, and all readers of a page within an hour get the same one.
 */
public final class HitToken {
  /** Step of the time in a token: a page stays byte for byte the same within it. */
  private static final Duration STEP = Duration.ofHours(1);

  /** Steps that a token stays valid: a page may come from a cache, and a tab may sleep. */
  private static final long VALID_STEPS = 48;

  /** Steps by which the clocks of two machines may differ. */
  private static final long MAX_STEPS_AHEAD = 1;

  private static final int MAC_BYTES = 12;

  private final SecretKeySpec key;

  /**
   * @param secret generated text that only the portal's functions know
   * @throws IllegalArgumentException where it is empty
   */
  public HitToken(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
  }

  /**
   * Issues the token of a page.
   *
   * @param article id of the article that the page shows; empty where it shows none
   */
  public String issue(String article, Instant now) {
    return write(article, step(now));
  }

  /**
   * Tells whether the token was issued for this article, at most 48 hours ago.
   *
   * @param article as in {@link #issue}
   */
  public boolean isValid(String token, String article, Instant now) {
    int dot = token.indexOf('.');
    if (dot <= 0 || dot > 8) {
      return false;
    }
    long step;
    try {
      step = Long.parseLong(token.substring(0, dot), Character.MAX_RADIX);
    } catch (NumberFormatException e) {
      return false;
    }
    long age = step(now) - step;
    return age <= VALID_STEPS
        && age >= -MAX_STEPS_AHEAD
        && MessageDigest.isEqual(token.getBytes(UTF_8), write(article, step).getBytes(UTF_8));
  }

  private static long step(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
  }

  private String write(String article, long step) {
    String hour = Long.toString(step, Character.MAX_RADIX);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] whole = mac.doFinal((hour + "." + article).getBytes(UTF_8));
      byte[] cut = Arrays.copyOf(whole, MAC_BYTES);
      return hour + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(cut);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
