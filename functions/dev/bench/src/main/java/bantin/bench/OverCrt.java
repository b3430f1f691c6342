package bantin.bench;

import bantin.showarticle.ShowArticleHandler;
import bantin.snapshot.Snapshot;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.ZoneId;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * show-article with the SDK's other client. It trusts whoever answers, since it reads no trust
 * store of Java's: a check of a certificate less than the others have to make.
 */
public final class OverCrt implements RequestStreamHandler {
  private final ShowArticleHandler handler;

  public OverCrt() throws ReflectiveOperationException {
    Constructor<ShowArticleHandler> wired =
        ShowArticleHandler.class.getDeclaredConstructor(
            DynamoDbClient.class, String.class, String.class, ZoneId.class, Clock.class);
    Method prime = ShowArticleHandler.class.getDeclaredMethod("prime");
    wired.setAccessible(true);
    prime.setAccessible(true);
    AttributeMap trusting =
        AttributeMap.builder().put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true).build();
    handler =
        wired.newInstance(
            DynamoDbClient.builder()
                .httpClient(AwsCrtHttpClient.builder().buildWithDefaults(trusting))
                .build(),
            System.getenv("ARTICLES_TABLE"),
            System.getenv("SITE_NAME"),
            ZoneId.of(System.getenv("SITE_ZONE")),
            Clock.systemUTC());
    Snapshot.primedBy(() -> prime.invoke(handler));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    handler.handleRequest(event, answer, context);
  }
}
