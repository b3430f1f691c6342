package bantin.reportvisits;

import bantin.http.Json;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.http.Text;
import bantin.item.BrokenItems;
import bantin.visit.Recount;
import bantin.visit.SiteDays;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Requests for recounts, and their results. */
final class Recounts {
  private final DynamoDbClient db;
  private final String table;
  private final BrokenItems broken;
  private final SiteDays days;
  private final InstantSource clock;

  Recounts(DynamoDbClient db, String table, SiteDays days, InstantSource clock) {
    this.db = db;
    this.table = table;
    this.broken = new BrokenItems(table);
    this.days = days;
    this.clock = clock;
  }

  /** Requests a recount. The answer is 202, with the address of the result in {@code Location}. */
  Response ask(ObjectNode json, String by) {
    RequestReasons.requireFields(json, "day", "repair");
    LocalDate day = Fields.day(json, "day");
    JsonNode repair = json.path("repair");
    if (!repair.isMissingNode() && !repair.isBoolean()) {
      throw Fields.refused("repair", new Text("Send true or false.", "Hãy gửi true hoặc false."));
    }
    Instant now = clock.instant();
    if (!Recount.isPossible(days, day, now)) {
      throw ReportReasons.DAY_NOT_KEPT.problem().with("field", "day");
    }
    if (repair.asBoolean() && !Recount.isSettled(days, day, now)) {
      throw ReportReasons.DAY_NOT_SETTLED
          .problem(Recount.settles(days, day))
          .with("settles", Recount.settles(days, day).toString());
    }
    String run = UUID.randomUUID().toString();
    Recount begun = Recount.begun(day, run, by, repair.asBoolean(), now);
    db.putItem(put -> put.tableName(table).item(begun.item()));
    db.putItem(
        put -> put.tableName(table).item(Recount.request(day, run, by, repair.asBoolean(), now)));
    return Response.json(202, json(begun)).with("Location", "/api/admin/recounts/" + day);
  }

  Response answer(String text) {
    LocalDate day = Fields.day(text, "day");
    Recount recount =
        broken.read(
            db.getItem(get -> get.tableName(table).key(Recount.key(day)).consistentRead(true))
                .item(),
            Set.of(Recount.DAY, Recount.PART),
            Recount::of);
    if (recount == null) {
      throw ReportReasons.NEVER_RECOUNTED.problem();
    }
    return Response.json(200, json(recount));
  }

  private static ObjectNode json(Recount recount) {
    ObjectNode json = Json.object();
    json.put("day", recount.day().toString());
    json.put("by", recount.by());
    json.put("repair", recount.repair());
    json.put("startedAt", recount.startedAt().toString());
    json.put("finishedAt", text(recount.finishedAt()));
    json.put("settled", recount.settled());
    json.put("items", recount.sessions());
    json.put("differing", recount.differing());
    ArrayNode differences = Json.array();
    for (Recount.Difference difference : recount.differences()) {
      ObjectNode object = Json.object();
      object.put("tally", difference.tally());
      object.put("attribute", difference.attribute());
      object.put("stored", difference.stored());
      object.put("counted", difference.counted());
      differences.add(object);
    }
    json.set("differences", differences);
    json.put("repaired", recount.repaired());
    json.put("note", recount.note());
    return json;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
