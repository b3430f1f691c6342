package bantin.page;

import bantin.http.Problem;
import bantin.page.templates.JteproblemGenerated;
import org.jspecify.annotations.Nullable;

/** Page of a problem in the portal's looks and the reader's language. */
final class ProblemPage {
  private ProblemPage() {}

  static String render(Frame frame, Problem problem) {
    Words words = frame.words();
    int status = problem.status();
    String title;
    String detail;
    String notice = null;
    String number = null;
    if (status == 410) {
      title = words.gone();
      detail = words.goneDetail();
      notice = problem.detail().isBlank() ? null : problem.detail();
    } else if (status == 404) {
      title = words.notFound();
      detail = words.notFoundDetail();
    } else if (status >= 500) {
      title = words.ourFault();
      detail = words.ourFaultDetail();
      number = frame.requestId();
    } else {
      title = words.badRequest();
      detail = words.badRequestDetail();
    }
    return page(frame, status, title, detail, notice, number);
  }

  private static String page(
      Frame frame,
      int status,
      String title,
      String detail,
      @Nullable String notice,
      @Nullable String number) {
    Meta meta = Meta.of(title, "", frame.path()).notIndexed();
    return Layout.render(
        frame,
        meta,
        out ->
            JteproblemGenerated.render(
                out, null, frame.words(), status, title, detail, notice, number));
  }
}
