package bantin.doctor;

import bantin.doctor.Finding.Verdict;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Prints the report. {@code functions/OPERATING.md} has the commands. */
public final class Main {
  static final int FINE = 0;
  static final int FAULTY = 1;
  static final int UNSEEN = 2;

  private static final String STACK = "stack=";
  private static final String SMOKE = "smoke=";

  private Main() {}

  /**
   * @param arguments {@code stack=NAME} and {@code smoke=ADDRESS}; either may be empty
   */
  public static void main(String[] arguments) {
    String stack = "";
    String address = "";
    for (String argument : arguments) {
      if (argument.startsWith(STACK)) {
        stack = argument.substring(STACK.length());
      } else if (argument.startsWith(SMOKE)) {
        address = argument.substring(SMOKE.length());
      }
    }
    System.exit(run(Doctor::new, stack, address, System.out));
  }

  /**
   * Makes the checks, and prints a line for each as it is made.
   *
   * @return 1 if something is wrong, else 2 if something was not looked at, else 0
   */
  static int run(Supplier<Doctor> doctor, String stack, String address, PrintStream out) {
    List<Finding> findings = new ArrayList<>();
    try {
      if (stack.isEmpty() && address.isEmpty()) {
        throw new NotThere("name a stack, or the address of a portal");
      }
      if (!stack.isEmpty()) {
        make(doctor.get().checks(stack), findings, out);
      }
      if (!address.isEmpty()) {
        make(Smoke.checks(address), findings, out);
      }
    } catch (RuntimeException e) {
      out.println(new Finding(Verdict.NOT_LOOKED_AT, "everything", Reason.of(e), ""));
      return UNSEEN;
    }
    long wrong = count(findings, Verdict.WRONG);
    long unseen = count(findings, Verdict.NOT_LOOKED_AT);
    out.printf("%d wrong, %d not looked at, %d fine%n", wrong, unseen, count(findings, Verdict.OK));
    return wrong > 0 ? FAULTY : unseen > 0 ? UNSEEN : FINE;
  }

  private static void make(List<Check> checks, List<Finding> findings, PrintStream out) {
    for (Check check : checks) {
      for (Finding finding : Faults.of(check)) {
        findings.add(finding);
        out.println(finding);
      }
    }
  }

  private static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }
}
