package bantin.bench;

import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Sits in every client of this process and adds up what calls take. */
public final class Meter implements ExecutionInterceptor {
  /** DynamoDB Local reports half of what a transaction takes of AWS's tables. */
  private static final double TRANSACTION = 2;

  private static long trips;
  private static long bytes;
  private static double writeUnits;
  private static double readUnits;

  /** What calls took since the meter was last read. */
  record Reading(long trips, long bytes, double writeUnits, double readUnits) {}

  static synchronized Reading read() {
    Reading reading = new Reading(trips, bytes, writeUnits, readUnits);
    trips = 0;
    bytes = 0;
    writeUnits = 0;
    readUnits = 0;
    return reading;
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    if (request instanceof UpdateItemRequest update) {
      return update.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
    }
    if (request instanceof GetItemRequest get) {
      return get.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
    }
    if (request instanceof TransactWriteItemsRequest write) {
      return write.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
    }
    return request;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    if (measured(context.request())) {
      synchronized (Meter.class) {
        trips++;
        bytes +=
            context
                .httpRequest()
                .firstMatchingHeader("Content-Length")
                .map(Long::valueOf)
                .orElse(0L);
      }
    }
  }

  private static boolean measured(SdkRequest request) {
    return request instanceof UpdateItemRequest
        || request instanceof GetItemRequest
        || request instanceof TransactWriteItemsRequest;
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    synchronized (Meter.class) {
      if (context.response() instanceof UpdateItemResponse update) {
        writeUnits += units(List.of(update.consumedCapacity()));
      } else if (context.response() instanceof TransactWriteItemsResponse write) {
        writeUnits += units(write.consumedCapacity()) * TRANSACTION;
      } else if (context.response() instanceof GetItemResponse get) {
        readUnits += units(List.of(get.consumedCapacity()));
      }
    }
  }

  private static double units(List<ConsumedCapacity> capacities) {
    return capacities.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
  }
}
