package bantin.managepeople;

import bantin.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** JSON about people. */
final class PeopleJson {
  private PeopleJson() {}

  static ObjectNode list(List<People.Entry> entries) {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("people");
    for (People.Entry entry : entries) {
      Account account = entry.account();
      ObjectNode person = list.addObject();
      person.put("login", account.login());
      person.put("name", account.name().isEmpty() ? null : account.name());
      person.put("mail", account.mail().isEmpty() ? null : account.mail());
      person.put("role", account.role() == null ? null : account.role().word());
      person.put("state", account.state().name().toLowerCase(Locale.ROOT));
      person.put("createdAt", time(account.createdAt()));
      person.put("lastSignIn", time(entry.signedInAt()));
    }
    return json;
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
