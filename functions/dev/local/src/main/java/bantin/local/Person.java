package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.engines.UserPool;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Demo person who may sign in on this machine.
 *
 * @param name the name for signing in
 * @param fullName name for display, which the demo's fill gives them
 * @param role job title, for display
 * @param groups groups in the user pool
 */
record Person(String name, String fullName, String role, List<String> groups) {
  static final Person REPORTER =
      new Person("phong-vien", "Lù A Sử", "phóng viên", List.of("reporter"));
  static final Person EDITOR =
      new Person("bien-tap", "Vàng Thị Mai", "biên tập viên", List.of("editor"));
  static final Person ADMINISTRATOR =
      new Person("quan-tri", "Hoàng Văn Páo", "quản trị viên", List.of("administrator"));

  static final List<Person> ALL = List.of(REPORTER, EDITOR, ADMINISTRATOR);

  /** Returns the name as password: the demo people guard nothing. */
  String password() {
    return name;
  }

  /** Adds the demo people to a pool that lacks them. */
  static void seed(UserPool pool) {
    for (Person person : ALL) {
      pool.seed(
          person.name,
          person.subject(),
          person.password(),
          person.groups.get(0),
          Map.of("email", person.name + "@bantin.example"));
    }
  }

  /** Returns a subject that is the same in each portal and after each start. */
  String subject() {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
  }
}
