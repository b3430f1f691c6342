package bantin.page;

import bantin.http.Language;

/** Texts of the interface, in both languages side by side, so that neither lacks one. */
public final class Words {
  private final Language language;

  Words(Language language) {
    this.language = language;
  }

  private String say(String vi, String en) {
    return language == Language.VI ? vi : en;
  }

  public String skipToContent() {
    return say("Đến nội dung chính", "Skip to content");
  }

  /** Name of the button in the place of a video; {@code {0}} stands for the video's host. */
  public String playVideo() {
    return say("Phát video từ {0}", "Play the video from {0}");
  }

  /** Name of the button around a photo; the photo's description follows. */
  public String enlarge() {
    return say("Xem ảnh lớn", "Enlarge photo");
  }

  public String previousPhoto() {
    return say("Ảnh trước", "Previous photo");
  }

  public String nextPhoto() {
    return say("Ảnh tiếp theo", "Next photo");
  }

  public String close() {
    return say("Đóng", "Close");
  }

  /** Name of the group of buttons below an article's title. */
  public String tools() {
    return say("Tiện ích đọc bài", "Reading tools");
  }

  public String share() {
    return say("Chia sẻ", "Share");
  }

  /** Name of a link; the other site's name follows. */
  public String shareOn() {
    return say("Chia sẻ lên", "Share on");
  }

  public String copyLink() {
    return say("Sao chép liên kết", "Copy link");
  }

  public String copied() {
    return say("Đã sao chép", "Copied");
  }

  public String print() {
    return say("In bài", "Print");
  }

  /** Line above a page that is shown without a network; {@code {0}} stands for its time. */
  public String kept() {
    return say("Không có mạng: đây là bản lưu lúc {0}.", "No network: this copy was kept on {0}.");
  }

  public String listen() {
    return say("Nghe bài", "Listen");
  }

  public String pause() {
    return say("Tạm dừng", "Pause");
  }

  public String listenOn() {
    return say("Nghe tiếp", "Continue");
  }

  /** Question below an article; {@link #yes} and {@link #no} are its buttons. */
  public String useful() {
    return say("Bài này có ích không?", "Was this article useful?");
  }

  public String yes() {
    return say("Có", "Yes");
  }

  public String no() {
    return say("Không", "No");
  }

  public String thanks() {
    return say("Cảm ơn bạn đã trả lời.", "Thank you for your answer.");
  }

  public String normalText() {
    return say("cỡ chữ thường", "normal text");
  }

  public String largeText() {
    return say("cỡ chữ lớn", "large text");
  }

  public String largestText() {
    return say("cỡ chữ rất lớn", "largest text");
  }

  public String sections() {
    return say("Chuyên mục", "Sections");
  }

  public String home() {
    return say("Trang chủ", "Home");
  }

  public String signIn() {
    return say("Đăng nhập", "Sign in");
  }

  public String latest() {
    return say("Tin mới nhất", "Latest news");
  }

  /** Description of the front page, for search engines and shared links. */
  public String newsOf(String site, String sections) {
    String news = say("Tin mới nhất của ", "Latest news of ") + site;
    return news + (sections.isEmpty() ? "" : ": " + sections) + ".";
  }

  /** Description of a page that lists articles, for search engines and shared links. */
  public String articlesOn(String site, String title) {
    return title
        + say(" – các bài trên ", " – articles on ")
        + site
        + say(", bài mới nhất trước.", ", newest first.");
  }

  /** Title of the front page's strip of photos. */
  public String inPictures() {
    return say("Qua ảnh", "In pictures");
  }

  /** Title of an article's table of contents. */
  public String contents() {
    return say("Trong bài này", "In this article");
  }

  /** Title of the lists of today and of the week. */
  public String mostReadArticles() {
    return say("Đọc nhiều", "Most read");
  }

  public String mostRead() {
    return say("Đọc nhiều trong tuần", "Most read this week");
  }

  public String older() {
    return say("Tin cũ hơn", "Older");
  }

  public String newer() {
    return say("Tin mới hơn", "Newer");
  }

  public String pages() {
    return say("Các trang", "Pages");
  }

  public String nothingHere() {
    return say("Chưa có tin nào ở đây.", "There is nothing here yet.");
  }

  public String tag() {
    return say("Từ khóa", "Tag");
  }

  public String tags() {
    return say("Từ khóa", "Tags");
  }

  public String source() {
    return say("Nguồn", "Source");
  }

  public String by() {
    return say("Tác giả", "By");
  }

  public String updated() {
    return say("Cập nhật", "Updated");
  }

  public String views() {
    return say("Lượt xem", "Views");
  }

  public String related() {
    return say("Bài liên quan", "Related articles");
  }

  public String archive() {
    return say("Lưu trữ", "Archive");
  }

  public String year(int year) {
    return say("Năm ", "Year ") + year;
  }

  /** Number of articles, as 1.234 bài; 1 article; 1,234 articles. */
  public String articles(int count, Formats formats) {
    return formats.number(count) + say(" bài", count == 1 ? " article" : " articles");
  }

  public String trail() {
    return say("Bạn đang ở", "You are here");
  }

  public String visits() {
    return say("Thống kê truy cập", "Visits");
  }

  public String online() {
    return say("Đang online", "Online now");
  }

  public String today() {
    return say("Hôm nay", "Today");
  }

  public String thisWeek() {
    return say("Trong tuần", "This week");
  }

  public String all() {
    return say("Tất cả", "All time");
  }

  public String feed() {
    return say("Nhận tin qua Atom", "Atom feed");
  }

  public String urgent() {
    return say("Khẩn", "Urgent");
  }

  public String agency() {
    return say("Cơ quan chủ quản", "Published by");
  }

  public String responsible() {
    return say("Chịu trách nhiệm nội dung", "Responsible for the content");
  }

  public String address() {
    return say("Địa chỉ", "Address");
  }

  public String telephone() {
    return say("Điện thoại", "Telephone");
  }

  public String mail() {
    return say("Thư điện tử", "Mail");
  }

  public String backHome() {
    return say("Về trang chủ", "To the front page");
  }

  public String badRequest() {
    return say("Địa chỉ này không đúng", "This address is not right");
  }

  public String badRequestDetail() {
    return say(
        "Trang không hiểu yêu cầu này. Hãy mở lại từ trang chủ.",
        "The site does not understand this request. Start again from the front page.");
  }

  public String notFound() {
    return say("Không tìm thấy trang", "Page not found");
  }

  public String notFoundDetail() {
    return say(
        "Địa chỉ có thể đã gõ sai, hoặc bài chưa được đăng.",
        "The address may be mistyped, or the article is not published yet.");
  }

  public String gone() {
    return say("Bài này đã được gỡ", "This article was withdrawn");
  }

  public String goneDetail() {
    return say("Ban biên tập đã gỡ bài này.", "The editors have taken this article down.");
  }

  public String editorsNotice() {
    return say("Thông báo của ban biên tập", "The editors' notice");
  }

  public String ourFault() {
    return say("Trang đang gặp sự cố", "Something went wrong here");
  }

  public String ourFaultDetail() {
    return say(
        "Lỗi này là của chúng tôi. Hãy thử lại sau ít phút.",
        "This is our fault. Please try again in a few minutes.");
  }

  public String requestNumber() {
    return say("Mã yêu cầu", "Request number");
  }
}
