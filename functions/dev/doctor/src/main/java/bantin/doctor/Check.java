package bantin.doctor;

/** One question about a deployed portal. */
interface Check {
  /** Returns the name in the report, in a word or two. */
  String name();

  /**
   * Looks, and adds each fault. An exception of AWS may pass: the report then says that the check
   * was not made.
   *
   * @return the figures for the report where nothing is wrong
   */
  String look(Faults faults);
}
