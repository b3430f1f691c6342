package bantin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with an error, as RFC 9457 describes it. The detail is a sentence for
 * the caller that says what to do; it is shown as it is, so it never holds an exception's text.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String RETRY_SECONDS = "5";

  private final int status;
  private final String title;
  private final transient ObjectNode more = Json.object();

  private Problem(int status, String title, String detail, @Nullable RuntimeException cause) {
    super(detail, cause, false, false);
    this.status = status;
    this.title = title;
  }

  public static Problem badRequest(String detail) {
    return of(400, "Bad request", detail);
  }

  public static Problem forbidden(String detail) {
    return of(403, "Not allowed", detail);
  }

  public static Problem notFound(String detail) {
    return of(404, "Not found", detail);
  }

  public static Problem methodNotAllowed(String detail) {
    return of(405, "Method not allowed", detail);
  }

  public static Problem conflict(String detail) {
    return of(409, "Conflict", detail);
  }

  public static Problem gone(String detail) {
    return of(410, "Gone", detail);
  }

  public static Problem tooLarge(String detail) {
    return of(413, "Content too large", detail);
  }

  public static Problem wrongType(String detail) {
    return of(415, "Unsupported media type", detail);
  }

  public static Problem unprocessable(String detail) {
    return of(422, "Unprocessable content", detail);
  }

  public static Problem preconditionRequired(String detail) {
    return of(428, "Precondition required", detail);
  }

  public static Problem unavailable(String detail) {
    return of(503, "Try again", detail);
  }

  /**
   * @param cause for the log alone
   */
  public static Problem unavailable(String detail, RuntimeException cause) {
    return new Problem(503, "Try again", detail, cause);
  }

  static Problem internal(String requestId) {
    return of(
        500,
        "Something went wrong here",
        "This is our fault. Try again; if it stays, give the operator this number: " + requestId);
  }

  private static Problem of(int status, String title, String detail) {
    return new Problem(status, title, detail, null);
  }

  /** Adds a member of its own to the answer, for example {@code field} or {@code version}. */
  public Problem with(String member, JsonNode value) {
    more.set(member, value);
    return this;
  }

  /** Adds a member of its own to the answer. */
  public Problem with(String member, String value) {
    more.put(member, value);
    return this;
  }

  /** Adds a member of its own to the answer. */
  public Problem with(String member, long value) {
    more.put(member, value);
    return this;
  }

  /** The HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /** A short name of this kind of problem, the same each time. */
  public String title() {
    return title;
  }

  /** What went wrong this time, and what to do. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The answer as {@code application/problem+json}, never cached. */
  public Response response() {
    ObjectNode body = Json.object();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail());
    body.setAll(more);
    Response response =
        Response.of(status, "application/problem+json", Json.bytes(body)).notStored();
    return status == 503 ? response.with("Retry-After", RETRY_SECONDS) : response;
  }
}
