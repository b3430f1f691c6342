package bantin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.article.Article;
import bantin.article.ArticleItems;
import bantin.article.ListName;
import bantin.article.SampleArticle;
import bantin.engines.Call;
import bantin.engines.DynamoDbServer;
import bantin.engines.Policies;
import bantin.engines.Tables;
import bantin.engines.Template;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Measures how long a reader waits for a function that has to start first. Compares show-article
 * from its built zip with an empty handler and with the same GetItem in Spring Boot, Quarkus and
 * Micronaut.
 *
 * <p>Each contender runs in AWS's runtime client on one processor, with the template's options for
 * Java, in shuffled rounds. The medians of the rounds' ratios are the result, since ratios are
 * meaningful on a busy machine too.
 *
 * <p>{@code functions/FIGURES.md} has the commands that build the peers and run this bench.
 */
public final class ColdStart {
  private static final int ROUNDS = Integer.getInteger("rounds", 9);
  private static final int WARM = Integer.getInteger("warm", 900);

  /** Warming time of the database and of the TLS front. */
  private static final Duration WARMING = Duration.ofSeconds(20);

  /** Warm calls before measuring, after which the code of every call is compiled. */
  private static final int UNMEASURED_CALLS = 1500;

  private static final String OPTIONS = "JAVA_TOOL_OPTIONS";
  private static final String OURS = "show-article";
  private static final String ANSWERS = "answers";
  private static final String REPORTS = "reports a fault";

  private final PrintStream out = new PrintStream(System.out, true, UTF_8);
  private final Map<String, Map<Start.Kind, List<Start.Times>>> measured = new LinkedHashMap<>();
  private final List<Contender> contenders = new ArrayList<>();
  private final List<Contender> reporting = new ArrayList<>();
  private final Map<String, Long> classes = new LinkedHashMap<>();
  private final Map<String, Long> classesLeft = new LinkedHashMap<>();
  private final Path folder;
  private final TlsFront tls;
  private final BusyDatabase busy;

  private ColdStart(Path folder, TlsFront tls, BusyDatabase busy) {
    this.folder = folder;
    this.tls = tls;
    this.busy = busy;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = root();
    Path folder = Files.createTempDirectory("cold-start");
    AwakeProcessors awake = AwakeProcessors.start();
    try (DynamoDbServer server = DynamoDbServer.inMemory(Policies.of(Template.read()));
        Tables tables = Tables.keepingAt(server.endpoint(), Template.read());
        TlsFront tls = TlsFront.before(server.endpoint(), folder);
        BusyDatabase busy = BusyDatabase.with(tls, tables.name("Articles"))) {
      publish(SampleArticle.article(), tables);
      ColdStart bench = new ColdStart(folder, tls, busy);
      bench.enter(root, Map.of("ARTICLES_TABLE", tables.name("Articles")));
      bench.countClasses();
      busy.keep(WARMING);
      bench.run();
      bench.print();
      bench.printReports();
    } finally {
      awake.close();
      delete(folder);
    }
  }

  private static void publish(Article article, Tables tables) {
    String table = tables.name("Articles");
    tables.client().putItem(put -> put.tableName(table).item(ArticleItems.article(article)));
    tables
        .client()
        .putItem(
            put -> put.tableName(table).item(ArticleItems.entry(ListName.ALL, article.headline())));
  }

