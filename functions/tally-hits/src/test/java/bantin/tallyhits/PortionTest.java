package bantin.tallyhits;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.visit.Amounts;
import bantin.visit.Tally;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortionTest {
  private static final Tally TALLY = new Tally("tally", null);

  @Test
  void takesTheEntriesAfterTheCheckpoint() {
    List<Entry> entries = entries(4, number -> amounts(TALLY, "n", number));

    assertThat(Portion.after("", entries)).isEqualTo(new Portion(at(4), amounts(TALLY, "n", 10)));
    assertThat(Portion.after(at(2), entries)).isEqualTo(new Portion(at(4), amounts(TALLY, "n", 7)));
    assertThat(Portion.after(at(4), entries)).isNull();
    assertThat(Portion.after("", List.of())).isNull();
  }

  @Test
  void endsBeforeTheHundredthTally() {
    IntFunction<Amounts> ownTally = number -> amounts(tally(number), "n", 1);

    assertThat(Portion.after("", entries(99, ownTally)))
        .isEqualTo(new Portion(at(99), sum(entries(99, ownTally))));
    assertThat(Portion.after("", entries(150, ownTally)))
        .isEqualTo(new Portion(at(99), sum(entries(99, ownTally))));
    assertThat(Portion.after(at(99), entries(150, ownTally)))
        .isEqualTo(new Portion(at(150), sum(entries(150, ownTally).subList(99, 150))));
  }

  @Test
  void endsBeforeTheHundredAndFirstAmountOfATally() {
    IntFunction<Amounts> ownAmount = number -> amounts(TALLY, "n" + number, 1);

    assertThat(Portion.after("", entries(100, ownAmount)))
        .isEqualTo(new Portion(at(100), sum(entries(100, ownAmount))));
    assertThat(Portion.after("", entries(101, ownAmount)))
        .isEqualTo(new Portion(at(100), sum(entries(100, ownAmount))));
  }

  @Test
  void takesNoEntryAfterOneThatDoesNotFit() {
    List<Entry> entries =
        entries(101, number -> amounts(tally(number == 101 ? 1 : number), "n", 1));

    assertThat(Portion.after("", entries))
        .isEqualTo(new Portion(at(99), sum(entries.subList(0, 99))));
  }

  @Test
  void reachesTheLastEntryEvenIfTheAmountsAreNothing() {
    List<Entry> entries = entries(2, number -> amounts(TALLY, "n", number == 1 ? 1 : -1));

    assertThat(Portion.after("", entries)).isEqualTo(new Portion(at(2), new Amounts()));
  }

  @Test
  void namesTheTalliesInTheOrderOfTheirFirstAmounts() {
    List<Entry> entries = entries(6, number -> amounts(tally(number % 3), "n", 1));

    assertThat(Objects.requireNonNull(Portion.after("", entries)).tallies())
        .containsExactly(tally(1), tally(2), tally(0));
  }

  @Test
  void fitsUpToNinetyNineTalliesOfUpToAHundredAmounts() {
    assertThat(Portion.fits(sum(entries(99, number -> amounts(tally(number), "n", 1))))).isTrue();
    assertThat(Portion.fits(sum(entries(100, number -> amounts(tally(number), "n", 1))))).isFalse();
    assertThat(Portion.fits(sum(entries(100, number -> amounts(TALLY, "n" + number, 1))))).isTrue();
    assertThat(Portion.fits(sum(entries(101, number -> amounts(TALLY, "n" + number, 1)))))
        .isFalse();
  }

  private static List<Entry> entries(int count, IntFunction<Amounts> amounts) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new Entry(at(number), amounts.apply(number)))
        .toList();
  }

  private static Amounts sum(List<Entry> entries) {
    Amounts sum = new Amounts();
    entries.forEach(entry -> sum.addAll(entry.amounts()));
    return sum;
  }

  private static Amounts amounts(Tally tally, String attribute, long amount) {
    Amounts amounts = new Amounts();
    amounts.add(tally, attribute, amount);
    return amounts;
  }

  private static Tally tally(int number) {
    return new Tally("tally" + number, null);
  }

  private static String at(int number) {
    return "%040d".formatted(number);
  }
}
