package bantin.exportarchive;

import bantin.http.Reason;

/** Reasons for which nothing is exported. */
final class ExportReasons {
  static final Reason NO_PLACE =
      Reason.of(
          400,
          "no-such-place",
          "No export ever came to that place: follow the address in the answer's Link,"
              + " or begin anew without after.",
          "Chưa bản xuất nào đến vị trí đó: hãy theo địa chỉ trong Link của câu trả lời,"
              + " hoặc bắt đầu lại không có after.");

  private ExportReasons() {}
}
