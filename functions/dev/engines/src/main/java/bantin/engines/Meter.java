package bantin.engines;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Records each call through a client, with the capacity that DynamoDB reports for reads. */
public final class Meter {
  /**
   * One round trip to DynamoDB.
   *
   * @param operation such as {@code query}
   * @param units read units; 0 for operations other than reads
   */
  public record Reading(String operation, double units) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s %.1f", operation, units);
    }
  }

  private final List<Reading> readings = new CopyOnWriteArrayList<>();
  private final DynamoDbClient client;

  public Meter(DynamoDbClient metered) {
    client =
        (DynamoDbClient)
            Proxy.newProxyInstance(
                Meter.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> call(metered, proxy, method, arguments));
  }

  /** Returns the client whose calls are recorded. */
  public DynamoDbClient client() {
    return client;
  }

  /** Returns the readings since the last call, and clears them. */
  public List<Reading> take() {
    List<Reading> taken = new ArrayList<>(readings);
    readings.clear();
    return taken;
  }

  private @Nullable Object call(
      DynamoDbClient metered, Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object argument = arguments == null || arguments.length == 0 ? null : arguments[0];
    ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
    boolean paginates = method.getName().endsWith("Paginator");
    if (method.isDefault() && (paginates || argument instanceof Consumer<?>)) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    if (argument instanceof GetItemRequest get) {
      GetItemResponse response =
          metered.getItem(get.toBuilder().returnConsumedCapacity(total).build());
      note("getItem", response.consumedCapacity());
      return response;
    }
    if (argument instanceof QueryRequest query) {
      QueryResponse response =
          metered.query(query.toBuilder().returnConsumedCapacity(total).build());
      note("query", response.consumedCapacity());
      return response;
    }
    if (argument instanceof BatchGetItemRequest batch) {
      BatchGetItemResponse response =
          metered.batchGetItem(batch.toBuilder().returnConsumedCapacity(total).build());
      readings.add(
          new Reading(
              "batchGetItem",
              response.consumedCapacity().stream()
                  .mapToDouble(ConsumedCapacity::capacityUnits)
                  .sum()));
      return response;
    }
    try {
      Object result = method.invoke(metered, arguments);
      readings.add(new Reading(method.getName(), 0));
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void note(String operation, ConsumedCapacity capacity) {
    readings.add(new Reading(operation, capacity.capacityUnits()));
  }
}
