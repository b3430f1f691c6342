package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each paragraph is read in the direction of its own letters, at the desk and on the page. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class DirectionStoryTest {
  /** Side of the paragraph at which its text begins: {@code left} or {@code right}. */
  private static final String SIDE =
      """
      paragraph => {
        const text = document.createRange();
        text.selectNodeContents(paragraph);
        const inner = text.getBoundingClientRect();
        const outer = paragraph.getBoundingClientRect();
        return inner.left - outer.left < 1 ? 'left' : outer.right - inner.right < 1 ? 'right' : 'none';
      }
      """;

  @Test
  void setsAParagraphInAnotherDirectionAtItsOwnSide(Newspaper newspaper, Window window) {
    var article = Newspaper.article("Hai chiều chữ");
    article.put("body", "<p>Chào bà con.</p><p>مرحبا بكم</p>");
    var published = newspaper.publish(article);
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = context.newPage();
      page.navigate(newspaper.at(published.path("url").asText()).toString());
      assertThat(side(page, ".body p", "Chào")).isEqualTo("left");
      assertThat(side(page, ".body p", "مرحبا")).isEqualTo("right");
    }
    String place = "#article/" + published.path("id").asText();
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, place)) {
      clerk.await(Clerk.BODY, "Chào");
      assertThat(side(clerk.page(), Clerk.BODY + " p", "Chào")).isEqualTo("left");
      assertThat(side(clerk.page(), Clerk.BODY + " p", "مرحبا")).isEqualTo("right");
    }
  }

  private static Object side(Page page, String paragraphs, String text) {
    return page.locator(paragraphs, new Page.LocatorOptions().setHasText(text)).evaluate(SIDE);
  }
}
