package bantin.importfiles;

import bantin.http.Language;
import bantin.http.Text;
import java.util.Locale;

/**
 * Refusals of a file and notes on it, in the two languages of the desk. Values replace {0} and {1}.
 */
enum ImportNote {
  // Reasons why a file cannot become a draft.
  NO_FILE(
      "Không có tệp này, hoặc đã quá 7 ngày: hãy tải lên lại.",
      "There is no such file, or its seven days are over: upload it again."),
  SOMEBODYS(
      "Tệp này do người khác tải lên: hãy nhờ người đó, hoặc một biên tập viên.",
      "Somebody else uploaded this file: ask them, or an editor."),
  NOT_ARRIVED(
      "Tệp chưa lên tới nơi: hãy tải lên trước đã.",
      "The file has not arrived yet: upload it first."),
  TOO_LARGE("Tệp lớn hơn 25 MB.", "The file is larger than 25 MB."),
  OLD_WORD(
      "Đây là tài liệu Word kiểu cũ (.doc), dù tên tệp thế nào: hãy mở bằng Word rồi chọn Lưu thành"
          + " (Save As) .docx.",
      "This is an old Word document (.doc), whatever its name says: open it in Word and save it as"
          + " .docx."),
  PASSWORD(
      "Tài liệu có mật khẩu: hãy gỡ mật khẩu trong Word rồi lưu lại.",
      "The document is protected by a password: remove it in Word and save again."),
  NOT_WORD(
      "Đây không phải tài liệu Word (.docx), dù tên tệp thế nào: hãy mở bằng Word rồi lưu thành"
          + " .docx.",
      "This is no Word document (.docx), whatever its name says: open it in Word and save it as"
          + " .docx."),
  NOT_TEXT(
      "Tệp này không phải văn bản, dù tên tệp thế nào: tài liệu Word phải có đuôi .docx; tệp PDF"
          + " thì hãy chép chữ sang Word.",
      "This file is no text, whatever its name says: a Word document must be named .docx; from a"
          + " PDF, copy the text into Word."),
  DAMAGED(
      "Tệp bị hỏng hoặc thiếu phần cuối: hãy mở bằng Word rồi lưu lại thành .docx.",
      "The file is damaged or cut off: open it in Word and save it as .docx again."),
  INFLATES(
      "Tệp giải nén ra quá lớn: hãy bỏ bớt ảnh hoặc phần nhúng rồi lưu lại.",
      "The file unpacks to far more than an article holds: take pictures or embedded parts out and"
          + " save again."),
  TOO_DEEP(
      "Tệp lồng nhau quá nhiều lớp: hãy chép riêng phần chữ sang một tài liệu mới.",
      "The file is nested too deeply: copy its text into a new document."),
  TOO_LONG(
      "Nội dung dài quá 300 KB, hơn một bài viết có thể chứa: hãy chia thành nhiều tệp.",
      "Its text is longer than the 300 KB of an article: split the file."),
  UNFIT(
      "Nội dung có chỗ không đăng được: hãy chép chữ sang một tài liệu mới. ({0})",
      "Something in it cannot be published: copy its text into a new document. ({0})"),
  ENCODING(
      "Không đọc được chữ trong tệp: hãy lưu lại với bảng mã UTF-8.",
      "The letters in this file cannot be read: save it again as UTF-8."),
  FRONT_MATTER(
      "Phần đầu giữa hai dòng --- không đúng YAML (dòng {0}): hãy sửa lại, ví dụ title: \"Tựa\".",
      "The part between the two lines --- is no YAML (line {0}): correct it, as in title: \"A"
          + " title\"."),
  EMPTY(
      "Tệp không có chữ nào: hãy xem lại có đúng tệp không.",
      "There is no text in this file: see whether it is the right one."),

