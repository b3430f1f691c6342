package bantin.doctor;

import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AccountLimit;

/** Tells how many calls Lambda answers at the same time in this account and region. */
record Concurrency(LambdaClient lambda) implements Check {
  /** A portal with a CDN needs about one for each ten pages a second. */
  private static final int MIN_CALLS = 100;

  @Override
  public String name() {
    return "concurrency";
  }

  @Override
  public String look(Faults faults) {
    AccountLimit limit = lambda.getAccountSettings().accountLimit();
    int all = limit.concurrentExecutions();
    int free = limit.unreservedConcurrentExecutions();
    if (all < MIN_CALLS) {
      faults.add(
          "the account answers only %d calls at the same time; more readers get errors"
              .formatted(all),
          "aws service-quotas request-service-quota-increase --service-code lambda"
              + " --quota-code L-B99A9384 --desired-value 1000");
    } else if (free < MIN_CALLS) {
      faults.add(
          "functions of the account reserve all but %d of its %d simultaneous calls"
              .formatted(free, all),
          "look for reserved concurrency in the Lambda console, and take back what is not needed");
    }
    return "%d calls at the same time, %d of them free for the portal".formatted(all, free);
  }
}
