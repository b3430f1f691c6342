package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.newsroom.Departures.Note;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeparturesTest extends WithTables {

  private Departures departures;

  @BeforeEach
  void begin() {
    departures = new Departures(tables.client(), tables.name("Newsroom"));
  }

  @Test
  void remembersADepartureForFiveMinutes() {
    assertThat(departures.read(Samples.NOW)).isEqualTo(new Note(0, Map.of()));
    assertThat(departures.add(read(), "lan", Samples.NOW)).isTrue();

    Note note = departures.read(Samples.after(299));
    assertThat(note).isEqualTo(new Note(1, Map.of("lan", Samples.NOW)));
    assertThat(note.holds("lan")).isTrue();
    assertThat(note.holds("minh")).isFalse();
    assertThat(departures.read(Samples.after(300))).isEqualTo(new Note(1, Map.of()));
  }

  @Test
  void addsOneDepartureToAnother() {
    departures.add(read(), "lan", Samples.NOW);
    assertThat(departures.add(read(), "minh", Samples.after(1))).isTrue();
    assertThat(read()).isEqualTo(new Note(2, Map.of("lan", Samples.NOW, "minh", Samples.after(1))));
  }

  @Test
  void writesNothingWhereTheNoteHasChanged() {
    Note before = read();
    departures.add(before, "lan", Samples.NOW);
    Note after = read();
    assertThat(departures.add(before, "minh", Samples.NOW)).isFalse();
    assertThat(read()).isEqualTo(after);

    departures.add(after, "minh", Samples.NOW);
    assertThat(departures.remove(after, "lan")).isFalse();
    assertThat(read().holds("lan")).isTrue();
  }

  @Test
  void removesADeparture() {
    departures.add(read(), "lan", Samples.NOW);
    departures.add(read(), "minh", Samples.NOW);
    assertThat(departures.remove(read(), "lan")).isTrue();
    assertThat(read()).isEqualTo(new Note(3, Map.of("minh", Samples.NOW)));
  }

  @Test
  void leavesTheNoteAloneWhereThePersonNeverLeft() {
    departures.add(read(), "lan", Samples.NOW);
    assertThat(departures.remove(read(), "minh")).isTrue();
    assertThat(read()).isEqualTo(new Note(1, Map.of("lan", Samples.NOW)));
  }

  private Note read() {
    return departures.read(Samples.NOW);
  }
}