  // Elements that an import omits or changes.
  CHANGES(
      "Tài liệu có {0} chỗ theo dõi sửa đổi (Track Changes): đã lấy như khi chấp nhận tất cả.",
      "Tracked changes: {0}, taken over as if all were accepted."),
  COMMENTS("{0} nhận xét (comment) không đưa vào bài.", "Comments left out: {0}."),
  FOOTNOTES(
      "{0} chú thích chân trang được chuyển xuống cuối bài.",
      "Footnotes that now stand at the end of the text: {0}."),
  TEXT_BOXES(
      "{0} hộp chữ (text box) được đưa vào giữa bài: hãy xem lại vị trí.",
      "Text boxes whose text now stands within the article: {0}. See whether it stands right."),
  HEADERS(
      "Đầu trang và chân trang của tài liệu không đưa vào bài.",
      "The page headers and footers were left out."),
  EQUATIONS("{0} công thức không đưa vào bài.", "Equations left out: {0}."),
  DRAWINGS(
      "{0} biểu đồ hoặc hình vẽ của Word không đưa vào bài: hãy lưu thành ảnh rồi thêm bằng nút"
          + " Ảnh.",
      "Charts or drawings of Word's left out: {0}. Save them as pictures and add them with the"
          + " Photo button."),
  HIDDEN("Chữ ẩn ({0} chỗ) không đưa vào bài.", "Places of hidden text left out: {0}."),
  MACROS("Macro trong tài liệu đã bị bỏ.", "The document's macros were left out."),
  OLD_FONT(
      "Tài liệu dùng phông chữ cũ {0} (TCVN3 hoặc VNI), chữ có dấu sẽ sai: hãy chuyển mã sang"
          + " Unicode (UniKey) rồi nhập lại.",
      "The document is typed in the old font {0} (TCVN3 or VNI), so accented letters come out"
          + " wrong: convert it to Unicode (UniKey) and import it again."),
  OTHER_PARTS(
      "Một số phần riêng của Word không đưa vào bài: {0}.",
      "Some parts of Word's own were left out: {0}."),
  MAIN_PART(
      "Chỉ lấy phần bài chính của trang web; trình đơn và các phần quanh đó được bỏ ra.",
      "Only the main part of the page was taken; menus and what stands around it were left out."),
  EMBEDDED(
      "{0} phần nhúng (video, biểu mẫu, mã chạy…) không đưa vào bài: {1}.",
      "Embedded parts (video, forms, scripts...) left out: {0} ({1})."),
  LINKS(
      "{0} liên kết chỉ dùng được ở nơi cũ nên đã gỡ; chữ vẫn giữ.",
      "Links removed because they lead nowhere from here: {0}. Their text stays."),
  PICTURES_ELSEWHERE(
      "{0} ảnh không nằm trong tệp ({1}): hãy thêm bằng nút Ảnh.",
      "Pictures that are not in the file: {0} ({1}). Add them with the Photo button."),
  PICTURE_KIND(
      "Ảnh {0} là loại không hiển thị được ({1}): hãy lưu thành JPEG hoặc PNG rồi thêm bằng nút"
          + " Ảnh.",
      "Picture {0} is of a kind that pages do not show ({1}): save it as JPEG or PNG and add it"
          + " with the Photo button."),
  PICTURE_LARGE(
      "Ảnh {0} quá lớn: hãy thu nhỏ rồi thêm bằng nút Ảnh.",
      "Picture {0} is too large: make it smaller and add it with the Photo button."),
  TOO_MANY_PICTURES(
      "Chỉ lấy {0} ảnh đầu; còn {1} ảnh không đưa vào bài.",
      "Only the first {0} pictures were taken; left out: {1}."),
  CROPPED(
      "{0} ảnh đã cắt trong Word: ở đây là ảnh đầy đủ, chưa cắt. Hãy xem lại trước khi đăng.",
      "Pictures cropped in Word that are whole here: {0}. Look at them before publishing."),
  TITLE_FROM_NAME("Tiêu đề lấy từ tên tệp.", "The title was taken from the file's name."),
  NO_SECTION(
      "Trang không có chuyên mục “{0}”: hãy chọn chuyên mục.",
      "The site has no section \"{0}\": choose one."),
  NAMES("Không lấy được tên hoặc thẻ: {0}.", "These names or tags could not be taken over: {0}."),
  TOO_LONG_FIELD(
      "{0} dài quá nên được đưa vào đầu bài.",
      "{0} is too long for its field, and now stands at the start of the text."),
  UNKNOWN_KEYS("Không dùng đến trong phần đầu: {0}.", "Not used from the front matter: {0}.");

  private final String vietnamese;
  private final String english;

  ImportNote(String vietnamese, String english) {
    this.vietnamese = vietnamese;
    this.english = english;
  }

  /** Status of the refusal; 0 for notes on a file that was taken. */
  int status() {
    return switch (this) {
      case NO_FILE -> 404;
      case SOMEBODYS -> 403;
      case NOT_ARRIVED -> 409;
      case TOO_LARGE -> 413;
      case OLD_WORD,
          PASSWORD,
          NOT_WORD,
          NOT_TEXT,
          DAMAGED,
          INFLATES,
          TOO_DEEP,
          TOO_LONG,
          UNFIT,
          ENCODING,
          FRONT_MATTER,
          EMPTY ->
          422;
      default -> 0;
    };
  }

  /** Name for programs. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Sentence in a language. A value that is a text itself follows the language. */
  String in(boolean isVietnamese, Object... values) {
    return Text.of(english, vietnamese, values).in(isVietnamese ? Language.VI : Language.EN);
  }
}
