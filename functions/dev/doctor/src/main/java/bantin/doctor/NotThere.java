package bantin.doctor;

/** Says that there is nothing to look at, in a message for the report. */
final class NotThere extends RuntimeException {
  NotThere(String message) {
    super(message);
  }
}
