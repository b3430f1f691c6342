package bantin.desk;

import bantin.desk.templates.JtedeskGenerated;
import bantin.http.Request;
import bantin.http.Response;
import bantin.page.Frame;
import bantin.page.Layout;
import com.fasterxml.jackson.databind.JsonNode;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.ZoneId;
import java.util.List;

/** The desk's page. It holds no secret and no article: its scripts fetch both after the sign-in. */
public final class DeskPage {
  private static final int USUAL_SIZE = 32 * 1024;

  private DeskPage() {}

  /**
   * Answers with the page in the language of the request.
   *
   * @param signIn settings of the sign-in, as {@code GET /api/sign-in} gives them
   * @param connect origins that the page talks to besides its own, separated by spaces
   */
  public static Response response(
      Request request, String siteName, ZoneId zone, JsonNode signIn, String connect) {
    Frame frame = Frame.of(request, siteName, List.of(), zone);
    return frame
        .page(200, render(frame, signIn), 0)
        .with("Content-Security-Policy", policy(connect))
        .with("Cross-Origin-Opener-Policy", opener(request))
        .with("Cache-Control", "no-cache");
  }

  /**
   * Policy for the windows that the page opens. The desk keeps hold of its sign-in window. That
   * window comes back from another site with a {@code state} and must still know its opener.
   */
  private static String opener(Request request) {
    return request.query("state") == null ? "same-origin-allow-popups" : "unsafe-none";
  }

  /**
   * Policy of the portal, widened by photos on the editor's computer. The page may ask any host
   * over TLS, because an editor takes pictures in from other sites.
   */
  private static String policy(String connect) {
    return Frame.CONTENT_SECURITY_POLICY
        .replace("img-src 'self'", "img-src 'self' blob:")
        .replace("connect-src 'self'", ("connect-src 'self' " + connect).strip() + " https:");
  }

  private static String render(Frame frame, JsonNode signIn) {
    StringOutput text = new StringOutput(USUAL_SIZE);
    DeskWords words = DeskWords.in(frame.language());
    JtedeskGenerated.render(
        new OwaspHtmlTemplateOutput(text),
        null,
        frame,
        Modules.DESK,
        words,
        words.script(),
        Layout.script(signIn));
    return text.toString();
  }
}
