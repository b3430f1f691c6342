package bantin.editarticles;

import bantin.http.Problem;
import bantin.http.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a signed-in person may do, from the least to the most. */
enum Role {
  REPORTER,
  EDITOR,
  ADMINISTRATOR;

  /**
   * A person at the desk.
   *
   * @param name the user name, as the identity provider knows it
   */
  record Person(String name, Role role) {
    boolean mayEditAny() {
      return role != REPORTER;
    }

    boolean mayPublish() {
      return role != REPORTER;
    }
  }

  /**
   * The person whose access token API Gateway has verified.
   *
   * @throws Problem 403 where the token names nobody, or nobody of the newsroom
   */
  static Person of(Request request) {
    String name = request.claim("username");
    if (name == null || name.isEmpty()) {
      throw Problem.forbidden("Sign in as a person: this token belongs to nobody.");
    }
    List<String> groups = groups(request.claim("cognito:groups"));
    for (Role role : List.of(ADMINISTRATOR, EDITOR, REPORTER)) {
      if (groups.contains(role.name().toLowerCase(Locale.ROOT))) {
        return new Person(name, role);
      }
    }
    throw Problem.forbidden(
        "You are signed in, but not a member of the newsroom: ask an administrator to add you to"
            + " the group reporter or editor.");
  }

  /** An HTTP API hands a list in a claim over as text: {@code [editor reporter]}. */
  private static List<String> groups(@Nullable String claim) {
    return claim == null
        ? List.of()
        : Arrays.asList(claim.replaceAll("^\\[|\\]$", "").split("[ ,]+"));
  }
}
