package bantin.editarticles;

import bantin.newsroom.WorkingCopy;

/** Somebody else changed the article first. */
final class StaleVersion extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient WorkingCopy current;

  StaleVersion(WorkingCopy current) {
    super("Version " + current.version() + " is there", null, false, false);
    this.current = current;
  }

  WorkingCopy current() {
    return current;
  }
}
