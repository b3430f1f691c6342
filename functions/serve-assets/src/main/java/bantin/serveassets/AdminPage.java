package bantin.serveassets;

import bantin.http.Json;
import bantin.http.Request;
import bantin.http.Response;
import bantin.page.Frame;
import bantin.page.Layout;
import bantin.serveassets.templates.JteadminGenerated;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.ZoneId;
import java.util.List;

/** The editors' page. It holds no secret and no text: its script fetches both once signed in. */
final class AdminPage {
  private AdminPage() {}

  /**
   * @param connect origins that the page talks to besides its own, with spaces between
   */
  static Response response(Request request, String siteName, ZoneId zone, String connect) {
    Frame frame = Frame.of(request, siteName, List.of(), zone);
    return frame
        .page(200, render(frame), 0)
        .with("Content-Security-Policy", policy(connect))
        .with("Cross-Origin-Opener-Policy", opener(request))
        .with("Cache-Control", "no-cache");
  }

  /**
   * The desk signs people in with a window of its own, and keeps hold of it. That window comes back
   * from another site with a {@code state}, and must still know the desk that opened it.
   */
  private static String opener(Request request) {
    return request.query("state") == null ? "same-origin-allow-popups" : "unsafe-none";
  }

  /**
   * Policy of the portal, with the import map and with photos that are still on the editor's
   * computer. The page may ask any host over TLS: an editor takes a picture in from there.
   */
  private static String policy(String connect) {
    return Frame.CONTENT_SECURITY_POLICY
        .replace("script-src 'self'", "script-src 'self' " + Modules.DESK.importMapHash())
        .replace("img-src 'self'", "img-src 'self' blob:")
        .replace("connect-src 'self'", ("connect-src 'self' " + connect).strip() + " https:");
  }

  private static String render(Frame frame) {
    DeskWords words = new DeskWords(frame.language());
    ObjectNode messages = Json.object();
    words.all().forEach(messages::put);
    StringOutput text = new StringOutput(32 * 1024);
    JteadminGenerated.render(
        new OwaspHtmlTemplateOutput(text),
        null,
        frame,
        Modules.DESK,
        words,
        Layout.script(messages));
    return text.toString();
  }
}
