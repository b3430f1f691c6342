package bantin.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** Percent-encoding of addresses (RFC 3986). */
public final class Urls {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%";

  private Urls() {}

  /** Percent-encodes the characters that addresses cannot hold. Encoded ones stay as they are. */
  public static String encode(String address) {
    StringBuilder encoded = new StringBuilder(address.length() + 16);
    for (byte b : address.getBytes(UTF_8)) {
      if (PLAIN.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append('%');
        HexFormat.of().withUpperCase().toHexDigits(encoded, b);
      }
    }
    return encoded.toString();
  }
}
