package bantin.showarticle;

import bantin.http.Reason;

/** Reasons for which an article is not shown. */
final class ArticleReasons {
  static final Reason NO_ARTICLE =
      Reason.of(404, "no-such-article", "There is no such article.", "Không có bài viết này.");

  static final Reason WITHDRAWN = Reason.of(410, "withdrawn", "{0}", "{0}");

  static final Reason PREVIEW_ENDED =
      Reason.of(
          404,
          "preview-ended",
          "This preview has ended: ask for a new one.",
          "Bản xem trước này đã hết hạn: hãy tạo liên kết mới.");

  private ArticleReasons() {}
}
