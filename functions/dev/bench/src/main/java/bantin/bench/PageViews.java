package bantin.bench;

import bantin.engines.Function;
import bantin.engines.Template;
import bantin.page.Assets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Prints a month's bill of three portals, with and without a CDN, in each region of the prices. */
final class PageViews {
  /**
   * Requests of one kind in a page view.
   *
   * @param calls of the route in each view
   * @param kept share of these calls that a CDN answers itself
   * @param isFile whether the CDN passes it on without its own function
   */
  private record Part(String route, double calls, double kept, boolean isFile) {}

  /**
   * Portal to be priced.
   *
   * @param views in a month
   * @param tables gigabytes in the tables
   * @param bucket gigabytes in the bucket
   * @param people at the desk
   */
  private record Portal(String name, double views, double tables, double bucket, int people) {}

  private static final List<Portal> PORTALS =
      List.of(
          new Portal("idle", 0, .1, 1, 0),
          new Portal("1,000 views a day", 30_000, .1, 1, 5),
          new Portal("1,000,000 views a month", 1_000_000, .3, 3, 10));

  /** Share of the views that open an article; the others open the front page. */
  static final double ARTICLES = .8;

  private static final double NEW_BROWSERS = .2;

  /** Files of the layout: style, script, two fonts and the service worker. */
  private static final List<String> ASSETS =
      List.of(
          "style.css",
          "page.js",
          "be-vietnam-pro-400.woff2",
          "be-vietnam-pro-700.woff2",
          Assets.WORKER);

  /**
   * Beats of a view, one every four minutes. A page is looked at for a little less than a minute on
   * average; see FIGURES.md.
   */
  static final double BEATS = .1;

  private static final String FILES = "GET /assets/{asset}";
  private static final String PHOTOS = "GET /photos/{photo}/{file}";

  /** The answer to a hit carries the numbers. */
  private static final Part HIT = new Part("POST /api/hits", 1 + BEATS, 0, false);

  private static final List<Part> VIEW =
      List.of(
          new Part("GET /{section}/{article}", ARTICLES, .9, false),
          new Part("GET /", 1 - ARTICLES, .9, false),
          HIT,
          new Part(PHOTOS, 1, .99, true),
          new Part(FILES, NEW_BROWSERS * ASSETS.size(), .99, true));

  static final Set<String> ROUTES = Set.copyOf(VIEW.stream().map(Part::route).toList());

  /** Readers are awake for sixteen hours a day, and come evenly. Peaks gather more in a batch. */
  private static final double SECONDS_A_MONTH = 30 * 16 * 3600;

  private static final int HEADERS = 600;

  /** Shards of a new table's stream: DynamoDB starts a table on demand with four partitions. */
  private static final int SHARDS = 4;

  private static final double MAX_BATCH = 500;

  /** Hits a second of a flood. */
  private static final double FLOOD = 1000;

  /** Bytes that CloudWatch adds to each line. */
  private static final int LINE = 26;

  /** Lambda's lines at the start of a call and about its duration, in JSON. */
  private static final int LINES_OF_LAMBDA = 2;

  private static final int BYTES_OF_LAMBDA = 440;

  private final Template template = Bench.template();
  private final Map<String, Routes.Taken> taken;
  private final Folding folding;

  PageViews(Map<String, Routes.Taken> taken, Folding folding) {
    this.taken = taken;
    this.folding = folding;
  }

  void print(PrintStream out) {
    for (Prices prices : Prices.all()) {
      out.println();
      out.println("A month in " + prices.region() + ", in dollars");
      out.printf("  %-26s %10s %10s %10s %10s%n", "", "CDN", "allowances", "no CDN", "allowances");
      for (Portal portal : PORTALS) {
        out.printf(Locale.ROOT, "  %-26s", portal.name());
        for (boolean cdn : new boolean[] {true, false}) {
          Map<Price, Double> units = units(portal, cdn);
          out.printf(
              Locale.ROOT,
              " %10.2f %10.2f",
              prices.total(units),
              prices.total(prices.withoutFree(units)));
        }
        out.println();
      }
      printParts(out, prices);
      printFlood(out, prices);
      out.println("  not read again on their page: " + prices.unread());
    }
    out.println("  (allowances: less what every account has each month for ever;");
    out.println(
        "  four fifths articles; " + BEATS + " beats a view; a fifth of the views by browsers");
    out.println(
        "  that are new; the CDN answers nine in ten pages and all but 1 in 100 photos and");
    out.println("  assets; hits spread over sixteen hours a day and " + SHARDS + " shards)");
    printFolding(out);
  }

