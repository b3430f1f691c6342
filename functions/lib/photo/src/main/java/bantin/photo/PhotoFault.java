package bantin.photo;

/**
 * Reason for which no photo is made of an upload, with a sentence in both languages. Values replace
 * {0} and {1}, which stand in this order in English.
 */
public enum PhotoFault implements UploadFault {
  SIZE(
      "size",
      "The file has more than 25 MB: make it smaller.",
      "Tệp lớn hơn 25 MB: hãy thu nhỏ lại."),
  HEIC(
      "type",
      "This is a HEIC photo: have the phone save photos as JPEG (on an iPhone: Settings, Camera,"
          + " Formats, Most Compatible).",
      "Đây là ảnh HEIC: hãy để điện thoại lưu ảnh thành JPEG (trên iPhone: Cài đặt, Camera, Định"
          + " dạng, Tương thích nhất)."),
  TYPE(
      "type",
      "This is no JPEG, PNG or WebP photo, whatever its name says.",
      "Đây không phải ảnh JPEG, PNG hoặc WebP, dù tên tệp thế nào."),
  BROKEN(
      "broken",
      "The file is damaged or cut off: export the photo again.",
      "Tệp bị hỏng hoặc thiếu phần cuối: hãy xuất lại ảnh."),
  /** Values: the photo's pixels in millions, and the greatest number. */
  PIXELS(
      "pixels",
      "The photo has {0} million pixels, and at most {1} are taken: make it smaller.",
      "Ảnh có {0} triệu điểm ảnh, chỉ nhận tối đa {1} triệu: hãy thu nhỏ ảnh."),
  /** Values: the longer side in pixels, and the greatest number. */
  SIDE(
      "side",
      "One side of the photo has {0} pixels, and at most {1} are taken: make it smaller or cut it"
          + " in two.",
      "Một cạnh của ảnh dài {0} điểm ảnh, chỉ nhận tối đa {1}: hãy thu nhỏ ảnh hoặc cắt làm đôi."),
  /** Values: the photo's pixels in millions, and the bits of one. */
  DEPTH(
      "depth",
      "The photo has {0} million pixels of {1} bits: save it with 8 bits a colour, or make it"
          + " smaller.",
      "Ảnh có {0} triệu điểm ảnh, mỗi điểm {1} bit: hãy lưu với 8 bit mỗi màu, hoặc thu nhỏ ảnh."),
  /** Values: the photo's pixels in millions, and its scans. */
  SCANS(
      "scans",
      "The photo has {0} million pixels in {1} scans: export it as a JPEG that is not progressive.",
      "Ảnh có {0} triệu điểm ảnh trong {1} lượt quét: hãy xuất thành JPEG không lũy tiến."),
  GONE(
      "gone",
      "The file is not there any more: upload it again.",
      "Tệp không còn ở đó nữa: hãy tải lên lại.");

  private final String code;
  private final String english;
  private final String vietnamese;

  PhotoFault(String code, String english, String vietnamese) {
    this.code = code;
    this.english = english;
    this.vietnamese = vietnamese;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String english() {
    return english;
  }

  @Override
  public String vietnamese() {
    return vietnamese;
  }
}
