package bantin.bench;

import bantin.engines.DynamoDbServer;
import bantin.engines.Policies;
import bantin.engines.Tables;
import bantin.engines.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts the tables, and then {@link Cost} in a process that has the environment of the functions,
 * so that what is measured is the real handlers with their real wiring.
 */
public final class Bench {
  private Bench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Conflicts.print();
    Agents.print();
    try (DynamoDbServer server = DynamoDbServer.inMemory(Policies.of(Template.read()));
        Tables tables = Tables.at(server.endpoint(), Template.read())) {
      ProcessBuilder cost =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "--enable-native-access=ALL-UNNAMED",
                      "-classpath",
                      System.getProperty("java.class.path"),
                      Cost.class.getName()))
              .inheritIO();
      cost.environment()
          .putAll(
              Map.of(
                  "AWS_ENDPOINT_URL_DYNAMODB",
                  server.endpoint().toString(),
                  "AWS_REGION",
                  "local",
                  "AWS_ACCESS_KEY_ID",
                  Policies.OWNER,
                  "AWS_SECRET_ACCESS_KEY",
                  "local",
                  "VISITS_TABLE",
                  tables.name("Visits"),
                  "TALLIES_TABLE",
                  tables.name("Tallies"),
                  "SITE_ZONE",
                  "Asia/Ho_Chi_Minh",
                  "TALLY_SLOTS",
                  "1"));
      int exit = cost.start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("The measuring process ended with " + exit);
      }
    }
  }
}
