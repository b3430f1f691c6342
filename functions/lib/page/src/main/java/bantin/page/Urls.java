package bantin.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** Addresses as RFC 3986 wants them. */
public final class Urls {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%";

  private Urls() {}

  /** Percent-encodes what cannot stand in an address; what is encoded already stays as it is. */
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
