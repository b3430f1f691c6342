package peer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Micronaut's beans and its serialisation, without its router: that is in an adapter of its own. */
public class Handler implements RequestStreamHandler {
  private final ApplicationContext context =
      ApplicationContext.builder("function", "lambda").start();
  private final ObjectMapper json = context.getBean(ObjectMapper.class);
  private final ArticleService articles = context.getBean(ArticleService.class);

  public Handler() {
    Primed.before(this);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context lambda) throws IOException {
    APIGatewayV2HTTPEvent event = json.readValue(in, APIGatewayV2HTTPEvent.class);
    String body = json.writeValueAsString(articles.find(event.getPathParameters().get("id")));
    out.write(
        json.writeValueAsBytes(
            APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withHeaders(Map.of("Content-Type", "application/json"))
                .withBody(body)
                .build()));
  }
}
