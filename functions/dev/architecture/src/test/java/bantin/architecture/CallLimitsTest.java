package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.connection.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Calls of AWS end before Lambda ends the function, so that a reader gets an answer. */
final class CallLimitsTest {
  /** A client of the tables or the bucket, as a source builds it. */
  private static final Pattern CLIENT =
      Pattern.compile(
          "(?:DynamoDb|S3)Client\\.(?:create\\(\\)|builder\\(\\).*?\\.build\\(\\))",
          Pattern.DOTALL);

  private static final Pattern LIMITS =
      Pattern.compile("\\.overrideConfiguration\\((?:Patience\\.of|call -> call\\.apiCallTimeout)");

  @Test
  void limitsEveryCallOfFunctionsThatReadersWaitFor() throws IOException {
    Map<String, Integer> clients = new TreeMap<>();
    for (String verb : House.verbs()) {
      if (House.function(verb).routes().stream().anyMatch(route -> route.authorizer() == null)) {
        for (MatchResult client : CLIENT.matcher(sources(verb)).results().toList()) {
          assertThat(client.group()).as(verb).containsPattern(LIMITS);
          clients.merge(verb, 1, Integer::sum);
        }
      }
    }
    assertThat(clients)
        .isEqualTo(
            Map.of(
                "list-articles", 2,
                "show-article", 1,
                "count-hit", 2,
                "show-visits", 1,
                "serve-photos", 1));
  }

  private static String sources(String verb) throws IOException {
    try (Stream<Path> files = Files.walk(House.FUNCTIONS.resolve(verb).resolve("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(House::text)
          .collect(Collectors.joining());
    }
  }

  /** The hit is stored by then. An error would tell the reader's browser that it is not. */
  @Test
  void answersAHitWhoseWriteIsSlowAndWhoseNumbersHang() {
    Duration write = Patience.ofReaders().apiCallTimeout().orElseThrow();
    Duration numbers = Patience.ofNumbers().apiCallTimeout().orElseThrow();
    assertThat(write.plus(numbers))
        .isLessThan(Duration.ofSeconds(House.function("count-hit").timeoutSeconds()));
  }
}
