package bantin.visit;

import bantin.item.BrokenItem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Hit that was not counted, as an item of its own. Its key holds the request's id, so repeated
 * deliveries stay one fact, and the items spread over the table.
 */
public record DroppedHit(LocalDate day, Reason reason) implements Fact {
  private static final Pattern FORM = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)#dropped#([a-z]+)#.+");
  private static final String MARK = "#dropped#";
  private static final int MAX_KEY = 200;

  /** Reason why a hit is not counted. The caller is told the word in lower case. */
  public enum Reason {
    /** The user agent names a program, or is missing. */
    BOT("bot"),
    /** The browser fetched the page ahead of a reader who may never come. */
    PREFETCH("prefetch"),
    /** Sent from a page of another site. */
    ORIGIN("origin"),
    /** Sent by staff of the site. */
    STAFF("staff"),
    /** One article more than a session can count. */
    ARTICLES("articles"),
    /** No valid token: an invented article, a draft, a page or a hit of more than two days ago. */
    TOKEN("token"),
    /** More sessions within a minute than an address may report. */
    RATE("rate");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    static @Nullable Reason of(String word) {
      for (Reason reason : values()) {
        if (reason.word.equals(word)) {
          return reason;
        }
      }
      return null;
    }
  }

  static boolean isKey(String key) {
    return key.contains(MARK);
  }

  static DroppedHit of(String key) {
    Matcher parts = FORM.matcher(key);
    Reason reason = parts.matches() ? Reason.of(parts.group(2)) : null;
    if (reason == null) {
      throw new IllegalArgumentException("Not the key of a dropped hit: " + key);
    }
    try {
      return new DroppedHit(LocalDate.parse(parts.group(1)), reason);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("Not a day: " + key, e);
    }
  }

  static DroppedHit read(String key) {
    try {
      if (key.length() > MAX_KEY) {
        throw new BrokenItem(Session.KEY, "it has more than " + MAX_KEY + " characters");
      }
      return of(key);
    } catch (BrokenItem e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new BrokenItem(Session.KEY, "it is no dropped hit's key");
    }
  }

  /** The item's key in {@code Visits}. */
  public static Map<String, AttributeValue> key(LocalDate day, Reason reason, String requestId) {
    return Map.of(Session.KEY, AttributeValue.fromS(day + MARK + reason.word() + "#" + requestId));
  }

  /**
   * Time from which DynamoDB may remove the item. It is never before that of the day's sessions
   * ({@link Session#expires}), so that a recount finds both.
   */
  public static Instant expires(Instant time) {
    return time.plus(Duration.ofDays(4));
  }

  @Override
  public void addTo(Amounts amounts, long times) {
    amounts.add(Tally.dropped(day), reason.word(), times);
  }
}
