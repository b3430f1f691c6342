package bantin.local;

import bantin.item.ItemJson;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** Converts stream records to the form of Lambda's events. */
final class StreamRecords {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private StreamRecords() {}

  static ObjectNode json(Record record, String stream) {
    ObjectNode json = JSON.objectNode();
    json.put("eventID", record.eventID());
    json.put("eventName", record.eventNameAsString());
    json.put("eventVersion", "1.1");
    json.put("eventSource", "aws:dynamodb");
    json.put("awsRegion", Hosted.REGION);
    StreamRecord change = record.dynamodb();
    ObjectNode dynamodb = json.putObject("dynamodb");
    dynamodb.put(
        "ApproximateCreationDateTime", change.approximateCreationDateTime().getEpochSecond());
    dynamodb.set("Keys", ItemJson.json(change.keys()));
    if (change.hasNewImage()) {
      dynamodb.set("NewImage", ItemJson.json(change.newImage()));
    }
    if (change.hasOldImage()) {
      dynamodb.set("OldImage", ItemJson.json(change.oldImage()));
    }
    dynamodb.put("SequenceNumber", change.sequenceNumber());
    dynamodb.put("SizeBytes", change.sizeBytes());
    dynamodb.put("StreamViewType", change.streamViewTypeAsString());
    json.put("eventSourceARN", stream);
    return json;
  }
}
