package bantin.counthit;

import bantin.http.Request;
import bantin.visit.DroppedHit.Reason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells hits of readers from all other hits. */
final class Readers {
  private static final Crawlers CRAWLERS = Crawlers.known();

  /** Cookie that the desk sets for staff. */
  private static final String STAFF = "staff";

  private Readers() {}

  /** Reason to drop a hit; null where it comes from a reader. */
  static @Nullable Reason reasonToDrop(Request request) {
    String agent = request.header("user-agent");
    if (agent == null || agent.isBlank() || isBot(agent)) {
      return Reason.BOT;
    }
    if (isAhead(request.header("sec-purpose"))
        || isAhead(request.header("purpose"))
        || isAhead(request.header("x-moz"))) {
      return Reason.PREFETCH;
    }
    if (isFromElsewhere(request)) {
      return Reason.ORIGIN;
    }
    return request.cookie(STAFF) == null ? null : Reason.STAFF;
  }

  /** Tells whether a user agent belongs to a bot, by the list or by its own words. */
  static boolean isBot(String agent) {
    return CRAWLERS.include(agent) || BotWords.namesBot(agent);
  }

  private static boolean isAhead(@Nullable String purpose) {
    if (purpose == null) {
      return false;
    }
    String words = purpose.toLowerCase(Locale.ROOT);
    return words.contains("prefetch") || words.contains("prerender") || words.contains("preview");
  }

  /**
   * Tells whether a page of another site sent the hit. Browsers send {@code Sec-Fetch-Site}, older
   * ones the origin. A request with neither does not come from a page of another site.
   */
  private static boolean isFromElsewhere(Request request) {
    String relation = request.header("sec-fetch-site");
    String origin = request.header("origin");
    if (relation != null) {
      return !relation.equals("same-origin") && !relation.equals("none");
    }
    return origin != null && !origin.equals(request.origin());
  }
}
