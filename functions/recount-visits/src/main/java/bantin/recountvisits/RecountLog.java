package bantin.recountvisits;

import bantin.visit.Recount;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Log of a recount for operators. Every difference is a JSON line, and their number is a metric in
 * CloudWatch's embedded metric format. Only a settled day counts for the metric that alarms watch.
 */
final class RecountLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecountLog() {}

  /**
   * Lists the lines to log.
   *
   * @param function name of the function on AWS, so that two portals of one account have separate
   *     metrics
   */
  static List<String> of(Recount recount, String function) {
    List<String> lines = new ArrayList<>();
    for (Recount.Difference difference : recount.differences()) {
      ObjectNode line = JSON.createObjectNode();
      line.put("level", recount.settled() ? "ERROR" : "INFO");
      line.put("day", recount.day().toString());
      line.put("tally", difference.tally());
      line.put("attribute", difference.attribute());
      line.put("stored", difference.stored());
      line.put("counted", difference.counted());
      lines.add(line.toString());
    }
    lines.add(metric(recount, function).toString());
    return lines;
  }

  private static ObjectNode metric(Recount recount, String function) {
    String name = recount.settled() ? "RecountDifferences" : "UnsettledDifferences";
    ObjectNode line = JSON.createObjectNode();
    line.put("level", "INFO");
    line.put("day", recount.day().toString());
    line.put("run", recount.run());
    line.put("sessions", recount.sessions());
    line.put("repaired", recount.repaired());
    line.put("note", recount.note());
    line.put("FunctionName", function);
    line.put(name, recount.differing());
    ObjectNode aws = line.putObject("_aws");
    aws.put("Timestamp", Instant.now().toEpochMilli());
    ObjectNode metrics = aws.putArray("CloudWatchMetrics").addObject();
    metrics.put("Namespace", "BanTin");
    metrics.putArray("Dimensions").addArray().add("FunctionName");
    metrics.putArray("Metrics").addObject().put("Name", name).put("Unit", "Count");
    return line;
  }
}
