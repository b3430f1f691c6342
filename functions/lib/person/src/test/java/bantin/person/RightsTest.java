package bantin.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bantin.http.Language;
import bantin.http.Problem;
import bantin.http.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RightsTest {
  private static final Text OTHERWISE = new Text("Ask an editor.", "Hãy nhờ biên tập viên.");

  @ParameterizedTest
  @CsvSource({
    "REPORTER, false, false, false",
    "EDITOR, true, true, false",
    "ADMINISTRATOR, true, true, true"
  })
  void growWithTheRole(Role role, boolean edits, boolean publishes, boolean administers) {
    Person person = new Person("lan", role);

    assertThat(person.mayEditAny()).isEqualTo(edits);
    assertThat(person.mayPublish()).isEqualTo(publishes);
    assertThat(person.mayAdminister()).isEqualTo(administers);
  }

  @Test
  void keepReportersFromPublishing() {
    Person reporter = new Person("lan", Role.REPORTER);

    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> reporter.requirePublisher(OTHERWISE))
        .returns(403, Problem::status)
        .returns("editors-only", problem -> problem.reason().name())
        .returns("Ask an editor.", Problem::detail)
        .returns("Hãy nhờ biên tập viên.", problem -> problem.detail(Language.VI));
  }

  @ParameterizedTest
  @EnumSource(names = {"EDITOR", "ADMINISTRATOR"})
  void letEditorsPublish(Role role) {
    assertThatCode(() -> new Person("lan", role).requirePublisher(OTHERWISE))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(names = {"REPORTER", "EDITOR"})
  void keepOthersFromTheSettings(Role role) {
    Person person = new Person("lan", role);

    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> person.requireAdministrator(OTHERWISE))
        .returns(403, Problem::status)
        .returns("administrators-only", problem -> problem.reason().name())
        .returns("Ask an editor.", Problem::detail);
  }

  @Test
  void letAdministratorsChangeTheSettings() {
    assertThatCode(() -> new Person("lan", Role.ADMINISTRATOR).requireAdministrator(OTHERWISE))
        .doesNotThrowAnyException();
  }
}
