package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.engines.Template;
import bantin.engines.TemplateException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs the portal until it is told to end. Reads {@code PORT}, {@code DATA} and {@code DEMO} from
 * the environment. With the argument {@code with-parent} it also ends when its parent process does.
 */
final class Main {
  private static final int DEFAULT_PORT = 8080;

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    // UTF-8 for Vietnamese messages, in any locale of the terminal.
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    PrintStream log = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    AtomicReference<Portal> running = new AtomicReference<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running.get()), "end"));
    if (List.of(args).contains("with-parent")) {
      ProcessHandle.current().parent().ifPresent(Main::endWith);
    }
    try {
      Template template = Template.read();
      Portal portal = Portal.startOnDemand(template, data(template), port(), demo(), log);
      running.set(portal);
      out.println("Bản Tin is ready at " + portal.address());
      out.println(portal.howToSignIn());
    } catch (StartException | TemplateException e) {
      log.println(e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      log.println("The portal does not start: " + e.getMessage());
      System.exit(1);
    }
    Thread.currentThread().join();
  }

  private static void endWith(ProcessHandle parent) {
    Thread.ofVirtual()
        .start(
            () -> {
              parent.onExit().join();
              System.exit(0);
            });
  }

  private static void end(Portal portal) {
    if (portal != null) {
      portal.close();
    }
  }

  private static int port() {
    String port = System.getenv().getOrDefault("PORT", "");
    if (port.isBlank()) {
      return DEFAULT_PORT;
    }
    try {
      int number = Integer.parseInt(port.strip());
      if (number >= 0 && number <= 65_535) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw new StartException("PORT is " + port + ", but must be a number up to 65535.");
  }

  private static boolean demo() {
    String demo = System.getenv().getOrDefault("DEMO", "");
    return switch (demo.strip()) {
      case "", "yes" -> true;
      case "no" -> false;
      default -> throw new StartException("DEMO is " + demo + ", but must be yes or no.");
    };
  }

  private static Path data(Template template) {
    String data = System.getenv().getOrDefault("DATA", "");
    return data.isBlank() ? template.file().resolveSibling(".data") : Path.of(data);
  }
}
