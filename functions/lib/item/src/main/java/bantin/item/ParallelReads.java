package bantin.item;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Reads that run at the same time, so that together they take as long as the slowest one. */
public final class ParallelReads implements AutoCloseable {
  /** Maximum number of reads that run at the same time; others wait for their turn. */
  private static final int MAX_PARALLEL = 8;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(MAX_PARALLEL, Thread.ofVirtual().factory());

  /**
   * Starts a read.
   *
   * @return waits for the read's result, or throws what the read threw
   */
  public <T> Supplier<T> start(Supplier<T> read) {
    Future<T> result = threads.submit(read::get);
    return () -> await(result);
  }

  private static <T> T await(Future<T> result) {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("The read ended with an error", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted during a read", e);
    }
  }

  /** Waits for all reads to end. */
  @Override
  public void close() {
    threads.close();
  }
}
