package bantin.engines;

import java.util.List;
import java.util.Map;

/**
 * A function as the template declares it.
 *
 * @param id its logical id, such as {@code CountHitFunction}
 * @param handler its class, such as {@code bantin.counthit.CountHitHandler}
 * @param codeUri the zip, relative to the template
 * @param memory in MiB
 * @param timeoutSeconds after which Lambda gives an invocation up
 * @param environment with every reference resolved
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

  /** The handler's class, without its method. */
  public String handlerClass() {
    return handler.split("::", 2)[0];
  }
}
