package bantin.exportarchive;

import bantin.archive.ArchivedTable;
import bantin.http.HttpHandler;
import bantin.http.Request;
import bantin.http.Response;
import bantin.http.Text;
import bantin.person.Person;
import bantin.snapshot.Snapshot;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Handles {@code GET /api/admin/export}, which returns a part of an archive of everything. The
 * {@code Link} header (RFC 8288) has the address of the next part. Only administrators may export.
 */
public final class ExportArchiveHandler extends HttpHandler {
  private final Exporter exporter;
  private final InstantSource clock;

  public ExportArchiveHandler() {
    this(
        new Exporter(
            DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            Map.of(
                ArchivedTable.NEWSROOM, System.getenv("NEWSROOM_TABLE"),
                ArchivedTable.ARTICLES, System.getenv("ARTICLES_TABLE"),
                ArchivedTable.VISITS, System.getenv("VISITS_TABLE"),
                ArchivedTable.TALLIES, System.getenv("TALLIES_TABLE"),
                ArchivedTable.RECOUNTS, System.getenv("RECOUNTS_TABLE")),
            S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            System.getenv("PHOTOS_BUCKET"),
            Integer.parseInt(System.getenv().getOrDefault("TALLY_SLOTS", "1"))),
        InstantSource.system());
    Snapshot.primedBy(this::prime);
  }

  ExportArchiveHandler(Exporter exporter, InstantSource clock) {
    this.exporter = exporter;
    this.clock = clock;
  }

  /** Stops before reading: a part of the portal is too much to read for a rehearsal. */
  void prime() throws IOException {
    recorded("export-archive")
        .replay(
            request -> {
              return Response.empty(204).with("Link", place(null).token());
            });
  }

  @Override
  protected Response answer(Request request) {
    Person.of(request)
        .requireAdministrator(
            new Text(
                "Only an administrator takes everything out of the portal.",
                "Chỉ quản trị viên được xuất toàn bộ cổng tin."));
    Place place = place(request.query("after"));
    Exporter.Exported part = exporter.part(place);
    Response response =
        Response.of(200, "application/zip", part.file())
            .with("Content-Disposition", "attachment; filename=\"" + name(place) + "\"")
            .notStored();
    return part.next() == null
        ? response
        : response.with(
            "Link", "</api/admin/export?after=" + part.next().token() + ">; rel=\"next\"");
  }

  private Place place(@Nullable String after) {
    if (after == null) {
      return Place.first(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
    try {
      return Place.of(after);
    } catch (IllegalArgumentException e) {
      throw ExportReasons.NO_PLACE.problem();
    }
  }

  private static String name(Place place) {
    return String.format(
        Locale.ROOT,
        "bantin-%s-%04d.zip",
        place.exportedAt().atOffset(ZoneOffset.UTC).toLocalDate(),
        place.number());
  }
}
