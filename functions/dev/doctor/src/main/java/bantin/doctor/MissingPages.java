package bantin.doctor;

import bantin.doctor.Site.Answer;

/** Asks for pages that do not exist. */
record MissingPages(Site site) implements Check {
  private static final String PAGE = "/tin-tuc/khong-co-trang-nay-0000000000";
  private static final String JSON = "/api/articles/0000000000";

  @Override
  public String name() {
    return "missing pages";
  }

  @Override
  public String look(Faults faults) {
    Answer page = site.get(PAGE);
    if (page.status() != 404 || page.html().select("h1").isEmpty()) {
      faults.add(
          "a page that does not exist answers %d".formatted(page.status()),
          "read the log of ShowArticleFunction");
    }
    Answer problem = site.get(JSON);
    if (problem.status() != 404
        || !problem.json().path("type").asText().equals("urn:bantin:problem:no-such-article")) {
      faults.add(
          "an article that does not exist answers %d in the API".formatted(problem.status()),
          "look at whatever stands before the portal: it must not replace answers");
    }
    return "404, as a page and as a problem";
  }
}
