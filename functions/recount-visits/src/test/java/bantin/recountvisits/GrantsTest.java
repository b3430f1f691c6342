package bantin.recountvisits;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Grant;
import bantin.engines.Policies;
import bantin.engines.Rehearsal;
import bantin.engines.Template;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every permission of the function's role is needed: the handler's tests fail without it. */
class GrantsTest {
  static List<Grant> grants() {
    return Policies.of(Template.read()).grantsOnData("RecountVisitsFunction");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("grants")
  void failsATestWithoutThePermission(Grant grant) {
    assertThat(Rehearsal.without(grant).fails(RecountVisitsHandlerTest.class)).isTrue();
  }
}
