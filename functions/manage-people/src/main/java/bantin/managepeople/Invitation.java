package bantin.managepeople;

import bantin.http.Problem;
import bantin.http.RequestReasons;
import bantin.http.Text;
import bantin.person.Role;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Invitation of a person, read from JSON; also the rules for its single fields. */
record Invitation(String login, String name, String mail, Role role) {
  private static final int MAX_NAME = 80;
  private static final int MAX_MAIL = 254;
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{1,39}");
  private static final Pattern MAIL =
      Pattern.compile("[\\x21-\\x7e&&[^@,;:<>()\\[\\]\\\\\"]]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  /**
   * @throws Problem 400 for a missing or wrong field
   */
  static Invitation of(ObjectNode json) {
    RequestReasons.requireFields(json, "login", "name", "mail", "role");
    return new Invitation(login(json), name(json), mail(json), role(json));
  }

  private static String login(ObjectNode json) {
    String login = text(json, "login");
    if (!LOGIN.matcher(login).matches()) {
      throw RequestReasons.invalid(
          "login",
          new Text(
              "Send 2 to 40 of a–z, 0–9, dot, hyphen and underscore, beginning with a letter or"
                  + " digit.",
              "Tên đăng nhập có từ 2 đến 40 ký tự a–z, 0–9, dấu chấm, gạch nối, gạch dưới, bắt đầu"
                  + " bằng chữ hoặc số."));
    }
    return login;
  }

  static String name(ObjectNode json) {
    String name = Normalizer.normalize(text(json, "name"), Normalizer.Form.NFC);
    if (name.isEmpty()
        || name.length() > MAX_NAME
        || name.codePoints().anyMatch(Invitation::isInvisible)) {
      throw RequestReasons.invalid(
          "name",
          Text.of(
              "Send the full name, at most {0} characters.",
              "Hãy gửi họ tên, tối đa {0} ký tự.", MAX_NAME));
    }
    return name;
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  static String mail(ObjectNode json) {
    String mail = text(json, "mail");
    if (mail.length() > MAX_MAIL || !MAIL.matcher(mail).matches()) {
      throw RequestReasons.invalid(
          "mail",
          new Text(
              "Send one mail address, such as mai@example.vn.",
              "Hãy gửi một địa chỉ thư điện tử, như mai@example.vn."));
    }
    return mail;
  }

  static Role role(ObjectNode json) {
    String word = text(json, "role");
    for (Role role : Role.values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw RequestReasons.invalid(
        "role",
        new Text(
            "Send reporter, editor or administrator.",
            "Hãy gửi reporter, editor hoặc administrator."));
  }

  private static String text(ObjectNode json, String field) {
    JsonNode node = json.path(field);
    return node.isTextual() ? node.textValue().strip() : "";
  }
}
