package bantin.tallyhits;

import bantin.log.LogLine;
import com.amazonaws.services.lambda.runtime.Context;

/** Log of errors for operators. Each line has a metric that an alarm can watch. */
final class ErrorLog {
  private final Context context;

  ErrorLog(Context context) {
    this.context = context;
  }

  /**
   * Reports a record that holds no countable fact. The record is set aside, and the shard goes on.
   */
  void poison(String sequence, String reason) {
    error("PoisonRecords", "Record " + sequence + " is set aside: " + reason);
  }

  /** Reports a tally that refuses its amounts. The other tallies go on. */
  void refused(String tally, String amounts, String reason) {
    error("RefusedTallies", "Tally " + tally + " refuses " + amounts + ": " + reason);
  }

  private void error(String metric, String text) {
    LogLine.error(text)
        .with("requestId", context.getAwsRequestId())
        .count(metric, 1, "FunctionName", context.getFunctionName())
        .write(context);
  }
}
