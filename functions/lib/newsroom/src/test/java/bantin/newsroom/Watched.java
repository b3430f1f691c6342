package bantin.newsroom;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Client that does something before each call of one method, such as failing. */
final class Watched {
  private Watched() {}

  /**
   * @param before takes the number of the call, from 1
   */
  static DynamoDbClient client(DynamoDbClient client, String method, IntConsumer before) {
    AtomicInteger calls = new AtomicInteger();
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                before.accept(calls.incrementAndGet());
              }
              try {
                return called.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
