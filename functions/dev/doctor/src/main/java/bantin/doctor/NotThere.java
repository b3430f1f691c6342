package bantin.doctor;

/** Failure of a check because its subject does not exist. The message goes into the report. */
final class NotThere extends RuntimeException {
  NotThere(String message) {
    super(message);
  }
}
