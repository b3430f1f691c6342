package bantin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.engines.Call;
import bantin.engines.Function;
import bantin.engines.Route;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures each route of the template: one call of its real handler without anything remembered, in
 * a portal filled by {@link Samples}.
 */
public final class Routes {
  private static final int WARM = 150 / Bench.SHARE;

  /** Views whose hits are folded. */
  private static final int VIEWS = 1200 / Bench.SHARE;

  /**
   * Figures of one call.
   *
   * @param status status of the answer
   * @param answered bytes of the body, as sent
   * @param millis that Lambda charges for a warm call; 0 if not repeated
   * @param memory of the function, in MiB
   */
  record Taken(int status, Meter.Reading reading, int answered, double millis, int memory) {}

  private final Map<String, Taken> taken = new LinkedHashMap<>();
  private final Samples samples;

  private Routes(Samples samples) {
    this.samples = samples;
  }

  public static void main(String[] args) throws ReflectiveOperationException {
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    Samples samples = new Samples();
    samples.fill();
    Folding folding =
        new Folding(
            new Crowd(PageViews.ARTICLES, PageViews.BEATS).written(VIEWS),
            Bench.template().function("TallyHitsFunction").memory());
    Routes routes = new Routes(samples);
    List<String> failures = new ArrayList<>();
    for (Function function : Bench.template().functions()) {
      for (Route route : function.routes()) {
        // A HEAD costs as much as its GET.
        if (!route.method().equals("HEAD")) {
          try {
            routes.measure(function, route.key());
          } catch (IllegalStateException e) {
            failures.add(e.getMessage());
          }
        }
      }
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(String.join("\n", failures));
    }
    routes.print(out);
    new PageViews(routes.taken, folding).print(out);
  }

  private void measure(Function function, String route) throws ReflectiveOperationException {
    Call call = samples.of(route);
    RequestStreamHandler handler =
        Class.forName(function.handlerClass())
            .asSubclass(RequestStreamHandler.class)
            .getConstructor()
            .newInstance();
    Meter.read();
    Call.Answer answer = call.of(handler);
    Meter.Reading reading = Meter.read();
    // These two routes are empty in a portal of samples.
    boolean isEmpty = route.equals(Route.DEFAULT) || route.endsWith("/security.txt");
    boolean isExpected = answer.status() < 400 || isEmpty;
    if (!isExpected || !answer.log().isEmpty()) {
      throw new IllegalStateException(
          route + ": " + answer.status() + " " + answer.body() + answer.log());
    }
    double millis = PageViews.ROUTES.contains(route) ? warm(call, handler, function.memory()) : 0;
    taken.put(
        route,
        new Taken(answer.status(), reading, answer.bytes().length, millis, function.memory()));
  }

  /**
   * Milliseconds that Lambda charges for a warm call. It is a mean, because the processor's time
   * advances in steps of ten milliseconds.
   */
  private static double warm(Call call, RequestStreamHandler handler, int memory) {
    for (int i = 0; i < WARM; i++) {
      call.of(handler);
    }
    Meter.read();
    Clock clock = new Clock();
    for (int i = 0; i < WARM; i++) {
      call.of(handler);
    }
    double cpu = clock.millis() / WARM;
    return Clock.ofLambda(cpu, Meter.read().trips() / (double) WARM, memory);
  }

  private void print(PrintStream out) {
    out.println();
    out.println("Cost of a call of each route (nothing remembered from earlier calls)");
    out.printf(
        "  %-46s %3s %8s %8s %6s %8s %8s %8s%n",
        "", "", "write u.", "read u.", "trips", "sent", "answered", "objects");
    taken.forEach(
        (route, took) ->
            out.printf(
                Locale.ROOT,
                "  %-46s %3d %8.1f %8.1f %6d %8d %8d %8s%n",
                route,
                took.status(),
                took.reading().writeUnits(),
                took.reading().readUnits(),
                took.reading().trips(),
                took.reading().bytes(),
                took.answered(),
                took.reading().objectReads() + "/" + took.reading().objectWrites()));
    out.println("  (sent: bytes to tables and bucket; objects: read/written)");
  }
}
