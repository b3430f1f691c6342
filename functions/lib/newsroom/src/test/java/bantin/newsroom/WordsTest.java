package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Words for states and actions, as tables and addresses write them. */
final class WordsTest {
  @Test
  void namesEachState() {
    assertThat(Arrays.stream(State.values()).map(State::word))
        .containsExactly("draft", "submitted", "published", "withdrawn", "trash");
  }

  @Test
  void findsEachStateByItsWord() {
    for (State state : State.values()) {
      assertThat(State.find(state.word())).isEqualTo(state);
      assertThat(State.of(state.word())).isEqualTo(state);
    }
  }

  @Test
  void findsNoStateByAnotherWord() {
    assertThat(State.find("DRAFT")).isNull();
    assertThat(State.find("scheduled")).isNull();
    assertThatThrownBy(() -> State.of("scheduled")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesEachAction() {
    assertThat(Arrays.stream(Action.values()).map(Action::word))
        .containsExactly(
            "created",
            "saved",
            "submitted",
            "published",
            "scheduled",
            "withdrawn",
            "cancelled",
            "deleted",
            "restored")
        .allMatch(Action::isWord);
  }

  @Test
  void knowsNoOtherActions() {
    assertThat(Action.isWord("SAVED")).isFalse();
    assertThat(Action.isWord("")).isFalse();
  }
}
