package bantin.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pages of the identity provider: plain, without script, for any width. */
final class SignInPage {
  /** Fields of the authorization request that the form passes on. */
  private static final List<String> REQUEST =
      List.of(
          "client_id",
          "redirect_uri",
          "response_type",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method");

  private static final String FRAME =
      """
      <!doctype html>
      <html lang="vi">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Đăng nhập – Bản Tin</title>
      <link rel="icon" href="data:,">
      <style>
      :root { color-scheme: light dark; }
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 26rem; padding: 1.5rem 1rem; }
      label { display: block; font-weight: 600; margin-top: 1rem; }
      input { box-sizing: border-box; font: inherit; padding: .6rem; width: 100%%; }
      button { font: inherit; font-weight: 600; margin-top: 1.25rem; padding: .7rem; width: 100%%; }
      table { border-collapse: collapse; margin-top: 2rem; width: 100%%; }
      caption { font-weight: 600; text-align: left; }
      th, td { border-bottom: 1px solid GrayText; padding: .4rem .4rem .4rem 0; text-align: left; }
      th { font-weight: 400; }
      :focus-visible { outline: 3px solid; outline-offset: 2px; }
      [role=alert] { border-left: .3rem solid; padding-left: .7rem; }
      </style>
      </head>
      <body>
      <main>
      <h1>Đăng nhập</h1>
      %s</main>
      </body>
      </html>
      """;

  private SignInPage() {}

  static String form(Map<String, String> request, @Nullable String problem) {
    StringBuilder page = opening(request, REQUEST, problem);
    page.append(
        """
        <label for="username">Tên</label>
        <input id="username" autofocus name="username" autocomplete="username" autocapitalize="none" required value="%s">
        <label for="password">Mật khẩu</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required>
        <button>Đăng nhập</button>
        </form>
        <table>
        <caption>Người dùng thử trên máy này</caption>
        <thead><tr><th scope="col">Tên</th><th scope="col">Vai trò</th><th scope="col">Mật khẩu</th></tr></thead>
        <tbody>
        """
            .formatted(escape(request.getOrDefault("username", ""))));
    for (Person person : Person.ALL) {
      page.append(
          "<tr><th scope=\"row\"><code>%s</code></th><td>%s</td><td><code>%s</code></td></tr>\n"
              .formatted(person.name(), person.role(), person.password()));
    }
    return FRAME.formatted(page.append("</tbody>\n</table>\n"));
  }

  /** Asks a person with a temporary password for one of their own. */
  static String newPassword(Map<String, String> request, @Nullable String problem) {
    List<String> passedOn = new ArrayList<>(REQUEST);
    passedOn.addAll(List.of("username", "password"));
    return FRAME.formatted(
        opening(request, passedOn, problem)
            .append(
                """
                <p>Hãy đặt mật khẩu của riêng bạn: ít nhất 12 ký tự, có chữ hoa, chữ thường, chữ số và ký hiệu.</p>
                <label for="new_password">Mật khẩu mới</label>
                <input id="new_password" autofocus name="new_password" type="password" autocomplete="new-password" required minlength="12">
                <button>Đặt mật khẩu</button>
                </form>
                """));
  }

  /** Begins a page with a form that sends these fields of the request again. */
  private static StringBuilder opening(
      Map<String, String> request, List<String> passedOn, @Nullable String problem) {
    StringBuilder page = new StringBuilder();
    if (problem != null) {
      page.append("<p role=\"alert\">").append(escape(problem)).append("</p>\n");
    }
    page.append("<form method=\"post\" action=\"/login\">\n");
    for (String name : passedOn) {
      String value = request.get(name);
      if (value != null) {
        page.append(
            "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n".formatted(name, escape(value)));
      }
    }
    return page;
  }

  static String error(String problem) {
    return FRAME.formatted("<p role=\"alert\">" + escape(problem) + "</p>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
