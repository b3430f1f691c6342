package bantin.person;

import bantin.http.Reason;

/** Reasons for which a person may not do something. */
final class PersonReasons {
  static final Reason NOBODY =
      Reason.of(
          403,
          "token-of-nobody",
          "Sign in as a person: this token belongs to nobody.",
          "Hãy đăng nhập bằng tài khoản của một người: mã này không thuộc về ai.");

  static final Reason NO_MEMBER =
      Reason.of(
          403,
          "not-in-newsroom",
          "You are signed in, but not a member of the newsroom: ask an administrator to"
              + " add you to the group reporter or editor.",
          "Bạn đã đăng nhập nhưng chưa thuộc tòa soạn: hãy nhờ quản trị viên thêm vào"
              + " nhóm reporter hoặc editor.");

  static final Reason EDITORS_ONLY = Reason.of(403, "editors-only", "{0}", "{0}");

  static final Reason ADMINISTRATORS_ONLY = Reason.of(403, "administrators-only", "{0}", "{0}");

  private PersonReasons() {}
}
