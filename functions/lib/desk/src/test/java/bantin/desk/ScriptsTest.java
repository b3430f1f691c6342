package bantin.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import bantin.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks of the desk's and the readers' scripts: ESLint, tsc, and unit tests under Node. The
 * commands are the scripts of {@code package.json}.
 *
 * <p>A machine without Node skips them and says so. ESLint and tsc come from npm once, in the
 * versions of {@code package-lock.json}; a machine that cannot reach npm skips these two. With
 * {@code -Dscripts=required} nothing is skipped.
 */
class ScriptsTest {
  private static final int OLDEST_NODE = 20;
  private static final int SECONDS_TO_INSTALL = 120;
  private static final int SECONDS_TO_CHECK = 300;

  private static final Path LOCK = Path.of("package-lock.json");

  /** A copy of the lock that the installed tools come from. */
  private static final Path INSTALLED = Path.of("node_modules", "installed-lock.json");

  private static final String[] INSTALL = {
    "npm",
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--fetch-retries=0"
  };

  private static boolean triedToInstall;

  @TempDir Path folder;

  /**
   * Outcome of a command.
   *
   * @param status its exit status; -1 if it did not start or did not end in time
   * @param output both of its streams
   */
  private record Run(int status, String output) {}

  @Test
  void passTheirUnitTests() throws Exception {
    needNode();
    check("test");
  }

  @Test
  void passLint() throws Exception {
    needNode();
    needTools();
    check("lint");
  }

  @Test
  void passTheTypeCheck() throws Exception {
    needNode();
    needTools();
    check("types");
  }

  private void check(String script) throws Exception {
    String command =
        Json.parse(Files.readAllBytes(Path.of("package.json")))
            .path("scripts")
            .path(script)
            .textValue();
    Run run = run(SECONDS_TO_CHECK, "sh", "-c", command);
    assertThat(run.status()).as("%s%n%s", command, run.output()).isZero();
  }

  private void needNode() throws Exception {
    Run node = run(SECONDS_TO_INSTALL, "node", "--version");
    String version = node.output().strip();
    if (node.status() != 0
        || !version.startsWith("v")
        || Integer.parseInt(version.substring(1, version.indexOf('.'))) < OLDEST_NODE) {
      skip("there is no Node " + OLDEST_NODE + " or later here");
    }
  }

  private void needTools() throws Exception {
    if (isInstalled()) {
      return;
    }
    if ("offline: true".equals(System.getProperty("network"))) {
      skip("ESLint and tsc are not installed, and Maven works offline");
    }
    if (!triedToInstall) {
      triedToInstall = true;
      Run npm = run(SECONDS_TO_INSTALL, INSTALL);
      if (npm.status() == 0) {
        Files.copy(LOCK, INSTALLED);
        return;
      }
    }
    skip("ESLint and tsc are not installed, and npm cannot fetch them");
  }

  private static boolean isInstalled() throws IOException {
    return Files.exists(INSTALLED) && Files.mismatch(LOCK, INSTALLED) < 0;
  }

  private static void skip(String reason) {
    if ("required".equals(System.getProperty("scripts"))) {
      fail(reason);
    }
    System.out.println("Scripts not checked: " + reason + ".");
    abort(reason);
  }

  private Run run(int seconds, String... command) throws InterruptedException {
    Path output = folder.resolve("output");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      if (Boolean.getBoolean("nightly")) {
        builder.environment().put("NIGHTLY", "1");
      }
      Process process = builder.start();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      return new Run(ended ? process.exitValue() : -1, Files.readString(output, UTF_8));
    } catch (IOException e) {
      return new Run(-1, String.valueOf(e.getMessage()));
    }
  }
}
