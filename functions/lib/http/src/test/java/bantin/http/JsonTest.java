package bantin.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  /** The library's own way, for comparison. */
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void readsAndWritesWhatTheLibrarysMapperDoes(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      JsonNode tree = tree(random, 6);
      byte[] bytes = MAPPER.writeValueAsBytes(tree);
      assertThat(new String(Json.bytes(tree), UTF_8)).isEqualTo(new String(bytes, UTF_8));
      assertThat(Json.parse(bytes)).isEqualTo(MAPPER.readTree(bytes));
    }
  }

  private static JsonNode tree(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 10 : 8)) {
      case 0 -> Json.array().add(random.nextInt()).get(0);
      case 1 -> Json.array().add(random.nextLong()).get(0);
      case 2 -> Json.array().add(new BigInteger(100, random)).get(0);
      case 3 -> Json.array().add(random.nextGaussian() * Math.pow(10, random.nextInt(40))).get(0);
      case 4 -> Json.array().add(random.nextBoolean()).get(0);
      case 5 -> Json.array().addNull().get(0);
      case 6, 7 -> Json.array().add(text(random)).get(0);
      case 8 -> {
        ArrayNode array = Json.array();
        for (int i = random.nextInt(5); i > 0; i--) {
          array.add(tree(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = Json.object();
        for (int i = random.nextInt(5); i > 0; i--) {
          object.set(text(random), tree(random, depth - 1));
        }
        yield object;
      }
    };
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(12), 0, 0x1FFFF)
        .filter(point -> point < 0xD800 || point > 0xDFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "{", "[1", "{}}", "{} {}", "1 2", "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":1,\"b\":1}}",
        "{a:1}", "{'a':1}", "[1,]", "{\"a\":}", "NaN", "[1e999999999999]", "\"\n\"", "]", "tru"
      })
  void refusesMalformedOrSeveralDocuments(String text) {
    refuses(text.getBytes(UTF_8));
  }

  @Test
  void refusesOtherCodingsAndDeepNesting() {
    refuses(new byte[] {'"', (byte) 0xC3, '"'});
    refuses("[".repeat(33).concat("]".repeat(33)).getBytes(UTF_8));
    assertThat(Json.parse("[".repeat(32).concat("]".repeat(32)).getBytes(UTF_8)).isArray())
        .isTrue();
  }

  private static void refuses(byte[] bytes) {
    assertThatThrownBy(() -> Json.parse(bytes))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
  }
}
