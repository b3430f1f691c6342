package bantin.importfiles;

import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import bantin.photo.Uploads;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Bucket with uploaded files, and the upload of their pictures as photos. */
final class UploadBucket {
  private final S3Client client;
  private final String name;

  UploadBucket(S3Client client, String name) {
    this.client = client;
    this.name = name;
  }

  /**
   * Reads an uploaded file.
   *
   * @throws bantin.http.Problem 409 if the file was announced and never sent, 413 if it is too
   *     large
   */
  byte[] file(PhotoId id) {
    try (ResponseInputStream<GetObjectResponse> file =
        client.getObject(get -> get.bucket(name).key(PhotoKeys.file(id)))) {
      // The signed address limits the size, but a caller with write access could exceed it.
      if (file.response().contentLength() > Uploads.MAX_BYTES) {
        file.abort();
        throw FileReasons.problem(ImportNote.TOO_LARGE);
      }
      return file.readAllBytes();
    } catch (NoSuchKeyException e) {
      throw FileReasons.problem(ImportNote.NOT_ARRIVED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void upload(Picture picture) {
    client.putObject(
        put -> put.bucket(name).key(PhotoKeys.upload(picture.id())).contentType(picture.type()),
        RequestBody.fromBytes(picture.bytes()));
  }
}
