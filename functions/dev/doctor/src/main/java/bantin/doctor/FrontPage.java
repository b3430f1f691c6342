package bantin.doctor;

import bantin.doctor.Site.Answer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Reads the front page: status, type, safety headers, the token for hits, the address. */
record FrontPage(Site site) implements Check {
  @Override
  public String name() {
    return "front page";
  }

  @Override
  public String look(Faults faults) {
    Answer page = site.get("/");
    if (page.status() != 200 || !page.type().startsWith("text/html")) {
      faults.add(
          "the front page answers %d %s".formatted(page.status(), page.type()),
          "read the log of ListArticlesFunction; on a new domain look at DNS and PointsTo");
      return "";
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-content-type-options", "nosniff");
    headers.put("referrer-policy", "origin");
    headers.put("content-security-policy", "default-src 'none'");
    if (site.isEncrypted()) {
      headers.put("strict-transport-security", "max-age=");
    }
    headers.forEach(
        (name, words) -> {
          if (!page.header(name).contains(words)) {
            faults.add(
                "the front page comes without the safety header " + name,
                "look at whatever stands before the portal: it must pass headers on");
          }
        });
    if (page.html().select("meta[name=hit-token]").attr("content").isEmpty()) {
      faults.add(
          "the front page has no token for hits, so no reader is counted",
          "look at HIT_KEY of ListArticlesFunction, and deploy again");
    }
    String host = site.address().getAuthority();
    String address = page.html().select("link[rel=canonical]").attr("href");
    if (!Objects.equals(URI.create(address).getAuthority(), host)) {
      faults.add(
          "the front page says that its address is %s, not %s".formatted(address, site.address()),
          "deploy with DomainName or SiteUrl set to the address that readers use");
    }
    return "\"%s\", %d bytes".formatted(page.html().title(), page.length());
  }
}
