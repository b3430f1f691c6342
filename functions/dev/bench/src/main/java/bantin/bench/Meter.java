package bantin.bench;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Interceptor of every SDK client in this process. Sums up the requests and the capacity of calls.
 */
public final class Meter implements ExecutionInterceptor {
  private static final ExecutionAttribute<TransactionUnits> TRANSACTION =
      new ExecutionAttribute<>("units of a transaction");

  /** Whether this thread makes calls that are not measured. */
  private static final ThreadLocal<Boolean> IS_QUIET = ThreadLocal.withInitial(() -> false);

  private static final String CAPACITY_WANTED = "ReturnConsumedCapacity";
  private static final String CAPACITY = "ConsumedCapacity";
  private static final List<String> READS =
      List.of("GetItem", "Query", "Scan", "BatchGet", "TransactGet");

  /** Client that reads the items of transactions. It is made in processes that have tables. */
  private static final class Quiet {
    private static final DynamoDbClient CLIENT =
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
  }

  private static long trips;
  private static long bytes;
  private static double writeUnits;
  private static double readUnits;
  private static long objectReads;
  private static long objectWrites;

  /**
   * Sums since the last reading.
   *
   * @param trips requests to the tables and the bucket
   * @param bytes bytes sent to them
   * @param objectReads requests to the bucket at the price of a GET
   * @param objectWrites requests to the bucket at the price of a PUT; deleting is free
   */
  record Reading(
      long trips,
      long bytes,
      double writeUnits,
      double readUnits,
      long objectReads,
      long objectWrites) {}

  static synchronized Reading read() {
    Reading reading = new Reading(trips, bytes, writeUnits, readUnits, objectReads, objectWrites);
    trips = 0;
    bytes = 0;
    writeUnits = 0;
    readUnits = 0;
    objectReads = 0;
    objectWrites = 0;
    return reading;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof TransactWriteItemsRequest request) {
      attributes.putAttribute(
          TRANSACTION, quietly(() -> new TransactionUnits(Quiet.CLIENT, request)));
    }
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    for (SdkField<?> field : context.request().sdkFields()) {
      if (field.memberName().equals(CAPACITY_WANTED)) {
        SdkRequest.Builder metered = context.request().toBuilder();
        field.set(metered, "TOTAL");
        return metered.build();
      }
    }
    return context.request();
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    boolean isObject = request instanceof S3Request;
    if (IS_QUIET.get()) {
      return;
    }
    if (!isObject && !(request instanceof DynamoDbRequest)) {
      return;
    }
    synchronized (Meter.class) {
      trips++;
      bytes +=
          context.httpRequest().firstMatchingHeader("Content-Length").map(Long::valueOf).orElse(0L);
      if (isObject) {
        switch (context.httpRequest().method()) {
          case GET, HEAD -> objectReads++;
          case DELETE -> {}
          default -> objectWrites++;
        }
      }
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (IS_QUIET.get()) {
      return;
    }
    SdkResponse response = context.response();
    Collection<?> capacities =
        response.sdkFields().stream()
            .filter(field -> field.memberName().equals(CAPACITY))
            .map(field -> field.getValueOrDefault(response))
            .filter(Objects::nonNull)
            .flatMap(
                value -> value instanceof Collection<?> many ? many.stream() : Stream.of(value))
            .toList();
    String operation = context.request().getClass().getSimpleName();
    double units = 0;
    for (Object capacity : capacities) {
      units += ((ConsumedCapacity) capacity).capacityUnits();
    }
    TransactionUnits transaction = attributes.getAttribute(TRANSACTION);
    if (transaction != null) {
      units = quietly(transaction::afterwards);
    }
    synchronized (Meter.class) {
      if (READS.stream().anyMatch(operation::startsWith)) {
        readUnits += units;
      } else {
        writeUnits += units;
      }
    }
  }

  /** Runs calls that are not measured. */
  private static <T> T quietly(Supplier<T> calls) {
    IS_QUIET.set(true);
    try {
      return calls.get();
    } finally {
      IS_QUIET.set(false);
    }
  }
}
