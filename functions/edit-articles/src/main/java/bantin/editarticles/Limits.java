package bantin.editarticles;

/** Limits on what is no manuscript's. Characters are Unicode code points. */
final class Limits {
  static final int NOTICE = 1000;
  static final int SITE_NAME = 100;
  static final int SECTIONS = 30;
  static final int SECTION_TITLE = 60;
  static final int CONTACT = 1000;
  static final int LICENCE = 500;

  private Limits() {}
}
