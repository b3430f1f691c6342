package bantin.item;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values of the types that {@link ItemReader} reads. */
public final class Attributes {
  private Attributes() {}

  public static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /** Time in seconds since 1970, the format of DynamoDB's expiry. */
  public static AttributeValue seconds(Instant time) {
    return number(time.getEpochSecond());
  }

  /** Time as {@link ItemReader#millis} reads it. */
  public static AttributeValue millis(Instant time) {
    return number(time.toEpochMilli());
  }

  /** List of texts in their order. */
  public static AttributeValue texts(List<String> values) {
    return AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList());
  }
}
