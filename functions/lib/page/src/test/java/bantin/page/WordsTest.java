package bantin.page;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.http.Language;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
  static Stream<Method> words() {
    return Arrays.stream(Words.class.getDeclaredMethods())
        .filter(method -> method.getParameterCount() == 0 && !method.isSynthetic())
        // Java gives them in any order.
        .sorted(Comparator.comparing(Method::getName));
  }

  @ParameterizedTest
  @MethodSource("words")
  void holdsEveryTextInBothLanguages(Method word) throws ReflectiveOperationException {
    Object vi = word.invoke(new Words(Language.VI));
    Object en = word.invoke(new Words(Language.EN));
    assertThat(vi).asString().isNotBlank().isNotEqualTo(en);
    assertThat(en).asString().isNotBlank().matches("\\p{ASCII}+");
  }
}
