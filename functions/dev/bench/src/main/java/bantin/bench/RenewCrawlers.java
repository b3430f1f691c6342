package bantin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes count-hit's list of crawlers from a release of the package {@code crawler-user-agents}
 * (PyPI or npm). The arguments are the release's {@code crawler-user-agents.json}, its licence, its
 * version, and the folder {@code functions/count-hit/src}.
 */
public final class RenewCrawlers {
  /** Patterns of the list that match readers, each with the reason to leave it out. */
  private static final Map<String, String> READERS =
      Map.of(
          "HeadlessChrome",
          "the operator's own checks read the site with it; crawlers that use it add a name",
          "AP3A\\.240617\\.008",
          "a build of Android on phones of OPPO and realme",
          "MetaIAB Facebook",
          "the browser inside Facebook's app",
          "Viber",
          "the browser inside Viber's app",
          "Sonic",
          "a word in names of phones",
          "Sogou",
          "a browser for phones; its crawlers say spider",
          "Mastodon",
          "an app for phones; its servers add an address");

  private RenewCrawlers() {}

  public static void main(String[] args) throws IOException {
    JsonNode crawlers = new ObjectMapper().readTree(Path.of(args[0]).toFile());
    List<String> list = new ArrayList<>();
    list.add(
        "# Names of crawlers: one regular expression a line, searched for anywhere in the"
            + " user agent.");
    list.add("# From crawler-user-agents " + args[2] + " (PyPI, npm), written by RenewCrawlers.");
    READERS.forEach((agent, why) -> list.add("# Left out: " + agent + ": " + why + "."));
    list.add("#");
    Files.readString(Path.of(args[1])).lines().forEach(line -> list.add(("# " + line).strip()));
    List<String> seen = new ArrayList<>();
    for (JsonNode crawler : crawlers) {
      String pattern = crawler.get("pattern").asText();
      if (!READERS.containsKey(pattern)) {
        list.add(pattern.replace("\\/", "/"));
        crawler
            .get("instances")
            .forEach(instance -> seen.add(instance.asText().replace("\n", " ")));
      }
    }
    Path sources = Path.of(args[3]);
    Files.write(sources.resolve("main/resources/bantin/counthit/crawlers.txt"), list, UTF_8);
    Path test = sources.resolve("test/resources/bantin/counthit/crawlers-seen.txt.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(test))) {
      out.write((String.join("\n", seen) + "\n").getBytes(UTF_8));
    }
  }
}
