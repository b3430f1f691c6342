package bantin.takeuploads;

import bantin.http.HttpHandler;
import bantin.http.Json;
import bantin.http.Language;
import bantin.http.Problem;
import bantin.http.RecordedEvent;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.http.Text;
import bantin.newsroom.Photo;
import bantin.newsroom.Photos;
import bantin.newsroom.SentFile;
import bantin.newsroom.SentFiles;
import bantin.person.Person;
import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import bantin.snapshot.Snapshot;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Handles {@code /api/admin/photos}, {@code /api/admin/attachments} and {@code /api/admin/files},
 * for any member of the newsroom. An attachment is kept as photos are.
 */
public final class TakeUploadsHandler extends HttpHandler {
  /** Age from which a photo that no article ever used is listed as unused. */
  private static final Duration MIN_AGE = Duration.ofDays(30);

  private final Photos photos;
  private final SentFiles files;
  private final PhotoBucket bucket;

  public TakeUploadsHandler() {
    this(
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        System.getenv("NEWSROOM_TABLE"),
        new PhotoBucket(
            S3Presigner.create(),
            S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            System.getenv("PHOTOS_BUCKET")));
    Snapshot.primedBy(this::prime);
  }

  TakeUploadsHandler(DynamoDbClient db, String newsroom, PhotoBucket bucket) {
    this.photos = new Photos(db, newsroom);
    this.files = new SentFiles(db, newsroom);
    this.bucket = bucket;
  }

  /** Asks for a photo that no portal has, and signs an address without announcing a photo. */
  void prime() throws IOException {
    PhotoId unused = new PhotoId("00000000000000000000");
    RecordedEvent event = recorded("take-uploads");
    event.at("GET /api/admin/photos/{id}", Map.of("id", unused.value())).replay();
    event.replay(
        request ->
            Response.json(
                200, upload(PhotoKeys.upload(unused), Announcement.photo(request.json()))));
  }

  @Override
  protected Response answer(Request request) {
    Person person = Person.of(request);
    return switch (request.route()) {
      case "POST /api/admin/photos" ->
          announce("photo", Announcement.photo(request.json()), request, person);
      case "POST /api/admin/attachments" ->
          announce("attachment", Announcement.attachment(request.json()), request, person);
      case "GET /api/admin/photos" -> unused(request, person);
      case "GET /api/admin/photos/{id}" -> show(id(request), Language.ofCaller(request));
      case "DELETE /api/admin/photos/{id}" -> remove(id(request), person);
      case "POST /api/admin/files" -> announceFile(request, person);
      default -> throw RequestReasons.NOTHING_HERE.problem();
    };
  }

  private static PhotoId id(Request request) {
    PhotoId id = PhotoId.parse(request.pathParameter("id"));
    if (id == null) {
      throw noPhoto();
    }
    return id;
  }

  private static Problem noPhoto() {
    return UploadReasons.NO_PHOTO.problem();
  }

  private Response announce(String kind, Announcement announced, Request request, Person person) {
    PhotoId id = PhotoId.random();
    Photo photo =
        Photo.announced(
            id,
            announced.name(),
            announced.type(),
            announced.size(),
            request.time(),
            person.name());
    photos.announce(photo);
    ObjectNode json = Json.object();
    json.putObject(kind).put("id", id.value()).put("url", photo.url());
    json.set("upload", upload(PhotoKeys.upload(id), announced));
    return Response.json(201, json).with("Location", "/api/admin/photos/" + id).notStored();
  }

  private Response announceFile(Request request, Person person) {
    Announcement announced = Announcement.file(request.json());
    PhotoId id = PhotoId.random();
    files.announce(
        new SentFile(id, announced.name(), announced.size(), request.time(), person.name()));
    ObjectNode json = Json.object();
    json.putObject("file").put("id", id.value());
    json.set("upload", upload(PhotoKeys.file(id), announced));
    return Response.json(201, json).notStored();
  }

  /** Returns instructions for the browser, which sets the length itself. */
  private ObjectNode upload(String key, Announcement announced) {
    ObjectNode upload = Json.object();
    upload.put("method", "PUT");
    upload.put("url", bucket.address(key, announced.type(), announced.size()).toString());
    upload
        .putObject("headers")
        .put("Content-Type", announced.type())
        .put("If-None-Match", PhotoBucket.ONLY_NEW);
    return upload;
  }

  private Response show(PhotoId id, Language language) {
    Photo photo = photos.find(id);
    if (photo == null) {
      throw noPhoto();
    }
    return Response.json(200, PhotoJson.of(photo, language)).notStored();
  }

  private Response unused(Request request, Person person) {
    if (!"true".equals(request.query("unused"))) {
      throw UploadReasons.ASK_UNUSED.problem();
    }
    Photos.Page page = page(request.time(), request.query("after"), person);
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("photos");
    Language language = Language.ofCaller(request);
    page.photos().forEach(photo -> list.add(PhotoJson.of(photo, language)));
    json.put("next", page.next());
    return Response.json(200, json).notStored();
  }

  /**
   * Lists unused photos. A reporter gets only their own, since others' may belong to others'
   * drafts.
   */
  private Photos.Page page(Instant now, @Nullable String after, Person person) {
    try {
      return photos.unused(now.minus(MIN_AGE), after, person.mayEditAny() ? null : person.name());
    } catch (IllegalArgumentException e) {
      throw UploadReasons.NO_PLACE.problem();
    }
  }

  private Response remove(PhotoId id, Person person) {
    person.requirePublisher(
        new Text(
            "Editors and administrators delete photos.",
            "Biên tập viên và quản trị viên mới được xóa ảnh."));
    boolean known = photos.find(id) != null;
    Set<String> usedBy = photos.remove(id);
    if (!usedBy.isEmpty()) {
      Problem inUse = UploadReasons.PHOTO_IN_USE.problem();
      ArrayNode articles = Json.array();
      usedBy.stream().sorted().forEach(articles::add);
      throw inUse.with("usedBy", articles);
    }
    // Removes the objects even without an item, because an earlier call may have stopped halfway.
    bucket.remove(id);
    if (!known) {
      throw noPhoto();
    }
    return Response.empty(204);
  }
}
