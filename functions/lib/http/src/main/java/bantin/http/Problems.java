package bantin.http;

import bantin.log.LogLine;
import com.amazonaws.services.lambda.runtime.Context;
import java.util.function.Function;

/**
 * Problems of one invocation: turns failures into answers, and logs our own faults once, with the
 * request's id.
 */
final class Problems {
  private final Context context;
  private final Request request;

  Problems(Context context, Request request) {
    this.context = context;
    this.request = request;
  }

  /**
   * Answers the request, with a problem if the answer fails.
   *
   * @param problem turns a problem into its answer; if it fails too, programs' form is used
   */
  Response answer(Function<Request, Response> answer, Function<Problem, Response> problem) {
    try {
      return answer.apply(request);
    } catch (Problem thrown) {
      if (thrown.status() >= 500) {
        log(LogLine.error(thrown));
      }
      return problem.apply(thrown);
    } catch (RuntimeException e) {
      log(LogLine.error(e));
      Problem internal = RequestReasons.INTERNAL.problem(request.id());
      try {
        return problem.apply(internal);
      } catch (RuntimeException again) {
        return internal.response(request);
      }
    }
  }

  /** Logs failures that the answer made good for. */
  void logWarnings() {
    request
        .warnings()
        .forEach(
            warning ->
                log(LogLine.warn("The answer does without a failed part").with("error", warning)));
  }

  private void log(LogLine line) {
    line.with("requestId", request.id())
        .with("awsRequestId", context.getAwsRequestId())
        .with("route", request.route())
        .write(context);
  }
}
