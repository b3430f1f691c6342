package bantin.manuscript;

/** Every limit on a manuscript, in one place. Characters are Unicode code points. */
public final class ManuscriptLimits {
  public static final int TITLE = 300;
  public static final int LEAD = 1000;
  public static final int SOURCE = 300;
  public static final int AUTHORS = 20;
  public static final int AUTHOR = 100;
  public static final int TAGS = 30;
  public static final int TAG = 60;

  /** In bytes of UTF-8: DynamoDB's item of 400 KB holds it with all the rest. */
  public static final int BODY_BYTES = 300 * 1024;

  private ManuscriptLimits() {}
}
