package bantin.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ArticleIdTest {
  @Test
  void givesTheSameTextsTheSameId() {
    assertThat(ArticleId.of("phong-vien", "một")).isEqualTo(ArticleId.of("phong-vien", "một"));
    Set<ArticleId> ids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      ids.add(ArticleId.of("phong-vien", Integer.toString(i)));
      ids.add(ArticleId.of("bien-tap", Integer.toString(i)));
    }
    assertThat(ids).hasSize(2000);
  }

  @Test
  void usesEveryCharacterOfTheAlphabet() {
    Set<Character> first = new HashSet<>();
    Set<Character> last = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String id = ArticleId.of(Integer.toString(i)).value();
      first.add(id.charAt(0));
      last.add(id.charAt(9));
    }
    assertThat(first).hasSize(32);
    assertThat(last).hasSize(32);
  }
}
