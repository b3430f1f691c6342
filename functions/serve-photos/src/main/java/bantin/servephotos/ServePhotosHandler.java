package bantin.servephotos;

import bantin.http.HttpHandler;
import bantin.http.Problem;
import bantin.http.Request;
import bantin.http.Response;
import bantin.photo.PhotoKeys;
import bantin.photo.PhotoType;
import bantin.snapshot.Snapshot;
import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Handler of {@code GET /photos/{photo}/{file}}. A file never changes, so caches may keep it for
 * ever.
 */
public final class ServePhotosHandler extends HttpHandler {
  /**
   * Time limit of a read. It is shorter than the function's timeout, so that the reader gets an
   * answer.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final S3Client bucket;
  private final String name;

  public ServePhotosHandler() {
    this(
        S3Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(call -> call.apiCallTimeout(PATIENCE))
            .build(),
        System.getenv("PHOTOS_BUCKET"));
    Snapshot.primedBy(this::prime);
  }

  ServePhotosHandler(S3Client bucket, String name) {
    this.bucket = bucket;
    this.name = name;
  }

  /** Asks for the recorded photo, which no portal has. */
  void prime() throws IOException {
    recorded("serve-photos").replay();
  }

  @Override
  protected Response answer(Request request) {
    String key = PhotoKeys.ofAddress(request.pathParameter("photo"), request.pathParameter("file"));
    if (key == null) {
      throw missing();
    }
    try {
      byte[] file = bucket.getObjectAsBytes(get -> get.bucket(name).key(key)).asByteArrayUnsafe();
      return Response.of(200, PhotoType.of(key).mediaType(), file)
          .with("Cache-Control", "public, max-age=31536000, immutable")
          .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
          // Feed readers and pages that link to an article show its photo on their own sites.
          .with("Cross-Origin-Resource-Policy", "cross-origin");
    } catch (NoSuchKeyException e) {
      throw missing();
    }
  }

  private static Problem missing() {
    return PhotoReasons.NO_PHOTO.problem();
  }
}
