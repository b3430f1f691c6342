package bantin.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.engines.Function;
import bantin.engines.Grant;
import bantin.engines.Policies;
import bantin.engines.StreamSource;
import bantin.engines.Template;
import bantin.engines.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the permissions that Lambda needs before it reads a stream for a function. */
final class StreamGrantsTest {
  private static final Template TEMPLATE =
      Template.read().with(Map.of("EditorPool.ProviderURL", "http://127.0.0.1:1"));

  static Stream<Grant> grants() {
    Policies policies = Policies.of(TEMPLATE);
    return TEMPLATE.functionIds().stream().flatMap(id -> policies.grantsOnStreams(id).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("grants")
  void refusesToStartWithoutGrant(Grant grant) {
    Policies policies = Policies.of(TEMPLATE);
    Function function = TEMPLATE.function(grant.function());
    List<StreamSource> streams = function.streams();
    streams.forEach(source -> policies.requireStream(function.id(), source));
    grant.withhold();
    try {
      assertThatThrownBy(() -> streams.forEach(s -> policies.requireStream(function.id(), s)))
          .isInstanceOf(TemplateException.class)
          .hasMessageContaining("is not authorized to perform: " + grant.action());
    } finally {
      grant.giveBack();
    }
  }
}
