package bantin.bench;

import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Measures the time to tell a bot from a reader by the user agent. */
final class Agents {
  static final String READER =
      "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/142.0.0.0 Mobile Safari/537.36";

  private static final List<String> AGENTS =
      List.of(
          READER,
          "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
              + " like Gecko) Version/19.1 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");

  private Agents() {}

  static void print() {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      long start = System.nanoTime();
      Class<?> readers = Class.forName("bantin.counthit.Readers");
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(readers, MethodHandles.lookup());
      MethodHandle isBot =
          lookup.findStatic(readers, "isBot", MethodType.methodType(boolean.class, String.class));
      boolean first = (boolean) isBot.invoke(READER);
      long ready = System.nanoTime();
      out.printf(
          Locale.ROOT,
          "The list of crawlers is ready after %.1f ms (first answer: %s)%n",
          (ready - start) / 1e6,
          first);
      for (String agent : AGENTS) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
          long from = System.nanoTime();
          for (int i = 0; i < 20_000; i++) {
            boolean ignored = (boolean) isBot.invoke(agent);
          }
          best = Math.min(best, System.nanoTime() - from);
        }
        out.printf(
            Locale.ROOT,
            "  %.2f µs  %s%n",
            best / 20_000e3,
            agent.substring(0, Math.min(70, agent.length())));
      }
    } catch (Throwable e) {
      throw new IllegalStateException("count-hit has no Readers.isBot any more", e);
    }
  }
}
