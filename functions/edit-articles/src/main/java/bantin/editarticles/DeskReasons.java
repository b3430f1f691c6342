package bantin.editarticles;

import bantin.http.Reason;
import bantin.manuscript.UnfitText;

/** Reasons for which the desk refuses a request. */
final class DeskReasons {
  static final Reason NO_ARTICLE =
      Reason.of(
          404,
          "no-such-working-copy",
          "There is no such article on the desk: it may have been deleted.",
          "Bàn biên tập không có bài viết này: có thể bài đã bị xóa.");

  static final Reason NOT_IN_TRASH =
      Reason.of(
          409,
          "not-in-trash",
          "It is not in the trash: there is nothing to restore.",
          "Bài không nằm trong thùng rác: không có gì để khôi phục.");

  static final Reason DELETED_MEANWHILE =
      Reason.of(
          404,
          "deleted-meanwhile",
          "There is no such article on the desk any more: another person deleted it meanwhile.",
          "Bàn biên tập không còn bài viết này: có người vừa xóa bài.");

  static final Reason BUSY_ARTICLE =
      Reason.of(
          503,
          "busy-article",
          "Other people are changing this article at the moment: try again.",
          "Có người khác đang thay đổi bài này: hãy thử lại.");

  static final Reason BAD_ID =
      Reason.of(
          404,
          "no-such-article",
          "There is no such article: its id has another form.",
          "Không có bài viết này: mã bài có dạng khác.");

  static final Reason NO_VERSION =
      Reason.of(
          404,
          "no-such-version",
          "This article has no such version.",
          "Bài viết này không có phiên bản ấy.");

  static final Reason BAD_VERSION =
      Reason.of(
          400, "bad-version", "A version is a number, such as 3.", "Phiên bản là một số, như 3.");

  static final Reason NOT_YOURS =
      Reason.of(
          403,
          "not-your-article",
          "This article is somebody else's; a reporter works on their own.",
          "Bài này của người khác; phóng viên chỉ làm việc với bài của mình.");

  static final Reason PUBLISHED_FOR_EDITORS =
      Reason.of(
          403,
          "published-for-editors",
          "It has been published: only an editor may change it now.",
          "Bài đã đăng: giờ chỉ biên tập viên được sửa.");

  static final Reason NO_PARAMETER =
      Reason.of(
          400,
          "no-such-parameter",
          "There is no parameter of this name here; there are {0}.",
          "Ở đây không có tham số tên này; chỉ có {0}.");

  static final Reason ALREADY_PUBLISHED =
      Reason.of(
          409,
          "already-published",
          "It is published already: there is nothing to hand in.",
          "Bài đã đăng rồi: không có gì để gửi duyệt.");

  static final Reason NOT_PUBLISHED =
      Reason.of(
          409,
          "not-published",
          "It is not published: there is nothing to withdraw.",
          "Bài chưa đăng: không có gì để gỡ.");

  static final Reason STILL_PUBLISHED =
      Reason.of(
          409,
          "still-published",
          "It is published: withdraw it before you delete it.",
          "Bài đang đăng: hãy gỡ trước khi xóa.");

  static final Reason STALE =
      Reason.of(
          409,
          "stale-version",
          "{0} saved version {1} meanwhile. Nothing of yours was lost or written: read"
              + " that version, bring the two together, and send them with its ETag.",
          "Trong lúc đó {0} đã lưu phiên bản {1}. Bài của bạn chưa mất và chưa được ghi:"
              + " hãy đọc phiên bản ấy, ghép hai bản lại, rồi gửi kèm ETag của nó.");

  static final Reason STALE_SETTINGS =
      Reason.of(
          409,
          "stale-settings",
          "Somebody else has changed the settings meanwhile. Nothing of yours was"
              + " written: read them again, and send yours with their ETag.",
          "Trong lúc đó người khác đã đổi cài đặt. Thay đổi của bạn chưa được ghi: hãy"
              + " đọc lại, rồi gửi kèm ETag mới.");

  static final Reason SECTION_IN_USE =
      Reason.of(
          409,
          "section-in-use",
          "The section {0} still has articles, such as {1}: move them to another, or withdraw them"
              + " first.",
          "Chuyên mục {0} vẫn còn bài, như {1}: hãy chuyển sang chuyên mục khác, hoặc gỡ trước.");

  static final Reason PAGE_LINKED =
      Reason.of(
          409,
          "page-linked",
          "The menu or the footer links to this page: remove the link in the settings first.",
          "Trang này đang có trong menu hoặc chân trang: hãy bỏ khỏi đó trong Cài đặt trước.");

  static final Reason NO_IF_MATCH =
      Reason.of(
          428,
          "no-if-match",
          "Say which version you start from: send its ETag as If-Match.",
          "Hãy nói bạn bắt đầu từ phiên bản nào: gửi ETag của nó trong If-Match.");

  static final Reason BAD_IF_MATCH =
      Reason.of(
          400,
          "bad-if-match",
          "If-Match: Send the ETag of the working copy, such as \"3\".",
          "If-Match: Hãy gửi ETag của bản đang sửa, như \"3\".");

  static final Reason BAD_IDEMPOTENCY_KEY =
      Reason.of(
          400,
          "bad-idempotency-key",
          "Idempotency-Key: Send 16 to 64 letters, digits, - or _.",
          "Idempotency-Key: Hãy gửi 16 đến 64 chữ cái, chữ số, dấu - hoặc _.");

  static final Reason FOREIGN_PICTURES =
      Reason.of(
          422,
          "foreign-pictures",
          "body: " + UnfitText.Fault.PICTURES.english(),
          "body: " + UnfitText.Fault.PICTURES.vietnamese());

  static final Reason PHOTOS_WAITING =
      Reason.of(
          422,
          "photos-waiting",
          "Photos or files in the text are still on their way: wait until they are there, or take"
              + " them out of the text.",
          "Ảnh hoặc tệp trong bài chưa tải lên xong: hãy chờ tải xong, hoặc bỏ khỏi bài.");

  static final Reason INCOMPLETE =
      Reason.of(
          422,
          "incomplete",
          "Before others may read it, fill in: {0}.",
          "Trước khi người khác đọc được, hãy điền: {0}.");

  private DeskReasons() {}
}
