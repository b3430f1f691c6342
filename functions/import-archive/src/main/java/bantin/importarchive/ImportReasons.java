package bantin.importarchive;

import bantin.http.Reason;

/** Reasons for which a part of an archive is refused. */
final class ImportReasons {
  static final Reason NOT_ZIP =
      Reason.of(
          415,
          "not-zip",
          "Send a part of the archive as it is, with Content-Type: application/zip.",
          "Hãy gửi nguyên một phần của bản lưu trữ, với Content-Type: application/zip.");

  static final Reason UNREADABLE =
      Reason.of(
          422,
          "archive-unreadable",
          "This file cannot be read. {0}",
          "Không đọc được tệp này. {0}");

  static final Reason BROKEN =
      Reason.of(
          422,
          "archive-broken",
          "Part {0} holds something that no portal writes. {1} Nothing of this part was"
              + " written: mend the portal it comes from, and export it again.",
          "Phần {0} chứa dữ liệu mà không cổng tin nào ghi ra. {1} Chưa có gì của phần"
              + " này được ghi: hãy sửa ở cổng tin gốc rồi xuất lại.");

  static final Reason SLOTS =
      Reason.of(
          409,
          "too-few-slots",
          "The archive's counters are spread over {0} slots and this portal reads {1}:"
              + " deploy it with TallySlots={0} first.",
          "Bộ đếm của bản lưu trữ trải trên {0} ngăn, còn cổng tin này đọc {1}: trước"
              + " hết hãy triển khai với TallySlots={0}.");

  static final Reason NO_PHOTO_KEY =
      Reason.of(
          422,
          "archive-foreign-file",
          "The archive holds a file that is neither photo nor attachment: {0}",
          "Bản lưu trữ có một tệp không phải ảnh hay tệp đính kèm: {0}");

  static final Reason NOT_EMPTY =
      Reason.of(
          409,
          "portal-not-empty",
          "This portal has content already, and an archive goes into an empty one:"
              + " deploy another stack, or start the portal here with another DATA folder and"
              + " DEMO=no.",
          "Cổng tin này đã có nội dung, mà bản lưu trữ chỉ nhập được vào cổng trống: hãy"
              + " triển khai một stack khác, hoặc chạy cổng tin ở đây với thư mục DATA khác và"
              + " DEMO=no.");

  static final Reason CLOSED =
      Reason.of(
          409,
          "import-closed",
          "All parts of this archive are here, and the import is closed: nothing more is"
              + " taken in. Go on at the desk, or begin with an empty portal.",
          "Mọi phần của bản lưu trữ đã vào đủ và việc nhập đã đóng: không nhận thêm gì"
              + " nữa. Hãy làm tiếp ở bàn biên tập, hoặc bắt đầu với một cổng trống.");

  static final Reason OTHER_ARCHIVE =
      Reason.of(
          409,
          "other-archive",
          "This portal took in another archive, and the two would mix: send the parts of"
              + " the first one, or begin with an empty portal.",
          "Cổng tin này đã nhập một bản lưu trữ khác, hai bản sẽ lẫn vào nhau: hãy gửi"
              + " các phần của bản trước, hoặc bắt đầu với một cổng trống.");

  static final Reason NO_END =
      Reason.of(
          409,
          "parts-disagree",
          "The parts disagree about which part is last: send all of one export, as it gave"
              + " them.",
          "Các phần không thống nhất phần nào là cuối: hãy gửi đủ các phần của một lần"
              + " xuất, đúng như đã nhận.");

  private ImportReasons() {}
}
