package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The portal in a process of its own, as the README's command starts it. */
final class PortalProcess {
  private static final String READY = "Bản Tin is ready at ";

  private final Process process;
  private final URI address;

  private PortalProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Returns once it answers.
   *
   * @param project the folder with {@code template.yaml}; the log is added to {@code log} there
   * @param data what is in it already stays
   */
  static PortalProcess start(Path project, Path data) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dsun.net.httpserver.nodelay=true",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx1g",
                "-classpath",
                System.getProperty("java.class.path"),
                "bantin.local.Main",
                "with-parent")
            .directory(project.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(project.resolve("log").toFile()));
    builder.environment().put("PORT", "0");
    builder.environment().put("DATA", data.toString());
    Process process = builder.start();
    BufferedReader out = process.inputReader(UTF_8);
    String ready = out.readLine();
    if (ready == null || !ready.startsWith(READY)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("It does not start: " + Files.readString(project.resolve("log")));
    }
    return new PortalProcess(process, URI.create(ready.substring(READY.length())));
  }

  URI address() {
    return address;
  }

  /** Ends it and its functions with no warning, in any order, and waits until they are gone. */
  void kill(Random order) throws InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    Collections.shuffle(all, order);
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle one : all) {
      try {
        one.onExit().get(10, TimeUnit.SECONDS);
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        throw new AssertionError("It outlives being killed: " + one.info(), e);
      }
    }
  }
}
