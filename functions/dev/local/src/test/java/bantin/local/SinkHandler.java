package bantin.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import com.amazonaws.services.lambda.runtime.events.TimeWindowEventResponse;
import java.util.Map;

/** Accepts every record of a stream. */
public final class SinkHandler
    implements RequestHandler<DynamodbTimeWindowEvent, TimeWindowEventResponse> {
  @Override
  public TimeWindowEventResponse handleRequest(DynamodbTimeWindowEvent event, Context context) {
    return TimeWindowEventResponse.builder()
        .withState(Map.of("seen", Integer.toString(event.getRecords().size())))
        .build();
  }
}
