package bantin.tallyhits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Imitation of the part of DynamoDB that the ledger uses, a hundred times as fast as DynamoDB
 * Local. The simulation runs on both, so that a mistake in the imitation shows.
 */
class PlainTable implements DynamoDbClient {
  final Map<String, Map<String, AttributeValue>> items = new HashMap<>();

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    Map<String, AttributeValue> item = items.get(key(request.key()));
    return GetItemResponse.builder().item(item == null ? Map.of() : item).build();
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    List<CancellationReason> reasons = new ArrayList<>();
    boolean allMet = true;
    for (TransactWriteItem write : request.transactItems()) {
      boolean met = isMet(write.update());
      allMet &= met;
      reasons.add(
          CancellationReason.builder().code(met ? "None" : "ConditionalCheckFailed").build());
    }
    if (!allMet) {
      throw TransactionCanceledException.builder().cancellationReasons(reasons).build();
    }
    request.transactItems().forEach(write -> apply(write.update()));
    return TransactWriteItemsResponse.builder().build();
  }

  private boolean isMet(Update update) {
    String condition = update.conditionExpression();
    if (condition == null) {
      return true;
    }
    AttributeValue checkpoint = items.getOrDefault(key(update.key()), Map.of()).get("sequence");
    return switch (condition) {
      case "attribute_not_exists(#sequence)" -> checkpoint == null;
      case "#sequence = :from" ->
          Objects.equals(checkpoint, update.expressionAttributeValues().get(":from"));
      default -> throw new IllegalArgumentException(condition);
    };
  }

  private void apply(Update update) {
    Map<String, AttributeValue> item =
        items.computeIfAbsent(key(update.key()), key -> new HashMap<>(update.key()));
    String[] parts = (" " + update.updateExpression()).split(" ADD ", 2);
    for (String set : parts[0].strip().replaceFirst("^SET ", "").split(", ")) {
      if (!set.isEmpty()) {
        String[] sides = set.split(" = ");
        item.put(name(update, sides[0]), value(update, sides[1]));
      }
    }
    if (parts.length == 2) {
      for (String add : parts[1].split(", ")) {
        String[] sides = add.split(" ");
        String name = name(update, sides[0]);
        AttributeValue old = item.get(name);
        BigDecimal sum =
            new BigDecimal(value(update, sides[1]).n())
                .add(old == null ? BigDecimal.ZERO : new BigDecimal(old.n()));
        item.put(name, AttributeValue.fromN(sum.toPlainString()));
      }
    }
  }

  private static String name(Update update, String alias) {
    return Objects.requireNonNull(update.expressionAttributeNames().get(alias), alias);
  }

  private static AttributeValue value(Update update, String alias) {
    return Objects.requireNonNull(update.expressionAttributeValues().get(alias), alias);
  }

  static String key(@Nullable Map<String, AttributeValue> key) {
    return Objects.requireNonNull(Objects.requireNonNull(key).get("tally")).s();
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}
}
