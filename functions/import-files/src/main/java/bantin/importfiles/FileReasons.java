package bantin.importfiles;

import bantin.http.Problem;
import bantin.http.Reason;
import java.util.EnumMap;
import java.util.Map;

/** Reasons for which a file cannot become a draft. */
final class FileReasons {
  static final Reason NO_FILE_ID =
      Reason.of(
          400,
          "no-file-id",
          "Send the file's id and nothing else: {\"file\": \"…\"}.",
          "Chỉ gửi mã của tệp: {\"file\": \"…\"}.");

  /** Reasons by their note. Their types begin with {@code file-}. */
  static final Map<ImportNote, Reason> BY_NOTE = byNote();

  private FileReasons() {}

  /**
   * @throws IllegalArgumentException if the note is no reason to refuse a file
   */
  static Reason of(ImportNote note) {
    Reason reason = BY_NOTE.get(note);
    if (reason == null) {
      throw new IllegalArgumentException(note + " refuses no file");
    }
    return reason;
  }

  /** Refuses a file or a request, with the note's code as the member {@code code}. */
  static Problem problem(ImportNote note, Object... values) {
    return of(note).problem(values).with("code", note.code());
  }

  private static Map<ImportNote, Reason> byNote() {
    Map<ImportNote, Reason> reasons = new EnumMap<>(ImportNote.class);
    for (ImportNote note : ImportNote.values()) {
      if (note.status() > 0) {
        reasons.put(
            note, Reason.of(note.status(), "file-" + note.code(), note.in(false), note.in(true)));
      }
    }
    return reasons;
  }
}
