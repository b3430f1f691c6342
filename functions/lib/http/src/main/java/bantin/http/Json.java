package bantin.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * JSON as trees that are built field by field, so that an answer holds the fields it lists and
 * nothing else.
 *
 * <p>They are read and written token by token: a mapper's first use loads some four hundred classes
 * that bind trees to types, and here there are none to bind.
 */
public final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build())
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  public static ArrayNode array() {
    return NODES.arrayNode();
  }

  /** UTF-8. */
  public static byte[] bytes(JsonNode node) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      write(node, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(JsonNode node, JsonGenerator json) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
          json.writeFieldName(field.getKey());
          write(field.getValue(), json);
        }
        json.writeEndObject();
      }
      case ARRAY -> {
        json.writeStartArray();
        for (JsonNode element : node) {
          write(element, json);
        }
        json.writeEndArray();
      }
      case STRING -> json.writeString(node.textValue());
      case NUMBER -> json.writeNumber(node.asText());
      case BOOLEAN -> json.writeBoolean(node.booleanValue());
      case NULL -> json.writeNull();
      default -> throw new IllegalArgumentException("JSON has no " + node.getNodeType());
    }
  }

  /**
   * @throws Problem 400 where the bytes are not one JSON document in UTF-8, or it names a field
   *     twice or nests deeper than 32
   */
  public static JsonNode parse(byte[] bytes) {
    try (JsonParser json = FACTORY.createParser(bytes)) {
      if (json.nextToken() != null) {
        JsonNode node = read(json);
        if (json.nextToken() == null) {
          return node;
        }
      }
    } catch (IOException e) {
      // Its text may quote what was sent; the caller has that already.
    }
    throw RequestReasons.INVALID_JSON.problem();
  }

  private static JsonNode read(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = object();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          json.nextToken();
          object.set(field, read(json));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = array();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          array.add(read(json));
        }
        yield array;
      }
      case VALUE_STRING -> NODES.textNode(json.getText());
      case VALUE_NUMBER_INT ->
          switch (json.getNumberType()) {
            case INT -> NODES.numberNode(json.getIntValue());
            case LONG -> NODES.numberNode(json.getLongValue());
            default -> NODES.numberNode(json.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> {
        double number = json.getDoubleValue();
        if (Double.isInfinite(number)) {
          throw new IOException("No double is that large");
        }
        yield NODES.numberNode(number);
      }
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new IOException("No value begins with " + json.currentToken());
    };
  }
}
