package bantin.recountvisits;

import bantin.log.LogLine;
import bantin.visit.Recount;
import java.util.ArrayList;
import java.util.List;

/**
 * Log of a recount for operators. Every difference is a line, and their number is a metric. Only a
 * settled day counts for the metric that alarms watch.
 */
final class RecountLog {
  private RecountLog() {}

  /**
   * Lists the lines to log.
   *
   * @param function name of the function on AWS, so that two portals of one account have separate
   *     metrics
   */
  static List<LogLine> of(Recount recount, String function) {
    List<LogLine> lines = new ArrayList<>();
    for (Recount.Difference difference : recount.differences()) {
      lines.add(
          (recount.settled()
                  ? LogLine.error("The recount finds another number")
                  : LogLine.info("The recount finds another number so far"))
              .with("day", recount.day().toString())
              .with("tally", difference.tally())
              .with("attribute", difference.attribute())
              .with("stored", difference.stored())
              .with("counted", difference.counted()));
    }
    lines.add(
        LogLine.info("Recounted")
            .with("day", recount.day().toString())
            .with("run", recount.run())
            .with("sessions", recount.sessions())
            .with("repaired", recount.repaired())
            .with("note", recount.note())
            .count(
                recount.settled() ? "RecountDifferences" : "UnsettledDifferences",
                recount.differing(),
                "FunctionName",
                function));
    return lines;
  }
}
