package bantin.tallyhits;

import java.util.Collections;
import java.util.Random;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A database on a bad day: calls fail before they are carried out or after, the process dies before
 * or after, and another writer comes in between.
 */
final class Troubled implements DynamoDbClient {
  /** The process is gone; nothing of it runs on. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final DynamoDbClient engine;
  private final Random random;
  private final int trouble;
  private Runnable other = () -> {};

  /**
   * @param trouble of a hundred steps, how many go wrong
   */
  Troubled(DynamoDbClient engine, Random random, int trouble) {
    this.engine = engine;
    this.random = random;
    this.trouble = trouble;
  }

  /** What another writer does when it comes in between, once. */
  void between(Runnable other) {
    this.other = other;
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
    if (chance()) {
      throw switch (random.nextInt(3)) {
        case 0 -> ProvisionedThroughputExceededException.builder().statusCode(400).build();
        case 1 -> SdkClientException.create("Connection reset before it was sent");
        default -> conflict(request.transactItems().size());
      };
    }
    TransactWriteItemsResponse response = engine.transactWriteItems(request);
    step();
    if (chance()) {
      throw SdkClientException.create("Connection reset before the answer");
    }
    return response;
  }

  /** One of the items is just being written by another transaction. */
  private RuntimeException conflict(int size) {
    var reasons =
        new java.util.ArrayList<>(
            Collections.nCopies(size, CancellationReason.builder().code("None").build()));
    reasons.set(
        random.nextInt(size), CancellationReason.builder().code("TransactionConflict").build());
    return TransactionCanceledException.builder().cancellationReasons(reasons).build();
  }

  private void step() {
    Runnable now = other;
    if (chance()) {
      other = () -> {};
      now.run();
    }
    if (chance()) {
      throw new Death();
    }
  }

  private boolean chance() {
    return random.nextInt(100) < trouble;
  }

  @Override
  public String serviceName() {
    return engine.serviceName();
  }

  @Override
  public void close() {}
}
