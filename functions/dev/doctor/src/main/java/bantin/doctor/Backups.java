package bantin.doctor;

import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Tells whether a mistake can be undone: restores, versions of photos, protection. */
record Backups(
    Deployment deployment,
    DynamoDbClient dynamoDb,
    S3Client s3,
    CognitoIdentityProviderClient cognito)
    implements Check {
  @Override
  public String name() {
    return "backups";
  }

  @Override
  public String look(Faults faults) {
    Map<String, String> tables = deployment.some("AWS::DynamoDB::Table");
    tables.forEach((id, name) -> lookAtTable(id, name, faults));
    Map<String, String> buckets = deployment.some("AWS::S3::Bucket");
    buckets.forEach((id, name) -> lookAtBucket(id, name, faults));
    Map<String, String> pools = deployment.some("AWS::Cognito::UserPool");
    pools.forEach((id, name) -> lookAtPool(id, name, faults));
    return "%d tables can be restored, photos keep old versions, nothing can be deleted by mistake"
        .formatted(tables.size());
  }

  private void lookAtTable(String id, String name, Faults faults) {
    ContinuousBackupsDescription backups =
        dynamoDb
            .describeContinuousBackups(request -> request.tableName(name))
            .continuousBackupsDescription();
    if (backups.pointInTimeRecoveryDescription() == null
        || backups.pointInTimeRecoveryDescription().pointInTimeRecoveryStatus()
            != PointInTimeRecoveryStatus.ENABLED) {
      faults.add(
          "the table " + id + " cannot be restored: point-in-time recovery is off",
          "aws dynamodb update-continuous-backups --table-name "
              + name
              + " --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true");
    }
    boolean isProtected =
        Boolean.TRUE.equals(
            dynamoDb
                .describeTable(request -> request.tableName(name))
                .table()
                .deletionProtectionEnabled());
    if (!isProtected) {
      faults.add(
          "the table " + id + " can be deleted by mistake",
          deployment.deployWith("Protected=true"));
    }
  }

  private void lookAtBucket(String id, String name, Faults faults) {
    if (s3.getBucketVersioning(request -> request.bucket(name)).status()
        != BucketVersioningStatus.ENABLED) {
      faults.add(
          "the bucket " + id + " keeps no old versions: a deleted photo is lost",
          "aws s3api put-bucket-versioning --bucket "
              + name
              + " --versioning-configuration Status=Enabled");
    }
  }

  private void lookAtPool(String id, String name, Faults faults) {
    if (cognito
            .describeUserPool(request -> request.userPoolId(name))
            .userPool()
            .deletionProtection()
        != DeletionProtectionType.ACTIVE) {
      faults.add(
          "the people in " + id + " can be deleted by mistake",
          deployment.deployWith("Protected=true"));
    }
  }
}
