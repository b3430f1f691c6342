package bantin.person;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Call;
import bantin.http.HttpHandler;
import bantin.http.Json;
import bantin.http.Request;
import bantin.http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PersonTest {
  @ParameterizedTest
  @CsvSource({
    "reporter, reporter",
    "editor, editor",
    "administrator, administrator",
    "reporter editor, editor",
    "administrator reporter, administrator",
    "x readers reporter y, reporter",
  })
  void givesMembersTheHighestRoleOfTheirGroups(String groups, String role) {
    assertThat(answer(groups.split(" ")).body()).contains("\"role\":\"" + role + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x,administrator",
        "administrator,x",
        "[administrator",
        "[administrator]",
        "administrator]",
        "]administrator[",
        "[x,administrator]",
        "Administrator",
        "ADMINISTRATOR",
        "administrators",
        "\"administrator\"",
        "administrator;",
        "administrator\u00a0",
        "ádministrator",
      })
  void givesNoRoleToGroupsThatOnlyResembleOne(String group) {
    assertThat(answer(group).status()).isEqualTo(403);
    assertThat(answer("a", group, "z").status()).isEqualTo(403);
    assertThat(answer(group, "reporter").body()).contains("\"role\":\"reporter\"");
    assertThat(answer("reporter", group).body()).contains("\"role\":\"reporter\"");
  }

  @Test
  void refusesPeopleWithoutAnyGroup() {
    assertThat(answer().status()).isEqualTo(403);
    assertThat(answer("").status()).isEqualTo(403);
  }

  private static Call.Answer answer(String... groups) {
    return Call.to("GET /role").by("lan", groups).of(new RoleHandler());
  }

  private static final class RoleHandler extends HttpHandler {
    @Override
    protected Response answer(Request request) {
      return Response.json(200, Json.object().put("role", Person.of(request).role().word()));
    }
  }
}
