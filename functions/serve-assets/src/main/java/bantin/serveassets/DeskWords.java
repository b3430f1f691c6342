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
    // The page
    add("desk", "Tòa soạn", "Newsroom");
    add("toSite", "Xem trang báo", "View the site");
    add("signIn", "Đăng nhập", "Sign in");
    add("signOut", "Đăng xuất", "Sign out");
    add("signInAgain", "Đăng nhập lại", "Sign in again");
    add("signInFirst", "Hãy đăng nhập để viết và đăng bài.", "Sign in to write and publish.");
    add("signInFailed", "Chưa đăng nhập được: {0}", "Signing in failed: {0}");
    add(
        "somebodyElse",
        "Bạn vừa đăng nhập là {0}, nhưng bài đang mở là của {1}. Hãy đăng nhập lại là {1}.",
        "You signed in as {0}, but what is open here is {1}'s. Sign in again as {1}.");
    add("needsScript", "Trang này cần JavaScript.", "This page needs JavaScript.");
    add("places", "Các trang của tòa soạn", "Places of the newsroom");
    add("role_reporter", "(phóng viên)", "(reporter)");
    add("role_editor", "(biên tập)", "(editor)");
    add("role_administrator", "(quản trị)", "(administrator)");
    add(
        "failed",
        "Chưa được. Chữ bạn viết vẫn còn nguyên.",
        "That failed. Your text is still here.");
    add("fieldRefused", "Mục “{0}” chưa nhận được.", "This field was not accepted: {0}.");
    add("refused_403", "Bạn không được làm việc này với bài này.", "You may not do this.");
    add("refused_404", "Không còn ở đây nữa: có thể đã bị xóa.", "It may have been deleted.");
    add(
        "refused_409",
        "Chưa làm được, vì có người vừa thay đổi hoặc bài đang ở trạng thái khác. Hãy mở lại bài.",
        "It was changed meanwhile, or is in another state: open it again.");
    add("refused_413", "Nội dung quá lớn.", "That is too large.");
    add(
        "refused_422",
        "Bài chưa đăng được: còn mục phải điền, hoặc còn ảnh chưa tải lên xong.",
        "It cannot be published yet: a field is empty, or a photo is still on its way.");
    add("refused_429", "Máy chủ đang bận: hãy thử lại sau ít phút.", "Busy: try again later.");
    add(
        "refused_500",
        "Máy chủ đang gặp lỗi: hãy thử lại. Chữ bạn viết vẫn còn nguyên.",
        "The server failed: try again. Your text is still here.");
    add("offline", "Không kết nối được với máy chủ.", "The server could not be reached.");
    add(
        "expired",
        "Phiên đăng nhập đã hết. Hãy đăng nhập lại trong cửa sổ mới: bài viết được giữ nguyên ở đây.",
        "Your sign-in has expired. Sign in again in a new window: your text stays here.");
    add("later", "Để sau", "Later");
    add("cancel", "Thôi", "Cancel");
    add("close", "Đóng", "Close");
    add("delete", "Xóa", "Delete");
    add("save", "Lưu", "Save");
    add("copy", "Sao chép", "Copy");
    add("copied", "Đã sao chép.", "Copied.");
    add("show", "Xem", "Show");
    add("more", "Xem thêm", "Show more");
    add("up", "Lên", "Move up");
    add("down", "Xuống", "Move down");

    // The list
    add("articles", "Bài viết", "Articles");
    add("article", "Bài đang viết", "The open article");
    add("state", "Trạng thái", "State");
    add("lastSaved", "Lưu lần cuối", "Last saved");
    add("newArticle", "Bài mới", "New article");
    add("fromFile", "Từ tệp Word, Markdown, HTML", "From a Word, Markdown or HTML file");
    add("find", "Tìm theo tiêu đề", "Find by title");
    add("tab_mine", "Nháp của tôi", "My drafts");
    add("tab_submitted", "Chờ duyệt", "Handed in");
    add("tab_scheduled", "Hẹn giờ", "Scheduled");
    add("tab_published", "Đã đăng", "Published");
    add("tab_withdrawn", "Đã gỡ", "Withdrawn");
    add("tab_all", "Tất cả", "All");
    add("is_draft", "Bản nháp", "Draft");
    add("is_submitted", "Chờ duyệt", "Handed in");
    add("is_scheduled", "Hẹn giờ", "Scheduled");
    add("is_published", "Đã đăng", "Published");
    add("is_withdrawn", "Đã gỡ", "Withdrawn");
    add("none", "Chưa có gì ở đây.", "Nothing here.");
    add("noneFound", "Không tìm thấy bài nào.", "No article was found.");
    add("untitled", "(chưa có tiêu đề)", "(untitled)");
    add("leftHere", "Chưa lưu, còn giữ trong trình duyệt này", "Not saved, kept in this browser");
    add("keptAt", "giữ lúc {0}", "kept at {0}");
    add("goOn", "Viết tiếp", "Go on writing");
    add("discard", "Bỏ", "Discard");

    // Writing
    add("backToDesk", "Về tòa soạn", "Back to the newsroom");
    add("title", "Tiêu đề", "Title");
    add("lead", "Sa-pô", "Lead");
    add("section", "Chuyên mục", "Section");
    add("chooseSection", "(chọn chuyên mục)", "(choose a section)");
    add("authors", "Tác giả, theo thứ tự ký tên", "Authors, in byline order");
    add("author", "Tên tác giả", "Name of an author");
    add("addAuthor", "Thêm tác giả", "Add an author");
    add("removeAuthor", "Bỏ tác giả này", "Remove this author");
    add("authorAt", "{0}: vị trí {1}", "{0}: place {1}");
    add("tags", "Từ khóa", "Tags");
    add("tagsHint", "Cách nhau bằng dấu phẩy.", "Separated by commas.");
    add("source", "Nguồn", "Source");
    add("body", "Nội dung", "Body");
    add(
        "bodyHint",
        "Alt+F10: thanh công cụ. Có thể dán từ Word, Google Docs và thả ảnh vào bài.",
        "Alt+F10: toolbar. Paste from Word or Google Docs, and drop photos into the text.");
    add("saving", "Đang lưu…", "Saving...");
    add("savedAt", "Đã lưu lúc {0}", "Saved at {0}");
    add("notYet", "Có thay đổi chưa lưu", "Not saved yet");
    add(
        "notSavedYet",
        "Bài chưa lưu được lên máy chủ: hãy thử lại.",
        "The article is not saved on the server yet: try again.");
    add(
        "keptHere",
        "Chưa lưu được lên máy chủ; còn giữ trong trình duyệt này",
        "Not on the server; kept in this browser");
    add(
        "noRoom",
        "Trình duyệt hết chỗ giữ bản nháp: đừng đóng trang này trước khi lưu xong.",
        "This browser has no room left to keep your text: do not close this page before it is saved.");
    add(
        "restored",
        "Đã khôi phục phần chưa lưu, giữ lúc {0}.",
        "Restored what was not saved, kept at {0}.");
    add(
        "leaveUnsaved",
        "Có phần chưa lưu lên máy chủ; nó vẫn được giữ trong trình duyệt này. Vẫn đăng xuất?",
        "Something is not saved on the server; it stays kept in this browser. Sign out all the same?");
    add("alsoHere", "{0} cũng đang mở bài này.", "{0} also has this article open.");

    // The editor
    add("formatting", "Định dạng", "Formatting");
    add("photo", "Ảnh", "Photo");
    add("addPhotos", "Thêm ảnh", "Add photos");
    add("heading2", "Tiêu đề mục", "Heading");
    add("heading3", "Tiêu đề mục nhỏ", "Subheading");
    add("bold", "Đậm", "Bold");
    add("italic", "Nghiêng", "Italic");
    add("underline", "Gạch chân", "Underline");
    add("bullets", "Danh sách", "Bullets");
    add("numbers", "Danh sách đánh số", "Numbered list");
    add("quote", "Trích dẫn", "Quote");
    add("link", "Liên kết", "Link");
    add("linkAddress", "Địa chỉ liên kết", "Address of the link");
    add("setLink", "Đặt liên kết", "Set the link");
    add("removeLink", "Bỏ liên kết", "Remove the link");
    add("table", "Bảng", "Table");
    add("addRow", "Thêm hàng", "Add row");
    add("addColumn", "Thêm cột", "Add column");
    add("deleteRow", "Xóa hàng", "Delete row");
    add("deleteColumn", "Xóa cột", "Delete column");
    add("headerRow", "Hàng đầu đề", "Header row");
    add("deleteTable", "Xóa bảng", "Delete table");
    add("undo", "Hoàn tác", "Undo");
    add("redo", "Làm lại", "Redo");
    add("caption", "Chú thích ảnh", "Caption");
    add("credit", "Ảnh của ai", "Credit");
    add("alt", "Mô tả ảnh cho người không nhìn thấy", "Alternative text");
    add("altHint", "Trong ảnh có gì?", "What does the photo show?");
    add("removePhoto", "Bỏ ảnh", "Remove the photo");
    add("uploading", "Đang tải ảnh lên", "Uploading the photo");
    add(
        "uploadFailed",
        "{0}: chưa tải lên được. Hãy kiểm tra kết nối rồi thử lại.",
        "{0}: the upload failed. Check the connection and try again.");
    add(
        "uploadRefused",
        "{0}: máy chủ không nhận tệp này.",
        "{0}: the server did not take this file.");
    add(
        "photoGone",
        "Ảnh này chưa tải lên xong: hãy bỏ đi và thêm lại.",
        "This photo was not uploaded to the end: remove it and add it again.");
    add(
        "photoHeic",
        "{0}: ảnh HEIC chưa dùng được. Trên iPhone: Cài đặt, Camera, Định dạng, chọn Tương thích nhất; hoặc gửi ảnh cho mình dạng JPEG.",
        "{0}: HEIC photos cannot be used. On an iPhone: Settings, Camera, Formats, Most Compatible; or save it as JPEG.");
    add(
        "photoType",
        "{0}: chỉ nhận ảnh JPEG, PNG và WebP.",
        "{0}: photos may be JPEG, PNG or WebP.");
    add("photoSize", "{0}: ảnh lớn hơn 25 MB.", "{0}: the photo is larger than 25 MB.");
    add(
        "photoSlow",
        "Ảnh mãi chưa xử lý xong: hãy bỏ đi và thêm lại.",
        "The photo is taking too long: remove it and add it again.");
    add(
        "photosUnderWay",
        "Ảnh đang tải lên: hãy đợi một chút.",
        "Photos are still on their way: wait a moment.");
    add(
        "picturesLost",
        "{0} ảnh không nằm trong phần đã dán. Hãy thêm ảnh từ tệp bằng nút Ảnh, hoặc thả tệp .docx vào tòa soạn.",
        "{0} pictures were not in what was pasted. Add them from files with the Photo button, or drop the .docx file on the newsroom.");
    add(
        "dropInText",
        "Hãy thả ảnh vào nội dung của một bài đang mở.",
        "Drop photos into the body of an open article.");

    // Files
    add(
        "fileType",
        "Chỉ nhận tệp .docx, .md và .html.",
        "Only .docx, .md and .html files are taken.");
    add("fileSize", "Tệp lớn hơn 25 MB.", "The file is larger than 25 MB.");
    add("fileUploading", "{0}: đang tải lên, {1} %", "{0}: uploading, {1} %");
    add("fileReading", "{0}: đang đọc…", "{0}: reading...");
    add("filesMade", "Đã tạo {0} bản nháp.", "Drafts made: {0}.");
    add("importedFrom", "Cần xem lại từ tệp {0}", "To look at, from the file {0}");
    add("haveRead", "Đã xem", "I have read this");
    add(
        "pictureElsewhere",
        "Ảnh của trang khác. Người đọc chỉ thấy liên kết, cho đến khi ảnh được lấy vào:",
        "A picture of another site. Readers see a link only, until it is taken in:");
    add("takeIn", "Lấy ảnh vào", "Take the picture in");
    add(
        "pictureKept",
        "{0} không cho lấy ảnh. Hãy mở liên kết, sao chép hoặc lưu ảnh, rồi thêm vào đây.",
        "{0} does not give the picture away. Open the link, copy or save the picture, and add it here.");
    add(
        "pictureLeft",
        "Ảnh {0}: còn ở trang khác, người đọc chỉ thấy liên kết",
        "Photo {0}: still at another site, readers see a link only");
    add("sizing", "Đang xử lý ảnh…", "The photo is being sized...");

    // Publishing
    add("publication", "Đăng bài", "Publication");
    add("submit", "Gửi duyệt", "Hand in");
    add("handedIn", "Đã gửi duyệt.", "Handed in.");
    add("publishAt", "Đăng lúc (bỏ trống: ngay bây giờ)", "Publish at (empty: now)");
    add("publishUntil", "Gỡ lúc (bỏ trống: không gỡ)", "Take down at (empty: never)");
    add("zone", "Giờ của trang:", "The site's time:");
    add("publishNow", "Đăng ngay", "Publish now");
    add("publishAgain", "Đăng bản mới", "Publish this version");
    add("schedule", "Hẹn giờ đăng", "Schedule");
    add("isPublished", "Đã đăng.", "Published.");
    add("isScheduled", "Sẽ đăng lúc {0}.", "It will appear at {0}.");
    add("publishedAt", "đăng lúc {0}", "published at {0}");
    add("scheduledFor", "sẽ đăng lúc {0}", "appears at {0}");
    add("endsAt", "gỡ lúc {0}", "ends at {0}");
    add("writtenBy", "của {0}", "by {0}");
    add(
        "ahead",
        "Bạn đọc chưa thấy những thay đổi sau lần đăng: hãy đăng bản mới.",
        "Readers do not see the changes since it was published: publish this version.");
    add("open", "Mở bài trên trang", "Open on the site");
    add("withdraw", "Gỡ bài", "Withdraw");
    add("notice", "Lý do gỡ, bạn đọc sẽ thấy", "Notice, shown to readers");
    add(
        "withoutNotice",
        "Gỡ bài mà không nói lý do với bạn đọc?",
        "Withdraw it without a notice to readers?");
    add("isWithdrawn", "Đã gỡ bài.", "Withdrawn.");
    add("deleteThis", "Xóa hẳn bài này?", "Delete this article for good?");
    add("isDeleted", "Đã xóa bài.", "The article was deleted.");
    add(
        "missing",
        "Trước khi người khác đọc được, hãy điền: {0}.",
        "Before others may read it, fill in: {0}.");
    add("warnings", "Ảnh còn thiếu chữ", "Photos that lack words");
    add("altMissing", "Ảnh {0}: thiếu mô tả", "Photo {0}: no alternative text");
    add("captionMissing", "Ảnh {0}: thiếu chú thích", "Photo {0}: no caption");
    add(
        "warningsFirst",
        "Ảnh còn thiếu chữ cho người đọc và cho người không nhìn thấy:",
        "Photos lack words for readers and for those who cannot see them:");
    add("fillIn", "Điền thêm", "Fill them in");
    add("submitAnyway", "Cứ gửi duyệt", "Hand in anyway");
    add("publishAnyway", "Cứ đăng", "Publish anyway");
    add("preview", "Xem trước", "Preview");
    add("previewLink", "Đường dẫn xem trước", "Link of the preview");
    add("openPreview", "Mở bản xem trước", "Open the preview");
    add(
        "previewUntil",
        "Ai có đường dẫn đều xem được, đến {0}.",
        "Whoever has the link can see it, until {0}.");

    // History
    add("history", "Lịch sử", "History");
    add("chooseRevision", "Chọn một bản để xem.", "Choose a version to see it.");
    add("older", "Bản cũ hơn", "Older versions");
    add("did_created", "Tạo bài", "Created");
    add("did_saved", "Lưu", "Saved");
    add("did_submitted", "Gửi duyệt", "Handed in");
    add("did_published", "Đăng", "Published");
    add("did_scheduled", "Hẹn giờ", "Scheduled");
    add("did_withdrawn", "Gỡ", "Withdrawn");
    add("did_deleted", "Xóa", "Deleted");
    add("revisionOf", "Bản {0} của {1}, {2}", "Version {0} by {1}, {2}");
    add(
        "compareHint",
        "Từ bản ấy đến bản đang mở: gạch ngang là đã bỏ, gạch chân là đã thêm.",
        "From that version to the open one: struck out is gone, underlined is new.");
    add(
        "noDifference",
        "Bản ấy giống hệt bản đang mở.",
        "That version is the same as the open one.");
    add("wholeText", "Toàn văn bản ấy", "The whole text of that version");
    add("restore", "Khôi phục bản này", "Restore this version");
    add(
        "restoreThis",
        "Đưa bản {0} trở lại? Bản hiện nay vẫn nằm trong lịch sử.",
        "Bring version {0} back? The present one stays in the history.");
    add("isRestored", "Đã đưa bản cũ trở lại.", "The older version is back.");

    // Two at once
    add("conflict", "Có người vừa lưu cùng bài này", "Somebody saved this article meanwhile");
    add(
        "conflictAbout",
        "{0} đã lưu lúc {1}. Chưa có gì bị ghi đè: hãy chọn, hoặc sửa thành bản chung.",
        "{0} saved it at {1}. Nothing was overwritten: choose, or edit what shall stand.");
    add("bothChanged", "(cả hai đã sửa)", "(changed by both)");
    add(
        "bothTogether",
        "(cả hai đã sửa ở chỗ khác nhau: đã ghép dưới đây)",
        "(changed by both in different places: brought together below)");
    add(
        "bothBelow",
        "(cả hai đã sửa: dưới đây của tôi đứng trước, của người kia đứng sau; hãy sửa lại)",
        "(changed by both: mine stands first below, theirs after it; edit it)");
    add(
        "chooseFirst",
        "Còn chỗ cả hai đã sửa: hãy chọn một bản hoặc viết lại.",
        "Some fields were changed by both: choose one, or write it anew.");
    add("onlyTheirs", "(chỉ người kia sửa)", "(changed by them alone)");
    add("itWas", "Trước đó", "What it was");
    add("theirs", "Của {0}", "{0}'s");
    add("mine", "Của tôi", "Mine");
    add("takeMine", "Lấy của tôi", "Take mine");
    add("takeTheirs", "Lấy của người kia", "Take theirs");
    add("result", "bản sẽ lưu", "what will be saved");
    add("saveThis", "Lưu bản này", "Save this");
    add("broughtTogether", "Đã ghép với bản của {0}.", "Brought together with the version of {0}.");

    // Settings
    add("settings", "Cài đặt", "Settings");
    add("siteName", "Tên trang", "Name of the site");
    add("sections", "Chuyên mục, theo thứ tự", "Sections, in order");
    add("sectionTitle", "Tên chuyên mục", "Title of the section");
    add("sectionName", "Địa chỉ (chữ thường không dấu)", "Address (plain lower case)");
    add("addSection", "Thêm chuyên mục", "Add a section");
    add("removeSection", "Bỏ chuyên mục này", "Remove this section");
    add("accent", "Màu nhấn", "Accent colour");
    add("ownAccent", "Dùng màu riêng", "Use a colour of our own");
    add("contact", "Liên hệ", "Contact");
    add("licence", "Giấy phép", "Licence line");
    add("archive", "Bản lưu toàn bộ", "Archive");
    add(
        "archiveHint",
        "Tải về mọi bài, mọi phiên bản, ảnh, cài đặt và con số, thành các tệp zip; hoặc đưa các tệp ấy"
            + " vào một báo còn trống. Tài khoản người dùng không đi theo.",
        "Every article with its versions, photos, settings and numbers as zip files; or those files"
            + " into an empty portal. People's accounts do not come along.");
    add("export", "Tải về toàn bộ", "Download everything");
    add("import", "Đưa bản lưu vào…", "Take an archive in");
    add("waiting", "Đang làm…", "Working");
    add("exporting", "Đã tải {0} phần…", "{0} parts so far");
    add(
        "exported",
        "Xong: {0} tệp. Hãy giữ tất cả ở một chỗ.",
        "Done: {0} files. Keep all of them in one place.");
    add("importing", "Đang đưa vào: phần {0} trên {1}…", "Taking in part {0} of {1}");
    add("imported", "Bản lưu đã vào đủ.", "All of the archive is here.");
    add("partsMissing", "Còn thiếu các phần: {0}.", "These parts are still missing: {0}.");
    add(
        "lastMissing",
        "Các phần này đã vào; phần cuối vẫn chưa có.",
        "These parts are here; the last part is still missing.");
    add("settingsSaved", "Đã lưu cài đặt.", "The settings are saved.");
    add(
        "settingsStale",
        "{0} Hãy tải lại trang để xem cài đặt mới.",
        "{0} Load the page anew to see the settings of now.");
    add("baseline", "Số lượt truy cập ban đầu", "Visits before the count began");
    add(
        "baselineHint",
        "Cộng vào tổng số, chẳng hạn số của trang cũ.",
        "Added to the total: the old site's number, for instance.");
    add("asOf", "Tính đến ngày", "As of");

    // Numbers
    add("numbersPage", "Số liệu", "Numbers");
    add("from", "Từ ngày", "From");
    add("to", "Đến ngày", "To");
    add("csv", "Tải CSV", "Download CSV");
    add("day", "Ngày", "Day");
    add("visits", "Lượt truy cập", "Visits");
    add("views", "Lượt xem", "Views");
    add("sum", "Tổng", "Sum");
    add("dropped", "Không tính: {0}", "Not counted: {0}");
    add("dropped_bot", "máy đọc", "bots");
    add("dropped_prefetch", "trình duyệt tải trước", "pages loaded ahead");
    add("dropped_origin", "gửi từ trang khác", "sent from other sites");
    add("dropped_staff", "người làm báo", "newsroom");
    add("dropped_articles", "quá 200 bài một phiên", "over 200 articles in a session");
    add("dropped_token", "trang giả hoặc quá hai ngày", "forged pages, or over two days old");
    add("dropped_rate", "quá nhiều phiên từ một địa chỉ", "too many sessions from one address");
    add("recount", "Đếm lại", "Recount");
    add("recountDay", "Đếm lại ngày {0}", "Recount {0}");
    add("recounting", "Đang đếm lại ngày {0}…", "Recounting {0}...");
    add("recountRight", "Ngày {0}: mọi số đều đúng.", "{0}: every number is right.");
    add("recountDiffers", "Ngày {0}: {1} số khác nhau.", "{0}: {1} numbers differ.");
    add("recountRepaired", "Ngày {0}: đã sửa {1} số.", "{0}: {1} numbers were repaired.");
    add(
        "recountUnsettled",
        "Một phần của ngày này có thể còn đang trên đường vào số liệu.",
        "Some of this day may still be on its way into the numbers.");
    add("others", "{0} bài khác", "{0} other articles");
    add("repair", "Sửa số", "Repair");
    add("repairDay", "Ghi số đếm lại của ngày {0}?", "Write the recounted numbers of {0}?");
    add("unused", "Ảnh không dùng", "Unused photos");
    add("unusedHint", "Không bài nào dùng sau 30 ngày.", "No article has used them for 30 days.");
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
