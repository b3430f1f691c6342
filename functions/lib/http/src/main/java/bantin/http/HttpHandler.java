package bantin.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Frame of every function behind the HTTP API: the event becomes a {@link Request}, {@link
 * Problems} has it answered, {@link Delivery} writes the answer. {@link RecordedEvent} primes the
 * function.
 */
public abstract class HttpHandler implements RequestStreamHandler {
  /** Reader of events. API Gateway may add fields at any time. */
  private static final ObjectReader EVENTS =
      Json.MAPPER
          .readerFor(APIGatewayV2HTTPEvent.class)
          .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * Answers a request.
   *
   * @throws Problem if the caller made a mistake, or must wait
   */
  protected abstract Response answer(Request request);

  /** Shows a problem. Functions with pages override it; programs get {@code problem+json}. */
  protected Response problem(Request request, Problem problem) {
    return problem.response(request);
  }

  @Override
  public final void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    Request request = new Request(read(event));
    Problems problems = new Problems(context, request);
    Response response = problems.answer(this::answer, problem -> problem(request, problem));
    problems.logWarnings();
    Delivery.deliver(request, response, answer);
  }

  static APIGatewayV2HTTPEvent read(InputStream event) throws IOException {
    return EVENTS.readValue(event);
  }

  /**
   * Opens the recorded event of the function, to prime it.
   *
   * @param verb the function's name, as in {@code events/verb.json}
   * @throws IOException if the function has no such event
   */
  protected final RecordedEvent recorded(String verb) throws IOException {
    return RecordedEvent.of(this, verb);
  }
}
