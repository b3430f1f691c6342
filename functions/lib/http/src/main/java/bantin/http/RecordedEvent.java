package bantin.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Recorded event of a function, replayed to prime it. A replay takes the event all the way from its
 * bytes to the bytes of the answer, at the current time. It logs nothing.
 */
public final class RecordedEvent {
  private final HttpHandler handler;
  private final byte[] json;
  private final @Nullable String route;
  private final Map<String, String> pathParameters;

  private RecordedEvent(
      HttpHandler handler,
      byte[] json,
      @Nullable String route,
      Map<String, String> pathParameters) {
    this.handler = handler;
    this.json = json;
    this.route = route;
    this.pathParameters = Map.copyOf(pathParameters);
  }

  RecordedEvent(HttpHandler handler, byte[] json) {
    this(handler, json, null, Map.of());
  }

  /**
   * Reads {@code events/verb.json}, which the build puts beside the function's classes.
   *
   * @throws IOException if the function has no such event
   */
  static RecordedEvent of(HttpHandler handler, String verb) throws IOException {
    String name = "/events/" + verb + ".json";
    try (InputStream in = RecordedEvent.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("No recorded event " + name);
      }
      return new RecordedEvent(handler, in.readAllBytes());
    }
  }

  /**
   * Directs the same caller's request to another address.
   *
   * @param route as the template declares it
   */
  public RecordedEvent at(String route, Map<String, String> pathParameters) {
    return new RecordedEvent(handler, json, route, pathParameters);
  }

  /**
   * Replays the event through the handler. Only for requests that write nothing.
   *
   * @throws IllegalStateException if the answer is a fault of ours
   */
  public void replay() throws IOException {
    replay(handler::answer);
  }

  /**
   * Replays the event with another answer: for requests that write, and for tables that may be
   * empty.
   *
   * @param answer replaces the handler's own
   * @throws IllegalStateException if the answer is a fault of ours
   */
  public void replay(Function<Request, Response> answer) throws IOException {
    Request request = new Request(event());
    Response response;
    try {
      response = answer.apply(request);
    } catch (Problem problem) {
      if (problem.status() >= 500) {
        throw new IllegalStateException(request.route() + ": " + problem.detail(), problem);
      }
      response = handler.problem(request, problem);
    }
    Delivery.deliver(request, response, new ByteArrayOutputStream());
  }

  private APIGatewayV2HTTPEvent event() throws IOException {
    APIGatewayV2HTTPEvent event = HttpHandler.read(new ByteArrayInputStream(json));
    event.getRequestContext().setTimeEpoch(System.currentTimeMillis());
    if (route != null) {
      String path = route.substring(route.indexOf('/'));
      for (Map.Entry<String, String> parameter : pathParameters.entrySet()) {
        path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
      }
      event.setRouteKey(route);
      event.setRawPath(path);
      event.setPathParameters(pathParameters);
      event.getRequestContext().getHttp().setMethod(route.substring(0, route.indexOf(' ')));
    }
    return event;
  }
}
