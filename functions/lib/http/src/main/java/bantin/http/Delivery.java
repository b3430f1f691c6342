package bantin.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Delivery of a response: adds ETag, gzip and the safety headers, and writes the answer. */
final class Delivery {
  /** Size in bytes from which gzip saves a packet. */
  private static final int MIN_GZIP = 1000;

  /**
   * Headers of every answer. A response that needs another value names it: pages their {@code
   * Content-Security-Policy}, photos their {@code Cross-Origin-Resource-Policy}.
   */
  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "strict-origin-when-cross-origin",
          "Strict-Transport-Security", "max-age=31536000",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy",
              "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
                  + "magnetometer=(), microphone=(), midi=(), payment=(), usb=()");

  private Delivery() {}

  /**
   * Writes the answer. {@code HEAD} gets the same as {@code GET}: API Gateway counts the body for
   * {@code Content-Length} and does not send it.
   */
  static void deliver(Request request, Response response, OutputStream out) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>(ALWAYS);
    headers.putAll(response.headers());
    String etag = etag(response);
    int status = response.status();
    byte[] body = response.body();
    if (etag != null) {
      headers.put("ETag", etag);
      if (request.isRead() && matches(request.header("if-none-match"), etag)) {
        status = 304;
        body = new byte[0];
        headers.remove("Content-Type");
      }
    }
    String type = headers.getOrDefault("Content-Type", "");
    boolean text = isText(type);
    if (text) {
      headers.merge("Vary", "Accept-Encoding", (a, b) -> a + ", " + b);
    }
    boolean gzip = text && body.length >= MIN_GZIP && accepts(request, "gzip");
    if (gzip) {
      headers.put("Content-Encoding", "gzip");
      body = gzip(body);
    }
    boolean binary = gzip || (!text && body.length > 0);
    Json.MAPPER.writeValue(
        out,
        APIGatewayV2HTTPResponse.builder()
            .withStatusCode(status)
            .withHeaders(headers)
            .withIsBase64Encoded(binary)
            .withBody(binary ? Base64.getEncoder().encodeToString(body) : new String(body, UTF_8))
            .build());
  }

  /**
   * ETag of a response; null if no cache may keep it. It is weak, because the same content leaves
   * in several codings. Two checksums and the length tell versions apart, and processors have
   * instructions for them. Protection from forgers is not needed.
   */
  private static @Nullable String etag(Response response) {
    String given = response.headers().get("ETag");
    if (given != null) {
      return given;
    }
    if (response.status() != 200
        || response.headers().getOrDefault("Cache-Control", "").contains("no-store")) {
      return null;
    }
    byte[] body = response.body();
    byte[] tag =
        ByteBuffer.allocate(12)
            .putInt(sum(new CRC32(), body))
            .putInt(sum(new CRC32C(), body))
            .putInt(body.length)
            .array();
    return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(tag) + "\"";
  }

  private static int sum(Checksum checksum, byte[] bytes) {
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  /** Compares weakly (RFC 9110, 13.1.2). */
  private static boolean matches(@Nullable String ifNoneMatch, String etag) {
    if (ifNoneMatch == null) {
      return false;
    }
    String bare = etag.replaceFirst("^W/", "");
    for (String tag : ifNoneMatch.split(",")) {
      String candidate = tag.strip();
      if (candidate.equals("*") || candidate.replaceFirst("^W/", "").equals(bare)) {
        return true;
      }
    }
    return false;
  }

  /** Tells text by its type. Types of Office files hold the letters of XML, and are zip files. */
  private static boolean isText(String type) {
    return type.startsWith("text/")
        || type.contains("json")
        || (type.contains("xml") && !type.contains("openxmlformats"))
        || type.contains("javascript");
  }

  private static boolean accepts(Request request, String coding) {
    String accept = request.header("accept-encoding");
    if (accept == null) {
      return false;
    }
    for (String entry : accept.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = entry.strip().split(";\\s*q=", 2);
      if (parts[0].equals(coding)) {
        return parts.length == 1 || !parts[1].matches("0(\\.0*)?");
      }
    }
    return false;
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
