package bantin.engines;

import java.util.List;
import java.util.Map;

/**
 * Function that the template declares.
 *
 * @param id the logical id, such as {@code CountHitFunction}
 * @param handler the handler's class, such as {@code bantin.counthit.CountHitHandler}
 * @param codeUri the zip's path, relative to the template
 * @param memory in MiB
 * @param timeoutSeconds seconds until Lambda ends an invocation
 * @param logging the form of its log
 * @param environment environment variables with every reference resolved
 * @param routes in the template's order
 * @param streams in the template's order
 * @param buckets in the template's order
 * @param schedules in the template's order
 */
public record Function(
    String id,
    String handler,
    String codeUri,
    int memory,
    int timeoutSeconds,
    Logging logging,
    Map<String, String> environment,
    List<Route> routes,
    List<StreamSource> streams,
    List<BucketSource> buckets,
    List<Schedule> schedules) {
  public Function {
    environment = Map.copyOf(environment);
    routes = List.copyOf(routes);
    streams = List.copyOf(streams);
    buckets = List.copyOf(buckets);
    schedules = List.copyOf(schedules);
  }

  /** Returns the handler's class, without a method. */
  public String handlerClass() {
    return handler.split("::", 2)[0];
  }
}
