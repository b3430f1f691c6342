package bantin.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answer of a function.
 *
 * @param status the HTTP status
 * @param headers by their usual spelling
 * @param body the bytes before any content coding
 */
@SuppressWarnings("ArrayRecordComponent") // Answers are written out, never compared.
public record Response(int status, Map<String, String> headers, byte[] body) {
  private static final byte[] NOTHING = {};

  public Response {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, Map.of("Content-Type", contentType), body);
  }

  public static Response html(int status, String page) {
    return of(status, "text/html; charset=utf-8", page.getBytes(UTF_8));
  }

  public static Response json(int status, JsonNode body) {
    return of(status, "application/json", Json.bytes(body));
  }

  /** Response without a body, such as 204. */
  public static Response empty(int status) {
    return new Response(status, Map.of(), NOTHING);
  }

  /**
   * @param status 301, 302, 303, 307 or 308
   * @param location path or absolute address, percent-encoded
   */
  public static Response redirect(int status, String location) {
    return empty(status).with("Location", location);
  }

  public Response with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body);
  }

  /**
   * Response that is the same for all readers. Shared caches keep it for some seconds, serve it
   * while they fetch it again, and for a day while the portal is down. Browsers ask each time,
   * which the ETag makes cheap.
   */
  public Response sharedFor(int seconds) {
    return with(
        "Cache-Control",
        "public, max-age=0, s-maxage="
            + seconds
            + ", stale-while-revalidate=60, stale-if-error=86400");
  }

  /** Response for one person alone, or one that must be current. */
  public Response notStored() {
    return with("Cache-Control", "no-store");
  }
}
