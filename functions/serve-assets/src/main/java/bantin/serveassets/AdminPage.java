package bantin.serveassets;

import bantin.http.Json;
import bantin.http.Request;
import bantin.http.Response;
import bantin.page.Assets;
import bantin.page.Frame;
import bantin.page.Layout;
import bantin.serveassets.templates.JteadminGenerated;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.ZoneOffset;
import java.util.List;

/** The editors' page. It holds no secret and no text: its script fetches both once signed in. */
final class AdminPage {
  static final Assets ASSETS =
      new Assets(AdminPage.class, List.of("admin.css", "admin.js", "oidc-client-ts.js"));

  private AdminPage() {}

  static Response response(Request request, String siteName, SignIn signIn) {
    Frame frame = Frame.of(request, siteName, List.of(), ZoneOffset.UTC);
    return frame
        .page(200, render(frame), 0)
        .with(
            "Content-Security-Policy",
            Frame.CONTENT_SECURITY_POLICY.replace(
                "connect-src 'self'", ("connect-src 'self' " + signIn.origins()).strip()))
        .with("Cache-Control", "no-cache");
  }

  private static String render(Frame frame) {
    DeskWords words = new DeskWords(frame.language());
    ObjectNode messages = Json.object();
    words.all().forEach(messages::put);
    StringOutput text = new StringOutput(8 * 1024);
    JteadminGenerated.render(
        new OwaspHtmlTemplateOutput(text), null, frame, ASSETS, words, Layout.script(messages));
    return text.toString();
  }
}
