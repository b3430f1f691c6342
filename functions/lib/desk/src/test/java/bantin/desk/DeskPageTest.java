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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskPageTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  private static final JsonNode SIGN_IN = Json.object().put("issuer", "</script>");

  /** Answers every request with the page. */
  private static final class Desk extends HttpHandler {
    @Override
    protected Response answer(Request request) {
      return DeskPage.response(request, "Bản <Tin>", ZONE, SIGN_IN, "https://issuer.example");
    }
  }

  @Test
  void findsEveryFileThatItNames() {
    Document page = page("vi");
    List<String> named = page.select("link[href^=/assets/]").eachAttr("href");
    named.addAll(page.select("script[src]").eachAttr("src"));
    assertThat(named).hasSizeGreaterThan(5);
    for (String address : named) {
      assertThat(file(address)).as(address).isNotNull();
    }
  }

  @Test
  void holdsNoInlineStyleOrScript() {
    assertThat(page("vi").select("style, [style], script:not([src]):not([type=application/json])"))
        .isEmpty();
  }

  @Test
  void escapesTheNameOfTheSite() {
    assertThat(page("vi").select(".nameplate").text()).isEqualTo("Bản <Tin>");
  }

  /** A bundle that names another one by a wrong address would start nothing. */
  @Test
  void bundlesImportEachOtherByTheirAddresses() {
    Pattern from = Pattern.compile("\\bfrom ?\"\\./([^\"]+)\"");
    int found = 0;
    for (String bundle : Modules.bundles()) {
      String script = text(Modules.DESK.url(bundle));
      for (MatchResult match : from.matcher(script).results().toList()) {
        found++;
        assertThat("/assets/" + match.group(1)).as(bundle).isEqualTo(Modules.DESK.shared());
      }
    }
    assertThat(found).isEqualTo(2);
  }

  @Test
  void servesEveryBundleThatTheBuildMakes() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/bundles"))) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(Modules.bundles().stream(), Stream.of("oidc-client-ts.js")).toList());
    }
  }

  @Test
  void fetchesExactlyWhatTheFirstViewNeeds() {
    Document page = page("vi");
    List<String> scripts = page.select("link[rel=modulepreload]").eachAttr("href");
    scripts.addAll(page.select("script[src]").eachAttr("src"));
    assertThat(scripts)
        .containsExactlyInAnyOrder(
            Modules.DESK.shared(), Modules.DESK.start(), Modules.DESK.url("oidc-client-ts.js"));
    assertThat(requireNonNull(page.selectFirst("html")).attr("data-later"))
        .isEqualTo(Modules.DESK.later());
  }

  /** Names of properties survive the minifier: each of them names a part by its own text. */
  @Test
  void leavesComparisonsAndSettingsToTheLaterBundle() {
    for (String id : new String[] {"site-name", "invite-form", "revisions", "recount"}) {
      assertThat(text(Modules.DESK.later())).contains('"' + id + '"');
      assertThat(text(Modules.DESK.start()) + text(Modules.DESK.shared()))
          .doesNotContain('"' + id + '"');
    }
  }

  @Test
  void tellsTheSettingsOfTheSignIn() {
    Element settings = requireNonNull(page("vi").selectFirst("script[id=sign-in-settings]"));
    assertThat(Json.parse(settings.data().getBytes(UTF_8))).isEqualTo(SIGN_IN);
  }

  /** Page, styles, fonts and the modules of the first view, as functions send them. */
  @Test
  void sendsAtMost200KilobytesBeforeSomebodyWrites() throws IOException {
    Document page = page("vi");
    Set<String> addresses = new TreeSet<>(page.select("link[href^=/assets/]").eachAttr("href"));
    addresses.addAll(page.select("script[src]").eachAttr("src"));
    long bytes = packed(answer("vi").body().getBytes(UTF_8));
    for (String address : addresses) {
      bytes += packed(requireNonNull(file(address)).bytes());
    }
    for (String font : new String[] {"be-vietnam-pro-400.woff2", "be-vietnam-pro-700.woff2"}) {
      bytes += requireNonNull(file(Assets.PORTAL.url(font))).bytes().length;
    }
    assertThat(bytes).isBetween(100_000L, 200_000L);
  }

  private static long packed(byte[] file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(file);
    }
    return out.size();
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

  /**
   * The desk loads the readers' styles before its own. A class that both name for different things
   * changes or hides something at the desk.
   */
  @Test
  void sharesOnlyWantedClassesWithReadersPages() throws IOException {
    Set<String> shared = classes(text(Assets.PORTAL.url("style.css")));
    shared.retainAll(
        classes(Files.readString(Path.of("src/main/resources/bantin/desk/assets/admin.css"))));
    assertThat(shared).containsExactlyInAnyOrder("bar", "button", "empty", "nameplate", "unseen");
  }

  /** Names of the classes in a style sheet's selectors. */
  private static Set<String> classes(String sheet) {
    Set<String> classes = new TreeSet<>();
    String plain = sheet.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("\"[^\"]*\"", "");
    for (MatchResult rule : Pattern.compile("([^{}]+)\\{").matcher(plain).results().toList()) {
      Pattern.compile("\\.([a-zA-Z][\\w-]*)")
          .matcher(rule.group(1))
          .results()
          .forEach(name -> classes.add(name.group(1)));
    }
    return classes;
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
