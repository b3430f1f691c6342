package bantin.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ItemJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @MethodSource("values")
  void writesAndReadsEachType(AttributeValue value, String json) throws Exception {
    assertThat(ItemJson.json(Map.of("a", value))).hasToString("{\"a\":" + json + "}");
    assertThat(ItemJson.item(json("{\"a\":" + json + "}"))).isEqualTo(Map.of("a", value));
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(fromS("lúa"), "{\"S\":\"lúa\"}"),
        Arguments.of(fromN("1.50"), "{\"N\":\"1.50\"}"),
        Arguments.of(fromBool(true), "{\"BOOL\":true}"),
        Arguments.of(fromBool(false), "{\"BOOL\":false}"),
        Arguments.of(fromNul(true), "{\"NULL\":true}"),
        Arguments.of(fromB(bytes("lua")), "{\"B\":\"bHVh\"}"),
        Arguments.of(fromSs(List.of("an", "bo")), "{\"SS\":[\"an\",\"bo\"]}"),
        Arguments.of(fromNs(List.of("1", "2")), "{\"NS\":[\"1\",\"2\"]}"),
        Arguments.of(fromBs(List.of(bytes("gao"), bytes("lua"))), "{\"BS\":[\"Z2Fv\",\"bHVh\"]}"),
        Arguments.of(
            fromL(List.of(fromS("b"), fromN("1"))), "{\"L\":[{\"S\":\"b\"},{\"N\":\"1\"}]}"),
        Arguments.of(fromM(Map.of("k", fromS("v"))), "{\"M\":{\"k\":{\"S\":\"v\"}}}"),
        Arguments.of(fromM(Map.of()), "{\"M\":{}}"),
        Arguments.of(fromL(List.of()), "{\"L\":[]}"));
  }

  @Test
  void writesEqualItemsAsEqualText() {
    Map<String, AttributeValue> item =
        Map.of("b", fromS("x"), "a", fromSs(List.of("2", "1")), "c", fromNs(List.of("9", "10")));

    assertThat(ItemJson.json(item))
        .hasToString(
            "{\"a\":{\"SS\":[\"1\",\"2\"]},\"b\":{\"S\":\"x\"},\"c\":{\"NS\":[\"10\",\"9\"]}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"a\"",
        "{\"a\":\"text\"}",
        "{\"a\":{}}",
        "{\"a\":{\"S\":\"x\",\"N\":\"1\"}}",
        "{\"a\":{\"S\":1}}",
        "{\"a\":{\"N\":1}}",
        "{\"a\":{\"BOOL\":\"true\"}}",
        "{\"a\":{\"B\":\"!\"}}",
        "{\"a\":{\"SS\":\"x\"}}",
        "{\"a\":{\"SS\":[1]}}",
        "{\"a\":{\"L\":{\"S\":\"x\"}}}",
        "{\"a\":{\"L\":[\"x\"]}}",
        "{\"a\":{\"M\":{\"k\":\"v\"}}}",
        "{\"a\":{\"M\":\"text\"}}",
        "{\"a\":{\"M\":[]}}",
        "{\"a\":{\"NULL\":false}}",
        "[1]",
        "{\"a\":{\"X\":\"x\"}}"
      })
  void refusesJsonThatIsNoItem(String json) throws Exception {
    JsonNode node = json(json);
    assertThatIllegalArgumentException().isThrownBy(() -> ItemJson.item(node));
  }

  private static JsonNode json(String text) throws Exception {
    return JSON.readTree(text);
  }

  private static SdkBytes bytes(String text) {
    return SdkBytes.fromUtf8String(text);
  }
}
