package bantin.page;

/**
 * Widths of photos in lists, in the form of HTML's {@code sizes}: browsers choose a rendition by
 * them. Phones with three pixels to a point are told about two thirds of the width, because nobody
 * sees more than two.
 */
public final class PhotoSizes {
  private static final String ON_A_PHONE = "(min-resolution: 2.5dppx) 41vw, 61vw";

  /** Lead story of the front page. */
  public static final String LEAD =
      "(min-width: 80rem) 50rem, (min-width: 60rem) 60vw, (min-resolution: 2.5dppx) 61vw, 92vw";

  /**
   * First story of a section's block. All phones are told two thirds of its width. Most photos of
   * the front page stand there, and the next rendition has half as many bytes again.
   */
  public static final String BLOCK =
      "(min-width: 60rem) 26rem, (min-width: 40rem) 45vw, " + ON_A_PHONE;

  /**
   * Photo beside a headline. On a phone it is a square of 7rem, cut out of a photo that is as high
   * and wider.
   */
  public static final String SMALL =
      "(min-width: 34rem) 15rem, (min-resolution: 2.5dppx) 6.5rem, 8rem";

  /** Photo of the front page's strip. */
  public static final String STRIP =
      "(min-width: 60rem) 25vw, (min-resolution: 2.5dppx) 6.5rem, 10rem";

  private static final String CARD =
      "(min-width: 64rem) 6rem, (min-width: 60rem) 18rem, (min-width: 40rem) 45vw, ";

  /** First article to read next, whose photo is large on a phone and small beside a text. */
  public static final String FIRST_CARD = CARD + ON_A_PHONE;

  /** Further article to read next. */
  public static final String NEXT_CARD = CARD + "(min-resolution: 2.5dppx) 6.5rem, 8rem";

  private PhotoSizes() {}
}
