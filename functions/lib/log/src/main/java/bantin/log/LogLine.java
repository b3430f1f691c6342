package bantin.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Line of a function's log: one JSON object, with or without a metric in CloudWatch's embedded
 * metric format.
 *
 * <p>Lambda's logger wraps a text into an object of its own, and CloudWatch finds no metric inside.
 * The logger passes bytes on as they are, so a line is handed over as bytes.
 */
public final class LogLine {
  private static final String NAMESPACE = "BanTin";

  private final LogLevel level;
  private final Instant time;
  private final StringBuilder fields = new StringBuilder(256);

  LogLine(LogLevel level, Instant time) {
    this.level = level;
    this.time = time.truncatedTo(ChronoUnit.MILLIS);
    with("timestamp", this.time.toString());
    with("level", level.name());
  }

  /** Starts a line about normal operation. */
  public static LogLine info(String message) {
    return new LogLine(LogLevel.INFO, Instant.now()).with("message", message);
  }

  /** Starts a line about a fault that the function made good for. */
  public static LogLine warn(String message) {
    return new LogLine(LogLevel.WARN, Instant.now()).with("message", message);
  }

  /** Starts a line about a failure, which an alarm counts by its level and this field. */
  public static LogLine error(String error) {
    return new LogLine(LogLevel.ERROR, Instant.now()).with("error", error);
  }

  /** Starts a line about a failure, with its stack trace. */
  public static LogLine error(Throwable error) {
    return error(stack(error));
  }

  public LogLine with(String name, String value) {
    return raw(name, quoted(value));
  }

  public LogLine with(String name, long value) {
    return raw(name, Long.toString(value));
  }

  public LogLine with(String name, boolean value) {
    return raw(name, Boolean.toString(value));
  }

  /** Adds a stack trace. */
  public LogLine with(String name, Throwable value) {
    return with(name, stack(value));
  }

  /**
   * Adds a metric. A line has at most one.
   *
   * @param dimension name of what the metric is kept apart by, such as {@code FunctionName}
   * @param of the dimension's value
   */
  public LogLine count(String metric, long count, String dimension, String of) {
    raw(
        "_aws",
        "{\"Timestamp\":"
            + time.toEpochMilli()
            + ",\"CloudWatchMetrics\":[{\"Namespace\":"
            + quoted(NAMESPACE)
            + ",\"Dimensions\":[["
            + quoted(dimension)
            + "]],\"Metrics\":[{\"Name\":"
            + quoted(metric)
            + ",\"Unit\":\"Count\"}]}]}");
    return with(dimension, of).with(metric, count);
  }

  /** Writes the line into the log of an invocation. */
  public void write(Context context) {
    write(context.getLogger());
  }

  /** Writes the line where no invocation is known. */
  public void write() {
    write(LambdaRuntime.getLogger());
  }

  private void write(LambdaLogger log) {
    log.log((this + "\n").getBytes(UTF_8), level);
  }

  /** Returns the JSON object. */
  @Override
  public String toString() {
    return "{" + fields + "}";
  }

  private LogLine raw(String name, String json) {
    fields.append(fields.isEmpty() ? "" : ",").append(quoted(name)).append(':').append(json);
    return this;
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static String stack(Throwable thrown) {
    StringWriter stack = new StringWriter();
    thrown.printStackTrace(new PrintWriter(stack));
    return stack.toString();
  }
}
