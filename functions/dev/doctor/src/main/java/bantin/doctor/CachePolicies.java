package bantin.doctor;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyType;
import software.amazon.awssdk.services.cloudfront.model.ListCachePoliciesResponse;

/** Counts the cache policies of CloudFront: an account has twenty, and each portal needs one. */
record CachePolicies(Deployment deployment, CloudFrontClient cloudFront) implements Check {
  private static final int QUOTA = 20;

  @Override
  public String name() {
    return "cache policies";
  }

  @Override
  public String look(Faults faults) {
    if (deployment.parameter("Cdn").equals("off")) {
      return "the portal has no CDN";
    }
    int count = count();
    if (count >= QUOTA) {
      faults.add(
          "all %d cache policies of the account are taken: another portal cannot be deployed"
              .formatted(QUOTA),
          "delete unused policies in the CloudFront console under Policies > Cache, or ask for more"
              + " under Service Quotas > Amazon CloudFront");
    }
    return "%d of %d in use".formatted(count, QUOTA);
  }

  private int count() {
    int count = 0;
    String marker = null;
    do {
      ListCachePoliciesResponse page = page(marker);
      count += page.cachePolicyList().items().size();
      marker = page.cachePolicyList().nextMarker();
    } while (marker != null && !marker.isEmpty());
    return count;
  }

  private ListCachePoliciesResponse page(@Nullable String marker) {
    return cloudFront.listCachePolicies(
        request -> request.type(CachePolicyType.CUSTOM).marker(marker));
  }
}
