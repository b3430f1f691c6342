package bantin.listarticles;

import bantin.article.Settings;
import bantin.http.Request;
import bantin.page.Frame;
import bantin.page.Imprint;
import bantin.page.Link;
import bantin.visit.HitToken;
import java.time.ZoneId;

/** Page frame of a list, made from the site's settings. */
final class ListFrame {
  private ListFrame() {}

  static Frame of(Request request, Settings settings, ZoneId zone, HitToken tokens) {
    return Frame.of(
            request,
            settings.siteName(),
            settings.sections().stream()
                .map(section -> new Link("/" + section.name(), section.title()))
                .toList(),
            zone,
            new Imprint(settings.accent(), settings.contact(), settings.licence()))
        .withHitTokens(article -> tokens.issue(article, request.time()));
  }
}
