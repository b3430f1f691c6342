package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Demo person who may sign in on this machine.
 *
 * @param name the name for signing in
 * @param role job title, for display
 * @param groups groups in the user pool
 */
record Person(String name, String role, List<String> groups) {
  static final Person REPORTER = new Person("phong-vien", "phóng viên", List.of("reporter"));
  static final Person EDITOR = new Person("bien-tap", "biên tập viên", List.of("editor"));
  static final Person ADMINISTRATOR =
      new Person("quan-tri", "quản trị viên", List.of("administrator"));

  static final List<Person> ALL = List.of(REPORTER, EDITOR, ADMINISTRATOR);

  static @Nullable Person signedIn(@Nullable String name, @Nullable String password) {
    Person person = named(name);
    return person != null && person.password().equals(password) ? person : null;
  }

  static @Nullable Person named(@Nullable String name) {
    for (Person person : ALL) {
      if (person.name().equals(name)) {
        return person;
      }
    }
    return null;
  }

  /** Returns the name as password: the demo people guard nothing. */
  String password() {
    return name;
  }

  /** Returns a subject that is the same in each portal and after each start. */
  String subject() {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
  }
}
