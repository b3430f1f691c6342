package bantin.bench;

import bantin.http.HttpHandler;
import bantin.http.Request;
import bantin.http.Response;

/** Fails in each request, and reports it as every function does. */
public final class Faulty extends HttpHandler {
  public Faulty() {}

  @Override
  protected Response answer(Request request) {
    throw new IllegalStateException("As always");
  }
}
