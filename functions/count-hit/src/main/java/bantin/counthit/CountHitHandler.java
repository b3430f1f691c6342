package bantin.counthit;

import bantin.article.ArticleId;
import bantin.connection.NativeHttpClient;
import bantin.connection.Patience;
import bantin.http.HttpHandler;
import bantin.http.Json;
import bantin.http.Request;
import bantin.http.Response;
import bantin.snapshot.Snapshot;
import bantin.visit.DroppedHit.Reason;
import bantin.visit.HitToken;
import bantin.visit.Session;
import bantin.visit.SiteDays;
import bantin.visit.Tallies;
import bantin.visit.VisitBox;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Handler of {@code POST /api/hits}. */
public final class CountHitHandler extends HttpHandler {
  private final Recorder recorder;
  private final SiteDays days;
  private final HitToken tokens;
  private final VisitBox box;
  private final AddressCap cap = new AddressCap();

  public CountHitHandler() {
    this(NativeHttpClient.create());
  }

  private CountHitHandler(SdkHttpClient http) {
    this(
        DynamoDbClient.builder()
            .httpClient(http)
            .overrideConfiguration(Patience.ofReaders())
            .build(),
        DynamoDbClient.builder()
            .httpClient(http)
            .overrideConfiguration(Patience.ofNumbers())
            .build(),
        System.getenv("VISITS_TABLE"),
        System.getenv("TALLIES_TABLE"),
        Integer.parseInt(System.getenv().getOrDefault("TALLY_SLOTS", "1")),
        SiteDays.fromEnvironment(),
        new HitToken(System.getenv("HIT_KEY")),
        InstantSource.system());
    Snapshot.primedBy(this::prime);
  }

  /**
   * @param impatient client for the numbers. The hit is safe by then, and answered without them
   */
  CountHitHandler(
      DynamoDbClient db,
      DynamoDbClient impatient,
      String visitsTable,
      String talliesTable,
      int slots,
      SiteDays days,
      HitToken tokens,
      InstantSource clock) {
    this.recorder = new Recorder(db, visitsTable, days);
    this.days = days;
    this.tokens = tokens;
    this.box = new VisitBox(new Tallies(impatient, talliesTable, slots), days, clock);
  }

  /** Reads and checks a hit like any other, and has the table refuse its write. */
  void prime() throws IOException {
    recorded("count-hit")
        .replay(
            request -> {
              Hit hit = Hit.of(request);
              Readers.reasonToDrop(request);
              String token = tokens.issue(hit.session(), request.time());
              if (!tokens.isValid(token, hit.session(), request.time())
                  || !new AddressCap().admits("192.0.2.1", hit.session(), request.time())) {
                throw new IllegalStateException("A rehearsed hit would be dropped");
              }
              recorder.rehearse(hit, request.time());
              return counted(null, box.numbers(article(hit), request::warn));
            });
  }

  @Override
  protected Response answer(Request request) {
    Hit hit = Hit.of(request);
    Reason reason = reasonToDrop(hit, request);
    Recorder.Recorded recorded = null;
    if (reason == null) {
      recorded = recorder.record(hit, hit.time(request.time()));
      reason = recorded.reason();
    }
    if (reason != null) {
      recorder.recordDropped(reason, request.time(), request.id());
    }
    return counted(reason, hit.wantsNumbers() ? numbers(hit, recorded, request) : null);
  }

  /**
   * Reads the numbers once the hit is safe, and adds what the tallies cannot hold yet: they follow
   * the stream, which follows the write.
   *
   * @param recorded null for a dropped hit. A late one adds nothing: it may belong to yesterday
   * @return null where the tables do not answer
   */
  private VisitBox.@Nullable Numbers numbers(
      Hit hit, Recorder.@Nullable Recorded recorded, Request request) {
    ArticleId article = article(hit);
    try {
      VisitBox.Numbers numbers = box.numbers(article, request::warn);
      if (recorded == null || hit.at() != null) {
        return numbers;
      }
      Session before = recorded.before();
      return numbers.plus(before, recorder.after(before, hit, request.time()), article);
    } catch (SdkException e) {
      request.warn(e);
      return null;
    }
  }

  private static @Nullable ArticleId article(Hit hit) {
    return hit.article() == null ? null : ArticleId.parse(hit.article());
  }

  private @Nullable Reason reasonToDrop(Hit hit, Request request) {
    Reason reason = Readers.reasonToDrop(request);
    if (reason != null) {
      return reason;
    }
    String article = hit.article() == null ? "" : hit.article();
    boolean isOpen = Session.isOpen(days, days.of(hit.time(request.time())), request.time());
    if (!isOpen || !tokens.isValid(hit.token(), article, request.time())) {
      return Reason.TOKEN;
    }
    return cap.admits(request.address(), hit.session(), request.time()) ? null : Reason.RATE;
  }

  private static Response counted(@Nullable Reason reason, VisitBox.@Nullable Numbers numbers) {
    Response response = Response.empty(204);
    if (numbers != null) {
      ObjectNode answer = Json.object();
      numbers.byName().forEach(answer::put);
      response = Response.json(200, answer);
    }
    response = response.notStored();
    return reason == null ? response : response.with("X-Not-Counted", reason.word());
  }
}
