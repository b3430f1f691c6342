package bantin.engines;

import bantin.engines.nio2blob.StoreProxy;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Object store limited to a function's role. Refuses other calls as S3 does, also calls through an
 * address that the function signed. Without {@code s3:ListBucket}, a missing object answers 403 as
 * on S3.
 */
final class GuardedStore implements InvocationHandler {
  /** S3 action for each method of the store. A method that asks about a bucket has no key. */
  private static final Map<String, String> ACTIONS =
      Map.ofEntries(
          Map.entry("getBlob", "s3:GetObject"),
          Map.entry("blobMetadata", "s3:GetObject"),
          Map.entry("putBlob", "s3:PutObject"),
          Map.entry("initiateMultipartUpload", "s3:PutObject"),
          Map.entry("uploadMultipartPart", "s3:PutObject"),
          Map.entry("completeMultipartUpload", "s3:PutObject"),
          Map.entry("abortMultipartUpload", "s3:AbortMultipartUpload"),
          Map.entry("listMultipartUpload", "s3:ListMultipartUploadParts"),
          Map.entry("listMultipartUploads", "s3:ListBucketMultipartUploads"),
          Map.entry("removeBlob", "s3:DeleteObject"),
          Map.entry("getBlobAccess", "s3:GetObjectAcl"),
          Map.entry("setBlobAccess", "s3:PutObjectAcl"),
          Map.entry("list", "s3:ListBucket"),
          Map.entry("listV1", "s3:ListBucket"),
          Map.entry("listVersions", "s3:ListBucketVersions"),
          Map.entry("createContainer", "s3:CreateBucket"),
          Map.entry("deleteBucket", "s3:DeleteBucket"),
          Map.entry("getContainerAccess", "s3:GetBucketAcl"),
          Map.entry("setContainerAccess", "s3:PutBucketAcl"));

  /** Methods that the server calls for its own purposes. */
  private static final Set<String> OF_SERVER =
      Set.of("headBucket", "getMinimumMultipartPartSize", "close", "toString", "hashCode");

  private final BlobStore store;
  private final Policies policies;
  private final String function;

  private GuardedStore(BlobStore store, Policies policies, String function) {
    this.store = store;
    this.policies = policies;
    this.function = function;
  }

  static BlobStore of(BlobStore store, Policies policies, String function) {
    return StoreProxy.of(new GuardedStore(store, policies, function));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.isDefault() && !ownAction(method) && !isOfServer(method.getName())) {
      // The interface's default method calls other methods of this proxy.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    List<Access> needed = needed(method.getName(), arguments == null ? new Object[0] : arguments);
    for (Access access : needed) {
      if (!policies.allow(function, access)) {
        throw denied(policies.refusal(function, access));
      }
    }
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof AwsServiceException failure && failure.statusCode() == 404
          ? absent(failure, needed)
          : e.getCause();
    }
  }

  /**
   * Tells if the store implements the method itself, although the interface has a default for it.
   */
  private static boolean ownAction(Method method) {
    return ACTIONS.containsKey(method.getName())
        && method.getParameterCount() > 0
        && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0]);
  }

  private AwsServiceException absent(AwsServiceException failure, List<Access> needed) {
    for (Access access : needed) {
      int key = access.resource().indexOf('/');
      if (access.action().equals("s3:GetObject") && key > 0) {
        Access list = new Access("s3:ListBucket", access.resource().substring(0, key));
        if (!policies.allow(function, list)) {
          return denied(policies.refusal(function, list));
        }
      }
    }
    return failure;
  }

  private static boolean isOfServer(String method) {
    return OF_SERVER.contains(method) || method.startsWith("supports");
  }

  private static List<Access> needed(String method, Object[] arguments) {
    if (isOfServer(method)) {
      return List.of();
    }
    Object first = arguments.length == 0 ? "" : arguments[0];
    if (first instanceof CopyObjectRequest copy) {
      return List.of(
          access("s3:GetObject", copy.sourceBucket(), copy.sourceKey()),
          access("s3:PutObject", copy.destinationBucket(), copy.destinationKey()));
    }
    // A method without an entry in ACTIONS is left to the owner.
    String action = ACTIONS.getOrDefault(method, "s3:" + method);
    if (first instanceof MultipartUpload upload) {
      return List.of(access(action, upload.containerName(), upload.blobName()));
    }
    if (first instanceof SdkRequest request) {
      return List.of(
          access(
              action,
              request.getValueForField("Bucket", String.class).orElse(""),
              request.getValueForField("Key", String.class).orElse("")));
    }
    String key = arguments.length > 1 && arguments[1] instanceof String text ? text : "";
    return List.of(access(action, String.valueOf(first), key));
  }

  private static Access access(String action, String bucket, String key) {
    String resource =
        bucket.isEmpty() ? "*" : "arn:aws:s3:::" + bucket + (key.isEmpty() ? "" : "/" + key);
    return new Access(action, resource);
  }

  private static AwsServiceException denied(String sentence) {
    return S3Exception.builder()
        .message(sentence)
        .statusCode(403)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("AccessDenied")
                .errorMessage(sentence)
                .serviceName("S3")
                .build())
        .build();
  }
}
