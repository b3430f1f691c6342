package bantin.engines;

import java.util.List;

/**
 * Mapping of a bucket's events to a function.
 *
 * @param bucket the logical id of the bucket
 * @param events such as {@code s3:ObjectCreated:*}
 * @param prefix required start of the object key; empty for any
 * @param suffix required end of the object key; empty for any
 * @param retries how often a failed event is delivered again; Lambda's default is 2
 */
public record BucketSource(
    String bucket, List<String> events, String prefix, String suffix, int retries) {
  public BucketSource {
    events = List.copyOf(events);
  }

  /**
   * Tells if the function receives this event.
   *
   * @param event S3's name of the event, such as {@code s3:ObjectCreated:Put}
   */
  public boolean takes(String event, String key) {
    boolean named =
        events.stream()
            .anyMatch(
                pattern ->
                    pattern.endsWith("*")
                        ? event.startsWith(pattern.substring(0, pattern.length() - 1))
                        : event.equals(pattern));
    return named && key.startsWith(prefix) && key.endsWith(suffix);
  }
}