  private static Path root() {
    Path parent = Template.read().file().toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalStateException("The template has no parent folder");
    }
    return parent;
  }

  private void enter(Path root, Map<String, String> table) throws IOException {
    Map<String, String> options =
        Map.of(
            OPTIONS,
            Template.read()
                .function("ShowArticleFunction")
                .environment()
                .getOrDefault(OPTIONS, ""));
    String event =
        new String(
            Call.to("GET /api/articles/{id}").path("id", SampleArticle.ID.value()).event(), UTF_8);
    String answered = "\"statusCode\":200";
    contenders.add(
        new Contender(
            "empty handler",
            BenchClasses.folder(),
            EmptyHandler.class.getName(),
            options,
            event,
            answered,
            0));
    Map<String, String> plain = new LinkedHashMap<>(table);
    plain.put("LC_ALL", "C.UTF-8");
    plain.put("SITE_NAME", "Bản Tin");
    plain.put("SITE_ZONE", "Asia/Ho_Chi_Minh");
    plain.put("SITE_URL", "");
    Map<String, String> environment = new LinkedHashMap<>(plain);
    environment.putAll(options);
    Path zip = root.resolve("functions/show-article/target/show-article.zip");
    Path ours = unpacked(zip, OURS);
    String handler = "bantin.showarticle.ShowArticleHandler";
    contenders.add(
        new Contender(OURS, ours, handler, environment, event, answered, Files.size(zip)));
    contenders.add(
        new Contender(
            "show-article, Java as Lambda sets it",
            ours,
            handler,
            plain,
            event,
            answered,
            Files.size(zip)));
    Path overJava = unpacked(zip, "java");
    BenchClasses.addTo(overJava, OverJava.class);
    BenchClasses.addLibrariesTo(overJava, UrlConnectionHttpClient.class);
    contenders.add(
        new Contender(
            "show-article over Java's HTTP",
            overJava,
            OverJava.class.getName(),
            environment,
            event,
            answered,
            zipped(overJava)));
    BenchClasses.addTo(ours, AnsweringHandler.class, FailingHandler.class);
    reporting.add(
        new Contender(
            ANSWERS, ours, AnsweringHandler.class.getName(), options, event, answered, 0));
    reporting.add(
        new Contender(
            REPORTS,
            ours,
            FailingHandler.class.getName(),
            options,
            event,
            "\"statusCode\":500",
            0));
    Map<String, String> peers = new LinkedHashMap<>(table);
    peers.putAll(options);
    // For Spring Boot, because a folder has no manifest that names the class.
    peers.put("MAIN_CLASS", "peer.Application");
    for (String peer : List.of("spring-boot", "quarkus", "micronaut")) {
      Path target =
          root.resolve("functions/dev/bench/cold-start/peers").resolve(peer).resolve("target");
      Path function = target.resolve("function");
      if (Files.isRegularFile(target.resolve("function.zip"))) {
        function = unpacked(target.resolve("function.zip"), peer);
      }
      if (!Files.isDirectory(function)) {
        out.println("(" + peer + " is not built: left out)");
        continue;
      }
      contenders.add(
          new Contender(
              peer,
              function,
              // Quarkus would run a handler by type as the application's own.
              peer.equals("quarkus") ? "peer.Handler::handleRequest" : "peer.Handler",
              peers,
              event,
              "200",
              zipped(function)));
    }
  }

  private Path unpacked(Path zip, String name) throws IOException {
    Path into = folder.resolve(name);
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = into.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.resolve(".."));
          Files.copy(in, file);
        }
      }
    }
    return into;
  }

  private static long zipped(Path function) throws IOException {
    Path zip = Files.createTempFile("peer", ".zip");
    try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(zip));
        Stream<Path> files = Files.walk(function)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        to.putNextEntry(new ZipEntry(function.relativize(file).toString()));
        Files.copy(file, to);
        to.closeEntry();
      }
    }
    long bytes = Files.size(zip);
    Files.delete(zip);
    return bytes;
  }

  /** Counts the loaded classes in runs of their own, because listing them takes time. */
  private void countClasses() throws IOException, InterruptedException {
    for (Contender contender : contenders) {
      classes.put(contender.name(), classesOf(contender, Start.Kind.COLD, false));
      classesLeft.put(contender.name(), classesOf(contender, Start.Kind.PRIMED, true));
    }
  }

  /**
   * @param since true to leave out classes that were loaded before the process asked for work
   */
  private long classesOf(Contender contender, Start.Kind kind, boolean since)
      throws IOException, InterruptedException {
    Path list = folder.resolve("classes.txt");
    List<String> flag = List.of("-Xlog:class+load=info:file=" + list);
    Path output = folder.resolve("output.txt");
    try (Start start = new Start(contender, kind, tls, busy, output, flag)) {
      start.awaitReady();
      long before = since ? loaded(list) : 0;
      start.measure(0, 0);
      return loaded(list) - before;
    } catch (IllegalStateException e) {
      throw new IllegalStateException(Files.readString(output), e);
    }
  }

  private static long loaded(Path list) throws IOException {
    try (Stream<String> lines = Files.lines(list)) {
      return lines.filter(line -> line.contains(" source: ")).count();
    }
  }

  private void run() throws IOException, InterruptedException {
    Random random = new Random(1);
    for (int round = 1; round <= ROUNDS; round++) {
      List<Contender> order = new ArrayList<>(contenders);
      Collections.shuffle(order, random);
      for (Contender contender : order) {
        for (Start.Kind kind : Start.Kind.values()) {
          boolean warm = kind != Start.Kind.UNPRIMED;
          measure(contender, kind, warm ? UNMEASURED_CALLS : 0, warm ? WARM : 0);
        }
      }
      Collections.shuffle(reporting, random);
      for (Contender contender : reporting) {
        measure(contender, Start.Kind.COLD, 0, 0);
      }
      System.err.println("round " + round + " of " + ROUNDS);
    }
  }

  private void measure(Contender contender, Start.Kind kind, int before, int warm)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    try (Start start = new Start(contender, kind, tls, busy, output, List.of())) {
      measured
          .computeIfAbsent(contender.name(), name -> new EnumMap<>(Start.Kind.class))
          .computeIfAbsent(kind, key -> new ArrayList<>())
          .add(start.measure(before, warm));
    } catch (IllegalStateException e) {
      throw new IllegalStateException(Files.readString(output), e);
    }
  }

  private void print() {
    out.printf("%d shuffled rounds, one processor, TLS; medians in milliseconds%n%n", ROUNDS);
    out.println(
        "| | start → first answer | first answer, unprimed | primed | warm median (primed) | p99 | CPU per warm call (no snapshot / primed) | classes | of them after a primed init | zip MB |");
    out.println("|---|---|---|---|---|---|---|---|---|---|");
    for (Contender contender : contenders) {
      out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.0f | %.1f | %.2f | %.2f | %.2f / %.2f | %d | %d | %.1f |%n",
          contender.name(),
          median(contender.name(), Start.Kind.COLD, Start.Times::firstMillis),
          median(contender.name(), Start.Kind.UNPRIMED, Start.Times::firstMillis),
          median(contender.name(), Start.Kind.PRIMED, Start.Times::firstMillis),
          median(contender.name(), Start.Kind.PRIMED, Start.Times::median),
          median(contender.name(), Start.Kind.PRIMED, Start.Times::p99),
          median(contender.name(), Start.Kind.COLD, Start.Times::warmCpuMillis),
          median(contender.name(), Start.Kind.PRIMED, Start.Times::warmCpuMillis),
          classes.get(contender.name()),
          classesLeft.get(contender.name()),
          contender.zipBytes() / 1e6);
    }
    out.println();
    out.println("show-article against each, median of the rounds' ratios:");
    out.println();
    out.println(
        "| | start → first answer | primed / its unprimed | primed / its primed | CPU per warm call, no snapshot | the same, primed |");
    out.println("|---|---|---|---|---|---|");
    for (Contender contender : contenders) {
      if (!contender.name().equals(OURS)) {
        out.printf(
            Locale.ROOT,
            "| %s | %.2f | %.3f | %.2f | %.2f | %.2f |%n",
            contender.name(),
            ratio(contender, Start.Kind.COLD, Start.Kind.COLD, Start.Times::firstMillis),
            ratio(contender, Start.Kind.PRIMED, Start.Kind.UNPRIMED, Start.Times::firstMillis),
            ratio(contender, Start.Kind.PRIMED, Start.Kind.PRIMED, Start.Times::firstMillis),
            ratio(contender, Start.Kind.COLD, Start.Kind.COLD, Start.Times::warmCpuMillis),
            ratio(contender, Start.Kind.PRIMED, Start.Kind.PRIMED, Start.Times::warmCpuMillis));
      }
    }
  }

  /** Prints the cost of logging an error with its stack, from which CloudWatch makes the metric. */
  private void printReports() {
    List<Double> more = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      more.add(
          times(REPORTS, Start.Kind.COLD).get(i).cpuMillis()
              - times(ANSWERS, Start.Kind.COLD).get(i).cpuMillis());
    }
    out.printf(
        Locale.ROOT,
        "%nA fault's line in the log, from which its metric comes, adds %.1f ms of CPU to a first answer (%.0f ms without)%n",
        median(more),
        median(ANSWERS, Start.Kind.COLD, Start.Times::cpuMillis));
  }

  private interface Figure {
    double of(Start.Times times);
  }

  private double median(String name, Start.Kind kind, Figure figure) {
    return median(times(name, kind).stream().map(figure::of).toList());
  }

  private double ratio(
      Contender contender, Start.Kind ownKind, Start.Kind contenderKind, Figure figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      ratios.add(
          figure.of(times(OURS, ownKind).get(i))
              / figure.of(times(contender.name(), contenderKind).get(i)));
    }
    return median(ratios);
  }

  private List<Start.Times> times(String name, Start.Kind kind) {
    Map<Start.Kind, List<Start.Times>> kinds = measured.get(name);
    List<Start.Times> times = kinds == null ? null : kinds.get(kind);
    if (times == null) {
      throw new IllegalStateException(name + " was not measured");
    }
    return times;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
