package bantin.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps two processors of a virtual machine from sleeping, with idle-priority work. A sleeping
 * processor may take milliseconds to wake, which would spoil the figures. The bench itself moves to
 * the first processor and leaves the second to the measured process.
 */
final class AwakeProcessors implements AutoCloseable {
  private final List<Process> spinning = new ArrayList<>();

  private AwakeProcessors() {}

  static AwakeProcessors start() throws IOException, InterruptedException {
    AwakeProcessors awake = new AwakeProcessors();
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
