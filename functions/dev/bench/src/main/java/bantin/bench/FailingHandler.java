package bantin.bench;

import bantin.http.HttpHandler;
import bantin.http.Request;
import bantin.http.Response;

/** Handler that fails in each request, and reports the error as every function does. */
public final class FailingHandler extends HttpHandler {
  public FailingHandler() {}

  @Override
  protected Response answer(Request request) {
    throw new IllegalStateException("planted failure");
  }
}
