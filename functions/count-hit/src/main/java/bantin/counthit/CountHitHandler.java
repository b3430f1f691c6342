package bantin.counthit;

import bantin.connection.NativeHttpClient;
import bantin.connection.Patience;
import bantin.http.HttpHandler;
import bantin.http.Request;
import bantin.http.Response;
import bantin.snapshot.Snapshot;
import bantin.visit.DroppedHit.Reason;
import bantin.visit.HitToken;
import bantin.visit.SiteDays;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Handler of {@code POST /api/hits}. */
public final class CountHitHandler extends HttpHandler {
  private final Recorder recorder;
  private final HitToken tokens;
  private final AddressCap cap = new AddressCap();

  public CountHitHandler() {
    this(
        new Recorder(
            DynamoDbClient.builder()
                .httpClient(NativeHttpClient.create())
                .overrideConfiguration(Patience.ofReaders())
                .build(),
            System.getenv("VISITS_TABLE"),
            SiteDays.fromEnvironment()),
        new HitToken(System.getenv("HIT_KEY")));
    Snapshot.primedBy(this::prime);
  }

  CountHitHandler(Recorder recorder, HitToken tokens) {
    this.recorder = recorder;
    this.tokens = tokens;
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
              return counted(null);
            });
  }

  @Override
  protected Response answer(Request request) {
    Hit hit = Hit.of(request);
    Reason reason = reasonToDrop(hit, request);
    if (reason == null) {
      reason = recorder.record(hit, request.time());
    }
    if (reason != null) {
      recorder.recordDropped(reason, request.time(), request.id());
    }
    return counted(reason);
  }

  private @Nullable Reason reasonToDrop(Hit hit, Request request) {
    Reason reason = Readers.reasonToDrop(request);
    if (reason != null) {
      return reason;
    }
    String article = hit.article() == null ? "" : hit.article();
    if (!tokens.isValid(hit.token(), article, request.time())) {
      return Reason.TOKEN;
    }
    return cap.admits(request.address(), hit.session(), request.time()) ? null : Reason.RATE;
  }

  private static Response counted(@Nullable Reason reason) {
    Response response = Response.empty(204).notStored();
    return reason == null ? response : response.with("X-Not-Counted", reason.word());
  }
}
