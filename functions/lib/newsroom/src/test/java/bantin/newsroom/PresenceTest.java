package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.ArticleId;
import bantin.newsroom.Presence.Other;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PresenceTest extends WithTables {

  private Presence presence;

  @BeforeEach
  void begin() {
    presence = new Presence(tables.client(), tables.name("Newsroom"));
  }

  @Test
  void tellsWhoElseHasTheArticleOpen() {
    assertThat(arrive("Lan", 0)).isEmpty();
    assertThat(arrive("Minh", 10)).containsExactly(new Other("Lan", at(0), at(0)));
    assertThat(arrive("Lan", 20)).containsExactly(new Other("Minh", at(10), at(10)));
    assertThat(arrive("Minh", 30)).containsExactly(new Other("Lan", at(0), at(20)));
  }

  @Test
  void forgetsAPersonAfterAMinuteOfSilence() {
    arrive("Lan", 0);
    assertThat(arrive("Minh", 59)).containsExactly(new Other("Lan", at(0), at(0)));
    assertThat(arrive("Minh", 60)).isEmpty();
  }

  @Test
  void letsAPersonArriveAnewAfterAMinuteOfSilence() {
    arrive("Lan", 0);
    arrive("Lan", 60);
    assertThat(arrive("Minh", 61)).containsExactly(new Other("Lan", at(60), at(60)));
  }

  @Test
  void forgetsAPersonWhoLeaves() {
    arrive("Lan", 0);
    presence.leave(Samples.ID, "Lan");
    assertThat(arrive("Minh", 1)).isEmpty();
  }

  @Test
  void tellsNothingOfOtherArticles() {
    presence.arrive(new ArticleId("0000000001"), "Lan", at(0));
    assertThat(arrive("Minh", 1)).isEmpty();
  }

  private List<Other> arrive(String name, long seconds) {
    return presence.arrive(Samples.ID, name, at(seconds));
  }

  private static Instant at(long seconds) {
    return Samples.after(seconds);
  }
}
