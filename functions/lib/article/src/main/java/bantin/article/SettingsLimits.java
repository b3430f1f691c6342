package bantin.article;

/** Limits of the site's settings. Characters are Unicode code points. */
public final class SettingsLimits {
  public static final int SITE_NAME = 100;
  public static final int SECTIONS = 30;
  public static final int SECTION_TITLE = 60;
  public static final int CONTACT = 1000;
  public static final int LICENCE = 500;

  /** Each field of the publisher. */
  public static final int PUBLISHER = 200;

  /** Links to fixed pages. */
  public static final int PAGES = 20;

  public static final int PAGE_TITLE = 60;
  public static final int NOTICE = 200;
  public static final int NOTICE_LINK = 500;

  private SettingsLimits() {}
}
