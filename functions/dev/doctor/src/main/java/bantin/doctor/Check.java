package bantin.doctor;

/** One question about a deployed portal. */
interface Check {
  /** Returns the name in the report, in a word or two. */
  String name();

  /**
   * Makes the check, and adds each fault. It need not catch exceptions of AWS: the report then says
   * that the check was not made.
   *
   * @return figures for the report if nothing is wrong
   */
  String look(Faults faults);
}
