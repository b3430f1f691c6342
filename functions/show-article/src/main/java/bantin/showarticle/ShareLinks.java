package bantin.showarticle;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.http.Json;
import java.net.URLEncoder;
import java.util.Base64;

/**
 * Plain links that share a page elsewhere. Nobody is asked for anything before the reader clicks.
 *
 * @param zalo takes a JSON object in base64
 */
public record ShareLinks(String zalo, String facebook) {
  /**
   * @param address of the page, absolute and percent-encoded
   */
  static ShareLinks of(String address) {
    byte[] json = Json.bytes(Json.object().put("url", address));
    return new ShareLinks(
        "https://button-share.zalo.me/share_external?d="
            + encode(Base64.getEncoder().encodeToString(json)),
        "https://www.facebook.com/sharer/sharer.php?u=" + encode(address));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
