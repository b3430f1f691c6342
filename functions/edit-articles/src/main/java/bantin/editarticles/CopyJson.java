package bantin.editarticles;

import bantin.article.Publication;
import bantin.http.Json;
import bantin.http.Language;
import bantin.http.Problem;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.http.Text;
import bantin.manuscript.Manuscript;
import bantin.manuscript.PhotoWarning;
import bantin.newsroom.Presence;
import bantin.newsroom.Revision;
import bantin.newsroom.Standing;
import bantin.newsroom.WorkingCopy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Working copy as JSON, and the small JSON bodies that change its state. */
final class CopyJson {
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

  private CopyJson() {}

  /**
   * @param language of the warnings' sentences
   */
  static Response response(int status, WorkingCopy copy, Language language, Instant now) {
    ObjectNode json = summary(copy, now);
    json.put("lead", copy.manuscript().lead());
    json.put("source", copy.manuscript().source());
    json.put("body", copy.manuscript().body().html());
    putAddress(json, copy.manuscript());
    json.put("publishedVersion", copy.publishedVersion());
    json.put("notice", copy.notice());
    Standing standing = copy.word(now).equals("scheduled") ? copy.standing() : null;
    json.put("publicSince", standing == null ? null : time(standing.publication().at()));
    ArrayNode warnings = json.putArray("warnings");
    for (PhotoWarning warning : copy.manuscript().body().warnings()) {
      ObjectNode object = warnings.addObject();
      object.put("code", warning.kind().code());
      object.put("photo", warning.photo());
      object.put("src", warning.src());
      object.put("text", text(warning).in(language));
    }
    return Response.json(status, json).with("ETag", "\"" + copy.version() + "\"");
  }

  private static Text text(PhotoWarning warning) {
    PhotoWarning.Kind kind = warning.kind();
    return Text.of(kind.english(), kind.vietnamese(), warning.photo());
  }

  /**
   * @param copies one more than the limit where there are more
   */
  static Response list(List<WorkingCopy> copies, int limit, Instant now) {
    ArrayNode articles = Json.array();
    copies.stream().limit(limit).forEach(copy -> articles.add(summary(copy, now)));
    ObjectNode json = Json.object();
    json.set("articles", articles);
    json.put("next", copies.size() > limit ? time(copies.get(limit - 1).savedAt()) : null);
    return Response.json(200, json);
  }

  private static ObjectNode summary(WorkingCopy copy, Instant now) {
    ObjectNode json = Json.object();
    json.put("id", copy.id().value());
    json.put("version", copy.version());
    json.put("state", copy.word(now));
    json.put("title", copy.manuscript().title());
    json.put("section", copy.manuscript().section());
    json.set("authors", strings(copy.manuscript().authors()));
    json.set("tags", strings(copy.manuscript().tags()));
    json.put("createdBy", copy.createdBy());
    json.put("savedBy", copy.savedBy());
    json.put("savedAt", time(copy.savedAt()));
    Publication publication = copy.publication();
    json.put("publishedAt", publication == null ? null : time(publication.at()));
    Instant until = publication == null ? null : publication.until();
    json.put("until", until == null ? null : time(until));
    json.put("url", publication == null ? null : copy.headline(publication).url());
    return json;
  }

  /**
   * @param revisions one more than the limit where there are more
   */
  static Response revisions(List<Revision> revisions, int limit) {
    ArrayNode list = Json.array();
    for (Revision revision : revisions.subList(0, Math.min(limit, revisions.size()))) {
      list.add(head(revision).put("title", revision.manuscript().title()));
    }
    ObjectNode json = Json.object();
    json.set("revisions", list);
    json.put("next", revisions.size() > limit ? revisions.get(limit - 1).version() : null);
    return Response.json(200, json);
  }

  static Response revision(Revision revision) {
    Manuscript manuscript = revision.manuscript();
    ObjectNode json = head(revision);
    json.put("title", manuscript.title());
    json.put("lead", manuscript.lead());
    json.put("section", manuscript.section());
    json.set("authors", strings(manuscript.authors()));
    json.set("tags", strings(manuscript.tags()));
    json.put("source", manuscript.source());
    json.put("body", manuscript.body().html());
    putAddress(json, manuscript);
    ArrayNode photos = json.putArray("photos");
    revision
        .photos()
        .forEach((photo, content) -> photos.addObject().put("id", photo).put("content", content));
    return Response.json(200, json);
  }

  private static void putAddress(ObjectNode json, Manuscript manuscript) {
    json.put("slug", manuscript.slug());
    json.put("cardTitle", manuscript.card().title());
    json.put("cardDescription", manuscript.card().description());
  }

  private static ObjectNode head(Revision revision) {
    ObjectNode json = Json.object();
    json.put("version", revision.version());
    json.put("from", revision.from());
    json.put("action", revision.action());
    json.put("savedBy", revision.savedBy());
    json.put("savedAt", time(revision.savedAt()));
    return json;
  }

  static Response others(List<Presence.Other> others) {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("others");
    for (Presence.Other person : others) {
      ObjectNode entry = list.addObject();
      entry.put("name", person.name());
      entry.put("since", time(person.since()));
      entry.put("seen", time(person.seen()));
    }
    return Response.json(200, json);
  }

  static Response preview(Desk.Preview preview) {
    ObjectNode json = Json.object();
    json.put("url", "/preview/" + preview.token());
    json.put("expires", time(preview.until()));
    return Response.json(201, json).with("Location", "/preview/" + preview.token());
  }

  static Response bylines(List<String> names) {
    ObjectNode json = Json.object();
    json.set("authors", strings(names));
    return Response.json(200, json);
  }

  /**
   * Problem 409 that names the article, and the person, version and time of its last save. The
   * caller still has their own text.
   *
   * @param name name of the person who saved, for people to read
   */
  static Problem stale(WorkingCopy current, String name, Instant now) {
    return DeskReasons.STALE
        .problem(name, current.version())
        .with("id", current.id().value())
        .with("savedBy", current.savedBy())
        .with("savedAt", time(current.savedAt()))
        .with("version", current.version())
        .with("state", current.word(now));
  }

  /**
   * Reads the JSON body; empty where there is none.
   *
   * @throws Problem 400 where it holds anything but these fields
   */
  static ObjectNode optional(Request request, String... fields) {
    ObjectNode json = request.body().length == 0 ? Json.object() : request.json();
    RequestReasons.requireFields(json, fields);
    return json;
  }

  static @Nullable Instant time(ObjectNode json, String field) {
    JsonNode node = json.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    try {
      if (node.isTextual()) {
        Instant time = OffsetDateTime.parse(node.textValue()).toInstant();
        if (isWritable(time)) {
          return time;
        }
      }
    } catch (DateTimeParseException e) {
      // Refused below like any other text.
    }
    throw ManuscriptReader.refused(
        field,
        new Text(
            "Send a time with its zone, as ISO 8601 writes it: 2026-11-23T07:30:00+07:00.",
            "Hãy gửi thời điểm kèm múi giờ theo ISO 8601: 2026-11-23T07:30:00+07:00."));
  }

  /** Tells if the year has four digits, as times in the table need. */
  static boolean isWritable(Instant time) {
    return !time.isBefore(EARLIEST) && time.isBefore(TOO_LATE);
  }

  private static String time(Instant time) {
    return Publication.sortable(time);
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode array = Json.array();
    values.forEach(array::add);
    return array;
  }
}
