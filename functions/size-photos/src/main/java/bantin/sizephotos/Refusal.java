package bantin.sizephotos;

/** An upload that is no photo for readers; the message is a code, a colon and what to do. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  Refusal(String code, String sentence) {
    super(code + ": " + sentence);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
