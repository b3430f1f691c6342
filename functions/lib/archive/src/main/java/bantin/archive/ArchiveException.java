package bantin.archive;

/** Refusal of a file that is no part of an archive. The message is a sentence for its sender. */
public final class ArchiveException extends Exception {
  private static final long serialVersionUID = 1L;

  ArchiveException(String message) {
    super(message);
  }

  ArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
