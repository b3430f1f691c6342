package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.newsroom.Staff.Colleague;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class StaffTest extends WithTables {

  private Staff staff;

  @BeforeEach
  void begin() {
    staff = new Staff(tables.client(), tables.name("Newsroom"));
  }

  @Test
  void listsNamesAndSignInsByLogin() {
    staff.rename("minh", "Minh Đức");
    staff.noteSignIn("lan", Samples.NOW);
    staff.rename("an", "An");
    staff.noteSignIn("an", Samples.after(1));
    assertThat(staff.all())
        .containsExactly(
            Map.entry("an", new Colleague("an", "An", Samples.after(1))),
            Map.entry("lan", new Colleague("lan", null, Samples.NOW)),
            Map.entry("minh", new Colleague("minh", "Minh Đức", null)));
  }

  @Test
  void namesAPersonByTheLoginUntilThereIsAName() {
    assertThat(staff.nameOf("lan")).isEqualTo("lan");
    staff.noteSignIn("lan", Samples.NOW);
    assertThat(staff.nameOf("lan")).isEqualTo("lan");
    staff.rename("lan", "Lan");
    staff.rename("lan", "Lan Anh");
    assertThat(staff.nameOf("lan")).isEqualTo("Lan Anh");
  }

  @Test
  void keepsTheLatestSignIn() {
    staff.noteSignIn("lan", Samples.NOW);
    staff.noteSignIn("lan", Samples.after(2));
    staff.noteSignIn("lan", Samples.after(1));
    assertThat(staff.all())
        .containsExactly(Map.entry("lan", new Colleague("lan", null, Samples.after(2))));
  }

  @Test
  void leavesOutAPersonWhoseItemIsBroken() {
    staff.rename("an", "An");
    Map<String, AttributeValue> broken = new HashMap<>(NewsroomKeys.person("lan"));
    broken.put("signedInAt", fromS("yesterday"));
    tables.client().putItem(put -> put.tableName(tables.name("Newsroom")).item(broken));
    assertThat(staff.all()).containsOnlyKeys("an");
  }

  @Test
  void ignoresDepartureNote() {
    Departures departures = new Departures(tables.client(), tables.name("Newsroom"));
    departures.add(departures.read(Samples.NOW), "lan", Samples.NOW);
    assertThat(staff.all()).isEmpty();
  }
}
