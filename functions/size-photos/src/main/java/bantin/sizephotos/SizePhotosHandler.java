package bantin.sizephotos;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import bantin.photo.Photos;
import bantin.photo.Uploads;
import bantin.snapshot.Snapshot;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import javax.imageio.ImageIO;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Takes the bucket's event of an upload; taking it again makes the same files again. */
public final class SizePhotosHandler implements RequestStreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

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
   * An empty photo is sized, and a photo that is not there is not found ready. The bucket is not
   * asked: its name comes with the event.
   */
  void prime() throws IOException, Refusal {
    JSON.readTree("{\"Records\":[{\"s3\":{}}]}");
    ByteArrayOutputStream photo = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(1200, 900, BufferedImage.TYPE_INT_RGB), "jpeg", photo);
    Sizes sizes = Sizes.of(photo.toByteArray());
    photos.ready(new PhotoId("00000000000000000000"), sizes.width(), sizes.height());
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    take(JSON.readTree(event));
    answer.write("{}".getBytes(UTF_8));
  }

  void take(JsonNode event) {
    for (JsonNode record : event.path("Records")) {
      // The bucket is the event's: naming it here would tie bucket and function into a knot.
      String name = record.path("s3").path("bucket").path("name").asText();
      String key = record.path("s3").path("object").path("key").asText();
      PhotoId id = PhotoKeys.ofUpload(URLDecoder.decode(key, UTF_8));
      if (id != null) {
        size(name, id);
      }
    }
  }

  private void size(String name, PhotoId id) {
    try {
      ResponseBytes<GetObjectResponse> upload =
          bucket.getObjectAsBytes(get -> get.bucket(name).key(PhotoKeys.upload(id)));
      if (upload.response().contentLength() > Uploads.MOST_BYTES) {
        throw new Refusal("size", "The file has more than 25 MB: make the photo smaller.");
      }
      Sizes sizes = Sizes.of(upload.asByteArrayUnsafe());
      sizes
          .files()
          .forEach(
              (width, file) ->
                  bucket.putObject(
                      put ->
                          put.bucket(name)
                              .key(PhotoKeys.photo(id, width))
                              .contentType("image/jpeg")
                              .cacheControl("public, max-age=31536000, immutable"),
                      RequestBody.fromBytes(file)));
      photos.ready(id, sizes.width(), sizes.height());
    } catch (Refusal refusal) {
      photos.refused(id, refusal.why());
    } catch (NoSuchKeyException e) {
      // Deleted since, or this event is days old: there is nothing to be made.
      photos.refused(id, "gone: The file is not there any more: upload it again.");
    }
  }
}
