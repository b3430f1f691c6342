package bantin.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.junit.jupiter.api.Test;

/** The way back from sign-in leads to the portal with Cognito's answer and nothing else. */
final class SignInReturnTest {
  private static final String PORTAL = "d111111abcdef8.cloudfront.net";

  /**
   * Input of a mapping template, as API Gateway passes it. A parameter that was not sent is empty.
   */
  public record Input(Map<String, String> sent) {
    public String params(String name) {
      return sent.getOrDefault(name, "");
    }
  }

  /** Imitation of API Gateway's {@code $util}. */
  public static final class Util {
    public String urlEncode(String text) {
      return URLEncoder.encode(text, UTF_8);
    }
  }

  private static String location(Map<String, String> sent) {
    Map<String, Object> header = new HashMap<>();
    VelocityContext context = new VelocityContext();
    context.put("input", new Input(sent));
    context.put("util", new Util());
    context.put("stageVariables", Map.of("portal", PORTAL));
    context.put("context", Map.of("responseOverride", Map.of("header", header)));
    StringWriter body = new StringWriter();
    new VelocityEngine().evaluate(context, body, "SignInReturnMethod", mapping());
    assertThat(body.toString()).isBlank();
    return String.valueOf(header.get("Location"));
  }

  private static String mapping() {
    return new ObjectMapper()
        .<JsonNode>valueToTree(House.template().properties("SignInReturnMethod"))
        .at("/Integration/IntegrationResponses/0/ResponseTemplates/application~1json")
        .textValue();
  }

  @Test
  void returnsTheCode() {
    assertThat(location(Map.of("code", "a/b+c", "state", "x;y z")))
        .isEqualTo("https://" + PORTAL + "/admin?&code=a%2Fb%2Bc&state=x%3By+z");
  }

  @Test
  void returnsARefusal() {
    assertThat(location(Map.of("error", "access_denied", "error_description", "Bị từ chối")))
        .startsWith("https://" + PORTAL + "/admin?&error=access_denied&error_description=B%E1");
  }

  @Test
  void redirectsToThePortalAlone() {
    assertThat(location(Map.of("portal", "evil.example", "redirect_uri", "https://evil.example")))
        .isEqualTo("https://" + PORTAL + "/admin?");
    assertThat(location(Map.of("code", "\r\nSet-Cookie: a=b", "state", "$stageVariables.portal")))
        .doesNotContain("\r", "\n", "Set-Cookie: ")
        .endsWith("&state=%24stageVariables.portal");
  }
}
