package bantin.doctor;

/**
 * A line of the report.
 *
 * @param remedy a command or a click path; empty where nothing is wrong
 */
record Finding(Verdict verdict, String check, String text, String remedy) {
  /** Result of looking. A check that could not be made is never OK. */
  enum Verdict {
    OK("OK"),
    WRONG("WRONG"),
    NOT_LOOKED_AT("NOT LOOKED AT");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }
  }

  @Override
  public String toString() {
    String line = "%-13s  %-14s  %s".formatted(verdict.words, check, text);
    return remedy.isEmpty() ? line : line + "\n" + " ".repeat(31) + "-> " + remedy;
  }
}
