package bantin.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items in DynamoDB JSON: each value stands under the letters of its type, as in DynamoDB's API and
 * its exports to S3. Attributes are sorted, so that equal items make equal lines.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html">Low-level
 *     API</a>
 */
public final class ItemJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ItemJson() {}

  /** Writes an item. */
  public static ObjectNode json(Map<String, AttributeValue> item) {
    ObjectNode json = JSON.objectNode();
    new TreeMap<>(item).forEach((name, value) -> json.set(name, json(value)));
    return json;
  }

  private static ObjectNode json(AttributeValue value) {
    ObjectNode json = JSON.objectNode();
    switch (value.type()) {
      case S -> json.put("S", value.s());
      case N -> json.put("N", value.n());
      case BOOL -> json.put("BOOL", value.bool());
      case NUL -> json.put("NULL", true);
      case B -> json.put("B", text(value.b()));
      case SS -> strings(json, "SS", value.ss());
      case NS -> strings(json, "NS", value.ns());
      case BS -> strings(json, "BS", value.bs().stream().map(ItemJson::text).toList());
      case L -> {
        ArrayNode list = json.putArray("L");
        value.l().forEach(element -> list.add(json(element)));
      }
      case M -> json.set("M", json(value.m()));
      default -> throw new IllegalStateException("Unknown type of an attribute: " + value);
    }
    return json;
  }

  private static String text(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
  }

  /** Writes a set, sorted, so that equal sets make equal text. */
  private static void strings(ObjectNode json, String type, List<String> values) {
    ArrayNode array = json.putArray(type);
    values.stream().sorted().forEach(array::add);
  }

  /**
   * Reads an item.
   *
   * @throws IllegalArgumentException where the JSON is no item
   */
  public static Map<String, AttributeValue> item(JsonNode json) {
    if (json.isEmpty()) {
      throw new IllegalArgumentException("An item must have attributes");
    }
    return attributes(json);
  }

  private static Map<String, AttributeValue> attributes(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("An item or a map must be a JSON object");
    }
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    json.properties()
        .forEach(attribute -> item.put(attribute.getKey(), value(attribute.getValue())));
    return item;
  }

  private static AttributeValue value(JsonNode json) {
    if (!json.isObject() || json.size() != 1) {
      throw new IllegalArgumentException("A value must stand under the name of its type");
    }
    Map.Entry<String, JsonNode> entry = json.properties().iterator().next();
    JsonNode value = entry.getValue();
    return switch (entry.getKey()) {
      case "S" -> AttributeValue.fromS(text(value));
      case "N" -> AttributeValue.fromN(text(value));
      case "BOOL" -> AttributeValue.fromBool(flag(value));
      case "NULL" -> nothing(value);
      case "B" -> AttributeValue.fromB(bytes(value));
      case "SS" -> AttributeValue.fromSs(texts(value));
      case "NS" -> AttributeValue.fromNs(texts(value));
      case "BS" -> AttributeValue.fromBs(elements(value).stream().map(ItemJson::bytes).toList());
      case "L" -> AttributeValue.fromL(elements(value).stream().map(ItemJson::value).toList());
      case "M" -> AttributeValue.fromM(attributes(value));
      default -> throw new IllegalArgumentException("No type of attribute: " + entry.getKey());
    };
  }

  private static AttributeValue nothing(JsonNode value) {
    if (!flag(value)) {
      throw new IllegalArgumentException("NULL must be true");
    }
    return AttributeValue.fromNul(true);
  }

  private static boolean flag(JsonNode value) {
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("A flag must be true or false");
    }
    return value.booleanValue();
  }

  private static SdkBytes bytes(JsonNode value) {
    return SdkBytes.fromByteArray(Base64.getDecoder().decode(text(value)));
  }

  private static List<String> texts(JsonNode value) {
    return elements(value).stream().map(ItemJson::text).toList();
  }

  private static List<JsonNode> elements(JsonNode value) {
    if (!value.isArray()) {
      throw new IllegalArgumentException("A list must be a JSON array");
    }
    List<JsonNode> elements = new ArrayList<>();
    value.forEach(elements::add);
    return elements;
  }

  private static String text(JsonNode value) {
    if (!value.isTextual()) {
      throw new IllegalArgumentException("Texts, numbers and bytes must be JSON strings");
    }
    return value.textValue();
  }
}
