package bantin.tallyhits;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Table at which something happens before each of the next transactions. It keeps the calls. */
final class ScriptedTable extends PlainTable {
  int reads;

  /** The keys that each transaction names, in its order. */
  final List<List<String>> transactions = new ArrayList<>();

  private final Deque<Consumer<TransactWriteItemsRequest>> script = new ArrayDeque<>();

  /** Lets the next transactions fail, one after the other. */
  ScriptedTable thenFails(SdkException... failures) {
    for (SdkException failure : failures) {
      then(
          request -> {
            throw failure;
          });
    }
    return this;
  }

  ScriptedTable thenWrites() {
    return then(request -> {});
  }

  /** Sets what happens before the next transaction is carried out, which may be another one. */
  ScriptedTable then(Consumer<TransactWriteItemsRequest> step) {
    script.add(step);
    return this;
  }

  /** The error of DynamoDB for a busy table, in whose code the SDK sees that it may pass. */
  static SdkException busy() {
    String code = "ProvisionedThroughputExceededException";
    return ProvisionedThroughputExceededException.builder()
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  static SdkException[] busy(int times) {
    return Collections.nCopies(times, busy()).toArray(SdkException[]::new);
  }

  /**
   * @param codes of the transaction's items
   */
  static SdkException cancelled(String... codes) {
    List<CancellationReason> reasons =
        Arrays.stream(codes)
            .map(code -> CancellationReason.builder().code(code).message("because").build())
            .toList();
    return TransactionCanceledException.builder()
        .statusCode(400)
        .cancellationReasons(reasons)
        .build();
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    reads++;
    return super.getItem(request);
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    transactions.add(
        request.transactItems().stream().map(item -> key(item.update().key())).toList());
    Consumer<TransactWriteItemsRequest> step = script.poll();
    if (step != null) {
      step.accept(request);
    }
    return super.transactWriteItems(request);
  }
}
