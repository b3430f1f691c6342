package bantin.doctor;

import bantin.doctor.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Collects the faults that one check finds. */
final class Faults {
  private final String check;
  private final List<Finding> findings = new ArrayList<>();

  private Faults(String check) {
    this.check = check;
  }

  /** Makes a check, and returns its lines of the report. */
  static List<Finding> of(Check check) {
    Faults faults = new Faults(check.name());
    try {
      String figures = check.look(faults);
      if (faults.findings.isEmpty()) {
        faults.findings.add(new Finding(Verdict.OK, check.name(), figures, ""));
      }
    } catch (RuntimeException e) {
      faults.unseen(Reason.of(e));
    }
    return faults.findings;
  }

  /** Adds a fault with its remedy. */
  void add(String text, String remedy) {
    findings.add(new Finding(Verdict.WRONG, check, text, remedy));
  }

  /** Adds the reason why a part of the check was not made. */
  void unseen(String why) {
    findings.add(new Finding(Verdict.NOT_LOOKED_AT, check, why, ""));
  }
}
