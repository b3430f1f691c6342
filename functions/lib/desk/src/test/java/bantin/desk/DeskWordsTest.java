package bantin.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.http.Language;
import bantin.page.Assets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
  void hasEveryTextThatAScriptUses() {
    Set<String> used = new TreeSet<>();
    for (String module : Modules.own()) {
      used.addAll(matches("\\bwords\\.(\\w+)\\b(?!\\()", script(module)));
    }
    assertThat(used).hasSizeGreaterThan(100);
    assertThat(EN.keySet()).containsAll(used);
  }

  @Test
  void hasNoTextThatNothingUses() throws IOException {
    StringBuilder places = new StringBuilder(Files.readString(Path.of("src/main/jte/desk.jte")));
    for (String module : Modules.own()) {
      places.append(script(module));
    }
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
    Pattern.compile(pattern).matcher(text).results().forEach(one -> found.add(one.group(1)));
    return found;
  }

  private static String script(String module) {
    String file = Modules.DESK.url(module).substring("/assets/".length());
    Assets.Asset asset = requireNonNull(Modules.files().find(file));
    return new String(asset.bytes(), UTF_8);
  }
}
