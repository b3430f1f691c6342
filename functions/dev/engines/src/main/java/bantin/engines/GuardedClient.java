package bantin.engines;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** DynamoDB client in this process that may do only what a function's role allows. */
final class GuardedClient implements InvocationHandler {
  private final DynamoDbClient client;
  private final Policies policies;
  private final String function;

  private GuardedClient(DynamoDbClient client, Policies policies, String function) {
    this.client = client;
    this.policies = policies;
    this.function = function;
  }

  static DynamoDbClient client(DynamoDbClient client, Policies policies, String function) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            GuardedClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            new GuardedClient(client, policies, function));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object argument = arguments == null || arguments.length == 0 ? null : arguments[0];
    boolean call = AwsResponse.class.isAssignableFrom(method.getReturnType());
    if (argument instanceof DynamoDbRequest ? !call : call || argument instanceof Consumer<?>) {
      // The interface's default method builds the request and calls this proxy again.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    if (argument instanceof DynamoDbRequest request) {
      String type = request.getClass().getSimpleName();
      String operation = type.substring(0, type.length() - "Request".length());
      String refusal = policies.refusal(function, operation, fields(request));
      if (refusal != null) {
        throw DynamoDbException.builder()
            .message(refusal)
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("AccessDeniedException")
                    .errorMessage(refusal)
                    .serviceName("DynamoDb")
                    .build())
            .build();
      }
    }
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Returns the fields under their names in the protocol's JSON. */
  private static Map<String, Object> fields(SdkPojo pojo) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value != null) {
        fields.put(field.locationName(), plain(value));
      }
    }
    return fields;
  }

  private static Object plain(Object value) {
    if (value instanceof SdkPojo pojo) {
      return fields(pojo);
    }
    return value instanceof List<?> list ? list.stream().map(GuardedClient::plain).toList() : value;
  }
}
