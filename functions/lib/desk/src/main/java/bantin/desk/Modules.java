package bantin.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.http.Json;
import bantin.page.Assets;
import bantin.page.Layout;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Scripts and styles of the desk. Scripts import each other by name ({@code desk/api}, {@code
 * prosemirror-view}). An import map leads each name to the address of its present content. Public
 * for the template.
 */
public final class Modules {
  private static final List<String> OWN =
      List.of(
          "admin.js",
          "api.js",
          "archive.js",
          "article.js",
          "byline.js",
          "card.js",
          "clash.js",
          "compare.js",
          "conflict.js",
          "dom.js",
          "editor.js",
          "figure.js",
          "files.js",
          "find.js",
          "gallery.js",
          "history.js",
          "keep.js",
          "link.js",
          "list.js",
          "measure.js",
          "names.js",
          "numbers.js",
          "paste.js",
          "people.js",
          "photos.js",
          "publish.js",
          "save.js",
          "schema.js",
          "settings.js",
          "sign-in.js",
          "toolbar.js",
          "video.js",
          "words.js");

  /** Libraries, most of them unpacked from WebJars: see the pom. */
  private static final List<String> LIBRARIES =
      List.of(
          "diff-index.es6.js",
          "orderedmap-index.js",
          "prosemirror-commands-index.js",
          "prosemirror-dropcursor-index.js",
          "prosemirror-gapcursor-index.js",
          "prosemirror-history-index.js",
          "prosemirror-inputrules-index.js",
          "prosemirror-keymap-index.js",
          "prosemirror-model-index.js",
          "prosemirror-schema-list-index.js",
          "prosemirror-state-index.js",
          "prosemirror-tables-index.js",
          "prosemirror-transform-index.js",
          "prosemirror-view-index.js",
          "rope-sequence-index.js",
          "w3c-keyname-index.js");

  /** The one instance. It stands below the lists that it is built from. */
  static final Modules DESK = new Modules();

  private final Assets assets;
  private final String importMap;

  private Modules() {
    List<String> names = new ArrayList<>(OWN);
    names.addAll(LIBRARIES);
    names.addAll(List.of("oidc-client-ts.js", "prosemirror-view-prosemirror.css", "admin.css"));
    this.assets = new Assets(Modules.class, names);
    ObjectNode imports = Json.object();
    OWN.forEach(name -> imports.put("desk/" + stem(name), assets.url(name)));
    LIBRARIES.forEach(
        name -> imports.put(name.substring(0, name.indexOf("-index.")), assets.url(name)));
    this.importMap = Layout.script(Json.object().set("imports", imports));
  }

  private static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  static List<String> own() {
    return OWN;
  }

  /** The files of the desk, to be served. */
  public static Assets files() {
    return DESK.assets;
  }

  /**
   * The address of a file by its plain name.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  public String url(String name) {
    return assets.url(name);
  }

  /** The import map as JSON that can stand in a script element. */
  public String importMap() {
    return importMap;
  }

  /** The addresses of all modules: the page fetches them at once, not as each import is read. */
  public List<String> scripts() {
    List<String> scripts = new ArrayList<>();
    OWN.forEach(name -> scripts.add(assets.url(name)));
    LIBRARIES.forEach(name -> scripts.add(assets.url(name)));
    return scripts;
  }

  /** Hash that lets the import map, and no other inline script, into the page (CSP 3, 2.3.1). */
  String importMapHash() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(importMap.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
