package bantin.reportvisits;

import bantin.article.PublicArticles;
import bantin.http.HttpHandler;
import bantin.http.RecordedEvent;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.http.Text;
import bantin.person.Person;
import bantin.snapshot.Snapshot;
import bantin.visit.DayViews;
import bantin.visit.SiteDays;
import bantin.visit.Tallies;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Handler of {@code /api/admin/visits}, {@code /api/admin/baseline} and {@code
 * /api/admin/recounts}. All staff may read; administrators may set baselines and request recounts.
 */
public final class ReportVisitsHandler extends HttpHandler {
  private final Report report;
  private final Baselines baselines;
  private final Recounts recounts;

  public ReportVisitsHandler() {
    this(
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        System.getenv("TALLIES_TABLE"),
        System.getenv("ARTICLES_TABLE"),
        System.getenv("RECOUNTS_TABLE"),
        Integer.parseInt(System.getenv().getOrDefault("TALLY_SLOTS", "1")),
        SiteDays.fromEnvironment(),
        InstantSource.system());
    Snapshot.primedBy(this::prime);
  }

  ReportVisitsHandler(
      DynamoDbClient db,
      String tallies,
      String articles,
      String recounts,
      int slots,
      SiteDays days,
      InstantSource clock) {
    Tallies stored = new Tallies(db, tallies, slots);
    this.report =
        new Report(
            new DayViews(db, tallies, stored),
            stored,
            new PublicArticles(db, articles),
            days,
            clock);
    this.baselines = new Baselines(db, tallies, slots, days, clock);
    this.recounts = new Recounts(db, recounts, days, clock);
  }

  void prime() throws IOException {
    RecordedEvent event = recorded("report-visits");
    event.replay();
    event.at("GET /api/admin/baseline", Map.of()).replay();
  }

  @Override
  protected Response answer(Request request) {
    Person by = Person.of(request);
    return answer(request, by).notStored();
  }

  private Response answer(Request request, Person by) {
    return switch (request.route()) {
      case "GET /api/admin/visits" -> report.answer(request);
      case "GET /api/admin/baseline" -> baselines.answer();
      case "PUT /api/admin/baseline" -> {
        by.requireAdministrator(
            new Text(
                "Only an administrator sets what was counted before.",
                "Chỉ quản trị viên được đặt số đã đếm từ trước."));
        yield baselines.set(request.json(), by.name());
      }
      case "POST /api/admin/recounts" -> {
        by.requireAdministrator(
            new Text(
                "Only an administrator has a day recounted.",
                "Chỉ quản trị viên được cho đếm lại một ngày."));
        yield recounts.ask(request.json(), by.name());
      }
      case "GET /api/admin/recounts/{day}" -> recounts.answer(request.pathParameter("day"));
      default -> throw RequestReasons.NOTHING_HERE.problem();
    };
  }
}
