package bantin.serveassets;

import bantin.page.Language;
import java.util.LinkedHashMap;
import java.util.Map;

/** The texts of the editors' page, for its template and for its script. Public for the template. */
public final class DeskWords {
  private final Map<String, String> words = new LinkedHashMap<>();
  private final boolean vi;

  DeskWords(Language language) {
    this.vi = language == Language.VI;
    add("desk", "Tòa soạn", "Newsroom");
    add("toSite", "Xem trang báo", "View the site");
    add("signIn", "Đăng nhập", "Sign in");
    add("signOut", "Đăng xuất", "Sign out");
    add("signInFirst", "Hãy đăng nhập để viết và đăng bài.", "Sign in to write and publish.");
    add("needsScript", "Trang này cần JavaScript.", "This page needs JavaScript.");
    add("articles", "Bài viết", "Articles");
    add("state", "Trạng thái", "State");
    add("draft", "Bản nháp", "Drafts");
    add("submitted", "Chờ duyệt", "Handed in");
    add("published", "Đã đăng", "Published");
    add("scheduled", "Hẹn giờ", "Scheduled");
    add("withdrawn", "Đã gỡ", "Withdrawn");
    add("newArticle", "Bài mới", "New article");
    add("none", "Chưa có bài nào.", "No articles here.");
    add("untitled", "(chưa có tiêu đề)", "(untitled)");
    add("title", "Tiêu đề", "Title");
    add("lead", "Sa-pô", "Lead");
    add("section", "Chuyên mục", "Section");
    add("authors", "Tác giả, cách nhau bằng dấu phẩy", "Authors, separated by commas");
    add("tags", "Từ khóa, cách nhau bằng dấu phẩy", "Tags, separated by commas");
    add("source", "Nguồn", "Source");
    add("body", "Nội dung", "Body");
    add(
        "bodyHint",
        "HTML, hoặc chữ thường với dòng trống giữa các đoạn.",
        "HTML, or plain text with an empty line between paragraphs.");
    add("save", "Lưu", "Save");
    add("submit", "Gửi duyệt", "Hand in");
    add("publishAt", "Đăng lúc (bỏ trống: ngay bây giờ)", "Publish at (empty: now)");
    add("publish", "Đăng", "Publish");
    add("notice", "Lý do gỡ, bạn đọc sẽ thấy", "Notice, shown to readers");
    add("withdraw", "Gỡ bài", "Withdraw");
    add("open", "Mở bài trên trang", "Open on the site");
    add("saved", "Đã lưu.", "Saved.");
    add("handedIn", "Đã gửi duyệt.", "Handed in.");
    add("isPublished", "Đã đăng.", "Published.");
    add("isWithdrawn", "Đã gỡ bài.", "Withdrawn.");
    add(
        "failed",
        "Chưa được. Chữ bạn viết vẫn còn nguyên.",
        "That failed. Your text is still here.");
    add("offline", "Không kết nối được.", "The server could not be reached.");
    add(
        "expired",
        "Phiên đăng nhập đã hết. Hãy đăng nhập lại: bài viết được giữ nguyên.",
        "Your sign-in has expired. Sign in again: your text is kept.");
    add("restored", "Đã khôi phục phần chưa lưu.", "Restored what was not saved.");
    add(
        "unsaved",
        "Bỏ phần chưa lưu của bài đang mở?",
        "Discard what is not saved in the open article?");
  }

  private void add(String name, String vietnamese, String english) {
    words.put(name, vi ? vietnamese : english);
  }

  /**
   * @throws IllegalArgumentException where there is no such text
   */
  public String get(String name) {
    String text = words.get(name);
    if (text == null) {
      throw new IllegalArgumentException("No such text: " + name);
    }
    return text;
  }

  Map<String, String> all() {
    return words;
  }
}
