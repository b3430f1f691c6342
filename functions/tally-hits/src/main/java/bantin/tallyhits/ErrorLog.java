package bantin.tallyhits;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Locale;

/**
 * Log of errors for operators, a JSON line each. The line holds the error in words and a metric
 * that an alarm can watch, in CloudWatch's embedded metric format.
 */
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
    String line =
        String.format(
            Locale.ROOT,
            "{\"level\":\"ERROR\",\"requestId\":\"%s\",\"error\":\"%s\",\"_aws\":{\"Timestamp\":%d,"
                + "\"CloudWatchMetrics\":[{\"Namespace\":\"BanTin\",\"Dimensions\":[[\"FunctionName\"]],"
                + "\"Metrics\":[{\"Name\":\"%s\",\"Unit\":\"Count\"}]}]},\"FunctionName\":\"%s\",\"%s\":1}",
            context.getAwsRequestId(),
            escaped(text),
            System.currentTimeMillis(),
            metric,
            context.getFunctionName(),
            metric);
    context.getLogger().log(line);
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else {
        out.append(c < ' ' ? ' ' : c);
      }
    }
    return out.toString();
  }
}
