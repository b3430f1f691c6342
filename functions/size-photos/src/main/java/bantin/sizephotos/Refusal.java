package bantin.sizephotos;

import bantin.photo.AttachmentFile;
import bantin.photo.AttachmentType;
import bantin.photo.PhotoFault;

/**
 * Refusal of an upload. The message is a code, a colon and advice in English, as the photo's record
 * keeps it. The desk's functions say the advice in the language of their caller.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  Refusal(PhotoFault fault, Object... values) {
    super(sentence(fault.code(), fault.english(), values));
  }

  Refusal(AttachmentFile.Fault fault, AttachmentType type) {
    super(sentence(fault.code(), fault.english(), type));
  }

  private static String sentence(String code, String english, Object... values) {
    String filled = english;
    for (int i = 0; i < values.length; i++) {
      filled = filled.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return code + ": " + filled;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
