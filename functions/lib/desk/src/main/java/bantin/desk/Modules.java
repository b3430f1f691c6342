package bantin.desk;

import bantin.page.Assets;
import java.util.List;

/**
 * Scripts and styles of the desk. The build bundles the modules of the desk and of its libraries:
 * see the pom. Public for the template.
 */
public final class Modules {
  /** Modules that both other bundles use, among them the libraries. */
  private static final String SHARED = "shared.js";

  /** Modules of the first view. */
  private static final String FIRST = "admin.js";

  /** Modules that nobody needs before the first letter. */
  private static final String LATER = "later.js";

  /** The one instance. */
  static final Modules DESK = new Modules();

  private final Assets assets =
      new Assets(
          Modules.class,
          List.of(
              SHARED,
              FIRST,
              LATER,
              "oidc-client-ts.js",
              "prosemirror-view-prosemirror.css",
              "admin.css"));

  private Modules() {}

  /** The files of the desk, to be served. */
  public static Assets files() {
    return DESK.assets;
  }

  /** Bundles of modules, by name. */
  static List<String> bundles() {
    return List.of(FIRST, LATER, SHARED);
  }

  /**
   * The address of a file by its plain name.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  public String url(String name) {
    return assets.url(name);
  }

  /** Address of the script that starts the desk. */
  public String start() {
    return url(FIRST);
  }

  /** Address of the modules that the start imports: the page fetches both at once. */
  public String shared() {
    return url(SHARED);
  }

  /** Address of the modules that the desk loads when somebody asks for them, or when it is idle. */
  public String later() {
    return url(LATER);
  }
}
