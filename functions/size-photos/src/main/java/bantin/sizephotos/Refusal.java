package bantin.sizephotos;

import bantin.photo.UploadFault;

/**
 * Refusal of an upload. The message is a code, a colon and advice in English, as the photo's record
 * keeps it. The desk's functions say the advice in the language of their caller.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  Refusal(UploadFault fault, Object... values) {
    super(fault.code() + ": " + filled(fault.english(), values));
  }

  private static String filled(String english, Object... values) {
    String filled = english;
    for (int i = 0; i < values.length; i++) {
      filled = filled.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return filled;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
