package bantin.manuscript;

/** Limits on a manuscript. Characters are Unicode code points. */
public final class ManuscriptLimits {
  public static final int TITLE = 300;
  public static final int LEAD = 1000;
  public static final int SOURCE = 300;
  public static final int CARD_TITLE = 150;
  public static final int CARD_DESCRIPTION = 300;
  public static final int AUTHORS = 20;
  public static final int AUTHOR = 100;
  public static final int TAGS = 30;
  public static final int TAG = 60;

  /**
   * Greatest size of a body in bytes of UTF-8. With all other fields it fits into DynamoDB's item
   * of 400 KB.
   */
  public static final int BODY_BYTES = 300 * 1024;

  private ManuscriptLimits() {}
}
