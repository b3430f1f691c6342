package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.engines.Schedule;
import java.io.PrintStream;
import java.time.Duration;
import java.time.ZonedDateTime;

/** Sends a function its daily event while the portal runs. */
final class Scheduler implements AutoCloseable {
  /** Interval at which the clock is read again, because somebody may set it. */
  private static final Duration CLOCK_INTERVAL = Duration.ofMinutes(1);

  /** Number of attempts, as Lambda makes for asynchronous events. */
  private static final int MAX_TRIES = 3;

  private final Thread thread;

  Scheduler(FunctionHost function, Schedule schedule, PrintStream log) {
    thread =
        Thread.ofVirtual()
            .name("schedule of " + function.function().id())
            .start(() -> run(function, schedule, log));
  }

  private static void run(FunctionHost function, Schedule schedule, PrintStream log) {
    ZonedDateTime next = schedule.next(ZonedDateTime.now(schedule.zone()));
    try {
      while (true) {
        Duration left = Duration.between(ZonedDateTime.now(schedule.zone()), next);
        if (left.isPositive()) {
          Thread.sleep(left.compareTo(CLOCK_INTERVAL) < 0 ? left : CLOCK_INTERVAL);
        } else {
          send(function, schedule, log);
          next = schedule.next(ZonedDateTime.now(schedule.zone()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(FunctionHost function, Schedule schedule, PrintStream log)
      throws InterruptedException {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      RuntimeApi.Result result =
          function.invoke(
              schedule.input().getBytes(UTF_8),
              Duration.ofSeconds(function.function().timeoutSeconds()));
      if (result.outcome() == RuntimeApi.Outcome.RESPONSE) {
        return;
      }
      log.println(function.function().id() + " failed on its daily event: " + result.text());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
