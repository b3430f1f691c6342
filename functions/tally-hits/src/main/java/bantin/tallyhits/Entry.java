package bantin.tallyhits;

import bantin.visit.Amounts;
import bantin.visit.Fact;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change of a session's item, and what it adds to the tallies.
 *
 * @param sequence the place in the shard, padded so that it sorts as text
 */
record Entry(String sequence, Amounts amounts) {
  /** Sequence numbers have at most this many digits. */
  private static final int DIGITS = 40;

  /** In the shard's order; records that nothing can be made of are reported and left out. */
  static List<Entry> of(DynamodbEvent event, Report report) {
    List<Entry> entries = new ArrayList<>();
    if (event.getRecords() == null) {
      return entries;
    }
    for (DynamodbEvent.DynamodbStreamRecord record : event.getRecords()) {
      StreamRecord change = record.getDynamodb();
      if (record.getEventName() == null || change == null || change.getSequenceNumber() == null) {
        report.poison(String.valueOf(record.getEventID()), "no stream record");
      } else if (!record.getEventName().equals("REMOVE")) { // Expiry takes nothing back.
        try {
          entries.add(of(change));
        } catch (IllegalArgumentException e) {
          report.poison(change.getSequenceNumber(), String.valueOf(e.getMessage()));
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::sequence));
    return entries;
  }

  private static Entry of(StreamRecord change) {
    if (change.getNewImage() == null) {
      throw new IllegalArgumentException("No new image");
    }
    Fact now = Fact.of(item(change.getNewImage()));
    boolean isNew = change.getOldImage() == null || change.getOldImage().isEmpty();
    Fact before = isNew ? null : Fact.of(item(change.getOldImage()));
    Amounts amounts = Fact.change(before, now);
    if (amounts.byTally().size() > Ledger.MOST_TALLIES) {
      throw new IllegalArgumentException("More tallies than one transaction holds");
    }
    return new Entry(padded(change.getSequenceNumber()), amounts);
  }

  static String padded(String sequence) {
    return "0".repeat(Math.max(0, DIGITS - sequence.length())) + sequence;
  }

  /** The event's values as the SDK's: those kinds that a fact is made of. */
  private static Map<String, AttributeValue> item(
      Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
          image) {
    Map<String, AttributeValue> item = new HashMap<>();
    image.forEach(
        (name, value) -> {
          if (value.getS() != null) {
            item.put(name, AttributeValue.fromS(value.getS()));
          } else if (value.getN() != null) {
            item.put(name, AttributeValue.fromN(value.getN()));
          } else if (value.getSS() != null) {
            item.put(name, AttributeValue.fromSs(value.getSS()));
          }
        });
    return item;
  }
}
