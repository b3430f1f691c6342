package bantin.editarticles;

import java.util.Locale;

/** What brought a version about. */
enum Action {
  CREATED,
  SAVED,
  SUBMITTED,
  PUBLISHED,
  SCHEDULED,
  WITHDRAWN,
  DELETED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
