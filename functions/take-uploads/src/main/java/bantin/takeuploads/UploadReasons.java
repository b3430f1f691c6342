package bantin.takeuploads;

import bantin.http.Reason;

/** Reasons for which an upload is refused or a photo stays. */
final class UploadReasons {
  static final Reason NO_PHOTO =
      Reason.of(404, "no-such-photo", "There is no such photo.", "Không có ảnh này.");

  static final Reason PHOTO_IN_USE =
      Reason.of(
          409,
          "photo-in-use",
          "An article uses this photo, or did: it stays.",
          "Có bài viết đang dùng hoặc đã dùng ảnh này: ảnh được giữ lại.");

  static final Reason ASK_UNUSED =
      Reason.of(
          400,
          "ask-unused",
          "Ask for ?unused=true: the photos that no article uses.",
          "Hãy hỏi ?unused=true: những ảnh không bài viết nào dùng.");

  static final Reason NO_PLACE =
      Reason.of(
          400,
          "foreign-cursor",
          "No list of photos goes on there: take `next` as it was given.",
          "Không danh sách ảnh nào tiếp từ đó: hãy lấy `next` đúng như đã nhận.");

  static final Reason HEIC =
      Reason.of(
          400,
          "heic-photo",
          "This is a HEIC photo, which browsers do not show. On an iPhone choose"
              + " Settings, Camera, Formats, Most Compatible; or send the photo to yourself by"
              + " e-mail: it arrives as JPEG.",
          "Đây là ảnh HEIC, trình duyệt không hiển thị được. Trên iPhone hãy chọn Cài"
              + " đặt, Camera, Định dạng, Tương thích nhất; hoặc gửi ảnh cho chính mình qua"
              + " e-mail: ảnh sẽ thành JPEG.");

  static final Reason PHOTO_TYPE =
      Reason.of(
          400,
          "photo-type",
          "A photo must be a JPEG, a PNG or a WebP.",
          "Ảnh phải là JPEG, PNG hoặc WebP.");

  static final Reason FILE_TYPE =
      Reason.of(
          400,
          "file-type",
          "A file must be a Word document (.docx), Markdown (.md) or a web page (.html)."
              + " An older Word document (.doc): open it in Word and save it as .docx.",
          "Tệp phải là tài liệu Word (.docx), Markdown (.md) hoặc trang web (.html). Tài"
              + " liệu Word kiểu cũ (.doc): hãy mở bằng Word rồi lưu thành .docx.");

  static final Reason ATTACHMENT_TYPE =
      Reason.of(
          400,
          "attachment-type",
          "An attachment must be a PDF, a Word document (.docx) or an Excel workbook (.xlsx).",
          "Tệp đính kèm phải là PDF, Word (.docx) hoặc Excel (.xlsx).");

  static final Reason MACROS =
      Reason.of(
          400,
          "attachment-macros",
          "The file holds macros, which can harm readers: save it as .docx or .xlsx.",
          "Tệp có macro, có thể gây hại cho người đọc: hãy lưu thành .docx hoặc .xlsx.");

  static final Reason NO_FIELD =
      Reason.of(
          400,
          "no-such-field",
          "Send name, type and size, and nothing else.",
          "Chỉ gửi name, type và size.");

  static final Reason FILE_NAME =
      Reason.of(
          400,
          "file-name",
          "The file's name must have 1 to {0} characters.",
          "Tên tệp phải có từ 1 đến {0} ký tự.");

  static final Reason NAME_UNSEEN =
      Reason.of(
          400,
          "file-name-unseen",
          "It holds a character that cannot be shown: rename the file.",
          "Có ký tự không hiển thị được: hãy đổi tên tệp.");

  static final Reason NO_STRING =
      Reason.of(400, "no-json-string", "Send it as a JSON string.", "Hãy gửi dạng chuỗi JSON.");

  static final Reason SIZE =
      Reason.of(
          400,
          "file-size",
          "The size is a number of bytes, and at least 1.",
          "Kích thước là số byte, ít nhất là 1.");

  static final Reason TOO_LARGE =
      Reason.of(
          400,
          "upload-too-large",
          "It has {0} MB, and at most {1} MB are taken.",
          "Tệp có {0} MB, chỉ nhận tối đa {1} MB.");

  private UploadReasons() {}
}
