package bantin.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Refusals that several functions share. */
final class RequestReasonsTest {
  private static final ObjectNode JSON = Json.object().put("name", "An").put("version", 3);

  @Test
  void refusesUnknownFieldsByName() {
    assertThatThrownBy(() -> RequestReasons.requireFields(JSON, "name", "mail"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("version: There is no such field here; there is name, mail.");
  }

  @Test
  void acceptsFieldsThatAreReadOrIgnored() {
    assertThatCode(() -> RequestReasons.requireFields(JSON, List.of("name"), List.of("version")))
        .doesNotThrowAnyException();
    assertThatCode(() -> RequestReasons.requireFields(JSON, "version", "name", "mail"))
        .doesNotThrowAnyException();
    assertThatCode(() -> RequestReasons.requireFields(Json.object())).doesNotThrowAnyException();
  }
}
