package bantin.doctor;

import bantin.doctor.LiveFunctions.Live;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.State;

/** Finds functions whose snapshot is missing, put away or unprimed, so that they answer late. */
record Snapshots(Deployment deployment, LiveFunctions functions, Metrics metrics) implements Check {
  /** Time before a version's publication in which Lambda may already prime it. */
  private static final Duration PRIMING = Duration.ofMinutes(15);

  @Override
  public String name() {
    return "snapshots";
  }

  @Override
  public String look(Faults faults) {
    boolean wanted = !deployment.parameter("SnapStart").equals("off");
    for (Live live : functions.all()) {
      if (live.version().isEmpty()) {
        continue; // The check of live versions reports it.
      }
      look(live, wanted, faults);
    }
    return functions.all().size()
        + (wanted ? " functions start from a primed snapshot" : " functions, by parameter without");
  }

  private void look(Live live, boolean wanted, Faults faults) {
    if (live.state() == State.INACTIVE) {
      faults.add(
          live.id()
              + " was not called for two weeks: its snapshot is put away, and the next call"
              + " fails",
          "call it twice by a page that it serves: the first call fails and wakes it; then see the"
              + " line \"daily calls\"");
    } else if (live.state() != State.ACTIVE) {
      faults.add(
          live.id() + " is in the state " + live.state() + " and answers nothing",
          deployment.deploy());
    } else if (wanted && !live.hasSnapshot()) {
      faults.add(
          live.id() + " has no snapshot: each cold start takes a second or more",
          deployment.deploy() + "; in a region without SnapStart for Java: SnapStart=off");
    } else if (wanted && unprimed(live) > 0) {
      faults.add(
          live.id() + " was not primed before its snapshot: its first calls are slow",
          "search its log for \"Not primed for the snapshot\", mend the cause, then "
              + deployment.deploy());
    }
  }

  private double unprimed(Live live) {
    return metrics
        .since(
            live.published().minus(PRIMING),
            "BanTin",
            "NotPrimed",
            Map.of("FunctionName", live.name()))
        .sum();
  }
}
