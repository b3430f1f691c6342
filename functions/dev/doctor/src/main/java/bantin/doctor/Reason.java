package bantin.doctor;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Reason why a check was not made, in plain words. It never repeats a message of AWS, which may
 * hold names of accounts and people.
 */
final class Reason {
  private static final Pattern ACTION = Pattern.compile("perform: ([a-z0-9-]+:[A-Za-z]+)");
  private static final Set<String> REFUSED_CREDENTIALS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private Reason() {}

  static String of(RuntimeException e) {
    return switch (e) {
      case NotThere missing -> String.valueOf(missing.getMessage());
      case AwsServiceException answer -> of(answer);
      case SdkClientException client -> of(client);
      default -> "the doctor failed with " + e.getClass().getSimpleName();
    };
  }

  private static String of(AwsServiceException e) {
    if (e.awsErrorDetails() == null) {
      return "AWS answered HTTP " + e.statusCode();
    }
    String service = e.awsErrorDetails().serviceName();
    String code = String.valueOf(e.awsErrorDetails().errorCode());
    if (REFUSED_CREDENTIALS.contains(code)) {
      return "AWS does not accept the credentials (" + code + "): sign in again";
    }
    if (e.statusCode() == 403 || code.contains("AccessDenied") || code.contains("NotAuthorized")) {
      Matcher action = ACTION.matcher(String.valueOf(e.awsErrorDetails().errorMessage()));
      return "the credentials may not call "
          + (action.find() ? action.group(1) : service + " for this");
    }
    return service + " answered " + code + " (HTTP " + e.statusCode() + ")";
  }

  private static String of(SdkClientException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("credentials")) {
      return "no AWS credentials were found: sign in, or name a profile in AWS_PROFILE";
    }
    if (message.contains("region")) {
      return "no region was found: name it in AWS_REGION";
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return "AWS was not reached, or its answer not understood ("
        + root.getClass().getSimpleName()
        + ")";
  }
}
