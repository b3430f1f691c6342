package bantin.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ParallelReadsTest {
  @Test
  void runsReadsAtTheSameTime() {
    CyclicBarrier both = new CyclicBarrier(2);
    try (ParallelReads reads = new ParallelReads()) {
      Supplier<String> first = reads.start(() -> meet(both, "first"));
      Supplier<String> second = reads.start(() -> meet(both, "second"));
      assertThat(first.get()).isEqualTo("first");
      assertThat(second.get()).isEqualTo("second");
    }
  }

  @Test
  void throwsWhatTheReadThrew() {
    try (ParallelReads reads = new ParallelReads()) {
      Supplier<String> broken =
          reads.start(
              () -> {
                throw new IllegalArgumentException("no such table");
              });
      assertThatThrownBy(broken::get)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no such table");
    }
  }

  @Test
  void waitsForReadsWhoseResultNobodyWants() {
    AtomicBoolean ended = new AtomicBoolean();
    CyclicBarrier begun = new CyclicBarrier(2);
    try (ParallelReads reads = new ParallelReads()) {
      reads.start(
          () -> {
            meet(begun, "");
            ended.set(true);
            return "";
          });
      meet(begun, "");
    }
    assertThat(ended).isTrue();
  }

  private static String meet(CyclicBarrier others, String name) {
    try {
      others.await(10, TimeUnit.SECONDS);
      return name;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
