package bantin.importarchive;

import bantin.archive.ArchiveException;
import bantin.archive.ArchivedTable;
import bantin.archive.Part;
import bantin.archive.PartReader;
import bantin.http.HttpHandler;
import bantin.http.Json;
import bantin.http.Request;
import bantin.http.Response;
import bantin.http.Text;
import bantin.person.Person;
import bantin.photo.ContentHash;
import bantin.photo.PhotoKeys;
import bantin.snapshot.Snapshot;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Handles {@code POST /api/admin/import}, which takes one part of an archive. Parts may come in any
 * order and repeatedly, until all have arrived. Only administrators of an empty portal may import.
 */
public final class ImportArchiveHandler extends HttpHandler {
  private static final int MAX_NAMES = 100;

  private final Importer importer;
  private final Progress progress;
  private final int slots;

  public ImportArchiveHandler() {
    this(
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        Map.of(
            ArchivedTable.NEWSROOM, System.getenv("NEWSROOM_TABLE"),
            ArchivedTable.ARTICLES, System.getenv("ARTICLES_TABLE"),
            ArchivedTable.VISITS, System.getenv("VISITS_TABLE"),
            ArchivedTable.TALLIES, System.getenv("TALLIES_TABLE"),
            ArchivedTable.RECOUNTS, System.getenv("RECOUNTS_TABLE")),
        S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        System.getenv("PHOTOS_BUCKET"),
        Integer.parseInt(System.getenv().getOrDefault("TALLY_SLOTS", "1")));
    Snapshot.primedBy(this::prime);
  }

  ImportArchiveHandler(
      DynamoDbClient db, Map<ArchivedTable, String> tables, S3Client s3, String bucket, int slots) {
    this.importer = new Importer(db, tables, s3, bucket);
    this.progress =
        new Progress(
            db,
            tables.getOrDefault(ArchivedTable.NEWSROOM, ""),
            tables.getOrDefault(ArchivedTable.ARTICLES, ""));
    this.slots = slots;
  }

  /** Inspects a part without importing it. */
  void prime() throws IOException {
    recorded("import-archive")
        .replay(
            request -> {
              Inspection.of(part(request));
              return Response.json(200, Json.object()).notStored();
            });
  }

  @Override
  protected Response answer(Request request) {
    Person.of(request)
        .requireAdministrator(
            new Text(
                "Only an administrator takes an archive in.",
                "Chỉ quản trị viên được nhập bản lưu trữ."));
    Part part = part(request);
    Inspection.Inspected inspected = Inspection.of(part);
    String digest = ContentHash.of(request.body());
    if (!progress.begin(part.manifest(), digest)) {
      // The import was complete, but its answer was lost.
      Importer.Imported nothing = new Importer.Imported(0, Importer.count(part), 0);
      return Response.json(200, json(inspected, nothing, List.of())).notStored();
    }
    Importer.Imported imported = importer.take(inspected.part());
    Text broken = importer.joinAttachments(inspected.part());
    if (broken != null) {
      throw ImportReasons.BROKEN
          .problem(part.manifest().number(), broken)
          .with("part", part.manifest().number());
    }
    List<Integer> missing = progress.done(part.manifest(), digest);
    return Response.json(200, json(inspected, imported, missing)).notStored();
  }

  private Part part(Request request) {
    String type = request.header("content-type");
    if (type == null || !type.equals("application/zip")) {
      throw ImportReasons.NOT_ZIP.problem();
    }
    try {
      Part part = PartReader.read(request.body());
      require(part);
      return part;
    } catch (ArchiveException e) {
      ArchiveException.Fault fault = e.fault();
      throw ImportReasons.UNREADABLE.problem(
          Text.of(fault.english(), fault.vietnamese(), e.values().toArray()));
    }
  }

  private void require(Part part) {
    if (part.manifest().slots() > slots) {
      throw ImportReasons.SLOTS.problem(part.manifest().slots(), slots);
    }
    for (String key : part.photos().keySet()) {
      if (!isPhoto(key) && Attachment.of(key) == null) {
        throw ImportReasons.NO_PHOTO_KEY.problem(key);
      }
    }
  }

  private static boolean isPhoto(String key) {
    String[] steps = key.split("/", -1);
    return steps.length == 3
        && PhotoKeys.ofAddress(steps[1], steps[2]) != null
        && !PhotoKeys.isAttachment(steps[1], steps[2]);
  }

  private static ObjectNode json(
      Inspection.Inspected inspected, Importer.Imported imported, @Nullable List<Integer> missing) {
    ObjectNode json = Json.object();
    json.put("part", inspected.part().manifest().number());
    json.put("written", imported.written());
    json.put("there", imported.there());
    json.put("photos", imported.photos());
    if (missing == null) {
      json.putNull("missing");
    } else {
      missing.forEach(json.putArray("missing")::add);
    }
    names(json, "cleaned", inspected.cleaned());
    names(json, "dropped", inspected.dropped());
    return json;
  }

  /** Adds the first names and their number, if there are any. */
  private static void names(ObjectNode json, String member, List<String> names) {
    if (!names.isEmpty()) {
      names.stream().limit(MAX_NAMES).forEach(json.putArray(member)::add);
      json.put(member + "Count", names.size());
    }
  }
}
