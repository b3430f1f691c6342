package bantin.bench;

import bantin.counthit.CountHitHandler;
import bantin.engines.Call;
import bantin.visit.HitToken;
import bantin.visit.Session;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Hits of readers who come one by one, each for one page. Folding them costs more than folding the
 * same number of hits to one article, because each article in a batch has tallies of its own.
 *
 * <p>The article with rank n is opened in proportion to n<sup>-0.8</sup>. Breslau and others found
 * exponents of .64 to .83 in six traces ("Web Caching and Zipf-like Distributions", 1999).
 */
final class Crowd {
  /** Beginning of the names of its sessions. */
  private static final String NAME = "crowd";

  private static final int ARTICLES = 200;
  private static final double EXPONENT = .8;

  /** Time between two hits in one shard: a million views a month make ten of them a minute. */
  private static final Duration APART = Duration.ofSeconds(6);

  private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");

  private final Random random = new Random(1);
  private final HitToken tokens = new HitToken(Samples.HIT_KEY);
  private final double articles;
  private final double beats;

  /**
   * @param articles share of the views that open an article; the others open the front page
   * @param beats number of beats for each view
   */
  Crowd(double articles, double beats) {
    this.articles = articles;
    this.beats = beats;
  }

  /**
   * Has count-hit write the views and their beats, and returns their records in the stream.
   *
   * @throws IllegalStateException if a hit was not counted
   */
  List<DynamodbStreamRecord> written(int views) {
    CountHitHandler countHit = new CountHitHandler();
    Instant time = START;
    for (int session = 0; session < views; session++) {
      String article = random.nextDouble() < articles ? "art%07d".formatted(rank()) : "";
      time = time.plus(APART);
      hit(session, article, "view", time).of(countHit);
      if (random.nextDouble() < beats) {
        time = time.plus(APART);
        hit(session, article, "beat", time).of(countHit);
      }
    }
    List<DynamodbStreamRecord> records =
        Cost.records().stream()
            .filter(record -> key(record).contains("#" + NAME))
            .sorted(Comparator.comparing(record -> record.getDynamodb().getSequenceNumber()))
            .toList();
    if (records.size() < views) {
      throw new IllegalStateException(views + " views made " + records.size() + " records");
    }
    return records;
  }

  private static String key(DynamodbStreamRecord record) {
    return Objects.requireNonNull(record.getDynamodb().getNewImage().get(Session.KEY)).getS();
  }

  private Call hit(int session, String article, String kind, Instant time) {
    String named = article.isEmpty() ? "" : "\"article\":\"" + article + "\",";
    return Call.to("POST /api/hits")
        .id("crowd-" + session + "-" + kind)
        .at(time)
        .header("sec-fetch-site", "same-origin")
        .header("user-agent", Agents.READER)
        .json(
            ("{\"session\":\"" + NAME + "%017d\",%s\"kind\":\"%s\",\"token\":\"%s\"}")
                .formatted(session, named, kind, tokens.issue(article, time)));
  }

  /** Chooses a rank from 1 by adding up the shares of the ranks. */
  private int rank() {
    double whole = 0;
    for (int rank = 1; rank <= ARTICLES; rank++) {
      whole += Math.pow(rank, -EXPONENT);
    }
    double left = random.nextDouble() * whole;
    int rank = 1;
    while (rank < ARTICLES && (left -= Math.pow(rank, -EXPONENT)) > 0) {
      rank++;
    }
    return rank;
  }
}
