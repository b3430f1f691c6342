package bantin.editarticles;

/** Every limit on what may be sent, in one place. Characters are Unicode code points. */
final class Limits {
  static final int TITLE = 300;
  static final int LEAD = 1000;
  static final int SOURCE = 300;
  static final int NOTICE = 1000;
  static final int SITE_NAME = 100;
  static final int SECTIONS = 30;
  static final int SECTION_TITLE = 60;
  static final int CONTACT = 1000;
  static final int LICENCE = 500;
  static final int AUTHORS = 20;
  static final int AUTHOR = 100;
  static final int TAGS = 30;
  static final int TAG = 60;

  /** In bytes of UTF-8: DynamoDB's item of 400 KB holds it with all the rest. */
  static final int BODY_BYTES = 300 * 1024;

  private Limits() {}
}
