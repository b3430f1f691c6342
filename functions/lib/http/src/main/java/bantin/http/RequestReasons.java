package bantin.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/** Reasons for problems that any function behind the HTTP API may answer. */
public final class RequestReasons {
  /** For requests whose address leads to no route. */
  public static final Reason NOTHING_HERE =
      Reason.of(
          404, "nothing-here", "There is nothing at this address.", "Không có gì ở địa chỉ này.");

  /** For a field or parameter with a wrong value: its name, and a sentence that says what to do. */
  public static final Reason INVALID_FIELD =
      Reason.of(400, "invalid-field", "{0}: {1}", "{0}: {1}");

  static final Reason BAD_ADDRESS =
      Reason.of(
          400,
          "bad-address",
          "The address is not percent-encoded as addresses are.",
          "Địa chỉ mã hóa phần trăm chưa đúng.");

  static final Reason NOT_JSON =
      Reason.of(
          415,
          "not-json",
          "Send the body as JSON, with Content-Type: application/json.",
          "Hãy gửi nội dung dạng JSON, với Content-Type: application/json.");

  static final Reason INVALID_JSON =
      Reason.of(
          400,
          "invalid-json",
          "The body is not valid JSON: send one JSON document in UTF-8.",
          "Nội dung không phải JSON hợp lệ: hãy gửi một tài liệu JSON, mã UTF-8.");

  /** For JSON that is no object. */
  public static final Reason NO_OBJECT =
      Reason.of(
          400,
          "no-json-object",
          "The body must be a JSON object: { … }.",
          "Nội dung phải là một đối tượng JSON: { … }.");

  static final Reason INTERNAL =
      Reason.of(
          500,
          "internal",
          "This is our fault. Try again; if it stays, give the operator this number: {0}",
          "Lỗi ở phía chúng tôi. Hãy thử lại; nếu vẫn lỗi, hãy báo số này cho người vận hành: {0}");

  private RequestReasons() {}

  /**
   * Requires an object without fields beyond those that are read.
   *
   * @throws Problem 400 for another field
   */
  public static void requireFields(ObjectNode json, String... read) {
    requireFields(json, List.of(read), List.of());
  }

  /**
   * Requires an object without fields beyond those that are read or ignored.
   *
   * @param ignored fields of answers that clients send back
   * @throws Problem 400 for another field
   */
  public static void requireFields(
      ObjectNode json, Collection<String> read, Collection<String> ignored) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!read.contains(name) && !ignored.contains(name)) {
                throw invalid(
                    name,
                    Text.of(
                        "There is no such field here; there is {0}.",
                        "Ở đây không có trường này; chỉ có {0}.", String.join(", ", read)));
              }
            });
  }

  /** Refuses a field or a parameter, which the member {@code field} names. */
  public static Problem invalid(String field, Text why) {
    return INVALID_FIELD.problem(field, why).with("field", field);
  }
}
