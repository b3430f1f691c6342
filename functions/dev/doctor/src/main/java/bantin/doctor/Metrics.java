package bantin.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Reads metrics of CloudWatch. */
final class Metrics {
  private static final Duration DAY = Duration.ofDays(1);

  private final CloudWatchClient client;

  Metrics(CloudWatchClient client) {
    this.client = client;
  }

  /**
   * Values of a metric in a stretch of time.
   *
   * @param samples 0 where nothing was reported
   */
  record Values(double sum, double maximum, double samples) {}

  /** Reads the values since a point in time. */
  Values since(Instant start, String namespace, String metric, Map<String, String> dimensions) {
    Instant now = Instant.now();
    int period = Duration.between(start, now).compareTo(DAY) > 0 ? 86_400 : 3_600;
    double sum = 0;
    double maximum = 0;
    double samples = 0;
    for (Datapoint point :
        client
            .getMetricStatistics(
                request ->
                    request
                        .namespace(namespace)
                        .metricName(metric)
                        .dimensions(dimensions.entrySet().stream().map(Metrics::dimension).toList())
                        .startTime(start)
                        .endTime(now)
                        .period(period)
                        .statistics(Statistic.SUM, Statistic.MAXIMUM, Statistic.SAMPLE_COUNT))
            .datapoints()) {
      sum += point.sum();
      maximum = Math.max(maximum, point.maximum());
      samples += point.sampleCount();
    }
    return new Values(sum, maximum, samples);
  }

  /** Reads the values of the last hours or days. */
  Values last(Duration time, String namespace, String metric, Map<String, String> dimensions) {
    return since(Instant.now().minus(time), namespace, metric, dimensions);
  }

  private static Dimension dimension(Map.Entry<String, String> entry) {
    return Dimension.builder().name(entry.getKey()).value(entry.getValue()).build();
  }
}
