package bantin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.http.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeskWordsTest {
  /** Beginnings of names that scripts complete with a state, a role, a status or a reason. */
  private static final Set<String> FAMILIES =
      Set.of("account_", "did_", "dropped_", "empty_", "is_", "job_", "refused_", "role_", "tab_");

  private static final Map<String, String> VI = DeskWords.in(Language.VI).all();
  private static final Map<String, String> EN = DeskWords.in(Language.EN).all();

  @Test
  void hasEveryTextInBothLanguages() {
    assertThat(VI.keySet()).containsExactlyElementsOf(EN.keySet());
    VI.forEach(
        (name, text) -> {
          assertThat(text).as(name).isNotBlank().isNotEqualTo(EN.get(name));
          assertThat(EN.get(name)).as(name).matches("\\p{ASCII}+");
        });
  }

  @Test
  void fillsTheSamePlacesInBothLanguages() {
    VI.forEach(
        (name, text) ->
            assertThat(places(text)).as(name).isEqualTo(places(EN.getOrDefault(name, ""))));
  }

  @Test
  void hasEveryTextThatAScriptUses() throws IOException {
    Set<String> used = new TreeSet<>(matches("\\bwords\\.(\\w+)\\b(?!\\()", scripts()));
    assertThat(used).hasSizeGreaterThan(100);
    assertThat(EN.keySet()).containsAll(used);
  }

  @Test
  void hasNoTextThatNothingUses() throws IOException {
    String places = Files.readString(Path.of("src/main/jte/desk.jte")) + scripts();
    Set<String> named = matches("\\b([a-zA-Z]\\w*)\\b", places);
    Set<String> unused = new TreeSet<>(EN.keySet());
    unused.removeAll(named);
    unused.removeIf(name -> FAMILIES.stream().anyMatch(name::startsWith));
    assertThat(unused).isEmpty();
  }

  @Test
  void refusesAnUnknownName() {
    assertThatThrownBy(() -> DeskWords.in(Language.EN).get("unheardOf"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Set<String> places(String text) {
    return matches("(\\{\\d\\})", text);
  }

  private static Set<String> matches(String pattern, CharSequence text) {
    Set<String> found = new TreeSet<>();
    Pattern.compile(pattern).matcher(text).results().forEach(match -> found.add(match.group(1)));
    return found;
  }

  /** The desk's own modules, one after the other. */
  private static String scripts() throws IOException {
    StringBuilder scripts = new StringBuilder();
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/bantin/desk/assets"))) {
      for (Path file : files.filter(DeskWordsTest::isOwn).sorted().toList()) {
        scripts.append(Files.readString(file));
      }
    }
    return scripts.toString();
  }

  private static boolean isOwn(Path file) {
    return String.valueOf(file.getFileName()).matches("(?!diff-|oidc-).*\\.js");
  }
}
