package bantin.counthit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrawlersTest {
  private static final Crawlers KNOWN = Crawlers.known();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) Version/19.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
        "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/120.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " coc_coc_browser/130.0.0 Chrome/124.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 Zalo android/24100",
      })
  void takesReadersForReaders(String agent) {
    assertThat(KNOWN.include(agent)).isFalse();
  }

  /** The list brings examples that each of its patterns matches. */
  @Test
  void recognisesEveryExampleOfTheList() throws IOException {
    List<String> seen = lines("crawlers-seen.txt.gz");
    assertThat(seen).hasSizeGreaterThan(2000);
    assertThat(seen).allSatisfy(agent -> assertThat(Readers.isBot(agent)).as(agent).isTrue());
  }

  /** The index by three characters finds the same as trying every pattern. */
  @Test
  void findsTheSameAsTryingEveryPattern() {
    List<String> patterns =
        List.of(
            "^curl", "[wW]get", "Automaton|Newsify", "(^| )PTST/", "S[eE]m?Bot", "dbot\\)", "ab");
    List<String> agents =
        List.of(
            "curl/8",
            "xcurl",
            "Wget",
            "a wget",
            "Automaton",
            "Newsify 1",
            "PTST/1",
            "x PTST/1",
            "xPTST/1",
            "SeBot",
            "SEmBot",
            "dbot)",
            "dbot",
            "cab",
            "ca",
            "Newsif",
            "");
    Crawlers crawlers = new Crawlers(patterns);
    for (String agent : agents) {
      boolean matches =
          patterns.stream().anyMatch(pattern -> Pattern.compile(pattern).matcher(agent).find());
      assertThat(crawlers.include(agent)).as(agent).isEqualTo(matches);
    }
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(CrawlersTest.class.getResourceAsStream(name));
        BufferedReader text =
            new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
      return text.lines().toList();
    }
  }
}
