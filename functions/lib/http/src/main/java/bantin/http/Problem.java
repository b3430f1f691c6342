package bantin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with an error, as RFC 9457 describes it. Its {@link Reason} gives
 * type, status and sentence. People see the sentence, so it never holds an exception's text.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String RETRY_SECONDS = "5";

  private final transient Reason reason;
  private final transient Text detail;
  private final transient ObjectNode more = Json.object();

  Problem(Reason reason, Text detail, @Nullable RuntimeException cause) {
    super(detail.english(), cause, false, false);
    this.reason = reason;
    this.detail = detail;
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
    return reason.status();
  }

  /** The reason, by which programs tell problems apart. */
  public Reason reason() {
    return reason;
  }

  /** The sentence in English: how it went wrong this time, and what to do. */
  public String detail() {
    return detail(Language.EN);
  }

  /** The sentence in a language. */
  public String detail(Language language) {
    return detail.in(language);
  }

  /** The answer in the caller's language as {@code application/problem+json}, never cached. */
  public Response response(Request request) {
    return response(Language.ofCaller(request));
  }

  Response response(Language language) {
    ObjectNode body = Json.object();
    body.put("type", reason.type());
    body.put("title", title(status()).in(language));
    body.put("status", status());
    body.put("detail", detail(language));
    body.setAll(more);
    Response response =
        Response.of(status(), "application/problem+json", Json.bytes(body))
            .notStored()
            .with("Content-Language", language.tag());
    return status() == 503 ? response.with("Retry-After", RETRY_SECONDS) : response;
  }

  private static Text title(int status) {
    return switch (status) {
      case 400 -> new Text("Bad request", "Yêu cầu không hợp lệ");
      case 403 -> new Text("Not allowed", "Không được phép");
      case 404 -> new Text("Not found", "Không tìm thấy");
      case 409 -> new Text("Conflict", "Xung đột");
      case 410 -> new Text("Gone", "Đã gỡ");
      case 413 -> new Text("Content too large", "Nội dung quá lớn");
      case 415 -> new Text("Unsupported media type", "Kiểu nội dung không dùng được");
      case 422 -> new Text("Unprocessable content", "Nội dung không xử lý được");
      case 428 -> new Text("Precondition required", "Thiếu phiên bản gốc");
      case 500 -> new Text("Something went wrong here", "Có lỗi ở phía chúng tôi");
      case 503 -> new Text("Try again", "Hãy thử lại");
      default -> throw new IllegalStateException("No title for " + status);
    };
  }
}
