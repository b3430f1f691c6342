package bantin.newsroom;

/** Refusal of a change because another person deleted the article first. */
public final class DeletedMeanwhile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeletedMeanwhile() {
    super("The working copy is gone", null, false, false);
  }
}
