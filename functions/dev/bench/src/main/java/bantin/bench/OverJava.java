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
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Runs show-article with the SDK's client over Java's own HTTP and TLS. */
public final class OverJava implements RequestStreamHandler {
  private final ShowArticleHandler handler;

  public OverJava() throws ReflectiveOperationException {
    Constructor<ShowArticleHandler> wired =
        ShowArticleHandler.class.getDeclaredConstructor(
            DynamoDbClient.class, String.class, String.class, ZoneId.class, Clock.class);
    Method prime = ShowArticleHandler.class.getDeclaredMethod("prime");
    wired.setAccessible(true);
    prime.setAccessible(true);
    handler =
        wired.newInstance(
            DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
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
