package bantin.doctor;

import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Lists the alarms that ring, and those that tell nobody. */
record RingingAlarms(Deployment deployment, CloudWatchClient cloudWatch) implements Check {
  @Override
  public String name() {
    return "alarms";
  }

  @Override
  public String look(Faults faults) {
    Collection<String> names = deployment.some("AWS::CloudWatch::Alarm").values();
    List<MetricAlarm> alarms =
        cloudWatch.describeAlarmsPaginator(request -> request.alarmNames(names)).stream()
            .flatMap(page -> page.metricAlarms().stream())
            .toList();
    for (MetricAlarm alarm : alarms) {
      if (alarm.stateValue() == StateValue.ALARM) {
        faults.add(
            "rings: " + alarm.alarmDescription(), "see the table under \"Alarms\" in OPERATING.md");
      }
      if (!alarm.actionsEnabled()) {
        faults.add(
            "tells nobody: " + alarm.alarmDescription(),
            "aws cloudwatch enable-alarm-actions --alarm-names " + alarm.alarmName());
      }
    }
    if (alarms.size() < names.size()) {
      faults.add(
          "%d of the stack's %d alarms were deleted"
              .formatted(names.size() - alarms.size(), names.size()),
          "aws cloudformation detect-stack-drift --stack-name "
              + deployment.name()
              + " finds them; take them out of template.yaml, deploy, put them back, deploy");
    }
    return alarms.size() + " alarms are quiet";
  }
}
