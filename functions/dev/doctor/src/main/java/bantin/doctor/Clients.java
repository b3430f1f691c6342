package bantin.doctor;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Builds clients of AWS from the operator's environment: profile, region, endpoint. */
final class Clients {
  private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

  /** Limit for a call with its repetitions. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Clients() {}

  static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C build(B builder) {
    return builder
        .httpClient(HTTP)
        .overrideConfiguration(override -> override.apiCallTimeout(PATIENCE))
        .build();
  }
}
