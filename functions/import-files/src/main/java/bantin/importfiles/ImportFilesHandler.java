package bantin.importfiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.article.SiteSettings;
import bantin.http.HttpHandler;
import bantin.http.Json;
import bantin.http.RecordedEvent;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.manuscript.Manuscript;
import bantin.newsroom.Photo;
import bantin.newsroom.Photos;
import bantin.newsroom.SentFile;
import bantin.newsroom.SentFiles;
import bantin.person.Person;
import bantin.photo.PhotoId;
import bantin.snapshot.Snapshot;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Handles {@code POST /api/admin/imports}, which turns an uploaded file into a manuscript and its
 * photos.
 */
public final class ImportFilesHandler extends HttpHandler {
  private final SentFiles files;
  private final Photos photos;
  private final SiteSettings settings;
  private final UploadBucket bucket;

  public ImportFilesHandler() {
    this(
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        System.getenv("NEWSROOM_TABLE"),
        System.getenv("ARTICLES_TABLE"),
        System.getenv("SITE_NAME"),
        new UploadBucket(
            S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            System.getenv("PHOTOS_BUCKET")));
    Snapshot.primedBy(this::prime);
  }

  ImportFilesHandler(
      DynamoDbClient db, String newsroom, String articles, String siteName, UploadBucket bucket) {
    this.files = new SentFiles(db, newsroom);
    this.photos = new Photos(db, newsroom);
    this.settings = new SiteSettings(db, articles, siteName);
    this.bucket = bucket;
  }

  /** Primes with a missing file, and with a text that is composed and not stored. */
  void prime() throws IOException {
    RecordedEvent event = recorded("import-files");
    event.replay(
        request -> {
          Person person = Person.of(request);
          file(request, person);
          return Response.empty(204);
        });
    event.replay(
        request -> {
          Notes notes = Notes.of(request);
          Pictures pictures = new Pictures(notes);
          Composer composer = new Composer(settings.at(request.time()), pictures, notes);
          Manuscript manuscript =
              composer.compose("a.md", "# Một ngày ở bản\n\nSáng nay trời đẹp.\n".getBytes(UTF_8));
          return Response.json(200, json(manuscript, pictures, notes));
        });
  }

  @Override
  protected Response answer(Request request) {
    Person person = Person.of(request);
    return switch (request.route()) {
      case "POST /api/admin/imports" -> take(request, person);
      default -> throw RequestReasons.NOTHING_HERE.problem();
    };
  }

  private Response take(Request request, Person person) {
    SentFile file = file(request, person);
    Notes notes = Notes.of(request);
    Pictures pictures = new Pictures(notes);
    Composer composer = new Composer(settings.at(request.time()), pictures, notes);
    Manuscript manuscript;
    try {
      manuscript = composer.compose(file.name(), bucket.file(file.id()));
    } catch (UnusableFile e) {
      throw e.problem();
    }
    // Stored last, so that a refused file leaves nothing behind.
    for (Picture picture : pictures.taken()) {
      photos.announce(
          Photo.announced(
              picture.id(),
              picture.name(),
              picture.type(),
              picture.bytes().length,
              request.time(),
              person.name()));
      bucket.upload(picture);
    }
    return Response.json(200, json(manuscript, pictures, notes)).notStored();
  }

  private SentFile file(Request request, Person person) {
    ObjectNode json = request.json();
    if (!json.path("file").isTextual() || json.size() != 1) {
      throw FileReasons.NO_FILE_ID.problem();
    }
    PhotoId id = PhotoId.parse(json.path("file").textValue());
    @Nullable SentFile file = id == null ? null : files.find(id, request.time());
    if (file == null) {
      throw FileReasons.problem(ImportNote.NO_FILE);
    }
    if (!file.savedBy().equals(person.name()) && !person.mayEditAny()) {
      throw FileReasons.problem(ImportNote.SOMEBODYS);
    }
    return file;
  }

  private static ObjectNode json(Manuscript manuscript, Pictures pictures, Notes notes) {
    ObjectNode json = Json.object();
    json.put("title", manuscript.title());
    json.put("lead", manuscript.lead());
    json.put("section", manuscript.section());
    ArrayNode authors = json.putArray("authors");
    manuscript.authors().forEach(authors::add);
    ArrayNode tags = json.putArray("tags");
    manuscript.tags().forEach(tags::add);
    json.put("source", manuscript.source());
    json.put("body", manuscript.body().html());
    ArrayNode list = json.putArray("photos");
    Set<Picture> taken = pictures.taken();
    taken.forEach(
        photo -> list.addObject().put("id", photo.id().value()).put("url", photo.id().phoneUrl()));
    ArrayNode noteTexts = json.putArray("notes");
    notes.all().forEach(noteTexts::add);
    return json;
  }
}
