package bantin.bench;

import bantin.engines.Function;
import bantin.engines.Template;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints the price of a million page views with and without a CDN, and of an idle month. */
final class PageViews {
  /**
   * Requests of one kind in a page view.
   *
   * @param calls of the route in each view
   * @param kept share of these calls that a CDN answers itself
   */
  private record Part(String route, double calls, double kept) {}

  private static final double ARTICLES = .8;
  private static final double NEW_BROWSERS = .2;
  private static final int ASSETS = 7;

  /** The page's script reads the numbers twice, and once after each beat. */
  private static final List<Part> VIEW =
      List.of(
          new Part("GET /{section}/{article}", ARTICLES, .9),
          new Part("GET /", 1 - ARTICLES, .9),
          new Part("POST /api/hits", 1.5, 0),
          new Part("GET /api/visits", 2.5, .8),
          new Part("GET /api/most-read", 1 - ARTICLES, .95),
          new Part("GET /photos/{photo}/{file}", 1, .99),
          new Part("GET /assets/{asset}", NEW_BROWSERS * ASSETS, .99));

  static final Set<String> ROUTES = Set.copyOf(VIEW.stream().map(Part::route).toList());

  /** Dollars for folding a million hits in batches of 100, as {@link Cost} measures it. */
  private static final double MILLION_HITS_FOLDED = .105;

  private final Map<String, Routes.Taken> taken;

  PageViews(Map<String, Routes.Taken> taken) {
    this.taken = taken;
  }

  void print(PrintStream out) {
    out.println();
    out.println("A million page views, in dollars, at " + Prices.AS_OF);
    out.printf("  %-46s %8s %8s %8s %8s%n", "", "calls", "ms", "no CDN", "CDN");
    double plain = 0;
    double cached = 0;
    for (Part part : VIEW) {
      double without = part.calls() * (call(part) + Prices.GIGABYTE_OUT * gigabytes(part));
      double with =
          part.calls()
              * (call(part) * (1 - part.kept())
                  + Prices.MILLION_REQUESTS_TO_THE_CDN
                  + Prices.MILLION_RUNS_AT_THE_EDGE
                  + Prices.GIGABYTE_FROM_THE_CDN * gigabytes(part));
      print(out, part, without, with);
      plain += without;
      cached += with;
    }
    out.printf(Locale.ROOT, "  %-46s %8s %8s %8.2f %8.2f%n", "in all", "", "", plain, cached);
    out.println(
        "  (four fifths articles; half a beat a view; a fifth of the views by browsers that are");
    out.println(
        "  new; the CDN answers nine in ten pages, eight in ten numbers and all but 1 in 100 photos and assets;");
    out.println(
        "  Lambda's time as measured here; SnapStart is free for Java; no free allowance taken off)");
    idle(out);
  }

  /**
   * Returns dollars for a million calls: tables, bucket, Lambda and the API. Hits include their
   * folding.
   */
  private double call(Part part) {
    double folded = part.route().equals("POST /api/hits") ? MILLION_HITS_FOLDED : 0;
    return of(part).million() + Prices.MILLION_REQUESTS_TO_THE_API + folded;
  }

  /** Returns the gigabytes of a million answers. */
  private double gigabytes(Part part) {
    return (of(part).answered() + HEADERS) * 1e6 / 1e9;
  }

  private static final int HEADERS = 600;

  private Routes.Taken of(Part part) {
    Routes.Taken took = taken.get(part.route());
    if (took == null) {
      throw new IllegalStateException(part.route() + " was not measured");
    }
    return took;
  }

  private void print(PrintStream out, Part part, double without, double with) {
    out.printf(
        Locale.ROOT,
        "  %-46s %8.2f %8.1f %8.2f %8.2f%n",
        part.route(),
        part.calls(),
        of(part).millis(),
        without,
        with);
  }

  /** Prints the charges of a month without visits: alarms, metrics, the dashboard, storage. */
  private static void idle(PrintStream out) {
    Template template = Bench.template();
    int alarms = template.resources("AWS::CloudWatch::Alarm").size();
    int metrics = template.resources("AWS::Logs::MetricFilter").size();
    int dashboards = template.resources("AWS::CloudWatch::Dashboard").size();
    long schedules =
        template.functions().stream().map(Function::schedules).mapToLong(List::size).sum();
    double watching = alarms * Prices.ALARM_MONTH + dashboards * Prices.DASHBOARD_MONTH;
    double stored =
        Prices.GIGABYTE_MONTH_IN_TABLES
            + Prices.GIGABYTE_MONTH_OF_RECOVERY
            + Prices.GIGABYTE_MONTH_IN_THE_BUCKET;
    out.println();
    out.println("An idle month, in dollars");
    out.printf(
        Locale.ROOT,
        "  %d alarms and %d dashboard: %.2f; with the free ten alarms and three dashboards: %.2f%n",
        alarms,
        dashboards,
        watching,
        Math.max(0, alarms - 10) * Prices.ALARM_MONTH);
    out.printf(
        Locale.ROOT,
        "  a gigabyte in the tables with its recovery, and one in the bucket: %.2f%n",
        stored);
    out.printf(
        Locale.ROOT,
        "  %d metrics from logs, charged for months in which they say something: up to %.2f%n",
        metrics,
        metrics * Prices.METRIC_MONTH);
    out.printf(
        "  %d scheduled functions, streams that Lambda reads, SnapStart, idle tables: 0.00%n",
        schedules);
    out.printf(Locale.ROOT, "  in all: %.2f%n", watching + stored);
  }
}
