package bantin.visit;

import bantin.item.Attributes;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reader's answer to the question whether an article was useful. The latest answer of a session
 * counts. Its item holds it as one number, and a later answer is a greater number. So the latest
 * answer is the same in any order of arrival.
 *
 * @param at time of the answer, in milliseconds
 */
public record Opinion(Instant at, boolean useful) {
  /** Greatest number of an item, in the year 17,000. */
  static final long MAX = 1_000_000_000_000_000L;

  static Opinion of(long number) {
    return new Opinion(Instant.ofEpochMilli(number >> 1), (number & 1) == 1);
  }

  /** Twice the time in milliseconds since 1970, and one more where the article was useful. */
  public AttributeValue number() {
    return Attributes.number(toLong());
  }

  /** Tells whether this answer takes the place of an earlier one. */
  public boolean follows(Opinion other) {
    return toLong() > other.toLong();
  }

  private long toLong() {
    return at.toEpochMilli() << 1 | (useful ? 1 : 0);
  }
}
