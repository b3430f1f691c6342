package bantin.importfiles;

import java.util.IdentityHashMap;
import org.jsoup.nodes.Element;

/** Roles of the paragraphs of one text. */
final class Roles {
  private final IdentityHashMap<Element, Role> roles = new IdentityHashMap<>();

  void set(Element paragraph, Role role) {
    roles.put(paragraph, role);
  }

  Role of(Element paragraph) {
    return roles.getOrDefault(paragraph, Role.NONE);
  }
}
