package peer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.micronaut.function.aws.proxy.payload2.APIGatewayV2HTTPEventFunction;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Micronaut's function for HTTP APIs. Micronaut's own mapper reads the event. */
public class Handler implements RequestStreamHandler {
  private final APIGatewayV2HTTPEventFunction function = new APIGatewayV2HTTPEventFunction();
  private final ObjectMapper json = function.getApplicationContext().getBean(ObjectMapper.class);

  public Handler() {
    Primed.before(this);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    APIGatewayV2HTTPEvent event = json.readValue(in, APIGatewayV2HTTPEvent.class);
    out.write(json.writeValueAsBytes(function.handleRequest(event, context)));
  }
}
