package bantin.doctor;

import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Tells whether somebody gets the alarms. */
record AlarmMail(Deployment deployment, SnsClient sns) implements Check {
  @Override
  public String name() {
    return "alarm mail";
  }

  @Override
  public String look(Faults faults) {
    String topic = deployment.some("AWS::SNS::Topic").values().iterator().next();
    List<Subscription> subscriptions =
        sns.listSubscriptionsByTopicPaginator(request -> request.topicArn(topic)).stream()
            .flatMap(page -> page.subscriptions().stream())
            .toList();
    for (Subscription subscription : subscriptions) {
      if (!subscription.subscriptionArn().startsWith("arn:")) {
        faults.add(
            subscription.endpoint() + " has not confirmed, and gets no alarm",
            "open the mail \"AWS Notification - Subscription Confirmation\" there and confirm; it"
                + " can be sent again under SNS > Subscriptions > Request confirmation");
      }
    }
    if (subscriptions.isEmpty()) {
      faults.add("nobody gets the alarms", deployment.deployWith("AlarmMail=MAIL"));
    }
    return subscriptions.size() + " confirmed";
  }
}
