package bantin.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Stores a note of each object event, with the size of this process's heap. */
public final class ShelveHandler implements RequestHandler<S3Event, Void> {
  private final S3Client client =
      S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();

  @Override
  @SuppressWarnings("NullAway") // A handler of Void returns null.
  public @Nullable Void handleRequest(S3Event event, Context context) {
    event
        .getRecords()
        .forEach(
            record ->
                client.putObject(
                    put ->
                        put.bucket(record.getS3().getBucket().getName())
                            .key(
                                "told/"
                                    + record.getS3().getObject().getUrlDecodedKey()
                                    + "/"
                                    + UUID.randomUUID()),
                    RequestBody.fromString(
                        record.getEventName()
                            + " "
                            + record.getS3().getObject().getSizeAsLong()
                            + " "
                            + (Runtime.getRuntime().maxMemory() >> 20))));
    return null;
  }
}
