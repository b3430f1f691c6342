package bantin.bench;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A table's stream from its beginning, in the form of Lambda's events. */
final class StreamRecords {
  private StreamRecords() {}

  static List<DynamodbStreamRecord> all(DynamoDbStreamsClient streams, String table) {
    List<DynamodbStreamRecord> records = new ArrayList<>();
    String stream = streams.listStreams(list -> list.tableName(table)).streams().get(0).streamArn();
    for (Shard shard :
        streams
            .describeStream(describe -> describe.streamArn(stream))
            .streamDescription()
            .shards()) {
      String iterator =
          streams
              .getShardIterator(
                  get ->
                      get.streamArn(stream)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      for (int empty = 0; iterator != null && empty < 2; ) {
        String from = iterator;
        GetRecordsResponse response = streams.getRecords(get -> get.shardIterator(from));
        response.records().forEach(record -> records.add(of(record)));
        empty = response.records().isEmpty() ? empty + 1 : 0;
        iterator = response.nextShardIterator();
      }
    }
    return records;
  }

  private static DynamodbStreamRecord of(Record record) {
    DynamodbStreamRecord made = new DynamodbStreamRecord();
    made.setEventID(record.eventID());
    made.setEventName(record.eventNameAsString());
    StreamRecord change =
        new StreamRecord()
            .withSequenceNumber(record.dynamodb().sequenceNumber())
            .withNewImage(image(record.dynamodb().newImage()));
    if (record.dynamodb().hasOldImage()) {
      change.setOldImage(image(record.dynamodb().oldImage()));
    }
    made.setDynamodb(change);
    return made;
  }

  private static Map<String, AttributeValue> image(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
    Map<String, AttributeValue> image = new HashMap<>();
    item.forEach(
        (name, value) -> {
          AttributeValue made = new AttributeValue();
          if (value.hasSs()) {
            made.setSS(value.ss());
          } else {
            made.setS(value.s());
            made.setN(value.n());
          }
          image.put(name, made);
        });
    return image;
  }
}
