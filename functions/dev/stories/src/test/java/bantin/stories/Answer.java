package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.xml.sax.SAXException;

/** Answer of the portal. */
record Answer(HttpResponse<byte[]> response) {
  static final JsonMapper JSON = JsonMapper.builder().build();

  int status() {
    return response.statusCode();
  }

  /** Returns a header's first value; empty if the header is missing. */
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  byte[] bytes() {
    return response.body();
  }

  String text() {
    return new String(response.body(), UTF_8);
  }

  /** Fails with the answer's text if the status differs. */
  Answer expect(int status) {
    assertThat(status())
        .as(() -> response.request().method() + " " + response.uri() + ": " + text())
        .isEqualTo(status);
    return this;
  }

  /** Fails unless the answer is a problem (RFC 9457) with this status, a title and a detail. */
  ObjectNode problem(int status) {
    expect(status);
    assertThat(header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(header("Cache-Control")).isEqualTo("no-store");
    ObjectNode problem = json();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("detail").asText())
        .isNotBlank()
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
    return problem;
  }

  ObjectNode json() {
    try {
      return (ObjectNode) JSON.readTree(bytes());
    } catch (IOException e) {
      throw new AssertionError(response.uri() + " is not JSON: " + text(), e);
    }
  }

  Document html() {
    return Jsoup.parse(text(), response.uri().toString());
  }

  /** Parses the answer as XML; fails if the text is not well-formed. */
  org.w3c.dom.Document xml() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes()));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(response.uri() + " is not well-formed: " + text(), e);
    }
  }

  static Set<String> fields(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static ObjectNode parse(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + json, e);
    }
  }
}
