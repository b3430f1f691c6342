package bantin.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Simulates a thousand shards that each commit a batch a second. Counts how often two transactions
 * meet on an item, by the number of slots.
 *
 * <p>A transaction holds its slot's site tallies for ten milliseconds. A second one on the same
 * slot is cancelled at once. It tries again after full jitter of at most 20 ms, doubled with each
 * try up to 1.28 s.
 */
final class Conflicts {
  private static final int SHARDS = 1000;
  private static final double HELD_MS = 10;
  private static final double END_MS = 60_000;

  private Conflicts() {}

  private record Try(double at, int shard, int tries, double due) {}

  static void print() {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("1,000 shards, a batch a second each, transactions of 10 ms (simulated)");
    out.printf(
        "  %6s %14s %12s %12s %14s%n",
        "slots", "cancelled per", "p50 delay", "p99 delay", "batches");
    out.printf("  %6s %14s %12s %12s %14s%n", "", "commit", "ms", "ms", "a second");
    for (int slots : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256}) {
      print(out, slots);
    }
  }

  private static void print(PrintStream out, int slots) {
    Random random = new Random(42);
    PriorityQueue<Try> queue = new PriorityQueue<>(Comparator.comparingDouble(Try::at));
    double[] freeAt = new double[slots];
    for (int shard = 0; shard < SHARDS; shard++) {
      double at = random.nextDouble() * 1000;
      queue.add(new Try(at, shard, 0, at));
    }
    double[] delays = new double[SHARDS * 61];
    int commits = 0;
    long cancelled = 0;
    while (!queue.isEmpty() && queue.peek().at() < END_MS) {
      Try attempt = queue.remove();
      int slot = Math.floorMod(("shardId-" + attempt.shard() * 7919L).hashCode(), slots);
      if (attempt.at() < freeAt[slot]) {
        cancelled++;
        double most = 20L << Math.min(attempt.tries() + 1, 6);
        queue.add(
            new Try(
                attempt.at() + 5 + random.nextDouble() * most,
                attempt.shard(),
                attempt.tries() + 1,
                attempt.due()));
      } else {
        freeAt[slot] = attempt.at() + HELD_MS;
        delays[commits++] = attempt.at() - attempt.due();
        double next = Math.max(attempt.at() + HELD_MS, attempt.due() + 1000);
        queue.add(new Try(next, attempt.shard(), 0, next));
      }
    }
    Arrays.sort(delays, 0, commits);
    out.printf(
        Locale.ROOT,
        "  %6d %14.2f %12.0f %12.0f %14.0f%n",
        slots,
        cancelled / (double) commits,
        delays[commits / 2],
        delays[commits * 99 / 100],
        commits / (END_MS / 1000));
  }
}
