package bantin.tallyhits;

import java.util.Collections;
import java.util.Random;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Client whose calls fail at random, before they are carried out or after. The process dies at
 * random as well, and another writer comes in between calls.
 */
final class UnreliableClient implements DynamoDbClient {
  /** Death of the process; the handler must not catch it. */
  static final class ProcessDeath extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final DynamoDbClient engine;
  private final Random random;
  private final int failurePercent;
  private Runnable otherWriter = () -> {};

  /**
   * @param failurePercent percentage of steps that fail
   */
  UnreliableClient(DynamoDbClient engine, Random random, int failurePercent) {
    this.engine = engine;
    this.random = random;
    this.failurePercent = failurePercent;
  }

  /** Sets the work of another writer, which runs once between two steps. */
  void interruptOnce(Runnable otherWriter) {
    this.otherWriter = otherWriter;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    step();
    GetItemResponse response = engine.getItem(request);
    step();
    return response;
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    step();
    if (happens()) {
      throw switch (random.nextInt(3)) {
        case 0 -> ScriptedTable.busy();
        case 1 -> SdkClientException.create("Connection reset before it was sent");
        default -> conflict(request.transactItems().size());
      };
    }
    TransactWriteItemsResponse response = engine.transactWriteItems(request);
    step();
    if (happens()) {
      throw SdkClientException.create("Connection reset before the answer");
    }
    return response;
  }

  /** Makes the error of an item that another transaction is writing. */
  private RuntimeException conflict(int size) {
    var reasons =
        new java.util.ArrayList<>(
            Collections.nCopies(size, CancellationReason.builder().code("None").build()));
    reasons.set(
        random.nextInt(size), CancellationReason.builder().code("TransactionConflict").build());
    return TransactionCanceledException.builder().cancellationReasons(reasons).build();
  }

  private void step() {
    Runnable interruption = otherWriter;
    if (happens()) {
      otherWriter = () -> {};
      interruption.run();
    }
    if (happens()) {
      throw new ProcessDeath();
    }
  }

  private boolean happens() {
    return random.nextInt(100) < failurePercent;
  }

  @Override
  public String serviceName() {
    return engine.serviceName();
  }

  @Override
  public void close() {}
}
