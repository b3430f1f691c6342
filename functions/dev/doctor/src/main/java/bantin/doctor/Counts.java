package bantin.doctor;

import bantin.doctor.Metrics.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Tells whether the nightly recounts ran, and agreed with the numbers that readers see. */
record Counts(Deployment deployment, Metrics metrics) implements Check {
  private static final String NAMESPACE = "BanTin";
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration THREE_DAYS = Duration.ofDays(3);

  @Override
  public String name() {
    return "counts";
  }

  @Override
  public String look(Faults faults) {
    String recounting = function("RecountVisitsFunction");
    String tallying = function("TallyHitsFunction");
    String log = "sam logs --stack-name " + deployment.name() + " --name ";

    double differences = of(WEEK, "RecountDifferences", recounting).sum();
    if (differences > 0) {
      faults.add(
          "recounts of the last week found %.0f numbers that differ".formatted(differences),
          "an administrator repairs the day at the desk under Statistics; the days: "
              + log
              + "RecountVisitsFunction --filter RecountDifferences");
    }
    double poison = of(WEEK, "PoisonRecords", tallying).sum();
    if (poison > 0) {
      faults.add(
          "%.0f recorded sessions of the last week cannot be read".formatted(poison),
          "repair their days at the desk; the records: "
              + log
              + "TallyHitsFunction --filter PoisonRecords");
    }
    double refused = of(WEEK, "RefusedTallies", tallying).sum();
    if (refused > 0) {
      faults.add(
          "%.0f counters of the last week did not take their number".formatted(refused),
          "repair their days at the desk; the counters: "
              + log
              + "TallyHitsFunction --filter RefusedTallies");
    }
    boolean isYoung = deployment.since().isAfter(Instant.now().minus(THREE_DAYS));
    if (!isYoung && of(THREE_DAYS, "RecountDifferences", recounting).samples() == 0) {
      faults.add(
          "no nightly recount ended in the last three days",
          "read the errors: " + log + "RecountVisitsFunction --filter ERROR");
    }
    return isYoung
        ? "no differences; the first recount comes in the fourth night"
        : "every recount of the last week found the same numbers";
  }

  private Values of(Duration time, String metric, String function) {
    return metrics.last(time, NAMESPACE, metric, Map.of("FunctionName", function));
  }

  private String function(String id) {
    String name = deployment.some("AWS::Lambda::Function").get(id);
    if (name == null) {
      throw new NotThere("the stack has no " + id);
    }
    return name;
  }
}
