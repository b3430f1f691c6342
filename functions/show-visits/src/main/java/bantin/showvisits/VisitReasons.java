package bantin.showvisits;

import bantin.http.Reason;

/** Reasons for which numbers are not shown. */
final class VisitReasons {
  static final Reason UNREADABLE =
      Reason.of(
          503,
          "numbers-unavailable",
          "The numbers cannot be read just now: try again soon.",
          "Lúc này chưa đọc được số liệu: hãy thử lại sau giây lát.");

  static final Reason ARTICLE =
      Reason.of(
          400,
          "bad-article-id",
          "\"article\" must be an article's id.",
          "\"article\" phải là mã của một bài viết.");

  static final Reason PERIOD =
      Reason.of(
          400,
          "bad-period",
          "\"period\" must be \"day\", \"week\" or \"both\".",
          "\"period\" phải là \"day\", \"week\" hoặc \"both\".");

  private VisitReasons() {}
}
