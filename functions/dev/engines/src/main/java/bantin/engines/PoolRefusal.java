package bantin.engines;

/**
 * Refusal of a request to a {@link UserPool}, with the type and the sentence that Cognito gives.
 */
final class PoolRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;

  PoolRefusal(String type, String sentence) {
    super(sentence, null, false, false);
    this.type = type;
  }

  String type() {
    return type;
  }
}