  private void printParts(PrintStream out, Prices prices) {
    Portal portal = PORTALS.getLast();
    Map<Price, Double> with = units(portal, true);
    Map<Price, Double> without = units(portal, false);
    out.println("  " + portal.name() + ", by what is charged");
    for (Price price : Price.values()) {
      double cdn = with.getOrDefault(price, 0.0);
      double plain = without.getOrDefault(price, 0.0);
      if (cdn + plain > 0) {
        out.printf(
            Locale.ROOT,
            "    %-58s %9.3f %6.2f $ %9.3f %6.2f $%n",
            prices.units().get(price),
            cdn,
            cdn * prices.of(price),
            plain,
            plain * prices.of(price));
      }
    }
    out.println("  by route: calls a view, ms, bytes");
    for (Part part : VIEW) {
      Routes.Taken took = of(part);
      out.printf(
          Locale.ROOT,
          "    %-40s %6.2f %8.1f %8d%n",
          part.route(),
          part.calls(),
          took.millis(),
          bytes(part));
    }
  }

  /**
   * Prints what a day of flooded hits costs, with the template's throttle and without a web ACL.
   */
  private void printFlood(PrintStream out, Prices prices) {
    double throttle =
        Double.parseDouble(template.text(Map.of("Ref", "HitsPerSecond"), "HitsPerSecond"));
    double taken = Math.min(FLOOD, throttle);
    double millions = taken * 86_400 / 1e6;
    Map<Price, Double> plain = new EnumMap<>(Price.class);
    addCalls(plain, of(HIT), millions);
    addFolding(plain, taken, millions);
    Map<Price, Double> behind = new EnumMap<>(plain);
    add(behind, Price.CDN_REQUESTS, FLOOD * 86_400 / 1e6);
    add(behind, Price.CDN_RUNS, FLOOD * 86_400 / 1e6);
    out.printf(
        Locale.ROOT,
        "  a day of %.0f hits a second, of which %.0f are taken: %.2f $ behind the CDN, %.2f $ past"
            + " it%n",
        FLOOD,
        taken,
        prices.total(behind),
        prices.total(plain));
  }

  private void printFolding(PrintStream out) {
    out.println();
    out.println("Folding at a window of " + window() + " s: hits a batch, write units a hit");
    for (Portal portal : PORTALS) {
      if (portal.views() > 0) {
        double batch = batch(hits(portal));
        Folding.Taken took = folding.of(batch);
        out.printf(Locale.ROOT, "  %-26s %8.1f %8.2f%n", portal.name(), batch, took.writeUnits());
      }
    }
  }

  /** Units of everything that a portal is charged for in a month. */
  private Map<Price, Double> units(Portal portal, boolean cdn) {
    Map<Price, Double> units = new EnumMap<>(Price.class);
    double millions = portal.views() / 1e6;
    for (Part part : VIEW) {
      double calls = millions * part.calls();
      double gigabytes = calls * 1e6 * (bytes(part) + HEADERS) / 1e9;
      double passed = cdn ? calls * (1 - part.kept()) : calls;
      if (cdn) {
        add(units, Price.CDN_REQUESTS, calls);
        add(units, Price.CDN_RUNS, part.isFile() ? 0 : calls);
        add(units, Price.CDN_GIGABYTES, gigabytes);
      } else {
        add(units, Price.GIGABYTES_OUT, gigabytes);
      }
      if (cdn && part.route().equals(PHOTOS)) {
        add(units, Price.OBJECT_READS, passed);
      } else {
        addCalls(units, of(part), passed);
      }
      if (part.equals(HIT)) {
        addFolding(units, hits(portal), passed);
      }
    }
    addMonth(units, portal);
    return units;
  }

  /** Adds calls of a function through the API. */
  private void addCalls(Map<Price, Double> units, Routes.Taken took, double millions) {
    add(units, Price.API_REQUESTS, millions);
    add(units, Price.LAMBDA_REQUESTS, millions);
    add(units, Price.LAMBDA_SECONDS, millions * took.millis() * took.memory() / 1024);
    add(units, Price.WRITE_UNITS, millions * took.reading().writeUnits());
    add(units, Price.READ_UNITS, millions * took.reading().readUnits());
    add(units, Price.OBJECT_READS, millions * took.reading().objectReads());
    add(units, Price.LOG_GIGABYTES, millions * (accessLine() + linesOfLambda()) / 1e3);
    add(units, Price.TRACES, isOn("Traces") ? millions : 0);
  }

