package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People at the desk stay signed in, and stay where they were. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class StayingStoryTest {
  private static final String SIGNED_IN = "#places:not([hidden])";
  private static final String LANGUAGE = "header .links a[lang]";

  private final Newspaper newspaper;

  StayingStoryTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  @Test
  void changesTheLanguageWithoutSigningInAgain(Window window) {
    ObjectNode article = newspaper.publish(Newspaper.article("Ở lại khi đổi tiếng"));
    String place = "#article/" + article.path("id").asText();
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, place)) {
      Page page = clerk.page();
      page.click(LANGUAGE);
      page.waitForSelector("html[lang=en]");
      page.waitForSelector(SIGNED_IN);
      awaitTitle(page, "Ở lại khi đổi tiếng");
      assertThat(page.textContent("#message-text")).isEmpty();
      assertThat(page.url()).isEqualTo(newspaper.at("/admin" + place).toString());
    }
  }

  @Test
  void reloadsAndComesBackFromPublicPagesToTheSamePlace(Window window) {
    ObjectNode article = newspaper.publish(Newspaper.article("Ở lại khi tải lại"));
    String place = "#article/" + article.path("id").asText();
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, place)) {
      Page page = clerk.page();
      page.reload();
      page.waitForSelector(SIGNED_IN);
      awaitTitle(page, "Ở lại khi tải lại");
      page.click(".bar a[href='/']");
      page.waitForSelector("body > footer");
      page.goBack();
      page.waitForSelector(SIGNED_IN);
      awaitTitle(page, "Ở lại khi tải lại");
    }
  }

  @Test
  void keepsListAndSearch(Window window) {
    for (int i = 0; i < 30; i++) {
      newspaper.draft(Newspaper.article("Trong danh sách dài " + i));
    }
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, "")) {
      Page page = clerk.page();
      page.click("#tab-all");
      page.fill("#find", "danh sách dài");
      page.waitForCondition(() -> page.url().contains("#desk/all/danh"));
      page.waitForCondition(() -> page.locator("#list a").count() == 30);
      page.reload();
      awaitList(page);
      page.click(".bar a[href='/']");
      page.waitForSelector("body > footer");
      page.goBack();
      awaitList(page);
    }
  }

  private static void awaitList(Page page) {
    page.waitForSelector("#tab-all[aria-selected=true]");
    page.waitForCondition(() -> page.locator("#list a").count() == 30);
    assertThat(page.inputValue("#find")).isEqualTo("danh sách dài");
  }

  @Test
  void takesTheSignInIntoASecondTabUntilSomebodySignsOut(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, "")) {
      Page second = clerk.browser().newPage();
      second.navigate(newspaper.at("/admin").toString());
      second.waitForSelector(SIGNED_IN);
      assertThat(second.textContent("#person")).isEqualTo(Newspaper.EDITOR);
      second.click("#sign-out");
      second.locator("#sign-in").waitFor();
      clerk.page().locator("#sign-in-again").waitFor();
      Page third = clerk.browser().newPage();
      third.navigate(newspaper.at("/admin").toString());
      third.locator("#sign-in").waitFor();
    }
  }

  @Test
  void opensThePublicPageInATab(Window window) {
    ObjectNode article = newspaper.publish(Newspaper.article("Mở bên cạnh"));
    String place = "#article/" + article.path("id").asText();
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, place)) {
      Page page = clerk.page();
      Page tab = page.waitForPopup(() -> page.click("#open"));
      assertThat(tab.locator("h1").textContent()).isEqualTo("Mở bên cạnh");
      assertThat(tab.evaluate("opener")).isNull();
      awaitTitle(page, "Mở bên cạnh");
    }
  }

  private static void awaitTitle(Page page, String title) {
    page.waitForSelector("#article:not([hidden])");
    page.waitForCondition(() -> page.inputValue("#title").equals(title));
  }
}
