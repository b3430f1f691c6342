package bantin.engines;

/** Error in the template. The message is one sentence for the person who edits the template. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TemplateException(String sentence) {
    super(sentence);
  }

  TemplateException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
