package bantin.tallyhits;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Locale;

/**
 * What operators are told, a JSON line each: an error in words, and in the same line a metric
 * (CloudWatch's embedded metric format) that an alarm can watch.
 */
final class Report {
  private final Context context;

  Report(Context context) {
    this.context = context;
  }

  /** A record that says nothing countable; it is set aside, and the shard goes on. */
  void poison(String sequence, String why) {
    error("PoisonRecords", "Record " + sequence + " is set aside: " + why);
  }

  /** A tally that refuses what is added to it; the others go on. */
  void refused(String tally, String what, String why) {
    error("RefusedTallies", "Tally " + tally + " refuses " + what + ": " + why);
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
