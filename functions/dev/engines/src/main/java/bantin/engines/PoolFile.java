package bantin.engines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** File form of a {@link UserPool}: a JSON array with one object for each person. */
final class PoolFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PoolFile() {}

  static String text(List<PoolMember> members) {
    ArrayNode list = JSON.createArrayNode();
    for (PoolMember member : members) {
      ObjectNode json = list.addObject();
      json.put("name", member.name());
      json.put("subject", member.subject());
      ObjectNode attributes = json.putObject("attributes");
      member.attributes().forEach(attributes::put);
      ArrayNode groups = json.putArray("groups");
      member.groups().forEach(groups::add);
      json.put("enabled", member.enabled());
      json.put("status", member.status());
      json.put("secret", member.secret());
      put(json, "temporaryUntil", member.temporaryUntil());
      put(json, "created", member.created());
      put(json, "modified", member.modified());
      put(json, "signedOutAt", member.signedOutAt());
    }
    return list.toPrettyString();
  }

  private static void put(ObjectNode json, String name, @Nullable Instant time) {
    json.put(name, time == null ? null : time.toString());
  }

  static List<PoolMember> read(String text) throws JsonProcessingException {
    List<PoolMember> members = new ArrayList<>();
    for (JsonNode json : JSON.readTree(text)) {
      Map<String, String> attributes = new LinkedHashMap<>();
      json.path("attributes")
          .properties()
          .forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue().asText()));
      List<String> groups = new ArrayList<>();
      json.path("groups").forEach(group -> groups.add(group.asText()));
      members.add(
          new PoolMember(
              json.path("name").asText(),
              json.path("subject").asText(),
              attributes,
              groups,
              json.path("enabled").asBoolean(),
              json.path("status").asText(),
              json.path("secret").asText(),
              time(json, "temporaryUntil"),
              Instant.parse(json.path("created").asText()),
              Instant.parse(json.path("modified").asText()),
              time(json, "signedOutAt")));
    }
    return members;
  }

  private static @Nullable Instant time(JsonNode json, String name) {
    JsonNode time = json.path(name);
    return time.isTextual() ? Instant.parse(time.textValue()) : null;
  }
}
