package bantin.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class AmountsTest {
  private final Amounts amounts = new Amounts();

  @Test
  void sumUpByTallyAndAttribute() {
    amounts.add(Tally.SITE_ALL, Tally.VISITS, 2);
    amounts.add(Tally.SITE_ALL, Tally.VISITS, 3);
    amounts.add(Tally.SITE_ALL, Tally.VIEWS, 0);

    assertThat(amounts.isEmpty()).isFalse();
    assertThat(amounts.byTally()).isEqualTo(Map.of(Tally.SITE_ALL, Map.of(Tally.VISITS, 5L)));
    assertThat(amounts.toString()).contains("site#all", "visits=5");
  }

  @Test
  void leaveNothingWhereTheyCancelOut() {
    amounts.add(Tally.SITE_ALL, Tally.VISITS, 2);
    amounts.add(Tally.SITE_ALL, Tally.VISITS, -2);

    assertThat(amounts.isEmpty()).isTrue();
    assertThat(amounts).isEqualTo(new Amounts()).hasSameHashCodeAs(new Amounts());
  }

  @Test
  void differWhereATallyDiffers() {
    Amounts more = new Amounts();
    more.add(Tally.SITE_ALL, Tally.VISITS, 1);

    assertThat(amounts).isNotEqualTo(more);
    assertThat(amounts.hashCode()).isNotEqualTo(more.hashCode());
  }
}
