package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.engines.Jdk;
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

/** Portal in a process of its own, started as in the README. */
final class PortalProcess {
  private static final String READY = "Bản Tin is ready at ";

  private final Process process;
  private final URI address;

  private PortalProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts a portal, and returns once it is ready.
   *
   * @param project folder with {@code template.yaml}; its file {@code log} takes the portal's log
   * @param data folder of the content, which is kept
   */
  static PortalProcess start(Path project, Path data) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Jdk.program("java"),
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
      throw new AssertionError("Start failed: " + Files.readString(project.resolve("log")));
    }
    return new PortalProcess(process, URI.create(ready.substring(READY.length())));
  }

  URI address() {
    return address;
  }

  /**
   * Kills the portal and its functions without warning in random order, and waits until they are
   * gone.
   */
  void kill(Random order) throws InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    Collections.shuffle(all, order);
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle handle : all) {
      try {
        handle.onExit().get(10, TimeUnit.SECONDS);
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        throw new AssertionError("Still alive after the kill: " + handle.info(), e);
      }
    }
  }
}
