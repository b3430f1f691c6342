package bantin.manuscript;

import java.util.List;

/** Refusal of a text that cannot be kept as it is. */
public final class UnfitText extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final transient List<String> values;
  private final transient List<String> pictures;

  UnfitText(Fault fault, String... values) {
    this(fault, List.of(), values);
  }

  UnfitText(Fault fault, List<String> pictures, String... values) {
    super(fault + ": " + String.join(", ", values), null, false, false);
    this.fault = fault;
    this.values = List.of(values);
    this.pictures = List.copyOf(pictures);
  }

  /**
   * Fault of a text, with a sentence for its writer in both languages. Values replace {0}, {1} and
   * {2}.
   */
  public enum Fault {
    /** Values: the character with its name, the character's number, and the text around it. */
    DIRECTION(
        "It holds the character {0}, which turns the direction of text, in “{2}”: remove it. Where"
            + " you cannot see it, delete the words around it and type them again.",
        "Có ký tự {1} làm đảo chiều chữ, ở “{2}”: hãy xóa đi. Nếu không nhìn thấy, hãy xóa các chữ"
            + " quanh đó rồi gõ lại."),
    /** Values as for the direction. */
    UNSHOWN(
        "It holds the character {0}, which cannot be shown, in “{2}”: remove it. Where you cannot"
            + " see it, delete the words around it and type them again.",
        "Có ký tự {1} không hiển thị được, ở “{2}”: hãy xóa đi. Nếu không nhìn thấy, hãy xóa các"
            + " chữ quanh đó rồi gõ lại."),
    /** Values: the text's bytes, and the greatest number. */
    TOO_LONG(
        "It has {0} bytes, and at most {1} (300 KB) are allowed: split the article.",
        "Nội dung dài {0} byte, chỉ được tối đa {1} (300 KB): hãy chia thành nhiều bài."),
    /** Value: the elements, some with an attribute. */
    ELEMENTS(
        "It may not hold {0}: remove it, or write < as &lt; where you mean the sign itself.",
        "Không được chứa {0}: hãy bỏ đi, hoặc viết < thành &lt; nếu muốn hiện chính dấu ấy."),
    /** Value: the elements with the attribute. */
    ADDRESSES(
        "An address in {0} may not stand on a page: write one with https, http, mailto or tel.",
        "Có địa chỉ trong {0} không dùng được trên trang: hãy dùng https, http, mailto hoặc tel."),
    LOST_TEXT(
        "Some of its text stands where a page would not show it: check that every tag is closed,"
            + " and write < as &lt; where you mean the sign itself.",
        "Có chữ nằm ở chỗ mà trang không hiển thị: hãy xem mọi thẻ đã đóng chưa, và viết < thành"
            + " &lt; nếu muốn hiện chính dấu ấy."),
    /** Value: the pictures' addresses. */
    PICTURES(
        "It shows pictures that do not lie on this site ({0}), and other sites would learn of every"
            + " reader: send each as a photo (POST /api/admin/photos) and write its path, or write"
            + " a link to it.",
        "Nội dung có ảnh không nằm trên trang này ({0}), người đọc sẽ bị trang khác theo dõi: hãy"
            + " thêm từng ảnh bằng nút Ảnh, hoặc để liên kết.");

    private final String english;
    private final String vietnamese;

    Fault(String english, String vietnamese) {
      this.english = english;
      this.vietnamese = vietnamese;
    }

    public String english() {
      return english;
    }

    public String vietnamese() {
      return vietnamese;
    }
  }

  public Fault fault() {
    return fault;
  }

  /** Values of the fault's sentence. */
  public List<String> values() {
    return values;
  }

  /** Addresses of the pictures that may not be shown; empty where the text has another fault. */
  public List<String> pictures() {
    return pictures;
  }
}
