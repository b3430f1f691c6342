package bantin.local;

import bantin.engines.Authorizer;
import bantin.engines.DynamoDbServer;
import bantin.engines.Function;
import bantin.engines.Policies;
import bantin.engines.Route;
import bantin.engines.S3Server;
import bantin.engines.Schedule;
import bantin.engines.StreamSource;
import bantin.engines.Tables;
import bantin.engines.Template;
import bantin.engines.TemplateException;
import bantin.engines.UserPool;
import bantin.engines.UserPoolServer;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The whole portal on this machine, as {@code template.yaml} declares it. Everything listens on
 * 127.0.0.1 only. It ends at {@link #close()} or with this process, even when that is killed.
 */
public final class Portal implements AutoCloseable {
  /** Longest delay of a start by the demo's articles. They follow later on a slow machine. */
  private static final Duration DEMO_WAIT = Duration.ofSeconds(2);

  private final PrintStream log;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Map<String, FunctionHost> functions = new LinkedHashMap<>();
  private final List<UserPool.Mail> mails = new CopyOnWriteArrayList<>();
  private final DataFolder data;
  private final IdentityProvider people;
  private final Tables tables;
  private final URI address;
  private @Nullable BucketEvents events;

  /**
   * Starts the portal with the template found from the working directory, and waits until it
   * answers. An empty data folder is filled with a few articles.
   *
   * @param data the folder for all data
   * @param port 0 for any free port
   * @throws StartException if the portal cannot start, with the reason in one sentence
   * @throws TemplateException if the template refers to something undeclared
   */
  public static Portal start(Path data, int port) throws IOException, InterruptedException {
    return start(Template.read(), data, port, true, System.err);
  }

  /**
   * Starts the portal with another template, or with other parameters for it. A function's process
   * starts at its first event, as on Lambda.
   */
  public static Portal startOnDemand(Template template, Path data, int port)
      throws IOException, InterruptedException {
    return startOnDemand(template, data, port, true, System.err);
  }

  static Portal startOnDemand(Template template, Path data, int port, boolean demo, PrintStream log)
      throws IOException, InterruptedException {
    return start(template, data, port, demo, log, false);
  }

  static Portal start(Template template, Path data, int port, boolean demo, PrintStream log)
      throws IOException, InterruptedException {
    return start(template, data, port, demo, log, true);
  }

  private static Portal start(
      Template template, Path data, int port, boolean demo, PrintStream log, boolean atOnce)
      throws IOException, InterruptedException {
    Portal portal = new Portal(template, data, port, log, atOnce);
    try {
      if (demo) {
        portal.fill();
      }
      return portal;
    } catch (InterruptedException e) {
      portal.close();
      throw e;
    }
  }

  /**
   * @param atOnce whether all functions start now; else each starts at its first event
   */
  private Portal(Template template, Path folder, int port, PrintStream log, boolean atOnce)
      throws IOException, InterruptedException {
    this.log = log;
    try {
      template.requireReferences();
      data = opened(new DataFolder(folder));
      Loopback front = opened(bind(port));
      Loopback provider = opened(bindNextTo(front.port(), port));
      DynamoDbServer database = opened(DynamoDbServer.bound(data.database()));
      address = URI.create("http://127.0.0.1:" + front.port());
      String issuer = "http://127.0.0.1:" + provider.port();
      Template resolved = template.with(physical(template, issuer, data.stackId()));
      List<Function> declared = resolved.functions();
      Policies policies = Policies.of(resolved);
      FunctionHost.prepare(declared.size());
      for (Function function : declared) {
        FunctionHost.requireHandler(function);
        FunctionHost.requireEnvironment(function);
      }
      BucketEvents arrivals =
          opened(
              new BucketEvents(
                  data.path().resolve("bucket-events"),
                  template,
                  (id, event, timeout) -> function(id).invoke(event, timeout),
                  BucketEvents.PAUSE,
                  log));
      events = arrivals;
      arrivals.watch(declared);
      S3Server buckets = opened(S3Server.in(data.buckets(), resolved, arrivals));
      UserPoolServer poolServer = opened(UserPoolServer.bound());
      hostFunctions(
          declared,
          new FunctionHost.URIs(
              database.endpoint().toString(),
              buckets.endpoint().toString(),
              poolServer.endpoint().toString()));
      if (atOnce) {
        functions.values().forEach(FunctionHost::start);
      }

      database.serve(policies);
      tables = opened(Tables.at(database.endpoint(), resolved));
      RSAKey key = IdentityProvider.key(data);
      UserPool pool =
          UserPool.in(
              data.path().resolve("people.json"),
              resolved.with(Map.of("SiteUrl", address.toString())),
              this::logMail);
      Person.seed(pool);
      poolServer.serve(pool, policies);
      people =
          new IdentityProvider(
              provider, key, scopes(declared), front.port(), pool, tokenLife(resolved));
      people.start();
      Map<String, JwtAuthorizer> authorizers = new LinkedHashMap<>();
      for (Map.Entry<String, Authorizer> entry : resolved.authorizers().entrySet()) {
        authorizers.put(entry.getKey(), new JwtAuthorizer(entry.getValue()));
      }
      requireAuthorizers(declared, authorizers);
      if (atOnce) {
        for (FunctionHost function : functions.values()) {
          function.awaitReady();
        }
      }
      for (Function function : declared) {
        for (StreamSource source : function.streams()) {
          policies.requireStream(function.id(), source);
          startPump(function, source);
        }
        for (Schedule schedule : function.schedules()) {
          opened(new Scheduler(function(function.id()), schedule, log));
        }
      }
      arrivals.start(buckets, declared);
      front.serve(new Front(new Routes(declared), authorizers, functions, log)::handle);
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private static Loopback bind(int port) throws IOException {
    try {
      return new Loopback(port);
    } catch (BindException e) {
      throw new StartException(
          "Port " + port + " is taken: end what listens there, or set PORT to another.", e);
    }
  }

  /**
   * Binds the identity provider to the next port if possible, so that sign-ins outlive a restart.
   */
  private static Loopback bindNextTo(int front, int asked) throws IOException {
    if (asked != 0 && front < 65_535) {
      try {
        return new Loopback(front + 1);
      } catch (BindException e) {
        return new Loopback(0);
      }
    }
    return new Loopback(0);
  }

  /** Returns the values that AWS would give the template's references. */
  private static Map<String, String> physical(Template template, String issuer, String stack) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("AWS::Region", Hosted.REGION);
    values.put(
        "AWS::StackId",
        "arn:aws:cloudformation:%s:%s:stack/bantin/%s"
            .formatted(Hosted.REGION, Hosted.ACCOUNT, stack));
    // The provider here knows the portal's address, and no CDN is in front of it.
    values.put("ReturnsThroughDoor", "false");
    values.put("Cdn", "off");
    // One person at one machine sees a visit counted at once.
    values.put("CountingSeconds", "1");
    values.putAll(S3Server.names(template));
    for (String pool : template.resources("AWS::Cognito::UserPool")) {
      values.put(pool + ".ProviderURL", issuer);
    }
    for (String client : template.resources("AWS::Cognito::UserPoolClient")) {
      values.put(client, IdentityProvider.CLIENT);
      values.put(client + ".ClientSecret", client + " " + stack);
    }
    return values;
  }

  /**
   * Returns the lifetime of access tokens as the template sets it; an hour otherwise, as Cognito.
   */
  private static Duration tokenLife(Template template) {
    for (String client : template.resources("AWS::Cognito::UserPoolClient")) {
      Map<String, Object> properties = template.properties(client);
      if (properties.get("AccessTokenValidity") instanceof Integer time
          && properties.get("TokenValidityUnits") instanceof Map<?, ?> units) {
        String unit = String.valueOf(units.get("AccessToken")).toUpperCase(Locale.ROOT);
        return Duration.of(time, ChronoUnit.valueOf(unit));
      }
    }
    return Duration.ofHours(1);
  }

  /** Writes a mail to the log, in place of a mailbox. */
  private void logMail(UserPool.Mail mail) {
    mails.add(mail);
    log.println("Mail to " + mail.to() + ": " + mail.subject());
    String text = mail.html().replaceAll("<(br|/p)>", "\n").replaceAll("<[^>]*>", "");
    text.lines().filter(line -> !line.isBlank()).forEach(line -> log.println("  " + line.strip()));
  }

  private static Set<String> scopes(List<Function> functions) {
    Set<String> scopes = new TreeSet<>();
    for (Function function : functions) {
      function.routes().forEach(route -> scopes.addAll(route.scopes()));
    }
    return scopes;
  }

  private static void requireAuthorizers(
      List<Function> functions, Map<String, JwtAuthorizer> authorizers) {
    for (Function function : functions) {
      for (Route route : function.routes()) {
        if (route.authorizer() != null && !authorizers.containsKey(route.authorizer())) {
          throw new StartException(
              "The route "
                  + route.key()
                  + " has the authorizer "
                  + route.authorizer()
                  + ", which the template does not declare.");
        }
      }
    }
  }

  private void hostFunctions(List<Function> declared, FunctionHost.URIs addresses)
      throws IOException {
    for (Function function : declared) {
      FunctionHost host = opened(new FunctionHost(function, addresses, data.path(), log));
      functions.put(function.id(), host);
    }
  }

  private void startPump(Function function, StreamSource source) throws IOException {
    FunctionHost host = functions.get(function.id());
    if (host == null) {
      throw new IllegalStateException("No function " + function.id());
    }
    String stream = tables.stream(source.table());
    Path file = data.path().resolve("stream-" + source.table() + "-" + function.id() + ".json");
    StreamPump.Positions positions = StreamPump.in(file, stream);
    opened(
            new StreamPump(
                source, stream, tables.streams(), function.id(), host::invoke, positions, log))
        .start();
  }

  /** Publishes the demo's articles, and waits a moment for them. */
  private void fill() throws InterruptedException {
    if (!data.has(Demo.MARK)) {
      CountDownLatch published = new CountDownLatch(1);
      Thread demo = Thread.ofPlatform().daemon().name("demo").start(() -> publishDemo(published));
      opened(demo::interrupt);
      if (!published.await(DEMO_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        log.println("The demo's articles follow in a few seconds.");
      }
    }
  }

  /**
   * Publishes the demo's articles, and adds its pictures and form afterwards. The portal may be
   * closed meanwhile; the next start publishes the articles that are missing.
   *
   * @param published counted down once the articles are there, or failed
   */
  private void publishDemo(CountDownLatch published) {
    try {
      Demo.publish(address, people.issuer());
      DataFolder.write(data.path().resolve(Demo.MARK), "The demo articles are published.\n");
      published.countDown();
      Demo.illustrate(address, people.issuer());
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        log.println("The demo is not all there: " + e.getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      published.countDown();
    }
  }

  /** Returns the portal's address, such as {@code http://127.0.0.1:8080}, without a final slash. */
  public URI address() {
    return address;
  }

  /**
   * Returns the issuer of the access tokens, whose discovery document is under {@code .well-known}.
   */
  public URI issuer() {
    return URI.create(people.issuer());
  }

  /** Sets the lifetime of access tokens issued from now on. */
  public void tokensLast(Duration time) {
    people.tokensLast(time);
  }

  /** Signs a person out everywhere, as an administrator does: no token is renewed any more. */
  public void endSignIns(String person) {
    people.endSignIns(person);
  }

  /** Returns the mails that people got since the start. */
  public List<UserPool.Mail> mails() {
    return List.copyOf(mails);
  }

  /** Returns the owner's tables, for tests that check the functions' work. */
  public Tables tables() {
    return tables;
  }

  /** Explains in one sentence how to sign in. */
  public String howToSignIn() {
    return people.howTo(address);
  }

  FunctionHost function(String id) {
    FunctionHost host = functions.get(id);
    if (host == null) {
      throw new IllegalArgumentException("The template declares no function " + id);
    }
    return host;
  }

  /** Ends the portal. The data folder keeps all acknowledged data. */
  @Override
  public synchronized void close() {
    if (events != null) {
      events.close(); // Closed first: an event under way in an ending function must come again.
    }
    functions.values().forEach(FunctionHost::end);
    while (!open.isEmpty()) {
      AutoCloseable resource = open.pop();
      try {
        resource.close();
      } catch (Exception e) { // AutoCloseable declares Exception.
        log.println("While ending: " + e);
      }
    }
  }
}
