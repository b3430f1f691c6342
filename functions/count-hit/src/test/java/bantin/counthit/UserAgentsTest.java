package bantin.counthit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bots and readers by thousands of user agents. They come from yauaa's own test cases (Apache
 * licence, in its jar), which name the device and program of each.
 */
final class UserAgentsTest {
  private static final Pattern AGENT =
      Pattern.compile("^ +(?:User-Agent|user_agent_string) *: *(?:'(.*)'|\"(.*)\") *$");
  private static final Pattern CLASS = Pattern.compile("^ +(DeviceClass|AgentClass) *: *'(.*)' *$");

  private static final Set<String> READING = Set.of("Browser", "Browser Webview", "Mobile App");
  private static final Set<String> NO_DEVICE = Set.of("Anonymized", "Unknown", "Hacker", "Cloud");

  /**
   * Parts of user agents of programs that yauaa takes for browsers although they fetch by
   * themselves.
   */
  private static final List<String> PROGRAMS =
      List.of(
          "Googlebot/",
          "SkypeUriPreview",
          "WhatsApp/2.23",
          "WebCapture ",
          "page-preview-tool",
          "ArthurHoaro/favicon",
          "um-LN/",
          "cspvalidator.org",
          "ips-agent",
          "adbeat.com/policy",
          "Indy Library",
          "sourceweb.claims",
          "360SE/Nutch");

  private static final double MIN_SHARE = 0.84;

  private record Agent(String text, String device, String program) {}

  private static List<Agent> agents = List.of();

  @BeforeAll
  static void read() throws IOException, URISyntaxException {
    URL example =
        Objects.requireNonNull(UserAgentsTest.class.getResource("/UserAgents/Facebook.yaml"));
    List<Agent> found = new ArrayList<>();
    String jar = example.toURI().toString();
    try (FileSystem files =
            FileSystems.newFileSystem(
                Path.of(URI.create(jar.substring("jar:".length(), jar.indexOf('!')))));
        Stream<Path> all = Files.walk(files.getPath("/UserAgents"))) {
      all.filter(file -> file.toString().endsWith(".yaml")).forEach(file -> collect(file, found));
    }
    agents = found;
  }

  private static void collect(Path file, List<Agent> found) {
    try (Stream<String> lines = Files.lines(file, UTF_8)) {
      String[] current = {"", ""};
      lines.forEach(
          line -> {
            Matcher agent = AGENT.matcher(line);
            Matcher expected = CLASS.matcher(line);
            if (agent.matches()) {
              current[0] =
                  agent.group(1) == null ? agent.group(2) : agent.group(1).replace("''", "'");
              current[1] = "";
            } else if (expected.matches() && !current[0].isEmpty()) {
              if (expected.group(1).equals("DeviceClass")) {
                current[1] = expected.group(2);
              } else if (!current[1].isEmpty()) {
                found.add(new Agent(current[0], current[1], expected.group(2)));
                current[0] = "";
              }
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void countsEveryDevice() {
    List<String> devices =
        agents.stream()
            .filter(agent -> READING.contains(agent.program()))
            .filter(
                agent -> !agent.device().startsWith("Robot") && !NO_DEVICE.contains(agent.device()))
            .map(Agent::text)
            .filter(text -> PROGRAMS.stream().noneMatch(text::contains))
            .toList();
    assertThat(devices).hasSizeGreaterThan(3500);
    assertThat(devices).filteredOn(Readers::isBot).isEmpty();
  }

  @Test
  void countsBrowsersInsideApps() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(UserAgentsTest.class.getResourceAsStream("in-app-browsers.txt"))) {
      List<String> browsers =
          new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      assertThat(browsers).hasSizeGreaterThan(20);
      assertThat(browsers).filteredOn(Readers::isBot).isEmpty();
    }
  }

  @Test
  void recognisesMostBots() {
    List<String> bots =
        agents.stream()
            .filter(
                agent -> agent.device().startsWith("Robot") && agent.program().startsWith("Robot"))
            .map(Agent::text)
            .toList();
    assertThat(bots).hasSizeGreaterThan(500);
    double share = share(bots, Readers::isBot);
    System.out.printf(
        Locale.ROOT,
        "Bots recognised: %.1f %% of yauaa's %d, %.1f %% by their words alone%n",
        share * 100,
        bots.size(),
        share(bots, BotWords::namesBot) * 100);
    assertThat(share).isGreaterThan(MIN_SHARE);
  }

  private static double share(List<String> agents, Predicate<String> rule) {
    return (double) agents.stream().filter(rule).count() / agents.size();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (compatible; NewFoundBot/1.0)",
        "ExampleBots 2",
        "some_crawler",
        "Mozilla/5.0 (compatible; zalo-preview; +https://example.vn/fetcher)",
        "BaoMoiFetcher/2.0",
        "xAI-Grok/1.0",
        "Mozilla/5.0 (compatible; Grok/1.0)",
        "Pinterest/0.2 (+https://www.example.com/)",
        "DotBot/1.2",
        "undici",
        "PostmanRuntime/7.42.0",
        "axios/1.7.7",
      })
  void dropsProgramsThatNameThemselves(String agent) {
    assertThat(BotWords.namesBot(agent)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUBOT NOTE 20",
        "ntvAgof (agof={angebot})",
        "Chrome/96 Safari/537.36/iBot7KTt-08",
        "Robotics Browser",
        "Xaivi 5",
        "Ảnh bốt",
        ""
      })
  void countsWordsThatOnlyLookAlike(String agent) {
    assertThat(BotWords.namesBot(agent)).isFalse();
  }
}
