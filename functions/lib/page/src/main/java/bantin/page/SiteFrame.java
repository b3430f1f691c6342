package bantin.page;

import bantin.article.Settings;
import bantin.http.Request;
import bantin.visit.HitToken;
import java.time.ZoneId;

/** Frame of a page for readers, made from the site's settings. */
public final class SiteFrame {
  private SiteFrame() {}

  public static Frame of(Request request, Settings settings, ZoneId zone, HitToken tokens) {
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
