package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Parts of the desk that load after the first view: settings, versions, find and replace. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class LatePartsStoryTest {
  private static final Pattern LATER = Pattern.compile("/assets/later\\.");
  private static final String BAR = "#body .find";

  private static Newspaper newspaper;

  @BeforeAll
  static void open(Newspaper shared) {
    newspaper = shared;
  }

  @Test
  void offersToTryAgainWhereTheyCannotBeLoaded(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.ADMINISTRATOR, "")) {
      AtomicBoolean refuses = new AtomicBoolean(true);
      Page page = clerk.page();
      page.route(LATER, route -> refuseWhile(refuses.get(), route));
      page.navigate(newspaper.at("/admin#article/new").toString());
      page.reload();
      page.waitForSelector(Clerk.BODY);
      page.fill("#title", "Chưa gửi");
      page.click("#places a[href='#settings']");
      clerk.await("#message.bad", "Chưa tải được phần này");
      // The article stays open, and what is written with it.
      assertThat(page.isVisible("#title")).isTrue();
      assertThat(page.inputValue("#title")).isEqualTo("Chưa gửi");
      page.click("#message-act:text-is('Thử lại')");
      clerk.await("#message.bad", "Chưa tải được phần này");

      refuses.set(false);
      page.click("#message-act");
      page.locator("#settings #sections li").first().waitFor();
      assertThat(page.isVisible("#message")).isFalse();
      assertThat(page.url()).endsWith("#settings");
    }
  }

  @Test
  void serveWithoutAConnectionOnceThePageHasBeenOpenForAWhile(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, "")) {
      Page page = clerk.page();
      page.navigate(newspaper.at("/admin#article/new").toString());
      page.waitForResponse(LATER, page::reload).finished();
      page.waitForSelector(Clerk.BODY);
      clerk.browser().setOffline(true);
      clerk.write("Chợ phiên họp sáng nay. Chợ đông.");
      page.keyboard().press("Control+f");
      page.locator(BAR + " input[type=search]").fill("chợ");
      page.locator(".found").nth(1).waitFor(new Locator.WaitForOptions().setTimeout(10_000));
      assertThat(page.textContent(BAR + " output")).isEqualTo("1/2");
      clerk.browser().setOffline(false);
    }
  }

  @Test
  void openTheBarToFindOnceTheyAreLoadedByASecondTry(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.EDITOR, "")) {
      Page page = clerk.page();
      page.route(LATER, Route::abort);
      page.navigate(newspaper.at("/admin#article/new").toString());
      page.reload();
      page.waitForSelector(Clerk.BODY);
      clerk.write("Chợ phiên");
      page.keyboard().press("Control+f");
      clerk.await("#message.bad", "Chưa tải được phần này");
      // Writing goes on meanwhile.
      page.keyboard().type(" đông");
      assertThat(page.textContent(Clerk.BODY)).isEqualTo("Chợ phiên đông");

      page.unroute(LATER);
      page.click("#message-act");
      page.locator(BAR + " input[type=search]").fill("đông");
      page.locator(".found").waitFor();
      assertThat(page.isVisible("#message")).isFalse();
    }
  }

  private static void refuseWhile(boolean refuses, Route route) {
    if (refuses) {
      route.abort();
    } else {
      route.resume();
    }
  }
}
