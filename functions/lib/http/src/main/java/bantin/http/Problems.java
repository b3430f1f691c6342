package bantin.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
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
        log("ERROR", thrown);
      }
      return problem.apply(thrown);
    } catch (RuntimeException e) {
      log("ERROR", e);
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
    request.warnings().forEach(warning -> log("WARN", warning));
  }

  private void log(String level, RuntimeException e) {
    StringWriter stack = new StringWriter();
    e.printStackTrace(new PrintWriter(stack));
    ObjectNode line = Json.object();
    line.put("level", level);
    line.put("requestId", request.id());
    line.put("awsRequestId", context.getAwsRequestId());
    line.put("route", request.route());
    line.put("error", stack.toString());
    context.getLogger().log(new String(Json.bytes(line), UTF_8));
  }
}
