package bantin.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.http.HttpHandler;
import bantin.http.Json;
import bantin.http.Request;
import bantin.http.Response;
import bantin.page.Assets;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskPageTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  /** Answers every request with the page. */
  private static final class Desk extends HttpHandler {
    @Override
    protected Response answer(Request request) {
      return DeskPage.response(request, "Bản <Tin>", ZONE, "https://issuer.example");
    }
  }

  @Test
  void findsEveryFileThatItNames() {
    Document page = page("vi");
    List<String> named = page.select("link[href^=/assets/]").eachAttr("href");
    named.addAll(page.select("script[src]").eachAttr("src"));
    assertThat(named).hasSizeGreaterThan(40);
    for (String address : named) {
      assertThat(file(address)).as(address).isNotNull();
    }
  }

  @Test
  void holdsNoInlineStyleOrScriptExceptTheImportMap() {
    assertThat(
            page("vi")
                .select(
                    "style, [style],"
                        + " script:not([src]):not([type=application/json]):not([type=importmap])"))
        .isEmpty();
  }

  @Test
  void escapesTheNameOfTheSite() {
    assertThat(page("vi").select(".nameplate").text()).isEqualTo("Bản <Tin>");
  }

  @Test
  void mapsEveryImportAndAllowsTheMapByItsHash() throws Exception {
    Answer answer = answer("vi");
    String map =
        requireNonNull(Jsoup.parse(answer.body()).selectFirst("script[type=importmap]")).data();
    JsonNode imports = Json.parse(map.getBytes(UTF_8)).get("imports");
    Pattern from = Pattern.compile("(?m)\\bfrom ['\"]([^'\"]+)['\"];?$");
    int found = 0;
    for (JsonNode address : imports) {
      for (MatchResult match : from.matcher(text(address.textValue())).results().toList()) {
        found++;
        assertThat(imports.has(match.group(1)))
            .as("%s imports %s", address.textValue(), match.group(1))
            .isTrue();
      }
    }
    assertThat(found).isGreaterThan(80);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.getBytes(UTF_8));
    assertThat(answer.header("Content-Security-Policy"))
        .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
  }

  @Test
  void listsEveryModuleOfTheFolder() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/bantin/desk/assets"))) {
      TreeSet<String> scripts = new TreeSet<>();
      files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".js") && !name.startsWith("diff-"))
          .filter(name -> !name.startsWith("oidc-"))
          .forEach(scripts::add);
      assertThat(Modules.own()).containsExactlyElementsOf(scripts);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vi", "en"})
  void labelsEveryField(String language) {
    Document page = page(language);
    for (Element field : page.select("input, textarea, select")) {
      boolean labelled =
          field.hasAttr("aria-label") || page.select("label[for=" + field.id() + "]").size() == 1;
      assertThat(labelled).as(field.id()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vi", "en"})
  void speaksTheLanguageOfTheRequest(String language) throws IOException {
    Document page = page(language);
    Path words = Path.of("src/main/resources/bantin/desk/words", language + ".json");
    JsonNode script =
        Json.parse(requireNonNull(page.selectFirst("script[id=words]")).data().getBytes(UTF_8));
    assertThat(requireNonNull(page.selectFirst("html")).attr("lang")).isEqualTo(language);
    assertThat(script).isEqualTo(Json.parse(Files.readAllBytes(words)));
    assertThat(page.select("#sign-in").text()).isEqualTo(script.get("signIn").textValue());
  }

  private static Document page(String language) {
    return Jsoup.parse(answer(language).body());
  }

  private static Answer answer(String language) {
    return Call.to("GET /admin").query("lang", language).of(new Desk());
  }

  private static String text(String address) {
    return new String(requireNonNull(file(address)).bytes(), UTF_8);
  }

  /** The desk's or the portal's file at this address. */
  private static Assets.@Nullable Asset file(String address) {
    String name = address.substring("/assets/".length());
    Assets.Asset own = Modules.files().find(name);
    return own == null ? Assets.PORTAL.find(name) : own;
  }
}
