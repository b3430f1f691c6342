package bantin.listarticles;

import bantin.http.Reason;

/** Reasons for which a list is not shown. */
final class ListReasons {
  static final Reason NO_SECTION =
      Reason.of(
          404,
          "no-such-section",
          "This site has no such section.",
          "Trang này không có chuyên mục ấy.");

  static final Reason NO_TAG =
      Reason.of(
          404, "no-such-tag", "No article has this tag.", "Không có bài viết nào mang thẻ này.");

  static final Reason NO_AUTHOR =
      Reason.of(
          404,
          "no-such-author",
          "No article is by this author.",
          "Không có bài viết nào của tác giả này.");

  static final Reason NO_CONTACT =
      Reason.of(
          404,
          "no-contact",
          "This site names no mail address for reports.",
          "Trang này không ghi địa chỉ thư để báo lỗi.");

  static final Reason ONE_LIST =
      Reason.of(
          400,
          "one-list-at-a-time",
          "Ask for one of section, tag and author at a time.",
          "Mỗi lần chỉ hỏi một trong section, tag và author.");

  static final Reason CURSOR =
      Reason.of(
          400,
          "foreign-cursor",
          "cursor: It was not given out for this list: begin without one, and take next"
              + " from each answer.",
          "cursor: Giá trị này không thuộc danh sách này: hãy bắt đầu không có cursor,"
              + " rồi lấy next trong từng câu trả lời.");

  private ListReasons() {}
}
