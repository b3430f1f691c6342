package bantin.doctor;

import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The checks of a deployed stack, with the operator's credentials. */
final class Doctor {
  private final CloudFormationClient stacks = Clients.build(CloudFormationClient.builder());
  private final LambdaClient lambda = Clients.build(LambdaClient.builder());
  private final CloudWatchClient cloudWatch = Clients.build(CloudWatchClient.builder());
  private final CloudWatchClient cloudWatchOfBills =
      Clients.build(CloudWatchClient.builder().region(Region.US_EAST_1));
  private final DynamoDbClient tables = Clients.build(DynamoDbClient.builder());
  private final S3Client buckets = Clients.build(S3Client.builder());
  private final SchedulerClient schedules = Clients.build(SchedulerClient.builder());
  private final SnsClient topics = Clients.build(SnsClient.builder());
  private final SqsClient queues = Clients.build(SqsClient.builder());
  private final CognitoIdentityProviderClient people =
      Clients.build(CognitoIdentityProviderClient.builder());
  private final CloudFrontClient cloudFront =
      Clients.build(CloudFrontClient.builder().region(Region.AWS_GLOBAL));

  /**
   * Reads the stack, and returns the checks to make.
   *
   * @throws NotThere if the region has no stack of this name
   */
  List<Check> checks(String name) {
    Deployment deployment = Deployment.read(stacks, name);
    LiveFunctions functions = new LiveFunctions(lambda, deployment);
    Metrics metrics = new Metrics(cloudWatch);
    return List.of(
        new StackState(deployment),
        new Leftovers(deployment, stacks, tables, buckets),
        new Concurrency(lambda),
        new CachePolicies(deployment, cloudFront),
        new Throttling(deployment, lambda, metrics),
        new LiveVersions(deployment, functions, stacks),
        new Snapshots(deployment, functions, metrics),
        new DailyCalls(deployment, functions, schedules, metrics),
        new AlarmMail(deployment, topics),
        new RingingAlarms(deployment, cloudWatch),
        new Certificate(
            deployment, region -> Clients.build(AcmClient.builder().region(Region.of(region)))),
        new Backups(deployment, tables, buckets, people),
        new Counts(deployment, metrics),
        new WorkBehind(deployment, lambda, metrics),
        new GivenUpWork(deployment, queues),
        new Spending(deployment, new Metrics(cloudWatchOfBills)));
  }
}
