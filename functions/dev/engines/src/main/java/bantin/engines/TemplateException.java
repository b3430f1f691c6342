package bantin.engines;

/** The template cannot be used as it is; the message is one sentence for whoever edits it. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TemplateException(String sentence) {
    super(sentence);
  }

  TemplateException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