  private void addFolding(Map<Price, Double> units, double hitsPerSecond, double millions) {
    if (millions > 0) {
      double batch = batch(hitsPerSecond);
      Folding.Taken took = folding.of(batch);
      double batches = millions / batch;
      add(units, Price.WRITE_UNITS, millions * took.writeUnits());
      add(units, Price.READ_UNITS, millions * took.readUnits());
      add(units, Price.LAMBDA_REQUESTS, batches);
      double memory = template.function("TallyHitsFunction").memory() / 1024.0;
      add(units, Price.LAMBDA_SECONDS, batches * took.millis() * memory);
      add(units, Price.LOG_GIGABYTES, batches * linesOfLambda() / 1e3);
    }
  }

  private static double hits(Portal portal) {
    return portal.views() * (1 + BEATS) / SECONDS_A_MONTH;
  }

  /** Hits that a shard gathers while the function waits: the first one, and those that follow. */
  private double batch(double hitsPerSecond) {
    return Math.min(MAX_BATCH, 1 + hitsPerSecond / SHARDS * window());
  }

  private double window() {
    return template.function("TallyHitsFunction").streams().getFirst().batchingWindowSeconds();
  }

  /** Adds a month without visits: everything that the template creates by its defaults. */
  private void addMonth(Map<Price, Double> units, Portal portal) {
    int daily = template.functions().stream().map(Function::schedules).mapToInt(List::size).sum();
    add(units, Price.ALARMS, deployed("AWS::CloudWatch::Alarm"));
    add(units, Price.DASHBOARDS, deployed("AWS::CloudWatch::Dashboard"));
    add(units, Price.METRICS, 1 / 24.0); // The nightly recount says something in one hour a day.
    add(units, Price.TABLE_GIGABYTES, portal.tables());
    add(units, Price.RECOVERY_GIGABYTES, portal.tables());
    add(units, Price.BUCKET_GIGABYTES, portal.bucket());
    add(units, Price.SCHEDULES, daily * 30 / 1e6);
    add(units, Price.LAMBDA_REQUESTS, daily * 30 / 1e6);
    add(units, Price.PEOPLE, portal.people());
  }

  private double deployed(String type) {
    return template.resources(type).stream().filter(template::isDeployed).count();
  }

  private boolean isOn(String parameter) {
    return template.text(Map.of("Ref", parameter), parameter).equals("on");
  }

  /** Bytes of a line of the API's log, with usual values in place of its variables. */
  private int accessLine() {
    Map<String, Object> properties = template.properties("Api");
    if (!(properties.get("AccessLogSettings") instanceof Map<?, ?> log)) {
      return 0;
    }
    String line = String.valueOf(log.get("Format"));
    List<String[]> usual = new ArrayList<>();
    usual.add(new String[] {"$context.requestId", "V4zB9itglcr_NGk="});
    usual.add(new String[] {"$context.requestTime", "23/Nov/2026:01:30:21 +0000"});
    usual.add(new String[] {"$context.routeKey", "GET /{section}/{article}"});
    usual.add(new String[] {"$context.status", "200"});
    usual.add(new String[] {"$context.responseLength", "5120"});
    usual.add(new String[] {"$context.responseLatency", "12"});
    for (String[] pair : usual) {
      line = line.replace(pair[0], pair[1]);
    }
    return line.replaceAll("\\$context[.a-zA-Z]+", "-").length() + LINE;
  }

  /** Bytes of Lambda's own lines about a call; a level above them leaves them out. */
  private int linesOfLambda() {
    boolean isQuiet =
        template.functions().stream()
            .allMatch(function -> function.logging().callLevel().equals("WARN"));
    return isQuiet ? 0 : BYTES_OF_LAMBDA + LINES_OF_LAMBDA * LINE;
  }

  private static void add(Map<Price, Double> units, Price price, double amount) {
    units.merge(price, amount, Double::sum);
  }

  /** Bytes of an answer without its headers; of assets, the mean of the layout's files. */
  private int bytes(Part part) {
    if (!part.route().equals(FILES)) {
      return of(part).answered();
    }
    return (int) ASSETS.stream().mapToInt(PageViews::sent).average().orElseThrow();
  }

  /** Bytes of an asset as sent: texts are packed, fonts are packed already. */
  private static int sent(String name) {
    String file = Assets.PORTAL.url(name).substring("/assets/".length());
    byte[] bytes = Objects.requireNonNull(Assets.PORTAL.find(file)).bytes();
    if (name.endsWith(".woff2")) {
      return bytes.length;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.size();
  }

  private Routes.Taken of(Part part) {
    Routes.Taken took = taken.get(part.route());
    if (took == null) {
      throw new IllegalStateException(part.route() + " was not measured");
    }
    return took;
  }
}
