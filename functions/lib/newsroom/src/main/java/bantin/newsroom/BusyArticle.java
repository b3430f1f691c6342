package bantin.newsroom;

/** Failure of a change because other transactions kept writing the article. */
public final class BusyArticle extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BusyArticle(Throwable cause) {
    super("Other transactions keep writing the article", cause);
  }
}
