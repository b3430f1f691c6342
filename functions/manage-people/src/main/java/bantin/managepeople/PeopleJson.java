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
      ObjectNode one = list.addObject();
      one.put("login", account.login());
      one.put("name", account.name().isEmpty() ? null : account.name());
      one.put("mail", account.mail().isEmpty() ? null : account.mail());
      one.put("role", account.role() == null ? null : account.role().word());
      one.put("state", account.state().name().toLowerCase(Locale.ROOT));
      one.put("createdAt", time(account.createdAt()));
      one.put("lastSignIn", time(entry.signedInAt()));
    }
    return json;
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
