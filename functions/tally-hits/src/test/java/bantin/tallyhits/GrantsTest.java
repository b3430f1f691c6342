package bantin.tallyhits;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Grant;
import bantin.engines.Policies;
import bantin.engines.Rehearsal;
import bantin.engines.Template;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The handler's tests run under the function's role; what it grants is what they need. */
class GrantsTest {
  static List<Grant> grants() {
    return Policies.of(Template.read()).grantsOnData("TallyHitsFunction");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("grants")
  void withoutItATestFails(Grant grant) {
    assertThat(Rehearsal.without(grant).fails(TallyHitsHandlerTest.class)).isTrue();
  }
}
