package bantin.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP API's event, payload format 2.0, and the answer to one. Both are read and written token
 * by token: a start without a snapshot spends a third of its time on making Lambda's own event
 * types from JSON.
 */
final class Event {
  private static final JsonFactory JSON = new JsonFactory();

  String routeKey = "";
  String rawPath = "/";
  String method = "GET";
  String requestId = "";

  /** The API's own name, which no caller chooses. */
  String domainName = "";

  String sourceIp = "";

  long timeEpoch;
  @Nullable String body;
  boolean isBase64Encoded;
  Map<String, String> headers = Map.of();
  Map<String, String> query = Map.of();
  Map<String, String> pathParameters = Map.of();

  /** What API Gateway has verified of the access token. */
  Map<String, String> claims = Map.of();

  final List<String> cookies = new ArrayList<>();

  private Event() {}

  /**
   * @throws IOException where it is no such event
   */
  static Event read(InputStream in) throws IOException {
    Event event = new Event();
    try (JsonParser json = JSON.createParser(in)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("The event is no JSON object");
      }
      event.readAll(json);
    }
    return event;
  }

  private void readAll(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "routeKey" -> routeKey = json.getText();
        case "rawPath" -> rawPath = json.getText();
        case "headers" -> headers = map(json, value);
        case "queryStringParameters" -> query = map(json, value);
        case "pathParameters" -> pathParameters = map(json, value);
        case "requestContext" -> readContext(json, value);
        case "body" -> body = value == JsonToken.VALUE_NULL ? null : json.getText();
        case "isBase64Encoded" -> isBase64Encoded = value == JsonToken.VALUE_TRUE;
        case "cookies" -> readCookies(json, value);
        default -> json.skipChildren();
      }
    }
  }

  private void readContext(JsonParser json, JsonToken start) throws IOException {
    if (start != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "requestId" -> requestId = json.getText();
        case "domainName" -> domainName = json.getText();
        case "timeEpoch" -> timeEpoch = json.getValueAsLong();
        case "http" -> readHttp(map(json, value));
        case "authorizer" -> readAuthorizer(json, value);
        default -> json.skipChildren();
      }
    }
  }

  private void readHttp(Map<String, String> http) {
    method = http.getOrDefault("method", method);
    sourceIp = http.getOrDefault("sourceIp", sourceIp);
  }

  private void readAuthorizer(JsonParser json, JsonToken start) throws IOException {
    if (start != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "jwt" -> readAuthorizer(json, value);
        case "claims" -> claims = map(json, value);
        default -> json.skipChildren();
      }
    }
  }

  private void readCookies(JsonParser json, JsonToken start) throws IOException {
    if (start == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        cookies.add(json.getText());
      }
    }
  }

  /** Scalars as they are written; what has parts is left out. */
  private static Map<String, String> map(JsonParser json, JsonToken start) throws IOException {
    if (start != JsonToken.START_OBJECT) {
      return Map.of();
    }
    Map<String, String> map = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (value.isStructStart()) {
        json.skipChildren();
      } else if (value != JsonToken.VALUE_NULL) {
        map.put(field, json.getText());
      }
    }
    return map;
  }

  static void answer(
      OutputStream out, int status, Map<String, String> headers, boolean isBase64, String body)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", status);
      json.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> header : headers.entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeBooleanField("isBase64Encoded", isBase64);
      json.writeStringField("body", body);
      json.writeEndObject();
    }
  }
}
