package bantin.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plants faults in an account one after the other, and reads the doctor's report. */
final class DoctorTest {
  private static final String STATUS = "<StackStatus>UPDATE_COMPLETE";

  /** Address at which nobody listens: the discard port. */
  private static final String NOBODY = "http://127.0.0.1:9";

  private static final String STACKS = "CloudFormation.DescribeStacks";
  private static final String RESOURCES = "CloudFormation.ListStackResources";

  private static Account account;

  @BeforeAll
  static void open() {
    account = new Account();
  }

  @AfterAll
  static void close() {
    account.close();
  }

  @BeforeEach
  void heal() {
    account.heal();
  }

  @Test
  void findsNothingWrongInAHealthyAccount() {
    List<String> report = account.reportAndCode().lines().toList();
    assertThat(report.subList(0, 16)).allMatch(line -> line.startsWith("OK "));
    assertThat(report.subList(16, 18))
        .containsExactly("0 wrong, 0 not looked at, 16 fine", "exit 0");
  }

  /** Names of the check, planted faults, texts of the finding and of its remedy. */
  static Stream<Arguments> faults() {
    return Stream.of(
        fault(
            "stack",
            "the version before it is running",
            "describe-stack-events",
            status("UPDATE_ROLLBACK_COMPLETE")),
        fault(
            "stack",
            "undoing it failed too",
            "continue-update-rollback",
            status("UPDATE_ROLLBACK_FAILED")),
        fault(
            "stack",
            "serves nothing",
            "delete-stack --stack-name bantin",
            status("ROLLBACK_COMPLETE")),
        fault(
            "stack",
            "in the state ROLLBACK_FAILED",
            "lift the protection of tables and people",
            status("ROLLBACK_FAILED")),
        fault(
            "leftovers",
            "the stack bantin-school is in the state ROLLBACK_COMPLETE",
            "delete-stack --stack-name bantin-school",
            change(
                "CloudFormation.ListStacks",
                "<StackName>payroll</StackName>\n        <TemplateDescription>Something else",
                "<StackName>bantin-school</StackName>\n        <TemplateDescription>Bản Tin, a news portal")),
        fault(
            "leftovers",
            "the stack bantin-school is in the state UPDATE_ROLLBACK_FAILED",
            "continue-update-rollback --stack-name bantin-school",
            DoctorTest::failASecondPortal),
        fault(
            "leftovers",
            "the table bantin-Visits-OLDOLDOLD",
            "delete-table --table-name bantin-Visits-OLDOLDOLD",
            change("DynamoDb.ListTables", "payroll", "bantin-Visits-OLDOLDOLD")),
        fault(
            "leftovers",
            "the bucket bantin-photos-oldoldold",
            "aws s3 rb s3://bantin-photos-oldoldold",
            change(
                "S3.ListBuckets", "bantin-school-photos-1abcdefghijkl", "bantin-photos-oldoldold")),
        fault(
            "concurrency",
            "only 10 calls at the same time",
            "--quota-code L-B99A9384",
            change(
                "Lambda.GetAccountSettings",
                "\"ConcurrentExecutions\": 1000,\n    \"UnreservedConcurrentExecutions\": 900",
                "\"ConcurrentExecutions\": 10,\n    \"UnreservedConcurrentExecutions\": 10")),
        fault(
            "concurrency",
            "all but 20 of its 1000",
            "reserved concurrency",
            change(
                "Lambda.GetAccountSettings",
                "\"UnreservedConcurrentExecutions\": 900",
                "\"UnreservedConcurrentExecutions\": 20")),
        fault(
            "cache policies",
            "all 20 cache policies of the account are taken",
            "Policies > Cache",
            DoctorTest::fillCachePolicies),
        fault(
            "throttling",
            "ShowArticleFunction is switched off",
            "delete-function-concurrency --function-name bantin-ShowArticleFunction",
            change("Lambda.GetFunctionConcurrency", "{}", "{\"ReservedConcurrentExecutions\": 0}")),
        fault(
            "throttling",
            "ShowArticleFunction was refused 31 calls in the last day",
            "ask for more concurrency",
            report("Throttles", 31)),
        fault(
            "throttling",
            "refused to be read 5 times",
            "ReadUnits=N, with N above 4000",
            report("ReadThrottleEvents", 5)),
        fault(
            "throttling",
            "refused to be written 6 times",
            "WriteUnits=N, with N above 1000",
            report("WriteThrottleEvents", 6)),
        fault(
            "live versions",
            "answers with version 6; the deployment made version 7",
            "CodeDeploy console",
            change("Lambda.GetAlias", "\"FunctionVersion\": \"7\"", "\"FunctionVersion\": \"6\"")),
        fault(
            "live versions",
            "\"Bản Tin, slots 1\", not \"Bản Tin Xã, slots 1\"",
            "sam deploy",
            change(STACKS, "<ParameterValue>Bản Tin<", "<ParameterValue>Bản Tin Xã<")),
        fault(
            "live versions",
            "has no alias live",
            "sam deploy",
            change(
                "Lambda.GetAlias",
                "\"AliasArn\"",
                "\"__type\": \"ResourceNotFoundException\", \"AliasArn\"")),
        fault(
            "snapshots",
            "was not called for two weeks",
            "the first call fails and wakes it",
            change("Lambda.GetFunctionConfiguration", "\"Active\"", "\"Inactive\"")),
        fault(
            "snapshots",
            "is in the state Failed",
            "sam deploy",
            change("Lambda.GetFunctionConfiguration", "\"Active\"", "\"Failed\"")),
        fault(
            "snapshots",
            "has no snapshot",
            "SnapStart=off",
            change("Lambda.GetFunctionConfiguration", "\"On\"", "\"Off\"")),
        fault("snapshots", "was not primed", "Not primed for the snapshot", report("NotPrimed", 1)),
        fault(
            "daily calls",
            "ShowArticleFunctionAwake is switched off",
            "EventBridge > Schedules",
            change("Scheduler.GetSchedule", "ENABLED", "DISABLED")),
        fault(
            "daily calls",
            "ShowArticleFunction was not called in two days",
            "role of its schedule",
            account -> account.forget("Invocations")),
        fault(
            "alarm mail",
            "operator@bantin.example has not confirmed",
            "Subscription Confirmation",
            change(
                "Sns.ListSubscriptionsByTopic",
                "arn:aws:sns:ap-southeast-1:123456789012:bantin-Alarms-1A2B3C:2bcfbf39",
                "PendingConfirmation")),
        fault(
            "alarms",
            "rings: Bản Tin (prod), the functions logged",
            "\"Alarms\" in OPERATING.md",
            change("CloudWatch.DescribeAlarms", "\"OK\"", "\"ALARM\"")),
        fault(
            "alarms",
            "tells nobody: Bản Tin (prod), the functions logged",
            "enable-alarm-actions --alarm-names bantin-AnswersFail",
            change("CloudWatch.DescribeAlarms", "true", "false")),
        fault(
            "alarms",
            "1 of the stack's 3 alarms were deleted",
            "detect-stack-drift",
            change(
                RESOURCES,
                "<LogicalResourceId>Alarms</LogicalResourceId>",
                "<LogicalResourceId>Gone</LogicalResourceId><ResourceType>AWS::CloudWatch::Alarm</ResourceType><PhysicalResourceId>gone</PhysicalResourceId><ResourceStatus>UPDATE_COMPLETE</ResourceStatus></member><member><LogicalResourceId>Alarms</LogicalResourceId>")),
        fault(
            "certificate",
            "ends in 12 days",
            "Certificate Manager in us-east-1",
            change("Acm.DescribeCertificate", "\"in 200 days\"", "\"in 12 days\"")),
        fault(
            "certificate",
            "in the state PENDING_VALIDATION",
            "CNAME",
            change("Acm.DescribeCertificate", "ISSUED\"", "PENDING_VALIDATION\"")),
        fault(
            "backups",
            "the table Tallies cannot be restored",
            "update-continuous-backups --table-name bantin-Tallies",
            change(
                "DynamoDb.DescribeContinuousBackups",
                "{\"PointInTimeRecoveryStatus\": \"ENABLED\"",
                "{\"PointInTimeRecoveryStatus\": \"DISABLED\"")),
        fault(
            "backups",
            "the table Visits can be deleted by mistake",
            "Protected=true",
            change("DynamoDb.DescribeTable", "true", "false")),
        fault(
            "backups",
            "the bucket Photos keeps no old versions",
            "put-bucket-versioning",
            change("S3.GetBucketVersioning", "<Status>Enabled</Status>", "")),
        fault(
            "backups",
            "the people in EditorPool can be deleted",
            "Protected=true",
            change("CognitoIdentityProvider.DescribeUserPool", "\"ACTIVE\"", "\"INACTIVE\"")),
        fault(
            "counts",
            "found 4 numbers that differ",
            "repairs the day at the desk",
            report("RecountDifferences", 4)),
        fault(
            "counts",
            "2 recorded sessions of the last week cannot be read",
            "--filter PoisonRecords",
            report("PoisonRecords", 2)),
        fault(
            "counts",
            "3 counters of the last week did not take their number",
            "--filter RefusedTallies",
            report("RefusedTallies", 3)),
        fault(
            "counts",
            "no nightly recount ended in the last three days",
            "--filter ERROR",
            account -> account.forget("RecountDifferences")),
        fault(
            "work behind",
            "TallyHitsFunctionSessions is in the state Disabled",
            "--enabled --uuid 14e0db71",
            change("Lambda.GetEventSourceMapping", "\"Enabled\"", "\"Disabled\"")),
        fault(
            "work behind",
            "TallyHitsFunctionSessions fails: PROBLEM: Function call failed",
            "sam logs",
            change("Lambda.GetEventSourceMapping", "\"OK\"", "\"PROBLEM: Function call failed\"")),
        fault(
            "work behind",
            "10 minutes behind",
            "TallySlots=N, with N above 1",
            report("IteratorAge", 600_000)),
        fault(
            "given-up work",
            "the queue Failed holds 3 pieces of work",
            "receive-message",
            change("Sqs.GetQueueAttributes", "\"0\"", "\"3\"")),
        fault(
            "spending",
            "more than the budget of 20 $",
            "Billing > Bills",
            report("EstimatedCharges", 41.5)),
        fault(
            "spending",
            "no budget tells anybody",
            "AlarmMail=MAIL",
            change(RESOURCES, "AWS::Budgets::Budget", "AWS::IAM::Role")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void findsAPlantedFaultAndSaysHowToMendIt(
      String check, String text, String remedy, Consumer<Account> planting) {
    planting.accept(account);
    List<String> report = account.reportAndCode().lines().toList();
    List<String> wrong = report.stream().filter(line -> line.startsWith("WRONG")).toList();
    assertThat(wrong).isNotEmpty().allMatch(line -> line.contains("  " + check + "  "));
    assertThat(wrong).anyMatch(line -> line.contains(text));
    assertThat(report)
        .filteredOn(line -> line.strip().startsWith("-> "))
        .hasSameSizeAs(wrong)
        .anyMatch(line -> line.contains(remedy));
    assertThat(report)
        .noneMatch(line -> line.startsWith("NOT LOOKED AT"))
        .noneMatch(line -> line.startsWith("OK") && line.contains("  " + check + "  "));
    assertThat(report.getLast()).isEqualTo("exit 1");
  }

  @Test
  void findsThatNobodyGetsTheAlarms() {
    account.change("Sns.ListSubscriptionsByTopic", "<member>", "<!--");
    account.change("Sns.ListSubscriptionsByTopic", "</member>", "-->");
    assertThat(account.report())
        .anyMatch(line -> line.startsWith("WRONG") && line.contains("nobody gets the alarms"));
  }

  @Test
  void waitsForVisitsThatAreGathered() {
    account.report("IteratorAge", 330_000);
    assertThat(account.report()).noneMatch(line -> line.startsWith("WRONG"));
  }

  @Test
  void findsTablesThatAFailedDeploymentKept() {
    account.change(STACKS, STATUS, "<StackStatus>ROLLBACK_COMPLETE");
    account.change(RESOURCES, "UPDATE_COMPLETE", "DELETE_SKIPPED");
    List<String> report = account.report();
    assertThat(report)
        .anyMatch(line -> line.startsWith("WRONG") && line.contains("serves nothing"))
        .anyMatch(line -> line.startsWith("WRONG") && line.contains("bantin-Visits-1ABCDEFGHIJKL"))
        .anyMatch(line -> line.startsWith("WRONG") && line.contains("bantin-photos-1abcdefghijkl"));
    assertThat(report)
        .filteredOn(line -> line.contains("  backups  "))
        .containsExactly("NOT LOOKED AT  backups         the stack holds no AWS::DynamoDB::Table");
  }

  @Test
  void waitsForADeploymentUnderWay() {
    account.change(STACKS, STATUS, "<StackStatus>UPDATE_IN_PROGRESS");
    account.change(
        "Lambda.GetAlias",
        "\"Description\": \"\"",
        "\"RoutingConfig\": {\"AdditionalVersionWeights\": {\"8\": 0.1}}");
    String report = account.reportAndCode();
    assertThat(report)
        .contains("a deployment is under way (UPDATE_IN_PROGRESS)")
        .contains("ShowArticleFunction is being replaced step by step")
        .endsWith("exit 2");
  }

  /** Operations of the healthy run, each of which is refused once. */
  static Set<String> operations() {
    account.heal();
    account.report();
    return Set.copyOf(account.operations());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void showsARefusedCallAsNotLookedAt(String operation) {
    account.refuse(operation);
    List<String> report = account.reportAndCode().lines().toList();
    assertThat(report)
        .anyMatch(
            line ->
                line.startsWith("NOT LOOKED AT")
                    && line.endsWith("the credentials may not call " + Account.action(operation)));
    assertThat(report).noneMatch(line -> line.startsWith("WRONG"));
    assertThat(report.getLast()).isEqualTo("exit 2");
  }

  @Test
  void readsOnly() {
    account.report();
    assertThat(account.operations())
        .hasSizeGreaterThan(15)
        .allMatch(operation -> operation.matches("\\w+\\.(?:Get|List|Describe)\\w+"));
  }

  /** Reads the list of actions in the runbook, which operators copy into a policy. */
  @Test
  void callsTheActionsThatTheRunbookLists() throws Exception {
    String runbook = Files.readString(Path.of("../../OPERATING.md"));
    Set<String> actions = new TreeSet<>();
    account.report();
    account.operations().forEach(operation -> actions.add("\"" + Account.action(operation) + "\""));
    Matcher policy = Pattern.compile("\"Action\": \\[([^]]*)]").matcher(runbook);
    assertThat(policy.find()).isTrue();
    assertThat(policy.group(1).strip().split(",\\s*")).containsExactlyInAnyOrderElementsOf(actions);
  }

  @Test
  void printsNoSecret() {
    account.change("Lambda.GetFunctionConfiguration", "Bản Tin, slots 1", "Bản Tin, slots 2");
    String report = account.reportAndCode();
    for (String operation : Set.copyOf(account.operations())) {
      account.refuse(operation);
      report += account.reportAndCode();
    }
    assertThat(report)
        .contains("slots 2")
        .doesNotContain("secret")
        .doesNotContain(Account.ACCESS_KEY)
        .doesNotContain("arn:aws:iam");
  }

  @Test
  void saysThatThereIsNoSuchStack() {
    account.change(
        STACKS,
        "<DescribeStacksResult>",
        "<Error><Code>ValidationError</Code><Message>Stack with id bantin does not exist"
            + "</Message></Error><DescribeStacksResult>");
    assertThat(account.reportAndCode())
        .contains("NOT LOOKED AT  everything")
        .contains("there is no stack bantin in this account and region")
        .endsWith("exit 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExpiredToken", "InvalidClientTokenId", "SignatureDoesNotMatch"})
  void saysThatTheCredentialsAreNotAccepted(String code) {
    account.change(
        STACKS,
        "<DescribeStacksResult>",
        "<Error><Code>" + code + "</Code><Message>secret</Message></Error><DescribeStacksResult>");
    assertThat(account.reportAndCode())
        .contains("AWS does not accept the credentials (" + code + "): sign in again")
        .endsWith("exit 2");
  }

  @Test
  void saysThatAwsIsNotReached() {
    String open = System.getProperty("aws.endpointUrl");
    System.setProperty("aws.endpointUrl", NOBODY);
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int code = Main.run(Doctor::new, Account.STACK, "", new PrintStream(out, true, UTF_8));
      assertThat(out.toString(UTF_8)).contains("AWS was not reached").contains("ConnectException");
      assertThat(code).isEqualTo(2);
    } finally {
      System.setProperty("aws.endpointUrl", open);
    }
  }

  @Test
  void saysThatASilentSiteIsNotThere() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = Main.run(Doctor::new, "", NOBODY, new PrintStream(out, true, UTF_8));
    assertThat(out.toString(UTF_8).lines().toList().subList(0, 9))
        .allMatch(line -> line.startsWith("NOT LOOKED AT") && line.contains("does not answer"));
    assertThat(code).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "bantin.example, the address must look like https://bantin.example",
    "https://bantin.example/tin-tuc, the address must look like https://bantin.example",
    "'', 'name a stack, or the address of a portal'",
  })
  void refusesAnAddressThatIsNone(String address, String why) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = Main.run(Doctor::new, "", address, new PrintStream(out, true, UTF_8));
    assertThat(out.toString(UTF_8)).contains("NOT LOOKED AT  everything").contains(why);
    assertThat(code).isEqualTo(2);
  }

  private static Arguments fault(
      String check, String text, String remedy, Consumer<Account> planting) {
    return arguments(check, text, remedy, planting);
  }

  private static Consumer<Account> change(String operation, String text, String replacement) {
    return account -> account.change(operation, text, replacement);
  }

  private static Consumer<Account> status(String status) {
    return change(STACKS, STATUS, "<StackStatus>" + status);
  }

  private static Consumer<Account> report(String metric, double value) {
    return account -> account.report(metric, value);
  }

  private static void failASecondPortal(Account account) {
    account.change(
        "CloudFormation.ListStacks",
        "payroll</StackName>\n        <TemplateDescription>Something else",
        "bantin-school</StackName>\n        <TemplateDescription>Bản Tin, a news portal");
    account.change("CloudFormation.ListStacks", "ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_FAILED");
  }

  private static void fillCachePolicies(Account account) {
    String item =
        "<CachePolicySummary><Type>custom</Type><CachePolicy><Id>1</Id></CachePolicy>"
            + "</CachePolicySummary>";
    account.change("CloudFront.ListCachePolicies", "</Items>", item.repeat(19) + "</Items>");
  }
}
