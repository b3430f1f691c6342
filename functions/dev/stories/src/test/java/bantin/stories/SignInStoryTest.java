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

/**
 * Story of a sign-in: it is renewed unnoticed, expires while a reporter writes, and ends at the
 * provider as well.
 */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class SignInStoryTest {
  private static final Duration SHORT_LIFETIME = Duration.ofSeconds(8);

  private final Newspaper newspaper;

  SignInStoryTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  @AfterEach
  void restoreTokenLifetime() {
    newspaper.tokensLast(Duration.ofMinutes(15));
  }

  /** Records the tokens that the provider gives to this page. */
  private static List<ObjectNode> tokens(Page page) {
    List<ObjectNode> tokens = new CopyOnWriteArrayList<>();
    page.onResponse(
        response -> {
          if (response.url().endsWith("/oauth2/token") && response.ok()) {
            tokens.add(Answer.parse(response.text()));
          }
        });
    return tokens;
  }

  @Test
  void renewsASignInUnnoticedAndLosesNothingWhenItExpires(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "#article/new")) {
      Page page = clerk.page();
      clerk.write("Trước khi hết hạn.");
      String id = clerk.saved();
      // This long-lived token is remembered for other tests.
      newspaper.token(Newspaper.EDITOR);
      newspaper.tokensLast(SHORT_LIFETIME);
      page.navigate("about:blank");
      clerk.newTab(Newspaper.REPORTER, "#article/" + id);
      Page second = clerk.page();
      List<ObjectNode> tokens = tokens(second);
      clerk.await(Clerk.BODY, "Trước khi hết hạn.");
      second.waitForCondition(
          () ->
              !tokens.isEmpty()
                  && claim(tokens.get(tokens.size() - 1), "iat") > claim(tokens.get(0), "exp"));
      assertThat(second.isVisible("#sign-in-again")).isFalse();
      clerk.write(" Sau khi được gia hạn.");
      awaitBody(clerk, id, "<p>Trước khi hết hạn. Sau khi được gia hạn.</p>");

      newspaper.endSignIns(Newspaper.REPORTER);
      second.locator("#sign-in-again").waitFor();
      second.locator("#message-act:text-is('Đăng nhập lại')").waitFor();
      clerk.write(" Viết khi đã hết phiên.");
      second.locator("#save-state.bad").waitFor();
      assertThat((String) second.evaluate("JSON.stringify(localStorage)"))
          .contains("Viết khi đã hết phiên.");
      newspaper.tokensLast(Duration.ofMinutes(15));
      Page popup = second.waitForPopup(() -> second.click("#message-act"));
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
  private static long claim(ObjectNode tokens, String name) {
    String payload = tokens.path("access_token").asText().split("\\.", -1)[1];
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
  void endsTheSignInAtTheProviderToo(Window window) {
    try (Clerk clerk = Clerk.at(newspaper, window, Newspaper.REPORTER, "")) {
      Page page = clerk.page();
      page.click("#sign-out");
      page.locator("#sign-in").waitFor();
      List<ObjectNode> tokens = tokens(page);
      clerk.signIn(Newspaper.REPORTER, "");
      page.waitForCondition(() -> !tokens.isEmpty());
      String refresh = tokens.get(0).path("refresh_token").asText();
      assertThat(renewal(refresh).status()).as("renewal before signing out").isEqualTo(200);
      page.click("#sign-out");
      page.locator("#sign-in").waitFor();
      assertThat(renewal(refresh).status()).as("renewal after signing out").isEqualTo(400);
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
