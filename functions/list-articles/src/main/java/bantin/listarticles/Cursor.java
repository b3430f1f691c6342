package bantin.listarticles;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.article.ArticleId;
import bantin.article.ListName;
import bantin.article.Position;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signed cursors: writes a place in a list as text that only this site can make. The text holds
 * direction, time and id.
 *
 * <p>An HMAC-SHA256, cut to 64 bits, signs the text and the list's name. A forged cursor would only
 * reach another place in a public list.
 */
final class Cursor {
  /** Position at which a page begins, and the direction in which the page continues. */
  record Place(Position position, boolean newer) {}

  private static final int BODY = 1 + Long.BYTES + 10;
  private static final int SIGNATURE = 8;

  private final SecretKeySpec key;

  /**
   * @param secret text known to this site alone
   */
  Cursor(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
  }

  /**
   * Address of the page of a list that begins at a position.
   *
   * @param path address of the list's first page
   * @param newer whether the page leads to newer articles
   * @return null without a position
   */
  @Nullable String link(String path, ListName list, @Nullable Position position, boolean newer) {
    return position == null ? null : path + "?cursor=" + write(list, new Place(position, newer));
  }

  /** Writes a place as 36 characters of base64url. */
  String write(ListName list, Place place) {
    byte[] body =
        ByteBuffer.allocate(BODY)
            .put((byte) (place.newer() ? 1 : 0))
            .putLong(place.position().at().toEpochMilli())
            .put(place.position().id().value().getBytes(UTF_8))
            .array();
    byte[] whole = Arrays.copyOf(body, BODY + SIGNATURE);
    System.arraycopy(sign(list, body), 0, whole, BODY, SIGNATURE);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /** Reads a cursor; null for a text of another site or another list. */
  @Nullable Place read(ListName list, String text) {
    byte[] whole;
    try {
      whole = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
    // The decoder accepts stray bits that the encoder never sets, so the text is encoded again.
    if (whole.length != BODY + SIGNATURE
        || !Base64.getUrlEncoder().withoutPadding().encodeToString(whole).equals(text)) {
      return null;
    }
    byte[] body = Arrays.copyOf(whole, BODY);
    if (!MessageDigest.isEqual(
        sign(list, body), Arrays.copyOfRange(whole, BODY, BODY + SIGNATURE))) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(body);
    boolean newer = buffer.get() == 1;
    Instant at = Instant.ofEpochMilli(buffer.getLong());
    byte[] id = new byte[10];
    buffer.get(id);
    return new Place(new Position(at, new ArticleId(new String(id, UTF_8))), newer);
  }

  private byte[] sign(ListName list, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(list.key().getBytes(UTF_8));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(body), SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
