package bantin.takeuploads;

import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import java.net.URL;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Where uploads go. */
final class Bucket {
  /** Enough for 25 MB over a poor line; who is slower is told to try again. */
  static final Duration VALID = Duration.ofMinutes(30);

  /** Value of {@code If-None-Match} that takes an object only where none has its key. */
  static final String ONLY_NEW = "*";

  private final S3Presigner presigner;
  private final S3Client client;
  private final String name;

  Bucket(S3Presigner presigner, S3Client client, String name) {
    this.presigner = presigner;
    this.client = client;
    this.name = name;
  }

  /**
   * Presigned address for one file of exactly that type and size. The signed condition makes the
   * bucket refuse a second upload with 412. S3 is not asked for it.
   */
  URL address(String key, String type, long size) {
    return presigner
        .presignPutObject(
            sign ->
                sign.signatureDuration(VALID)
                    .putObjectRequest(
                        put ->
                            put.bucket(name)
                                .key(key)
                                .contentType(type)
                                .contentLength(size)
                                .ifNoneMatch(ONLY_NEW)))
        .url();
  }

  /** Its upload and its sizes; what is not there is no matter. */
  void remove(PhotoId id) {
    client.deleteObject(delete -> delete.bucket(name).key(PhotoKeys.upload(id)));
    for (int width : PhotoKeys.WIDTHS) {
      client.deleteObject(delete -> delete.bucket(name).key(PhotoKeys.photo(id, width)));
    }
  }
}
