package bantin.page;

/**
 * Script in the head of every page. It runs before the first paint, so that nothing moves: it
 * restores the reader's text size, and chooses between the system's share sheet and links. As a
 * part of the page it costs no request.
 */
public final class HeadScript {
  public static final String TEXT =
      "{const d=document.documentElement.dataset;d.share=navigator.share?'sheet':'links';"
          + "try{d.text=localStorage.text??0}catch{}}";

  private static final String SOURCE = PolicySource.of(TEXT);

  private HeadScript() {}

  /** Content security policy that allows this script, and nothing else inline. */
  static String policy(String policy) {
    return policy.replace("script-src 'self'", "script-src 'self' " + SOURCE);
  }
}
