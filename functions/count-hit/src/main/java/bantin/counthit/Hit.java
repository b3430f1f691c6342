package bantin.counthit;

import bantin.article.ArticleId;
import bantin.http.Json;
import bantin.http.Problem;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.visit.Opinion;
import bantin.visit.Session;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Report of a tab.
 *
 * @param session random id of the tab's session
 * @param article null where the page shows no article
 * @param view false for a beat
 * @param useful whether the reader found the article useful; null where the hit does not say
 * @param token proof that this site served the page; empty where none was sent
 * @param wantsNumbers whether the answer is to carry the numbers that the page shows
 * @param at time of a late hit by the reader's clock; null for one that is sent at once
 */
record Hit(
    String session,
    @Nullable String article,
    boolean view,
    @Nullable Boolean useful,
    String token,
    boolean wantsNumbers,
    @Nullable Instant at) {
  /** Longest body in bytes. The page's script sends less than two hundred. */
  private static final int MAX_BYTES = 1024;

  /** Content types of {@code sendBeacon} for a typed blob, a string, and a blob without a type. */
  private static final Set<String> TYPES = Set.of("application/json", "text/plain", "");

  /**
   * @throws Problem 400 where it is no hit
   */
  static Hit of(Request request) {
    if (!TYPES.contains(request.mediaType())) {
      throw HitReasons.NOT_JSON.problem();
    }
    byte[] body = request.body();
    if (body.length > MAX_BYTES) {
      throw HitReasons.TOO_LARGE.problem(MAX_BYTES);
    }
    if (!(Json.parse(body) instanceof ObjectNode json)) {
      throw RequestReasons.NO_OBJECT.problem();
    }
    return of(json);
  }

  private static Hit of(ObjectNode json) {
    JsonNode session = json.get("session");
    if (session == null || !session.isTextual() || !Session.isId(session.textValue())) {
      throw HitReasons.SESSION.problem();
    }
    JsonNode article = json.get("article");
    if (article != null
        && !(article.isTextual() && ArticleId.parse(article.textValue()) != null)
        && !article.isNull()) {
      throw HitReasons.ARTICLE.problem();
    }
    JsonNode kind = json.get("kind");
    String word = kind == null || !kind.isTextual() ? "" : kind.textValue();
    if (!word.equals("view") && !word.equals("beat")) {
      throw HitReasons.KIND.problem();
    }
    boolean view = word.equals("view");
    boolean hasArticle = article != null && !article.isNull();
    JsonNode token = json.get("token");
    if (token != null && !token.isTextual() && !token.isNull()) {
      throw HitReasons.TOKEN.problem();
    }
    JsonNode numbers = json.get("numbers");
    if (numbers != null && !numbers.isBoolean()) {
      throw HitReasons.NUMBERS.problem();
    }
    return new Hit(
        session.textValue(),
        article == null ? null : article.textValue(),
        view,
        useful(json.get("useful"), view && hasArticle),
        token == null || token.isNull() ? "" : token.textValue(),
        numbers != null && numbers.booleanValue(),
        time(json.get("at")));
  }

  private static @Nullable Boolean useful(@Nullable JsonNode useful, boolean isViewOfArticle) {
    if (useful == null || useful.isNull()) {
      return null;
    }
    if (!useful.isBoolean() || !isViewOfArticle) {
      throw HitReasons.USEFUL.problem();
    }
    return useful.booleanValue();
  }

  private static @Nullable Instant time(@Nullable JsonNode at) {
    if (at == null || at.isNull()) {
      return null;
    }
    try {
      Instant time = Instant.parse(at.asText());
      if (!time.isBefore(Instant.EPOCH)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // The answer says the same for every text that is no time.
    }
    throw HitReasons.TIME.problem();
  }

  /**
   * Time of the reader's activity. A late hit is sent again after a lost answer, so its own time
   * makes it the same fact.
   *
   * @param received time at which the API received the hit; a reader's clock may run ahead of it
   */
  Instant time(Instant received) {
    return at == null || at.isAfter(received) ? received : at;
  }

  /** Article that the hit opens; null for a beat. */
  @Nullable String opened() {
    return view ? article : null;
  }

  /** Opinion on the article that the hit opens; null where the hit holds none. */
  @Nullable Opinion opinion(Instant time) {
    return useful == null ? null : new Opinion(time, useful);
  }
}
