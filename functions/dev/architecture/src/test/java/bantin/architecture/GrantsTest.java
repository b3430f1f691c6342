package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Grant;
import bantin.engines.Policies;
import bantin.engines.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every permission of every role is needed, and a test shows it. */
final class GrantsTest {
  static Set<String> verbs() {
    return House.verbs();
  }

  /** A function with permissions on a table or a bucket has a test of its grants. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void grantsOnDataHaveATest(String verb) {
    if (!Policies.of(House.template()).grantsOnData(House.camel(verb) + "Function").isEmpty()) {
      assertThat(
              House.FUNCTIONS
                  .resolve(verb)
                  .resolve("src/test/java")
                  .resolve(House.packageOf(verb).replace('.', '/'))
                  .resolve("GrantsTest.java"))
          .isRegularFile();
    }
  }

  /**
   * The other permissions are those that no local engine checks. A function may write to its own
   * log, send traces, and send failed events to the queue that its declaration names.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void otherPermissionsAreLogsTracesAndTheFailureQueue(String verb) {
    Template template = House.template();
    Policies policies = Policies.of(template);
    String function = House.camel(verb) + "Function";
    Set<Grant> rest = new HashSet<>(policies.grants(function));
    policies.grantsOnData(function).forEach(rest::remove);
    policies.grantsOnStreams(function).forEach(rest::remove);
    List<String> remaining = new ArrayList<>();
    rest.forEach(grant -> remaining.add(grant.action() + " " + name(grant.resource())));

    List<String> needed = new ArrayList<>();
    String log = House.camel(verb) + "Log";
    needed.add("logs:CreateLogStream " + log);
    needed.add("logs:PutLogEvents " + log);
    needed.add("xray:PutTelemetryRecords *");
    needed.add("xray:PutTraceSegments *");
    String declared = template.properties(function).toString();
    if (declared.contains("OnFailure=")) {
      assertThat(declared).contains("Destination={Fn::GetAtt=[Failed, Arn]}");
      needed.add("sqs:SendMessage Failed");
    }
    assertThat(remaining).containsExactlyInAnyOrderElementsOf(needed);
  }

  /**
   * The other tests would miss a role that belongs to no function. Rules of the template check the
   * one of the schedules.
   */
  @Test
  void findsAFunctionForEveryRole() {
    Template template = House.template();
    List<String> roles = new ArrayList<>(List.of("SchedulesRole"));
    for (String function : template.functionIds()) {
      roles.add(function.replaceFirst("Function$", "Role"));
    }
    assertThat(template.resources("AWS::IAM::Role")).containsExactlyInAnyOrderElementsOf(roles);
  }

  /** Returns the last part of an ARN, such as {@code CountHitLog}. */
  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
