package bantin.photo;

/** Reason for which an upload is refused, with a sentence in both languages. */
public interface UploadFault {
  /** Name for programs. */
  String code();

  /** Sentence in English; values replace {0}, {1} in this order. */
  String english();

  /** Sentence in Vietnamese, with places for the same values. */
  String vietnamese();
}
