package bantin.engines;

import java.util.List;

/**
 * A bucket's events mapped to a function.
 *
 * @param bucket the logical id of the bucket
 * @param events such as {@code s3:ObjectCreated:*}
 * @param prefix of the keys that it is about; empty for any
 * @param suffix of the keys that it is about; empty for any
 * @param retries how often an event that failed is delivered again; Lambda's default is twice
 */
public record BucketSource(
    String bucket, List<String> events, String prefix, String suffix, int retries) {
  public BucketSource {
    events = List.copyOf(events);
  }

  /**
   * @param event as S3 names it, such as {@code s3:ObjectCreated:Put}
   */
  public boolean takes(String event, String key) {
    boolean named =
        events.stream()
            .anyMatch(
                one ->
                    one.endsWith("*")
                        ? event.startsWith(one.substring(0, one.length() - 1))
                        : event.equals(one));
    return named && key.startsWith(prefix) && key.endsWith(suffix);
  }
}
