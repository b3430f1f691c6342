package bantin.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;

/** Tells whether the certificate of the portal's own domain is about to expire. */
record Certificate(Deployment deployment, Function<String, AcmClient> acmIn) implements Check {
  /** Time left at which renewal has failed. ACM renews a certificate 60 days before its end. */
  private static final Duration MIN_VALIDITY = Duration.ofDays(30);

  @Override
  public String name() {
    return "certificate";
  }

  @Override
  public String look(Faults faults) {
    String arn = deployment.parameter("CertificateArn");
    if (arn.isEmpty()) {
      return "the portal has an address of AWS, whose certificate AWS renews";
    }
    String region = arn.split(":", -1)[3];
    CertificateDetail certificate =
        acmIn
            .apply(region)
            .describeCertificate(request -> request.certificateArn(arn))
            .certificate();
    String remedy =
        "open Certificate Manager in "
            + region
            + ", and create the CNAME records that it shows; a certificate that was imported is"
            + " imported anew";
    if (certificate.status() != CertificateStatus.ISSUED) {
      faults.add("the certificate is in the state " + certificate.statusAsString(), remedy);
      return "";
    }
    long days = Duration.between(Instant.now(), certificate.notAfter()).toDays();
    if (days < MIN_VALIDITY.toDays()) {
      faults.add("the certificate ends in " + days + " days and was not renewed", remedy);
    }
    return "valid for " + days + " days more";
  }
}
