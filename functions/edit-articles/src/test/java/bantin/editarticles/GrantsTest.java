package bantin.editarticles;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Grant;
import bantin.engines.Rehearsal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The function's role grants exactly the accesses that its tests need. */
final class GrantsTest {
  private static final String FUNCTION = "EditArticlesFunction";

  private final Rehearsal rehearsal =
      Rehearsal.of(EditArticlesHandlerTest.class, NewsroomLifeTest.class);

  static List<Grant> withheld() {
    return Rehearsal.withheld(FUNCTION);
  }

  @Test
  void grantsNothingUnused() {
    assertThat(rehearsal.unused(FUNCTION)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withheld")
  void failsATestWithout(Grant grant) {
    assertThat(rehearsal.failsWithout(grant)).isTrue();
  }
}
