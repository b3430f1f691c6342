package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A sign-in is renewed unseen, runs out in the middle of writing, and ends at the provider too. */
@ExtendWith({Chromium.class, Delivered.class})
final class SignInStoryTest {
  private static final Duration SHORT = Duration.ofSeconds(8);

  private final Newspaper newspaper;

  SignInStoryTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  @AfterEach
  void asEver() {
    newspaper.tokensLast(Duration.ofHours(1));
  }

  /** What the provider gives to this page from now on. */
  private static List<ObjectNode> given(Page page) {
    List<ObjectNode> given = new CopyOnWriteArrayList<>();
    page.onResponse(
        response -> {
          if (response.url().endsWith("/oauth2/token") && response.ok()) {
            given.add(Answer.parse(response.text()));
          }
        });
    return given;
  }

  @Test
  void itIsRenewedUnseenAndRunsOutWithoutLoss(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "#article/new")) {
      Page page = clerk.page();
      clerk.write("Trước khi hết hạn.");
      String id = clerk.saved();
      // Kept by the newspaper for other tests: one that lasts.
      newspaper.token(Newspaper.EDITOR);
      newspaper.tokensLast(SHORT);
      page.navigate("about:blank");
      clerk.newTab(Newspaper.REPORTER, "#article/" + id);
      Page second = clerk.page();
      List<ObjectNode> given = given(second);
      clerk.await(Clerk.BODY, "Trước khi hết hạn.");
      second.waitForCondition(
          () ->
              !given.isEmpty()
                  && claim(given.get(given.size() - 1), "iat") > claim(given.get(0), "exp"));
      assertThat(second.locator("#expired[open]").count()).isZero();
      clerk.write(" Sau khi được gia hạn.");
      awaitBody(clerk, id, "<p>Trước khi hết hạn. Sau khi được gia hạn.</p>");

      newspaper.endSignIns(Newspaper.REPORTER);
      second.locator("#expired[open]").waitFor();
      second.keyboard().press("Escape");
      clerk.write(" Viết khi đã hết phiên.");
      second.locator("#save-state.bad").waitFor();
      assertThat((String) second.evaluate("JSON.stringify(localStorage)"))
          .contains("Viết khi đã hết phiên.");
      newspaper.tokensLast(Duration.ofHours(1));
      if (second.locator("#expired[open]").count() == 0) {
        second.click("#sign-in-again");
      }
      Page popup = second.waitForPopup(() -> second.click("#expired .button"));
      popup.fill("input[name=username]", Newspaper.REPORTER);
      popup.fill("input[name=password]", Newspaper.REPORTER);
      popup.press("input[name=password]", "Enter");
      awaitBody(
          clerk, id, "<p>Trước khi hết hạn. Sau khi được gia hạn. Viết khi đã hết phiên.</p>");
      second.waitForCondition(popup::isClosed);
      second.waitForCondition(() -> second.locator("#sign-in-again").isHidden());
    }
  }

  /** Time in an access token, in seconds. */
  private static long claim(ObjectNode given, String name) {
    String payload = given.path("access_token").asText().split("\\.", -1)[1];
    return Answer.parse(new String(Base64.getUrlDecoder().decode(payload), UTF_8))
        .path(name)
        .asLong();
  }

  private static void awaitBody(Clerk clerk, String id, String body) {
    Newspaper.await(
        "the server has " + body,
        Duration.ofSeconds(20),
        () -> clerk.copy(id).path("body").asText().equals(body));
  }

  @Test
  void signingOutEndsItAtTheProviderToo(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "")) {
      Page page = clerk.page();
      page.click("#sign-out");
      page.locator("#sign-in").waitFor();
      List<ObjectNode> given = given(page);
      clerk.signIn(Newspaper.REPORTER, "");
      page.waitForCondition(() -> !given.isEmpty());
      String refresh = given.get(0).path("refresh_token").asText();
      assertThat(renewal(refresh).status()).as("before").isEqualTo(200);
      page.click("#sign-out");
      page.locator("#sign-in").waitFor();
      assertThat(renewal(refresh).status()).as("after").isEqualTo(400);
      assertThat((String) page.evaluate("JSON.stringify([localStorage, sessionStorage])"))
          .doesNotContain(refresh);
      page.click("#sign-in");
      page.locator("input[name=username]").waitFor();
    }
  }

  private Answer renewal(String refresh) {
    return newspaper.send(
        HttpRequest.newBuilder(URI.create(newspaper.issuer() + "/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "grant_type=refresh_token&client_id=desk&refresh_token=" + refresh)));
  }
}
