package bantin.stories;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** Somebody at the desk, in a browser of their own. */
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

  /** Signed in, at that place of the desk: {@code #article/new}, or nothing for the lists. */
  static Clerk at(Newspaper newspaper, Window window, String person, String place) {
    return at(newspaper, window.reader(1280, false), person, place);
  }

  static Clerk at(Newspaper newspaper, BrowserContext browser, String person, String place) {
    Clerk clerk = new Clerk(newspaper, browser);
    clerk.signIn(person, place);
    return clerk;
  }

  void signIn(String person, String place) {
    page.navigate(newspaper.at("/admin" + place).toString());
    page.click("#sign-in");
    // The provider may still know who it is.
    page.waitForSelector("input[name=username], #places:not([hidden])");
    if (page.isVisible("input[name=username]")) {
      page.fill("input[name=username]", person);
      page.fill("input[name=password]", person);
      page.press("input[name=password]", "Enter");
      page.waitForSelector("#places:not([hidden])");
    }
  }

  /** In the same browser; {@link #page} is the new one from now on. */
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

  /** What the page's console, its policy and the network complained of. */
  List<String> complaints() {
    return complaints;
  }

  /** Copied in another tab, as from Word, and pasted with the keyboard. */
  void paste(String html) {
    copy(context, html);
    page.bringToFront();
    page.click(BODY);
    page.keyboard().press("Control+v");
  }

  /** Into the clipboard, with all that its writer put into it. */
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

  /** At the end of the body. */
  void write(String text) {
    page.click(BODY);
    page.keyboard().press("Control+End");
    page.keyboard().type(text);
  }

  /** Waits until the server has what is written; the article's id. */
  String saved() {
    page.locator("#save-state", new Page.LocatorOptions().setHasText("Đã lưu lúc")).waitFor();
    return page.url().substring(page.url().lastIndexOf('/') + 1);
  }

  void await(String selector, String text) {
    page.locator(selector, new Page.LocatorOptions().setHasText(text)).first().waitFor();
  }

  /** The working copy as the server has it. */
  ObjectNode copy(String id) {
    String token = newspaper.token(Newspaper.EDITOR);
    return newspaper.send("GET", Newspaper.ARTICLES + "/" + id, token, null).expect(200).json();
  }

  @Override
  public void close() {
    context.close();
  }
}
