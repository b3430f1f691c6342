package bantin.servephotos;

import bantin.http.HttpHandler;
import bantin.http.Problem;
import bantin.http.Request;
import bantin.http.Response;
import bantin.photo.AttachmentType;
import bantin.photo.PhotoKeys;
import bantin.photo.PhotoType;
import bantin.snapshot.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Handler of {@code GET /photos/{photo}/{file}}, for photos and attachments. A file never changes,
 * so caches may keep it for ever.
 */
public final class ServePhotosHandler extends HttpHandler {
  /**
   * Time limit of a read. It is shorter than the function's timeout, so that the reader gets an
   * answer.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /**
   * Greatest size in bytes of a file in an answer. Lambda's limit is 6 MB, and Base64 adds a third.
   */
  static final long MAX_ANSWER = 4_000_000;

  /** Validity of an address in the bucket: enough to begin a download. */
  private static final Duration VALIDITY = Duration.ofMinutes(5);

  private final S3Client bucket;
  private final S3Presigner presigner;
  private final String name;

  public ServePhotosHandler() {
    this(
        S3Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(call -> call.apiCallTimeout(PATIENCE))
            .build(),
        S3Presigner.create(),
        System.getenv("PHOTOS_BUCKET"));
    Snapshot.primedBy(this::prime);
  }

  ServePhotosHandler(S3Client bucket, S3Presigner presigner, String name) {
    this.bucket = bucket;
    this.presigner = presigner;
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
    try (ResponseInputStream<GetObjectResponse> file =
        bucket.getObject(get -> get.bucket(name).key(key))) {
      if (file.response().contentLength() > MAX_ANSWER) {
        file.abort();
        return Response.redirect(302, address(key)).notStored();
      }
      AttachmentType attachment = AttachmentType.ofName(key);
      Response response =
          attachment == null
              ? Response.of(200, PhotoType.of(key).mediaType(), file.readAllBytes())
              : Response.of(200, attachment.mediaType(), file.readAllBytes())
                  .with("Content-Disposition", file.response().contentDisposition());
      return response
          .with("Cache-Control", "public, max-age=31536000, immutable")
          .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
          // Feed readers and pages that link to an article show its photo on their own sites.
          .with("Cross-Origin-Resource-Policy", "cross-origin");
    } catch (NoSuchKeyException e) {
      throw missing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address of an object in the bucket, which says how browsers take it: by its own headers. */
  private String address(String key) {
    return presigner
        .presignGetObject(
            sign ->
                sign.signatureDuration(VALIDITY).getObjectRequest(get -> get.bucket(name).key(key)))
        .url()
        .toString();
  }

  private static Problem missing() {
    return PhotoReasons.NO_PHOTO.problem();
  }
}
