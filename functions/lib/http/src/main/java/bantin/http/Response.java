package bantin.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a function answers.
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

  /** 204, or another status without a body. */
  public static Response empty(int status) {
    return new Response(status, Map.of(), NOTHING);
  }

  /**
   * @param status 301, 302, 303, 307 or 308
   * @param location a path or an absolute address, percent-encoded
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
   * For what every reader gets alike: shared caches keep it for some seconds, answer from it while
   * they fetch it anew, and for a day when we cannot be reached; browsers ask each time, which the
   * ETag makes cheap.
   */
  public Response sharedFor(int seconds) {
    return with(
        "Cache-Control",
        "public, max-age=0, s-maxage="
            + seconds
            + ", stale-while-revalidate=60, stale-if-error=86400");
  }

  /** For what is one person's, or must be true at the moment it is asked. */
  public Response notStored() {
    return with("Cache-Control", "no-store");
  }
}
