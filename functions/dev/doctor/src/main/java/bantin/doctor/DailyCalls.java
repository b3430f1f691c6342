package bantin.doctor;

import bantin.doctor.LiveFunctions.Live;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;

/** Tells whether the daily schedules are on and reach their functions. */
record DailyCalls(
    Deployment deployment, LiveFunctions functions, SchedulerClient schedules, Metrics metrics)
    implements Check {
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  @Override
  public String name() {
    return "daily calls";
  }

  @Override
  public String look(Faults faults) {
    Map<String, String> names = deployment.some("AWS::Scheduler::Schedule");
    Set<String> called = new TreeSet<>();
    names.forEach(
        (id, name) -> {
          GetScheduleResponse schedule = schedules.getSchedule(request -> request.name(name));
          if (schedule.state() == ScheduleState.DISABLED) {
            faults.add(
                "the schedule " + id + " is switched off",
                "switch it on under EventBridge > Schedules > " + name);
          } else {
            called.add(schedule.target().arn());
          }
        });
    for (Live live : functions.all()) {
      boolean isCalled =
          called.stream()
              .anyMatch(arn -> arn.endsWith(":" + live.name() + ":" + LiveFunctions.ALIAS));
      if (isCalled && isSettled(live) && calls(live) == 0) {
        faults.add(
            live.id() + " was not called in two days, although a schedule calls it daily",
            "look at the role of its schedule under EventBridge > Schedules, then "
                + deployment.deploy());
      }
    }
    return names.size() + " schedules are on, and reach their functions";
  }

  /** Tells whether the version is old enough that a daily call must have reached it. */
  private static boolean isSettled(Live live) {
    return live.published().isBefore(Instant.now().minus(TWO_DAYS));
  }

  private double calls(Live live) {
    return metrics
        .last(TWO_DAYS, "AWS/Lambda", "Invocations", Map.of("FunctionName", live.name()))
        .sum();
  }
}
