package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Strange values for parameters, parts of addresses, headers and bodies. */
final class StrangeValues {
  /** Values for addresses, percent-encoded. */
  static final List<String> ENCODED =
      List.of(
          "",
          "%20",
          "+",
          "0",
          "-1",
          "1",
          "50",
          "51",
          "99999999",
          "2147483648",
          "-9223372036854775808",
          "9".repeat(40),
          "1e400",
          "NaN",
          "true",
          "null",
          "all",
          "week",
          "csv",
          "articles",
          "2026-11",
          "2999-01",
          "9999-12",
          "0000-00",
          "0000-01",
          "2026-13",
          "2026-02-30",
          "2026-11-23",
          "9999-12-31",
          "0000-01-01",
          "-999999999-01-01",
          "%2B999999999-12-31",
          "%2B1000000000-12-31T23:59:59Z",
          "%2B1000000000-12-31T23:59:59.999999999Z",
          "-1000000000-01-01T00:00:00Z",
          "-0001-01-01T00:00:00Z",
          "0000-01-01T00:00:00Z",
          "9999-12-31T23:59:59.999999999Z",
          "2026-11-23T24:00:00Z",
          "2026-11-23T00:00:00%2B07:00",
          "0000000000",
          "7q2m4x9k1c",
          "00000000000000000000",
          "ready~~00000000000000000000",
          "ready~2026-11-23T00:00:00Z~00000000000000000000",
          "failed~~~",
          "~",
          "2026-11-23T00:00:00Z~0~0~",
          "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
          "____________________________________",
          "%00",
          "a%00b",
          "%0D%0ASet-Cookie:%20a=b",
          "%E2%80%AEgpj",
          "%EF%BF%BF",
          "Ti%E1%BA%BFng%20Vi%E1%BB%87t",
          "Tie%CC%82%CC%81ng%20Vie%CC%A3%CC%82t",
          "%C4%91",
          "%F0%9F%98%80",
          "%ED%A0%80",
          "%ED%B0%80",
          "%C3%28",
          "%FF%FE",
          "%25zz",
          "%25",
          "%25E1%25BA",
          "..",
          ".",
          "..%2F..%2Fetc%2Fpasswd",
          "%2F%2Fevil.example",
          "a%5B%5D",
          "%5B%5D",
          "%7B%7D",
          "%3Cscript%3E",
          "%27%22%60%5C",
          "%23%3F%26%3D",
          "%24%7Bjndi:x%7D",
          // Export positions that no export has reached.
          token("{'archive':'ARCHIVE','at':'+1000000000-12-31T23:59:59Z','part':2,'photo':''}"),
          token("{'archive':'ARCHIVE','at':'-1000000000-01-01T00:00:00Z','part':2,'photo':''}"),
          token(
              "{'archive':'ARCHIVE','at':'2026-11-23T00:00:00Z','part':2147483647,"
                  + "'table':'newsroom','key':{'article':{'S':''},'part':{'S':''}},'photo':''}"),
          token("{'archive':'ARCHIVE','at':'2026-11-23T00:00:00Z','part':2,'photo':'../../x'}"),
          "a".repeat(1024),
          "a".repeat(2048),
          "a".repeat(8000),
          "%E1%BA%BF".repeat(700));

  /** Bodies with malformed or unlikely JSON. */
  static final List<String> BODIES =
      List.of(
          "",
          " ",
          "null",
          "true",
          "1",
          "\"text\"",
          "[]",
          "{",
          "}",
          "{}",
          "{\"a\":}",
          "{}{}",
          "\uFEFF{}",
          "\u0000",
          "<xml/>",
          "PK\u0003\u0004",
          "[".repeat(5000),
          "[".repeat(900) + "]".repeat(900),
          "{\"a\":".repeat(5000) + "1" + "}".repeat(5000),
          "{\"a\":" + "9".repeat(5000) + "}",
          "{\"a\":1e999999999}",
          "{\"\\u0000\":\"\\ud800\"}");

  private static String token(String json) {
    String text =
        json.replace('\'', '"').replace("ARCHIVE", "5e0f7c40-1b7a-11f0-8de9-0242ac120002");
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private final Random random;

  StrangeValues(long seed) {
    this.random = new Random(seed);
  }

  /** Returns random characters, percent-encoded. */
  String encoded() {
    int[] from = {0, 0x20, 0x300, 0x1E00, 0x2000, 0xD800, 0xFE00, 0x1F600};
    StringBuilder text = new StringBuilder();
    for (int length = 1 + random.nextInt(12); length > 0; length--) {
      text.appendCodePoint(from[random.nextInt(from.length)] + random.nextInt(128));
    }
    return Newspaper.encode(text.toString());
  }

  /** Returns a header's value without control characters. */
  String header() {
    String value = ENCODED.get(random.nextInt(ENCODED.size()));
    return switch (random.nextInt(4)) {
      case 0 -> "\"" + value + "\"";
      case 1 -> value + ";q=" + value;
      case 2 -> value + ",,;=" + value;
      default -> value;
    };
  }

  /** Lists copies of the body, each with one value changed or added. */
  List<JsonNode> mutations(ObjectNode body) {
    List<JsonNode> mutations = new ArrayList<>();
    for (JsonNode value : values()) {
      for (String field : Answer.fields(body)) {
        mutations.add(body.deepCopy().set(field, value));
        JsonNode old = body.path(field);
        if (old.isArray() && !old.isEmpty()) {
          ObjectNode copy = body.deepCopy();
          ((ArrayNode) copy.path(field)).set(0, value);
          mutations.add(copy);
          if (old.path(0) instanceof ObjectNode inner) {
            for (String part : Answer.fields(inner)) {
              ObjectNode deeper = body.deepCopy();
              ((ObjectNode) deeper.path(field).path(0)).set(part, value);
              mutations.add(deeper);
            }
          }
        }
      }
      mutations.add(body.deepCopy().set("unheard-of", value));
    }
    return mutations;
  }

  private static List<JsonNode> values() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ArrayNode deep = json.arrayNode();
    for (int i = 0; i < 800; i++) {
      deep = json.arrayNode().add(deep);
    }
    return List.of(
        json.nullNode(),
        json.booleanNode(true),
        json.numberNode(-1),
        json.numberNode(0),
        json.numberNode(Long.MAX_VALUE),
        json.numberNode(BigInteger.TEN.pow(400)),
        json.numberNode(new BigDecimal("1E+400")),
        json.numberNode(0.5),
        json.textNode(""),
        json.textNode(" "),
        json.textNode("\u0000"),
        json.textNode("\uD800"),
        json.textNode("\u202Egpj.exe"),
        json.textNode("+1000000000-12-31T23:59:59.999999999Z"),
        json.textNode("-1000000000-01-01T00:00:00Z"),
        json.textNode("9999-12-31T23:59:59Z"),
        json.textNode("+999999999-12-31"),
        json.textNode("0000-01-01"),
        json.textNode("<p>".repeat(3000)),
        json.textNode("<b><table><svg>".repeat(400)),
        json.textNode("a".repeat(300_000)),
        json.textNode("Tiê\u0301ng Vi\u0323\u0302êt 😀"),
        json.arrayNode(),
        json.arrayNode().addNull().add(1).add("a").add(json.objectNode()),
        json.objectNode(),
        json.objectNode().put("a", 1),
        deep);
  }
}
