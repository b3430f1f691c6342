package bantin.managepeople;

import bantin.http.Reason;

/** Reasons for which a change of people is refused. */
final class PeopleReasons {
  static final Reason NO_PERSON =
      Reason.of(
          404,
          "no-such-person",
          "There is nobody with this sign-in name.",
          "Không có ai dùng tên đăng nhập này.");

  static final Reason LOGIN_TAKEN =
      Reason.of(
          409,
          "login-taken",
          "Somebody has the sign-in name {0} already: choose another one.",
          "Tên đăng nhập {0} đã có người dùng: hãy chọn tên khác.");

  static final Reason JOINED =
      Reason.of(
          409,
          "already-joined",
          "{0} has signed in already and needs no invitation.",
          "{0} đã đăng nhập rồi, không cần gửi lại lời mời.");

  static final Reason OWN_ADMINISTRATION =
      Reason.of(
          409,
          "own-administration",
          "Nobody ends their own administration: ask another administrator, so that the portal"
              + " always has one.",
          "Không ai tự bỏ quyền quản trị của mình: hãy nhờ quản trị viên khác, để trang luôn còn"
              + " quản trị viên.");

  static final Reason ADMINISTRATION_ENDED =
      Reason.of(
          409,
          "administration-ended",
          "You are no administrator any more: somebody has just changed that. Sign in again.",
          "Bạn không còn là quản trị viên: vừa có người thay đổi quyền. Hãy đăng nhập lại.");

  static final Reason NO_MAIL_LEFT =
      Reason.of(
          503,
          "mail-limit",
          "No more invitations can be mailed today: try again tomorrow.",
          "Hôm nay đã hết lượt gửi thư mời: hãy thử lại vào ngày mai.");

  static final Reason BUSY =
      Reason.of(
          503,
          "busy-people",
          "Too many changes at once: try again in a moment.",
          "Đang có quá nhiều thay đổi cùng lúc: hãy thử lại sau giây lát.");

  private PeopleReasons() {}
}
