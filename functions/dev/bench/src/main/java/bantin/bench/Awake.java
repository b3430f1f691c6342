package bantin.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps two processors of a virtual machine from sleeping, with work that yields to all other: from
 * their sleep they wake after some milliseconds at times, and that would be the figure. The bench
 * itself moves to the first, and leaves the second to what is measured.
 */
final class Awake implements AutoCloseable {
  private final List<Process> spinning = new ArrayList<>();

  private Awake() {}

  static Awake start() throws IOException, InterruptedException {
    Awake awake = new Awake();
    Runtime.getRuntime().addShutdownHook(new Thread(awake::close));
    for (String processor : List.of("0", "1")) {
      awake.spinning.add(
          run("chrt", "-i", "0", "taskset", "-c", processor, "sh", "-c", "while :; do :; done"));
    }
    run("taskset", "-acp", "0", Long.toString(ProcessHandle.current().pid())).waitFor();
    return awake;
  }

  private static Process run(String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Override
  public void close() {
    spinning.forEach(Process::destroyForcibly);
  }
}
