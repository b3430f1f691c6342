package bantin.bench;

import bantin.http.HttpHandler;
import bantin.http.Json;
import bantin.http.Request;
import bantin.http.Response;

/** Handler that answers without an error, for comparison with {@link FailingHandler}. */
public final class AnsweringHandler extends HttpHandler {
  public AnsweringHandler() {}

  @Override
  protected Response answer(Request request) {
    return Response.json(200, Json.object().put("id", request.id()));
  }
}
