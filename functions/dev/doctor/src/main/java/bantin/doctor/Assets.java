package bantin.doctor;

import bantin.doctor.Site.Answer;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.nodes.Element;

/** Fetches the style sheet, script and typefaces that the front page names. */
record Assets(Site site) implements Check {
  private static final Map<String, String> TYPES =
      Map.of("css", "text/css", "js", "text/javascript", "woff2", "font/woff2");

  @Override
  public String name() {
    return "assets";
  }

  @Override
  public String look(Faults faults) {
    Set<String> paths = new TreeSet<>();
    for (Element element :
        site.get("/").html().select("link[href^=/assets/], script[src^=/assets/]")) {
      paths.add(element.hasAttr("href") ? element.attr("href") : element.attr("src"));
    }
    if (paths.isEmpty()) {
      faults.add("the front page names no assets", "read the log of ListArticlesFunction");
    }
    for (String path : paths) {
      Answer asset = site.get(path);
      String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "");
      if (asset.status() != 200 || !asset.type().startsWith(type)) {
        faults.add(
            "%s answers %d %s".formatted(path, asset.status(), asset.type()),
            "read the log of ServeAssetsFunction, and deploy again");
      } else if (!asset.header("cache-control").contains("immutable")) {
        faults.add(
            path + " is not kept by browsers: it comes without \"immutable\"",
            "look at whatever stands before the portal: it must pass headers on");
      }
    }
    return paths.size() + " files, kept by browsers for good";
  }
}
