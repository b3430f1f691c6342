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

/** Every grant of every role is needed, and something shows it. */
final class GrantsTest {
  static Set<String> verbs() {
    return House.verbs();
  }

  /** A function that may touch a table or a bucket has a test that takes each grant away. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void areRehearsed(String verb) {
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
   * What no engine here asks for: to write to its own log, to send traces, and to hand what failed
   * to the queue that its own declaration names. All of it must be there, and nothing else may be.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void theRestIsWhatLambdaNeeds(String verb) {
    Template template = House.template();
    Policies policies = Policies.of(template);
    String function = House.camel(verb) + "Function";
    Set<Grant> rest = new HashSet<>(policies.grants(function));
    policies.grantsOnData(function).forEach(rest::remove);
    policies.grantsOnStreams(function).forEach(rest::remove);
    List<String> said = new ArrayList<>();
    rest.forEach(grant -> said.add(grant.action() + " " + name(grant.resource())));

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
    assertThat(said).containsExactlyInAnyOrderElementsOf(needed);
  }

  /** A role of none would be one that the other tests do not see. */
  @Test
  void everyRoleIsAFunctions() {
    Template template = House.template();
    List<String> roles = new ArrayList<>();
    for (String function : template.functionIds()) {
      roles.add(function.replaceFirst("Function$", "Role"));
    }
    assertThat(template.resources("AWS::IAM::Role")).containsExactlyInAnyOrderElementsOf(roles);
  }

  /** Such as {@code CountHitLog}. */
  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
