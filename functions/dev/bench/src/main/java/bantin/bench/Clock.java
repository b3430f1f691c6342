package bantin.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Processor time of this process. The time that Lambda would charge follows from it. A busy machine
 * changes how long a call takes here, but hardly how much of the processor it uses. Linux tells
 * Java this time in steps of ten milliseconds, so many calls are measured together.
 */
final class Clock {
  /** Memory in MiB at which a function has one whole processor. */
  private static final double WHOLE_PROCESSOR = 1769;

  /** Milliseconds that a function waits for a table or the bucket in its region. */
  private static final double TRIP_MILLIS = 4;

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final long start = PROCESS.getProcessCpuTime();

  /** Milliseconds of the processor since this clock began. */
  double millis() {
    return (PROCESS.getProcessCpuTime() - start) / 1e6;
  }

  /** Milliseconds that Lambda charges for a call with this use of the processor. */
  static double ofLambda(double cpuMillis, double trips, int memory) {
    return cpuMillis / Math.min(1, memory / WHOLE_PROCESSOR) + trips * TRIP_MILLIS;
  }
}
