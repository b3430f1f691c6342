package bantin.doctor;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Labels each request of AWS's clients with its operation, for {@link Account}. The clients load
 * this class by the file {@code execution.interceptors}.
 */
public final class Labels implements ExecutionInterceptor {
  static final String OPERATION = "x-operation";
  static final String METRIC = "x-metric";

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return context.httpRequest().toBuilder()
        .putHeader(
            OPERATION,
            attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).replace(" ", "")
                + "."
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))
        .putHeader(
            METRIC, context.request().getValueForField("MetricName", String.class).orElse(""))
        .build();
  }
}
