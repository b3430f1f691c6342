package bantin.sizephotos;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.log.LogLine;
import bantin.newsroom.Photo;
import bantin.newsroom.Photos;
import bantin.photo.AttachmentFile;
import bantin.photo.AttachmentType;
import bantin.photo.ContentHash;
import bantin.photo.Download;
import bantin.photo.PhotoFault;
import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import bantin.photo.PhotoType;
import bantin.photo.Uploads;
import bantin.snapshot.Snapshot;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Handles the bucket's event of an upload: makes the readers' files of a photo that waits for it,
 * or checks the attachment that does. Removes any other upload.
 */
public final class SizePhotosHandler implements RequestHandler<S3Event, @Nullable Void> {
  private final Photos photos;
  private final S3Client bucket;

  public SizePhotosHandler() {
    this(
        new Photos(
            DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            System.getenv("NEWSROOM_TABLE")),
        S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build());
    Snapshot.primedBy(this::prime);
  }

  SizePhotosHandler(Photos photos, S3Client bucket) {
    this.photos = photos;
    this.bucket = bucket;
  }

  /**
   * Primes with the sizes of an empty photo, and with a missing photo. The bucket's name comes with
   * an event, so priming makes no request to S3.
   */
  void prime() throws IOException, Refusal {
    ByteArrayOutputStream photo = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(1200, 900, BufferedImage.TYPE_INT_RGB), "jpeg", photo);
    Sizes sizes = Sizes.of(photo.toByteArray());
    PhotoId missing = new PhotoId("00000000000000000000");
    photos.find(missing);
    photos.ready(missing, sizes.width(), sizes.height(), sizes.content());
  }

  @Override
  public @Nullable Void handleRequest(S3Event event, Context context) {
    take(event, line -> line.write(context));
    return null;
  }

  /**
   * Takes the uploads of an event.
   *
   * @param log receives a line for each removed upload
   */
  void take(S3Event event, Consumer<LogLine> log) {
    if (event.getRecords() == null) { // S3's test event has none.
      return;
    }
    for (S3EventNotificationRecord record : event.getRecords()) {
      // The event names the bucket. In the template its name would make a circle of references.
      S3Entity s3 = record.getS3();
      PhotoId id = PhotoKeys.ofUpload(URLDecoder.decode(s3.getObject().getKey(), UTF_8));
      if (id != null) {
        size(s3.getBucket().getName(), id, log);
      }
    }
  }

  private void size(String name, PhotoId id, Consumer<LogLine> log) {
    Photo waiting = photos.find(id);
    if (waiting == null) {
      remove(name, id, log);
      return;
    }
    try {
      ResponseBytes<GetObjectResponse> upload =
          bucket.getObjectAsBytes(get -> get.bucket(name).key(PhotoKeys.upload(id)));
      if (upload.response().contentLength() > Uploads.MAX_BYTES) {
        throw new Refusal(PhotoFault.SIZE);
      }
      String original = ContentHash.of(upload.asByteArrayUnsafe());
      if (!photos.claim(id, original)) {
        Photo photo = photos.find(id);
        // A repeated event finds the claim of its own upload.
        if (photo == null || !photo.original().equals(original)) {
          remove(name, id, log);
        }
        return;
      }
      AttachmentType attachment = waiting.attachment();
      boolean settled =
          attachment == null
              ? draw(name, id, upload.asByteArrayUnsafe())
              : attach(name, waiting, attachment, upload.asByteArrayUnsafe());
      if (!settled && photos.find(id) == null) {
        // Deleted while its files were made.
        PhotoKeys.files(id).forEach(key -> delete(name, key));
        remove(name, id, log);
      }
    } catch (Refusal refusal) {
      photos.refused(id, refusal.why());
    } catch (NoSuchKeyException e) {
      // Deleted since, or the event is days old.
      photos.refused(id, new Refusal(PhotoFault.GONE).why());
    }
  }

  private boolean draw(String name, PhotoId id, byte[] upload) throws Refusal {
    Sizes sizes = Sizes.of(upload);
    for (PhotoType type : PhotoType.values()) {
      sizes
          .files(type)
          .forEach(
              (width, file) ->
                  put(
                      file,
                      put ->
                          put.bucket(name)
                              .key(PhotoKeys.photo(id, width, type))
                              .contentType(type.mediaType())));
    }
    return photos.ready(id, sizes.width(), sizes.height(), sizes.content());
  }

  /** Stores the upload as it is, under the name that browsers save it by. */
  private boolean attach(String name, Photo photo, AttachmentType type, byte[] upload)
      throws Refusal {
    AttachmentFile.Fault fault = AttachmentFile.find(type, upload);
    if (fault != null) {
      throw new Refusal(fault, type);
    }
    put(
        upload,
        put ->
            put.bucket(name)
                .key(PhotoKeys.attachment(photo.id(), type))
                .contentType(type.mediaType())
                .contentDisposition(Download.disposition(photo.name())));
    return photos.ready(photo.id(), ContentHash.of(upload));
  }

  private void put(byte[] file, Consumer<PutObjectRequest.Builder> object) {
    bucket.putObject(
        put -> object.accept(put.cacheControl("public, max-age=31536000, immutable")),
        RequestBody.fromBytes(file));
  }

  private void remove(String name, PhotoId id, Consumer<LogLine> log) {
    delete(name, PhotoKeys.upload(id));
    log.accept(
        LogLine.warn("An upload was removed: no photo waits for it").with("photo", id.value()));
  }

  private void delete(String name, String key) {
    bucket.deleteObject(delete -> delete.bucket(name).key(key));
  }
}
