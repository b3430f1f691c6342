package bantin.doctor;

import java.util.List;

/** Sends HEAD wherever monitors and link checkers do. */
record HeadRequests(Site site) implements Check {
  private static final List<String> PATHS =
      List.of("/", "/feed.xml", "/sitemap.xml", "/robots.txt", "/api/articles", "/admin");

  @Override
  public String name() {
    return "HEAD";
  }

  @Override
  public String look(Faults faults) {
    for (String path : PATHS) {
      int got = site.get(path).status();
      int head = site.head(path).status();
      if (got != 200 || head != 200) {
        faults.add(
            "%s answers %d to GET, and %d to HEAD".formatted(path, got, head),
            "read the access log for its \"error\"; deploy again if a route is missing");
      }
    }
    return PATHS.size() + " addresses answer GET and HEAD with 200";
  }
}
