package bantin.editarticles;

import bantin.article.SettingsLimits;

/** Limits on fields outside of manuscripts. Characters are Unicode code points. */
final class Limits {
  static final int NOTICE = 1000;
  static final int SITE_NAME = SettingsLimits.SITE_NAME;
  static final int SECTIONS = SettingsLimits.SECTIONS;
  static final int SECTION_TITLE = SettingsLimits.SECTION_TITLE;
  static final int CONTACT = SettingsLimits.CONTACT;
  static final int LICENCE = SettingsLimits.LICENCE;
  static final int PAGES = SettingsLimits.PAGES;
  static final int PAGE_TITLE = SettingsLimits.PAGE_TITLE;
  static final int SITE_NOTICE = SettingsLimits.NOTICE;
  static final int SITE_NOTICE_LINK = SettingsLimits.NOTICE_LINK;
  static final int PUBLISHER = SettingsLimits.PUBLISHER;

  private Limits() {}
}
