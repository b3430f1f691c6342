package bantin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.engines.Call;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class RecordedEventTest {
  private final List<Request> answered = new ArrayList<>();
  private final HttpHandler handler =
      new HttpHandler() {
        @Override
        protected Response answer(Request request) {
          answered.add(request);
          return Response.empty(204);
        }
      };

  private RecordedEvent recorded() {
    byte[] event =
        Call.to("PUT /api/articles/{id}")
            .path("id", "7h3k9m2p4q")
            .header("Accept-Language", "vi")
            .by("bien-tap", "editor")
            .json("{\"title\":\"Một\"}")
            .event();
    return new RecordedEvent(handler, event);
  }

  @Test
  void replaysTheRequestThatWasRecordedAtTheCurrentTime() throws IOException {
    recorded().replay();
    Request request = answered.get(0);
    assertThat(request.route()).isEqualTo("PUT /api/articles/{id}");
    assertThat(request.pathParameter("id")).isEqualTo("7h3k9m2p4q");
    assertThat(request.claim("username")).isEqualTo("bien-tap");
    assertThat(request.json().path("title").textValue()).isEqualTo("Một");
    assertThat(request.time())
        .isAfter(Instant.now().minus(Duration.ofHours(1)))
        .isBefore(Instant.now().plus(Duration.ofHours(1)));
  }

  @Test
  void directsTheSameCallerToAnotherAddress() throws IOException {
    recorded().at("GET /{section}/{article}", Map.of("section", "a", "article", "b")).replay();
    Request request = answered.get(0);
    assertThat(request.route()).isEqualTo("GET /{section}/{article}");
    assertThat(request.path()).isEqualTo("/a/b");
    assertThat(request.isRead()).isTrue();
    assertThat(request.pathParameter("article")).isEqualTo("b");
    assertThat(request.header("accept-language")).isEqualTo("vi");
    assertThat(request.claim("username")).isEqualTo("bien-tap");
  }

  @Test
  void replacesTheAnswerOfARequestThatWrites() throws IOException {
    recorded().replay(request -> Response.json(200, Json.object()));
    assertThat(answered).isEmpty();
  }

  @Test
  void acceptsAProblemOfTheCallerAndRefusesAFaultOfOurs() throws IOException {
    Function<Request, Response> missing =
        request -> {
          throw RequestReasons.NOTHING_HERE.problem();
        };
    recorded().replay(missing);
    Function<Request, Response> busy =
        request -> {
          throw Reason.of(503, "busy", "Try again.", "Hãy thử lại.").problem();
        };
    assertThatThrownBy(() -> recorded().replay(busy))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("PUT /api/articles/{id}");
  }

  @Test
  void namesTheEventThatIsMissing() {
    assertThatThrownBy(() -> RecordedEvent.of(handler, "fly-kites"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/events/fly-kites.json");
  }
}
