package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences at the desk: no word and no photo is lost without being named. A few sequences
 * run each time, 200 with {@code -Pnightly}.
 */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class RandomDeskTest {
  private static final int STEPS = 14;
  private static final int USUAL = 2;
  private static final int NIGHTLY = 200;
  private static final Pattern SAVES = Pattern.compile("/api/admin/articles");

  private final Newspaper newspaper;

  RandomDeskTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Boolean.getBoolean("nightly") ? NIGHTLY : USUAL);
  }

  private enum Step {
    WRITE,
    WRITE_MORE,
    NEW_ARTICLE,
    CHANGE_NETWORK,
    RELOAD,
    CLOSE_TAB,
    SECOND_TAB,
    EXPIRE,
    FAIL_UPLOAD,
    REFUSE_SAVES
  }

  /** One sequence: what was written so far, and the state of the network and of the portal. */
  private static final class Sequence {
    final Random random;
    final Clerk clerk;
    final List<String> written = new ArrayList<>();
    final List<String> photos = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();
    boolean isOffline;

    Sequence(long seed, Clerk clerk) {
      this.random = new Random(seed);
      this.clerk = clerk;
    }

    void take(Step step) {
      steps.add(step);
      Page page = clerk.page();
      answerClashes(page);
      switch (step) {
        case WRITE, WRITE_MORE -> write();
        case NEW_ARTICLE -> {
          page.click(".strip a");
          page.waitForSelector("#desk:not([hidden])");
          page.click("#new");
          page.waitForSelector("#article:not([hidden])");
        }
        case CHANGE_NETWORK -> {
          isOffline = !isOffline;
          clerk.browser().setOffline(isOffline);
        }
        case RELOAD -> {
          goOnline();
          reload();
        }
        case CLOSE_TAB -> {
          goOnline();
          page.close();
          clerk.newTab(Newspaper.REPORTER, "");
          goOnWriting();
        }
        case SECOND_TAB -> {
          goOnline();
          clerk.newTab(Newspaper.REPORTER, "#article/new");
          clerk.page().waitForSelector("#article:not([hidden])");
        }
        case EXPIRE -> {
          goOnline();
          page.route(SAVES, route -> answer(route, 401));
          write();
          page.keyboard().press("Control+s");
          page.locator("#sign-in-again").waitFor();
          page.unroute(SAVES);
          write();
          reload();
        }
        case FAIL_UPLOAD -> failUpload();
        case REFUSE_SAVES -> {
          page.route(SAVES, route -> answer(route, 400));
          write();
          page.keyboard().press("Control+s");
          page.locator("#save-state.bad").waitFor();
          page.unroute(SAVES);
        }
      }
    }

    /** Loads the page anew and signs in where that is necessary. */
    private void reload() {
      Page page = clerk.page();
      String place = page.url().substring(page.url().indexOf('#'));
      page.reload();
      page.waitForSelector("#article:not([hidden]), #signed-out:not([hidden])");
      if (page.isVisible("#sign-in")) {
        clerk.signIn(Newspaper.REPORTER, place);
        page.waitForSelector("#article:not([hidden])");
      }
    }

    private void goOnline() {
      isOffline = false;
      clerk.browser().setOffline(false);
    }

    /** Continues the text that the desk offers first, or begins a new one. */
    private void goOnWriting() {
      Page page = clerk.page();
      page.waitForSelector("#list a, #list-empty:not([hidden])");
      if (page.isVisible("#left-list .button")) {
        page.click("#left-list .button >> nth=0");
      } else {
        page.click("#new");
      }
      page.waitForSelector("#article:not([hidden])");
    }

    private void write() {
      String word = "chữ" + random.nextInt(Integer.MAX_VALUE);
      answerClashes(clerk.page());
      Page page = clerk.page();
      page.focus(Clerk.BODY);
      page.keyboard().press("Control+End");
      page.keyboard().type(word + " ");
      written.add(word);
    }

    private void failUpload() {
      Page page = clerk.page();
      String name = "IMG_" + random.nextInt(Integer.MAX_VALUE) + ".jpg";
      page.focus(Clerk.BODY);
      page.keyboard().press("Control+End");
      FileChooser chooser = page.waitForFileChooser(() -> page.click("[aria-label='Thêm ảnh']"));
      byte[] noPicture = "This is no picture.".getBytes(StandardCharsets.UTF_8);
      chooser.setFiles(new FilePayload(name, "image/jpeg", noPicture));
      page.locator("figure.photo").last().waitFor();
      photos.add(name);
    }
  }

  /** Answers a save in the portal's place; other requests reach the portal. */
  private static void answer(Route route, int status) {
    if (route.request().method().equals("GET")) {
      route.resume();
    } else {
      route.fulfill(
          new Route.FulfillOptions()
              .setStatus(status)
              .setContentType("application/problem+json")
              .setBody("{\"type\":\"urn:bantin:problem:invalid-field\",\"detail\":\"Quá dài.\"}"));
    }
  }

  private static void answerClashes(Page page) {
    while (page.isVisible("#clashes:not([hidden])")) {
      page.locator("#clashes button").last().click();
    }
  }

  @ParameterizedTest(name = "sequence {0}")
  @MethodSource("seeds")
  void losesNoWordAndNoPhoto(long seed, Window window) {
    Instant begin = Instant.now();
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "#article/new")) {
      clerk.page().waitForSelector("#article:not([hidden])");
      Sequence sequence = new Sequence(seed, clerk);
      Step[] all = Step.values();
      sequence.take(Step.WRITE);
      for (int i = 0; i < STEPS; i++) {
        sequence.take(all[sequence.random.nextInt(all.length)]);
      }
      String held = held(clerk, begin);
      assertThat(sequence.written).as("words after %s", sequence.steps).allMatch(held::contains);
      assertThat(sequence.photos).as("photos after %s", sequence.steps).allMatch(held::contains);
    }
  }

  /** Everything that the browser keeps and the server has. */
  private String held(Clerk clerk, Instant begin) {
    clerk.browser().setOffline(false);
    StringBuilder held =
        new StringBuilder((String) clerk.page().evaluate("JSON.stringify(localStorage)"));
    String token = newspaper.token(Newspaper.EDITOR);
    JsonNode list =
        newspaper
            .send("GET", Newspaper.ARTICLES + "?state=draft&limit=100", token, null)
            .expect(200)
            .json();
    for (JsonNode draft : list.path("articles")) {
      if (!Instant.parse(draft.path("savedAt").asText()).isBefore(begin.minusSeconds(1))) {
        held.append(clerk.copy(draft.path("id").asText()).path("body").asText());
      }
    }
    return held.toString();
  }
}
