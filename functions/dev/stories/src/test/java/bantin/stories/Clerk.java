package bantin.stories;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** Person at the desk, in a browser of their own. */
final class Clerk implements AutoCloseable {
  static final String BODY = "#body .ProseMirror";

  private final Newspaper newspaper;
  private final BrowserContext context;
  private final List<String> complaints = new ArrayList<>();
  private Page page;

  private Clerk(Newspaper newspaper, BrowserContext context) {
    this.newspaper = newspaper;
    this.context = context;
    this.page = newPage();
  }

  private Page newPage() {
    Page opened = context.newPage();
    Chromium.watch(opened, complaints);
    return opened;
  }

  /**
   * Signs a person in and opens a place of the desk.
   *
   * @param place fragment of the address such as {@code #article/new}; empty for the lists
   */
  static Clerk at(Newspaper newspaper, Window window, String person, String place) {
    return at(newspaper, window.reader(1280, false), person, place);
  }

  static Clerk at(Newspaper newspaper, BrowserContext browser, String person, String place) {
    Clerk clerk = new Clerk(newspaper, browser);
    clerk.signIn(person, place);
    return clerk;
  }

  /** Opens the place. Another tab of the browser, or the provider, may still know the person. */
  void signIn(String person, String place) {
    page.navigate(newspaper.at("/admin" + place).toString());
    page.waitForSelector("#signed-out:not([hidden]), #places:not([hidden])");
    if (page.isVisible("#sign-in")) {
      page.click("#sign-in");
      page.waitForSelector("input[name=username], #places:not([hidden])");
    }
    if (page.isVisible("input[name=username]")) {
      page.fill("input[name=username]", person);
      page.fill("input[name=password]", person);
      page.press("input[name=password]", "Enter");
      page.waitForSelector("#places:not([hidden])");
    }
  }

  /** Opens a tab in the same browser, which {@link #page} returns from now on. */
  void newTab(String person, String place) {
    page = newPage();
    signIn(person, place);
  }

  Page page() {
    return page;
  }

  BrowserContext browser() {
    return context;
  }

  /** Complaints of the page's console, its security policy and the network. */
  List<String> complaints() {
    return complaints;
  }

  /** Copies HTML in another tab, as from Word, and pastes it with the keyboard. */
  void paste(String html) {
    copy(context, html);
    page.bringToFront();
    page.click(BODY);
    page.keyboard().press("Control+v");
  }

  /** Copies HTML to the clipboard as it is. */
  static void copy(BrowserContext browser, String html) {
    try (Page word = browser.newPage()) {
      word.evaluate(
          """
          html => document.addEventListener('copy', event => {
            event.clipboardData.setData('text/html', html);
            event.clipboardData.setData('text/plain', 'text');
            event.preventDefault();
          })
          """,
          html);
      word.keyboard().press("Control+c");
    }
  }

  /** Types at the end of the body. */
  void write(String text) {
    page.click(BODY);
    page.keyboard().press("Control+End");
    page.keyboard().type(text);
  }

  /**
   * Waits until the server has the text.
   *
   * @return the article's id
   */
  String saved() {
    page.locator("#save-state", new Page.LocatorOptions().setHasText("Đã lưu lúc")).waitFor();
    return page.url().substring(page.url().lastIndexOf('/') + 1);
  }

  void await(String selector, String text) {
    page.locator(selector, new Page.LocatorOptions().setHasText(text)).first().waitFor();
  }

  /** Reads the working copy from the server. */
  ObjectNode copy(String id) {
    String token = newspaper.token(Newspaper.EDITOR);
    return newspaper.send("GET", Newspaper.ARTICLES + "/" + id, token, null).expect(200).json();
  }

  @Override
  public void close() {
    context.close();
  }

  /** Waits until the editor knows the selection. The browser tells it in a task after the key. */
  static void awaitSelection(Page page) {
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
  }
}
