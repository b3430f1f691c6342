package bantin.servephotos;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Grant;
import bantin.engines.Policies;
import bantin.engines.Rehearsal;
import bantin.engines.Template;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the handler's tests under the function's role, and with one grant less. */
class GrantsTest {
  static List<Grant> grants() {
    return Policies.of(Template.read()).grantsOnData("ServePhotosFunction");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("grants")
  void failsWithoutEachGrant(Grant grant) {
    assertThat(Rehearsal.without(grant).fails(ServePhotosHandlerTest.class)).isTrue();
  }
}
