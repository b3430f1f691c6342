package bantin.archive;

import java.util.List;

/** Refusal of a file that is no part of an archive. */
public final class ArchiveException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final transient List<String> values;

  ArchiveException(Fault fault, String... values) {
    super(fault + ": " + String.join(", ", values));
    this.fault = fault;
    this.values = List.of(values);
  }

  ArchiveException(Fault fault, Throwable cause, String... values) {
    super(fault + ": " + String.join(", ", values), cause);
    this.fault = fault;
    this.values = List.of(values);
  }

  /**
   * Fault of a file, with a sentence for its sender in both languages. Values replace {0} and {1}.
   */
  public enum Fault {
    NO_PART(
        "It is no part of an archive: send the zip files that the export gave, as they are.",
        "Đây không phải một phần của bản lưu trữ: hãy gửi nguyên các tệp zip mà lần xuất đã cho."),
    /** Value: the file's name. */
    TOO_MANY_FILES(
        "It holds {0} twice, or too many files.", "Tệp chứa {0} hai lần, hoặc chứa quá nhiều tệp."),
    DAMAGED(
        "It is damaged: fetch this part from the export once more.",
        "Tệp bị hỏng: hãy tải lại phần này từ nơi xuất."),
    CUT_OFF(
        "It is cut off, or something stands behind it: fetch this part once more.",
        "Tệp bị cắt mất phần cuối, hoặc có dữ liệu thừa phía sau: hãy tải lại phần này."),
    NO_MANIFEST(
        "It has no bantin.json at its end: it was cut off, or is no part of an archive.",
        "Cuối tệp không có bantin.json: tệp bị cắt mất phần cuối, hoặc không phải một phần của bản"
            + " lưu trữ."),
    TOO_LARGE(
        "It unpacks to more than any part of an archive does.",
        "Tệp giải nén ra lớn hơn mọi phần của một bản lưu trữ."),
    BEHIND_MANIFEST(
        "Something follows bantin.json: this is no part as it was written.",
        "Sau bantin.json còn dữ liệu khác: phần này không còn nguyên như khi xuất."),
    /** Value: the file's name. */
    FOREIGN_FILE(
        "It holds {0}, which archives do not contain.",
        "Tệp chứa {0}, thứ không thuộc bản lưu trữ nào."),
    /** Value: the file's name. */
    NO_ITEM("In {0} is a line that is no item.", "Trong {0} có một dòng không phải mục dữ liệu."),
    /** Value: the file's name. */
    NO_JSON("In {0} is a line that is no JSON.", "Trong {0} có một dòng không phải JSON."),
    /** Values: the archive's format, and the format that this version reads. */
    OTHER_FORMAT(
        "Another version of Bản Tin wrote this archive: its format is {0}, and this version reads"
            + " format {1}.",
        "Bản lưu trữ do một phiên bản Bản Tin khác ghi: định dạng {0}, còn phiên bản này đọc định"
            + " dạng {1}."),
    NO_NUMBER(
        "Its bantin.json does not say which part it is.",
        "Tệp bantin.json không cho biết đây là phần nào."),
    NO_TIME(
        "Its bantin.json does not say when it was written.",
        "Tệp bantin.json không cho biết bản lưu trữ được ghi lúc nào.");

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
}
