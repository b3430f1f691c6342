package bantin.editarticles;

import java.util.Locale;

/** Where an article stands; scheduled is published with a time still to come. */
enum State {
  DRAFT,
  SUBMITTED,
  PUBLISHED,
  WITHDRAWN;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static State of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
