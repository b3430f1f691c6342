package bantin.sizephotos;

/** Refusal of an upload. The message is a code, a colon and advice. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  Refusal(String code, String sentence) {
    super(code + ": " + sentence);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
