package bantin.local;

/** The portal does not start; the message is one sentence that says why. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartException(String sentence) {
    super(sentence);
  }

  StartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
