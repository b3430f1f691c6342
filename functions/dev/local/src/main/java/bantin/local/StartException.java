package bantin.local;

/** Failure to start the portal. The message gives the reason in one sentence. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartException(String sentence) {
    super(sentence);
  }

  StartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
