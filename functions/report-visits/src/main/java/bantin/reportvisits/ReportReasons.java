package bantin.reportvisits;

import bantin.http.Reason;

/** Reasons for which a report or a recount is refused. */
final class ReportReasons {
  static final Reason NO_PARAMETER =
      Reason.of(
          400,
          "no-such-parameter",
          "There is no parameter of this name here; there are {0}.",
          "Ở đây không có tham số tên này; chỉ có {0}.");

  static final Reason DAY_NOT_KEPT =
      Reason.of(
          422,
          "day-not-kept",
          "The sessions of this day are not kept any more, or are still to come: ask for"
              + " one of the last four days.",
          "Các phiên của ngày này không còn được giữ, hoặc chưa tới: hãy chọn một trong"
              + " bốn ngày gần nhất.");

  static final Reason DAY_NOT_SETTLED =
      Reason.of(
          409,
          "day-not-settled",
          "Some of this day may still be on its way into the numbers: it can be repaired"
              + " from {0} on. Recount it without repair, or wait.",
          "Một phần số liệu của ngày này có thể chưa về đủ: có thể sửa từ {0}. Hãy đếm"
              + " lại mà không sửa, hoặc chờ.");

  static final Reason NEVER_RECOUNTED =
      Reason.of(
          404,
          "never-recounted",
          "This day was never recounted.",
          "Ngày này chưa được đếm lại lần nào.");

  private ReportReasons() {}
}
