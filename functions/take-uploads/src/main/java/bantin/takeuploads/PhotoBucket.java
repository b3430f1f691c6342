package bantin.takeuploads;

import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import java.net.URL;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Bucket of the photos and files: signs addresses for uploads, and removes photos. */
final class PhotoBucket {
  /** Validity of an address: enough for 25 MB over a slow line. */
  static final Duration VALIDITY = Duration.ofMinutes(30);

  /** Value of {@code If-None-Match} that accepts an object only if its key is free. */
  static final String ONLY_NEW = "*";

  private final S3Presigner presigner;
  private final S3Client client;
  private final String name;

  PhotoBucket(S3Presigner presigner, S3Client client, String name) {
    this.presigner = presigner;
    this.client = client;
    this.name = name;
  }

  /**
   * Returns the presigned address for one file of exactly this type and size. The signed condition
   * makes the bucket refuse a second upload with 412. Signing makes no request to S3.
   */
  URL address(String key, String type, long size) {
    return presigner
        .presignPutObject(
            sign ->
                sign.signatureDuration(VALIDITY)
                    .putObjectRequest(
                        put ->
                            put.bucket(name)
                                .key(key)
                                .contentType(type)
                                .contentLength(size)
                                .ifNoneMatch(ONLY_NEW)))
        .url();
  }

  /** Removes an upload and the readers' files of it, if they exist. */
  void remove(PhotoId id) {
    client.deleteObject(delete -> delete.bucket(name).key(PhotoKeys.upload(id)));
    for (String key : PhotoKeys.files(id)) {
      client.deleteObject(delete -> delete.bucket(name).key(key));
    }
  }
}
