package bantin.bench;

import bantin.http.HttpHandler;
import bantin.http.Json;
import bantin.http.Request;
import bantin.http.Response;

/** Answers, and has nothing to report. */
public final class Answers extends HttpHandler {
  public Answers() {}

  @Override
  protected Response answer(Request request) {
    return Response.json(200, Json.object().put("id", request.id()));
  }
}
