package bantin.counthit;

import bantin.http.Reason;

/** Reasons for which a hit is refused. */
final class HitReasons {
  static final Reason NOT_JSON =
      Reason.of(
          400,
          "hit-not-json",
          "Send the hit as JSON, with Content-Type: application/json.",
          "Hãy gửi lượt xem dạng JSON, với Content-Type: application/json.");

  static final Reason TOO_LARGE =
      Reason.of(
          400, "hit-too-large", "A hit has at most {0} bytes.", "Một lượt xem có tối đa {0} byte.");

  static final Reason SESSION =
      Reason.of(
          400,
          "hit-session",
          "\"session\" must be 22 characters of base64url.",
          "\"session\" phải gồm 22 ký tự base64url.");

  static final Reason ARTICLE =
      Reason.of(
          400,
          "hit-article",
          "\"article\" must be an article's id.",
          "\"article\" phải là mã của một bài viết.");

  static final Reason KIND =
      Reason.of(
          400,
          "hit-kind",
          "\"kind\" must be \"view\" or \"beat\".",
          "\"kind\" phải là \"view\" hoặc \"beat\".");

  static final Reason USEFUL =
      Reason.of(
          400,
          "hit-useful",
          "\"useful\" must be true or false, in a view of an article.",
          "\"useful\" phải là true hoặc false, trong lượt xem một bài viết.");

  static final Reason TOKEN =
      Reason.of(
          400,
          "hit-token",
          "\"token\" must be the text of the page's hit-token.",
          "\"token\" phải là nội dung thẻ hit-token của trang.");

  static final Reason NUMBERS =
      Reason.of(
          400,
          "hit-numbers",
          "\"numbers\" must be true or false.",
          "\"numbers\" phải là true hoặc false.");

  static final Reason TIME =
      Reason.of(
          400,
          "hit-at",
          "\"at\" must be a time such as 2026-11-23T01:00:00Z.",
          "\"at\" phải là thời điểm dạng 2026-11-23T01:00:00Z.");

  private HitReasons() {}
}
