package bantin.bench;

import bantin.engines.DynamoDbServer;
import bantin.engines.Jdk;
import bantin.engines.Policies;
import bantin.engines.S3Server;
import bantin.engines.Tables;
import bantin.engines.Template;
import bantin.engines.UserPool;
import bantin.engines.UserPoolServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the tables, then {@link Cost} and {@link Routes}, each in its own process. The process has
 * the environment of the functions, so that it runs the real handlers with their real wiring.
 */
public final class Bench {
  /**
   * One in so many of the usual hits, views and repetitions. A test only shows that a bench runs.
   */
  static final int SHARE = Integer.getInteger("share", 1);

  private Bench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Conflicts.print();
    Agents.print();
    measure(Cost.class);
    measure(Routes.class);
  }

  /** Runs a class in a process of its own, with empty tables and an empty bucket. */
  static void measure(Class<?> main, String... arguments) throws IOException, InterruptedException {
    Template template = template();
    // The samples' sessions are of fixed days and must not expire while they are counted.
    try (DynamoDbServer server = DynamoDbServer.inMemory(Policies.of(template));
        Tables tables = Tables.keepingAt(server.endpoint(), template);
        S3Server buckets = S3Server.inMemory();
        UserPoolServer people = people(template)) {
      tables.clear();
      run(main, List.of(arguments), environment(template, server, buckets, people));
    }
  }

  private static UserPoolServer people(Template template) throws IOException {
    UserPool pool = UserPool.inMemory(template, InstantSource.system(), mail -> {});
    pool.seed("quan-tri", "subject-of-quan-tri", "Quản trị", "administrator", Map.of());
    return UserPoolServer.of(pool, Policies.of(template));
  }

  /** Returns the project's template with values for names that a deployment would choose. */
  static Template template() {
    Template template = Template.read();
    Map<String, String> physical = new HashMap<>(S3Server.names(template));
    physical.put("EditorPool.ProviderURL", "https://editors.example/pool");
    physical.put("EditorClient", "4v8c0n2k6m1q3s5t7b9d0f2h4j");
    physical.put("HitKey.ClientSecret", Samples.HIT_KEY);
    physical.put("CursorKey.ClientSecret", "the benches' key of cursors");
    physical.put("CdnKey.ClientSecret", "the benches' key of the CDN");
    return template.with(physical);
  }

  /** Returns the environment of all functions together, for a process that runs each of them. */
  private static Map<String, String> environment(
      Template template, DynamoDbServer server, S3Server buckets, UserPoolServer people) {
    Map<String, String> environment = new HashMap<>();
    template.functions().forEach(function -> environment.putAll(function.environment()));
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", server.endpoint().toString());
    environment.put("AWS_ENDPOINT_URL_S3", buckets.endpoint().toString());
    environment.put("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", people.endpoint().toString());
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", Policies.OWNER);
    environment.put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
    return environment;
  }

  private static void run(Class<?> main, List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Jdk.program("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Dshare=" + SHARE,
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(environment);
    int exit = builder.start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException("The measuring process ended with " + exit);
    }
  }
}
