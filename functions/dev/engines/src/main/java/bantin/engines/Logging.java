package bantin.engines;

import java.util.Map;

/**
 * Form of a function's log.
 *
 * @param format {@code Text} or {@code JSON}
 * @param ownLevel lowest level of the function's own lines
 * @param callLevel lowest level of Lambda's lines about each call
 */
public record Logging(String format, String ownLevel, String callLevel) {
  public static final String JSON = "JSON";

  /** Returns the variables by which Lambda tells its runtime client. */
  public Map<String, String> variables() {
    return format.equals(JSON)
        ? Map.of("AWS_LAMBDA_LOG_FORMAT", format, "AWS_LAMBDA_LOG_LEVEL", ownLevel)
        : Map.of("AWS_LAMBDA_LOG_FORMAT", format);
  }
}
