package bantin.editarticles;

import bantin.article.Settings;
import bantin.article.Slug;
import bantin.http.Json;
import bantin.http.Problem;
import bantin.manuscript.Body;
import bantin.manuscript.Characters;
import bantin.manuscript.Manuscript;
import bantin.manuscript.ManuscriptLimits;
import bantin.manuscript.UnfitText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a manuscript from JSON, and refuses what it would have to cut or to change. */
final class ManuscriptReader {
  private static final Set<String> WRITTEN =
      Set.of("title", "lead", "section", "authors", "tags", "source", "body");

  /** Given with a working copy, so clients send them back with it; they are not theirs to set. */
  private static final Set<String> GIVEN =
      Set.of(
          "id",
          "version",
          "state",
          "url",
          "createdBy",
          "savedBy",
          "savedAt",
          "publishedAt",
          "until",
          "publishedVersion",
          "notice",
          "warnings");

  private ManuscriptReader() {}

  /**
   * @throws Problem 400 with the member {@code field}: which one, and which limit it passes; 422
   *     with the member {@code pictures} where the body shows pictures of other sites
   */
  static Manuscript read(ObjectNode json, Settings settings) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!WRITTEN.contains(name) && !GIVEN.contains(name)) {
                throw refused(
                    name, "An article has no such field; it has " + sorted(WRITTEN) + ".");
              }
            });
    String section = text(json, "section", 40);
    if (!section.isEmpty() && !settings.hasSection(section)) {
      throw refused(
          "section",
          "This site has no such section; it has "
              + settings.sections().stream().map(one -> one.name()).toList()
              + ".");
    }
    return new Manuscript(
        text(json, "title", ManuscriptLimits.TITLE),
        text(json, "lead", ManuscriptLimits.LEAD),
        section,
        names(json, "authors", ManuscriptLimits.AUTHORS, ManuscriptLimits.AUTHOR),
        names(json, "tags", ManuscriptLimits.TAGS, ManuscriptLimits.TAG),
        text(json, "source", ManuscriptLimits.SOURCE),
        body(string(json, "body")));
  }

  /** A line or two of plain text, without the white space around it. */
  static String text(ObjectNode json, String field, int limit) {
    return plain(string(json, field), field, limit);
  }

  private static String plain(String value, String field, int limit) {
    String text = value.strip();
    int length = text.codePointCount(0, text.length());
    if (length > limit) {
      throw refused(
          field, "It has " + length + " characters, and at most " + limit + " are allowed.");
    }
    try {
      Characters.require(text);
    } catch (UnfitText unfit) {
      throw refused(field, unfit.why());
    }
    if (!text.isEmpty() && Characters.showNothing(text)) {
      throw refused(field, "It holds nothing that anybody can see: empty it, or write it anew.");
    }
    return text;
  }

  private static String string(ObjectNode json, String field) {
    JsonNode node = json.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (!node.isTextual()) {
      throw refused(field, "Send it as a JSON string.");
    }
    return node.textValue();
  }

  private static List<String> names(ObjectNode json, String field, int count, int limit) {
    JsonNode node = json.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw refused(field, "Send it as a JSON array of strings.");
    }
    if (node.size() > count) {
      throw refused(
          field, "There are " + node.size() + " of them, and at most " + count + " are allowed.");
    }
    List<String> names = new ArrayList<>();
    Set<Slug> folded = new HashSet<>();
    for (JsonNode one : node) {
      if (!one.isTextual()) {
        throw refused(field, "Send it as a JSON array of strings.");
      }
      String name = plain(one.textValue(), field, limit);
      Slug slug = Slug.of(name);
      if (slug.isEmpty()) {
        throw refused(field, "Each needs a letter or a digit, and one has none.");
      }
      if (!folded.add(slug)) {
        throw refused(field, "One is named twice (capitals and accents do not count).");
      }
      names.add(name);
    }
    return names;
  }

  private static String body(String html) {
    try {
      return Body.clean(html);
    } catch (UnfitText unfit) {
      throw unfit.pictures().isEmpty()
          ? refused("body", unfit.why())
          : Problem.unprocessable("body: " + unfit.why())
              .with("field", "body")
              .with("pictures", array(unfit.pictures()));
    }
  }

  private static ArrayNode array(List<String> values) {
    ArrayNode array = Json.array();
    values.forEach(array::add);
    return array;
  }

  static Problem refused(String field, String why) {
    return Problem.badRequest(field + ": " + why).with("field", field);
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
