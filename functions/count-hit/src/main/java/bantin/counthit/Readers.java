package bantin.counthit;

import bantin.http.Request;
import bantin.visit.DroppedHit.Reason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells who is a reader of this site. */
final class Readers {
  private static final Crawlers CRAWLERS = Crawlers.known();

  /** Set by the editors' page for those who work on the site. */
  private static final String STAFF = "staff";

  private Readers() {}

  /** Null where the request comes from a reader. */
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

  /** Whether a user agent belongs to a bot: by the list, or by the words it uses of itself. */
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
   * Browsers say themselves how the page's origin relates to ours; those that do not yet, name the
   * origin. What names neither is not a page of another site.
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
