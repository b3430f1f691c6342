package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Jdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the portal as its own process, as people start it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals to end it by")
final class ProcessTest {
  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Processes of functions. One that makes the archive of their classes may run beside them. */
  private static List<ProcessHandle> functions(Process runner) {
    return runner
        .descendants()
        .filter(process -> !process.info().commandLine().orElse("").contains("-Xshare:dump"))
        .toList();
  }

  @Test
  void printsAddressAndSignInAndEndsCleanly() throws Exception {
    Process runner = start();
    BufferedReader out = runner.inputReader(UTF_8);
    String ready = out.readLine();
    assertThat(ready).startsWith("Bản Tin is ready at http://127.0.0.1:");
    assertThat(out.readLine())
        .startsWith("Sign in at http://127.0.0.1:")
        .contains("phong-vien (reporter), bien-tap (editor), quan-tri (administrator)");
    URI address = URI.create(ready.substring(ready.indexOf("http")));
    assertThat(Running.send(HttpRequest.newBuilder(address.resolve("/echo"))).statusCode())
        .isEqualTo(200);
    // The tests' template has no admin API: the demo fails with a message, and the portal runs on.
    Running.await("the demo's message", () -> isInTheLog("The demo is not all there"));

    // Only the function that was asked has a process.
    List<ProcessHandle> functions = functions(runner);
    assertThat(functions).hasSize(1);
    runner.destroy();
    assertThat(runner.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(runner.exitValue()).isEqualTo(143);
    awaitEnd(functions);
    assertThat(Files.readString(folder.resolve("err"))).doesNotContain("ended with status");
  }

  @Test
  void endsFunctionsWhenKilledAndRestartsOnSameData() throws Exception {
    Process runner = start();
    String ready = runner.inputReader(UTF_8).readLine();
    assertThat(ready).startsWith("Bản Tin is ready");
    URI address = URI.create(ready.substring(ready.indexOf("http")));
    assertThat(Running.send(HttpRequest.newBuilder(address.resolve("/echo"))).statusCode())
        .isEqualTo(200);
    List<ProcessHandle> functions = functions(runner);
    assertThat(functions).hasSize(1);
    runner.destroyForcibly().waitFor();
    awaitEnd(functions);

    Process again = start();
    assertThat(again.inputReader(UTF_8).readLine()).startsWith("Bản Tin is ready");
  }

  @Test
  void explainsInvalidPortInOneSentence() throws Exception {
    Process runner = start("PORT", "eighty");
    assertThat(runner.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(runner.exitValue()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("err")).lines())
        .containsExactly("PORT is eighty, but must be a number up to 65535.");
  }

  private boolean isInTheLog(String words) {
    try {
      return Files.readString(folder.resolve("err")).contains(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitEnd(List<ProcessHandle> functions) {
    Running.await("the functions' end", () -> functions.stream().noneMatch(ProcessHandle::isAlive));
  }

  private Process start(String... environment) throws IOException {
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.copy(
        Running.template().file(),
        project.resolve("template.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    ProcessBuilder builder =
        new ProcessBuilder(
                Jdk.program("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .directory(project.toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("PORT", "0");
    builder.environment().put("DATA", folder.resolve("data").toString());
    for (int i = 0; i < environment.length; i += 2) {
      builder.environment().put(environment[i], environment[i + 1]);
    }
    Process process = builder.start();
    started.add(process);
    return process;
  }
}
