package bantin.editarticles;

import bantin.article.Card;
import bantin.article.Section;
import bantin.article.Settings;
import bantin.article.Slug;
import bantin.http.Json;
import bantin.http.Problem;
import bantin.http.RequestReasons;
import bantin.http.Text;
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

/** Reader of manuscripts in JSON. It refuses texts that it would have to cut or change. */
final class ManuscriptReader {
  private static final List<String> WRITTEN =
      List.of(
          "title",
          "lead",
          "section",
          "authors",
          "tags",
          "source",
          "body",
          "slug",
          "cardTitle",
          "cardDescription");

  /** Fields of a working copy that clients send back although they cannot set them. */
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
          "publicSince",
          "notice",
          "warnings");

  private static final Text ARRAY =
      new Text("Send it as a JSON array of strings.", "Hãy gửi dạng mảng chuỗi JSON.");

  private ManuscriptReader() {}

  /**
   * @throws Problem 400 with the member {@code field}: the field and its limit; 422 with the member
   *     {@code pictures} where the body shows pictures of other sites
   */
  static Manuscript read(ObjectNode json, Settings settings) {
    RequestReasons.requireFields(json, WRITTEN, GIVEN);
    String section = text(json, "section", 40);
    if (!section.isEmpty() && !settings.hasPlace(section)) {
      throw refused(
          "section",
          Text.of(
              "This site has no such section; it has {0}.",
              "Trang này không có chuyên mục ấy; chỉ có {0}.",
              settings.sections().stream().map(Section::name).toList()));
    }
    return new Manuscript(
        text(json, "title", ManuscriptLimits.TITLE),
        text(json, "lead", ManuscriptLimits.LEAD),
        section,
        names(json, "authors", ManuscriptLimits.AUTHORS, ManuscriptLimits.AUTHOR),
        names(json, "tags", ManuscriptLimits.TAGS, ManuscriptLimits.TAG),
        text(json, "source", ManuscriptLimits.SOURCE),
        body(string(json, "body")),
        slug(json),
        new Card(
            text(json, "cardTitle", ManuscriptLimits.CARD_TITLE),
            text(json, "cardDescription", ManuscriptLimits.CARD_DESCRIPTION)));
  }

  private static String slug(ObjectNode json) {
    String slug = string(json, "slug");
    if (!Slug.isSlug(slug)) {
      throw refused(
          "slug",
          Text.of(
              "An address has small letters without accents, digits and hyphens, at most 80 of"
                  + " them, such as {0}.",
              "Địa chỉ chỉ gồm chữ thường không dấu, chữ số và gạch nối, tối đa 80 ký tự, ví dụ"
                  + " {0}.",
              example(slug)));
    }
    return slug;
  }

  private static String example(String given) {
    Slug folded = Slug.of(given);
    return folded.isEmpty() ? "duong-moi-ve-ban" : folded.value();
  }

  /** Reads a line or two of plain text, without the white space around it. */
  static String text(ObjectNode json, String field, int limit) {
    return plain(string(json, field), field, limit);
  }

  private static String plain(String value, String field, int limit) {
    String text = value.strip();
    int length = text.codePointCount(0, text.length());
    if (length > limit) {
      throw refused(
          field,
          Text.of(
              "It has {0} characters, and at most {1} are allowed.",
              "Có {0} ký tự, chỉ được tối đa {1}.", length, limit));
    }
    try {
      Characters.require(text);
    } catch (UnfitText unfit) {
      throw refused(field, unfit(unfit));
    }
    if (!text.isEmpty() && Characters.showNothing(text)) {
      throw refused(
          field,
          new Text(
              "It holds nothing that anybody can see: empty it, or write it anew.",
              "Không có chữ nào nhìn thấy được: hãy để trống, hoặc viết lại."));
    }
    return text;
  }

  private static String string(ObjectNode json, String field) {
    JsonNode node = json.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (!node.isTextual()) {
      throw refused(field, new Text("Send it as a JSON string.", "Hãy gửi dạng chuỗi JSON."));
    }
    return node.textValue();
  }

  private static List<String> names(ObjectNode json, String field, int count, int limit) {
    JsonNode node = json.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw refused(field, ARRAY);
    }
    if (node.size() > count) {
      throw refused(
          field,
          Text.of(
              "There are {0} of them, and at most {1} are allowed.",
              "Có {0} mục, chỉ được tối đa {1}.", node.size(), count));
    }
    List<String> names = new ArrayList<>();
    Set<Slug> folded = new HashSet<>();
    for (JsonNode element : node) {
      if (!element.isTextual()) {
        throw refused(field, ARRAY);
      }
      String name = plain(element.textValue(), field, limit);
      Slug slug = Slug.of(name);
      if (slug.isEmpty()) {
        throw refused(
            field,
            new Text(
                "Each needs a letter or a digit, and one has none.",
                "Mục nào cũng cần có chữ cái hoặc chữ số, mà có mục không có."));
      }
      if (!folded.add(slug)) {
        throw refused(
            field,
            new Text(
                "One is named twice (capitals and accents do not count).",
                "Có mục bị ghi hai lần (không phân biệt chữ hoa và dấu)."));
      }
      names.add(name);
    }
    return names;
  }

  private static Body body(String html) {
    try {
      return Body.clean(html);
    } catch (UnfitText unfit) {
      throw unfit.pictures().isEmpty()
          ? refused("body", unfit(unfit))
          : DeskReasons.FOREIGN_PICTURES
              .problem(unfit.values().toArray())
              .with("field", "body")
              .with("pictures", array(unfit.pictures()));
    }
  }

  private static ArrayNode array(List<String> values) {
    ArrayNode array = Json.array();
    values.forEach(array::add);
    return array;
  }

  static Problem refused(String field, Text why) {
    return RequestReasons.invalid(field, why);
  }

  private static Text unfit(UnfitText text) {
    UnfitText.Fault fault = text.fault();
    return Text.of(fault.english(), fault.vietnamese(), text.values().toArray());
  }
}
