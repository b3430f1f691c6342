package bantin.doctor;

import java.time.Duration;
import java.util.Map;

/** Tells whether somebody is told about the cost, and how far the month's cost has come. */
record Spending(Deployment deployment, Metrics usEast1) implements Check {
  private static final Duration DAY = Duration.ofDays(1);

  @Override
  public String name() {
    return "spending";
  }

  @Override
  public String look(Faults faults) {
    if (deployment.all("AWS::Budgets::Budget").isEmpty()) {
      faults.add("no budget tells anybody about the cost", deployment.deployWith("AlarmMail=MAIL"));
    }
    double limit = Double.parseDouble(deployment.parameter("BudgetDollars"));
    Metrics.Values spent =
        usEast1.last(DAY, "AWS/Billing", "EstimatedCharges", Map.of("Currency", "USD"));
    if (spent.maximum() > limit) {
      faults.add(
          "the account has cost %.2f $ this month, more than the budget of %.0f $"
              .formatted(spent.maximum(), limit),
          "see which service in the console under Billing > Bills; a flood: see \"Floods\" in"
              + " OPERATING.md");
    }
    return "a budget watches %.0f $ a month%s"
        .formatted(limit, spent.samples() > 0 ? ", %.2f $ so far".formatted(spent.maximum()) : "");
  }
}
