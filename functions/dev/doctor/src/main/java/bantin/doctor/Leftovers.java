package bantin.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/**
 * Finds leftovers: tables and buckets that an earlier stack of this name left behind, and portals
 * whose deployment failed.
 */
record Leftovers(
    Deployment deployment, CloudFormationClient stacks, DynamoDbClient tables, S3Client buckets)
    implements Check {
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String BUCKET = "AWS::S3::Bucket";

  @Override
  public String name() {
    return "leftovers";
  }

  @Override
  public String look(Faults faults) {
    for (StackSummary stack : failedPortals()) {
      faults.add(
          "the stack " + stack.stackName() + " is in the state " + stack.stackStatusAsString(),
          StackState.afterFailure(stack.stackStatusAsString(), stack.stackName()));
    }
    List<String> allTables =
        tables.listTablesPaginator().stream().flatMap(page -> page.tableNames().stream()).toList();
    for (String table : strays(TABLE, allTables)) {
      faults.add(
          "the table " + table + " belongs to no stack any more, and costs as much as it holds",
          "aws dynamodb update-table --table-name "
              + table
              + " --no-deletion-protection-enabled && aws dynamodb delete-table --table-name "
              + table);
    }
    List<String> allBuckets = new ArrayList<>();
    buckets.listBucketsPaginator(request -> {}).stream()
        .forEach(page -> page.buckets().stream().map(Bucket::name).forEach(allBuckets::add));
    for (String bucket : strays(BUCKET, allBuckets)) {
      faults.add(
          "the bucket " + bucket + " belongs to no stack any more, and costs as much as it holds",
          "empty it as under \"The end\" in OPERATING.md, then aws s3 rb s3://" + bucket);
    }
    return "none among %d tables and %d buckets".formatted(allTables.size(), allBuckets.size());
  }

  private List<StackSummary> failedPortals() {
    return stacks
        .listStacksPaginator(
            request ->
                request.stackStatusFilters(
                    StackStatus.CREATE_FAILED,
                    StackStatus.ROLLBACK_COMPLETE,
                    StackStatus.ROLLBACK_FAILED,
                    StackStatus.UPDATE_ROLLBACK_FAILED,
                    StackStatus.DELETE_FAILED))
        .stream()
        .flatMap(page -> page.stackSummaries().stream())
        .filter(stack -> deployment.description().equals(stack.templateDescription()))
        .filter(stack -> !stack.stackName().equals(deployment.name()))
        .toList();
  }

  /** Names that CloudFormation made for this stack's template, and that the stack does not hold. */
  private Set<String> strays(String type, List<String> names) {
    Set<String> strays = new TreeSet<>(names);
    strays.removeAll(deployment.all(type).values());
    List<Pattern> patterns =
        deployment.names(type).stream().map(id -> pattern(deployment.name(), id)).toList();
    strays.removeIf(
        name -> patterns.stream().noneMatch(pattern -> pattern.matcher(name).matches()));
    return strays;
  }

  /** Matches {@code stack-Resource-RANDOM}, which is in small letters for a bucket. */
  private static Pattern pattern(String stack, String id) {
    return Pattern.compile(
        "(?:%s|%s)-[A-Za-z0-9]{8,14}"
            .formatted(
                Pattern.quote(stack + "-" + id),
                Pattern.quote((stack + "-" + id).toLowerCase(Locale.ROOT))));
  }
}
