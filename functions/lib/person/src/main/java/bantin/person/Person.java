package bantin.person;

import bantin.http.Problem;
import bantin.http.Request;
import bantin.http.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Person at the desk.
 *
 * @param name user name at the identity provider
 */
public record Person(String name, Role role) {
  /**
   * Reads the person from the access token that API Gateway has verified.
   *
   * @throws Problem 403 where the token names no member of the newsroom
   */
  public static Person of(Request request) {
    String name = request.claim("username");
    if (name == null || name.isEmpty()) {
      throw PersonReasons.NOBODY.problem();
    }
    Role role = Role.highest(groups(request.claim("cognito:groups")));
    if (role == null) {
      throw PersonReasons.NO_MEMBER.problem();
    }
    return new Person(name, role);
  }

  /**
   * Reads the names of the groups. An HTTP API passes a list claim on as text: {@code [editor
   * reporter]}. A group's name may hold commas and brackets, but never a space.
   */
  private static List<String> groups(@Nullable String claim) {
    return claim == null || !claim.startsWith("[") || !claim.endsWith("]")
        ? List.of()
        : List.of(claim.substring(1, claim.length() - 1).split(" ", -1));
  }

  public boolean mayEditAny() {
    return role != Role.REPORTER;
  }

  public boolean mayPublish() {
    return role != Role.REPORTER;
  }

  public boolean mayAdminister() {
    return role == Role.ADMINISTRATOR;
  }

  /**
   * @throws Problem 403 with the sentence, where they may not publish
   */
  public void requirePublisher(Text otherwise) {
    if (!mayPublish()) {
      throw PersonReasons.EDITORS_ONLY.problem(otherwise);
    }
  }

  /**
   * @throws Problem 403 with the sentence, where they are no administrator
   */
  public void requireAdministrator(Text otherwise) {
    if (!mayAdminister()) {
      throw PersonReasons.ADMINISTRATORS_ONLY.problem(otherwise);
    }
  }
}
